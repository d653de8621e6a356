// @ts-check
/* go.html?000:59, go.html#000:59, go.html?place=000:59 -> the page that holds the place, or why none does. */
(function () {
  "use strict";

  const { root, parse, named, resolve, why } = ARCHIVE_GO;
  const RANGE = /^(\d+)(?:-(\d+))?$/; // 000-004, 006

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".go-form"));
  const field = form?.querySelector("input");
  const told = document.querySelector(".go-told");
  if (!form || !field || !told) return;
  const sources = (form.dataset["sources"] ?? "").split(" ").map((each) => RANGE.exec(each));

  /** @param {string} source */
  const isThere = (source) =>
    sources.some((range) => range && Number(range[1]) <= Number(source) && Number(source) <= Number(range[2] ?? range[1]));

  /** @param {string} words @param {[href: string, words: string][]} ways below the site's root */
  function tell(words, ways) {
    const said = document.createElement("p");
    said.textContent = words;
    const links = ways.map(([href, name]) => {
      const link = document.createElement("a");
      link.href = root + href;
      link.textContent = name;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    const list = document.createElement("ul");
    list.append(...links);
    told?.replaceChildren(said, ...(links.length ? [list] : []));
  }

  /** @param {string} text */
  async function go(text) {
    if (text.trim() === "") return;
    const place = parse(text);
    if (field) field.value = place ? named(place) : text;
    if (!place) return tell(`“${text.trim()}”不是处所：来源的编号、冒号、行号，如 000:59。`, []);
    const { source } = place;
    if (!isThere(source)) return tell(`本站没有来源 ${source}。`, [["browse/source.html", "现有的各个来源"]]);
    try {
      const answer = await resolve(place);
      if (answer.kind === "beyond") return tell(why(named(place), answer), waysTo(source));
      location.replace(addressOf(answer, named(place)));
    } catch (failure) {
      tell(`来源 ${source} 的数据未能载入，请再试一次。`, waysTo(source));
      console.warn(failure);
    }
  }

  /** @param {Awaited<ReturnType<typeof resolve>>} answer @param {string} name @returns {string} a source page is told the
      place, and says what is there (assets/source/told.js) */
  function addressOf({ kind, href }, name) {
    const address = new URL(root + href);
    if (kind === "dropped" || kind === "blank") address.searchParams.set("place", name);
    return address.href;
  }

  /** @param {string} source @returns {[string, string][]} */
  const waysTo = (source) => [
    [`browse/source.html#s${source}`, `来源 ${source} 的各篇`],
    [`sources/${source}.html`, `来源 ${source} 逐行照录`],
  ];

  /** @param {string} text @returns {string} with its %XX read, or as it is when they are malformed */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (trouble) {
      if (trouble instanceof URIError) return text;
      throw trouble;
    }
  }

  /** @returns {string} what the address asks for */
  function asked() {
    const { searchParams, search, hash } = new URL(location.href);
    return searchParams.get("place") ?? searchParams.get("q") ?? (decoded(search.slice(1)) || decoded(hash.slice(1)));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void go(field.value);
  });
  window.addEventListener("hashchange", () => void go(decoded(location.hash.slice(1))));
  void go(asked());
})();
