// @ts-check
/* What pages that look for a place have in common (go.js, lost.js): reading an address, and telling ways on. */
var ARCHIVE_WAYS = (function () {
  "use strict";

  /** @typedef {[href: string, words: string]} Way its address below the site's root */

  const EVERY = /** @type {Way} */ (["browse/source.html", "现有的各个来源"]);

  /** @param {string} text @returns {string} with its %XX read, or as it is when they are malformed */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (trouble) {
      if (trouble instanceof URIError) return text;
      throw trouble;
    }
  }

  /** @param {Element | null | undefined} holder @param {string} words @param {Way[]} ways */
  function tell(holder, words, ways) {
    const said = document.createElement("p");
    said.textContent = words;
    const links = ways.map(([href, name]) => {
      const link = document.createElement("a");
      link.href = ARCHIVE_GO.root + href;
      link.textContent = name;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    const list = document.createElement("ul");
    list.append(...links);
    holder?.replaceChildren(said, ...(links.length ? [list] : []));
  }

  /** @param {string} source @returns {Way[]} */
  const ofSource = (source) => [
    [`browse/source.html#s${source}`, `来源 ${source} 的各篇`],
    [`sources/${source}.html`, `来源 ${source} 逐行照录`],
  ];

  /** @param {Awaited<ReturnType<typeof ARCHIVE_GO.resolve>>} answer @param {string} name of the place @returns {string}
      below the site's root; a source page is told the place, and says what is there (assets/source/told.js) */
  function addressOf({ kind, href }, name) {
    if (kind !== "dropped" && kind !== "blank") return href;
    return href.replace("#", `?${new URLSearchParams({ place: name })}#`);
  }

  return { EVERY, decoded, tell, ofSource, addressOf };
})();
