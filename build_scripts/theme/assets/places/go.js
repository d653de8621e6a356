// @ts-check
/* go.html?000:59, go.html#000:59, go.html?place=000:59 -> the page that holds the place, or why none does. */
(function () {
  "use strict";

  const { root, parse, named, resolve, why } = ARCHIVE_GO;
  const { EVERY, decoded, tell, ofSource, addressOf } = ARCHIVE_WAYS;
  const RANGE = /^(\d+)(?:-(\d+))?$/; // 000-004, 006

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".go-form"));
  const field = form?.querySelector("input");
  const told = document.querySelector(".go-told");
  if (!form || !field || !told) return;
  const sources = (form.dataset["sources"] ?? "").split(" ").map((each) => RANGE.exec(each));

  /** @param {string} source */
  const isThere = (source) =>
    sources.some((range) => range && Number(range[1]) <= Number(source) && Number(source) <= Number(range[2] ?? range[1]));

  /** @param {string} text */
  async function go(text) {
    if (text.trim() === "") return;
    const place = parse(text);
    if (field) field.value = place ? named(place) : text;
    if (!place) return tell(told, `“${text.trim()}”不是处所：来源的编号、冒号、行号，如 000:59。`, []);
    const { source } = place;
    if (!isThere(source)) return tell(told, `本站没有来源 ${source}。`, [EVERY]);
    try {
      const answer = await resolve(place);
      if (answer.kind === "beyond") return tell(told, why(named(place), answer), ofSource(source));
      location.replace(root + addressOf(answer, named(place)));
    } catch (failure) {
      tell(told, `来源 ${source} 的数据未能载入，请再试一次。`, ofSource(source));
      console.warn(failure);
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
