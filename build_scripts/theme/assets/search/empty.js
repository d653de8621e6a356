// @ts-check
/* Why nothing was found -> words that say so, and links to what is near. */
var ARCHIVE_EMPTY = (function () {
  "use strict";

  const { make, counted, searchFor } = ARCHIVE_RESULTS;
  const PLACE = /^\s*([^\s:：]+)[:：](([1-9]\d*)(?:-\d+)?)\s*$/; // 000:59; not region:江苏

  /** @param {Way} way @returns {HTMLElement} */
  function way({ query, total }) {
    return make("li", {}, make("a", { href: searchFor(query) }, query), ` ${counted(total)} 篇`);
  }

  /** @param {string} words @param {HTMLElement[]} items @returns {HTMLElement[]} */
  const listed = (words, items) => (items.length ? [make("p", {}, words), make("ul", {}, ...items)] : []);

  /** Which word is to blame. @param {Way[]} terms @returns {HTMLElement[]} */
  function blame(terms) {
    if (terms.length < 2) return [];
    const missing = terms.filter(({ total }) => !total);
    if (!missing.length) return listed("每个词都有，但没有一篇合于全部条件：", terms.map(way));
    return [make("p", {}, `没有一篇含有${missing.map(({ query }) => `“${query}”`).join("、")}。`)];
  }

  /** @param {string} query @param {string[]} terms @returns {HTMLElement[]} a place that no paper holds is still in its source */
  function placed(query, terms) {
    const [, source, local, line] = PLACE.exec(query) ?? [];
    if (!source || terms.length) return [];
    const href = new URL(`go.html?${encodeURIComponent(source)}:${local}`, ARCHIVE_SEARCH.root).href;
    const link = make("a", { href }, `来源 ${source} 第 ${line} 行`);
    return [make("p", {}, "没有一篇收录这一处。看逐行照录：", link)];
  }

  /** @param {string} query @param {string[]} terms @param {Why} why @param {() => void} widen takes all facets away
      @returns {HTMLElement[]} */
  function explained(query, terms, { unfiltered, terms: counts, ways }, widen) {
    const button = make("button", { type: "button", class: "md-button" }, `去掉筛选，看全部 ${counted(unfiltered)} 篇`);
    button.addEventListener("click", widen);
    return [
      ...(unfiltered ? [button] : []),
      ...placed(query, terms),
      ...blame(counts),
      ...listed("可以改为：", ways.map(way)),
    ];
  }

  return { explained };
})();
