// @ts-check
/* What was found -> elements: words with their marks, the facts of a paper and how sure they are, addresses. */
var ARCHIVE_RESULTS = (function () {
  "use strict";

  /** @typedef {string | Node | null} Content */

  /** @type {Record<string, string>} */
  const CERTAINTY = { stated: "原文明载", inferred: "推定", curated: "人工考订", unknown: "待考" };

  const NUMBERS = new Intl.NumberFormat("zh-Hans");

  /** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string>} attributes
      @param {Content[]} content @returns {HTMLElementTagNameMap[T]} */
  function make(tag, attributes, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content.filter((each) => each !== null));
    return element;
  }

  /** @param {Excerpt[]} pieces @returns {Content[]} */
  const words = (pieces) => pieces.map(({ text, marked }) => (marked ? make("mark", {}, text) : text));

  /** @param {number} number @returns {string} */
  const counted = (number) => NUMBERS.format(number);

  /** @param {[number | null, number | null]} years @returns {string} */
  function yearWords([first, last]) {
    if (first && first === last) return `${first} 年`;
    if (first && last) return `${first}—${last} 年间`;
    return first ? `${first} 年以后` : last ? `${last} 年以前` : "";
  }

  /** @param {string} value @param {string} what @param {string | undefined} certainty @returns {HTMLElement} */
  function fact(value, what, certainty) {
    if (!value) return make("span", { class: "unknown" }, `${what}待考`);
    const mark = certainty ? make("small", { class: "certainty" }, CERTAINTY[certainty] ?? certainty) : null;
    return make("span", {}, value, mark && " ", mark);
  }

  /** @param {ShownResult} result @returns {HTMLElement[]} region, year, genre, issuer, each with its certainty */
  function facts(result) {
    const { region, years, genre, issuer, certainty } = result;
    const made = [
      fact(region, "地区", certainty["region"]),
      fact(yearWords(years), "年份", certainty["year"]),
      fact(genre, "文种", certainty["genre"]),
    ];
    return issuer ? [...made, fact(issuer, "发文机关", certainty["issuer"])] : made;
  }

  /** @param {ShownResult} result @returns {string} how much of it was found */
  function found(result) {
    const blocks = result.count ? `${counted(result.count)} 段` : "";
    return [blocks, result.inTitle ? "题名" : ""].filter(Boolean).join("、");
  }

  /** @param {string} url below the site's root @param {Shown} answer @returns {string} the page, told what to mark */
  function address(url, { query, terms }) {
    const made = new URL(url, ARCHIVE_SEARCH.root);
    if (terms.length) made.searchParams.set("q", query);
    return made.href;
  }

  /** @param {string} query @returns {string} the address of a search */
  function searchFor(query) {
    const made = new URL("search.html", ARCHIVE_SEARCH.root);
    if (query) made.searchParams.set("q", query);
    return made.href;
  }

  /** One paper on the search page. @param {ShownResult} result @param {Shown} answer @returns {HTMLElement} */
  function paper(result, answer) {
    const title = make("h2", {}, make("a", { href: address(result.url, answer) }, ...words(result.title)));
    const about = make("p", { class: "search-facts" }, ...facts(result).flatMap((fact) => [fact, " "]));
    about.append(make("span", { class: "search-place" }, result.place), " ");
    const count = answer.terms.length ? found(result) : "";
    if (count) about.append(make("strong", {}, count));
    const others = result.witnesses.flatMap(({ place, url }) => ["、", make("a", { href: address(url, answer) }, place)]);
    const witnesses = others.length ? make("p", { class: "search-witnesses" }, "另有传本：", ...others.slice(1)) : null;
    const [source] = result.place.split(":");
    const passages = result.passages.map((passage) => {
      const where = make("span", { class: "search-where", "aria-hidden": "true" }, `${source}:${passage.id.slice(1)}`);
      const text = make("span", { class: passage.heading ? "search-heading" : "search-words" }, ...words(passage.pieces));
      return make("li", {}, make("a", { href: address(passage.url, answer) }, where, text));
    });
    const rest = result.count - passages.length;
    const beyond = rest > 0 && make("a", { class: "search-beyond", href: address(result.url, answer) }, `另有 ${counted(rest)} 段`);
    return make("li", {}, title, about, passages.length ? make("ol", {}, ...passages) : null, beyond || null, witnesses);
  }

  return { CERTAINTY, make, words, counted, facts, found, address, searchFor, paper };
})();
