// @ts-check
/* Address of a missing page -> the page that holds the place it names. Runs after data/places.js, in 404.html, with
   the site's root in `<html data-base>`; goes there when the address is plain, and offers links in every case. */
(function () {
  "use strict";

  /** @typedef {{ source: string, line: number, offset: number }} Place */
  /** @typedef {{ href: string, words: string }} Way */

  /** @type {Record<string, [number, number, string][]>} */
  const documents = /** @type {any} */ (window).ARCHIVE_PLACES;
  /** @type {Record<string, number>} */
  const lengths = /** @type {any} */ (window).ARCHIVE_LINES;
  const base = document.documentElement.dataset["base"] ?? "/";

  const LOCAL = /^L?([1-9]\d{0,8})(?:-(\d{1,9}))?$/; // 59, L59, 59-18; not 059
  const FULL = /(?:^|[/=])([^/:：=]+?)[:：-]L?([1-9]\d{0,8}(?:-\d{1,9})?)$/; // /000:45, /000-43, 000:59-18; not /archive-2/
  const PAGE = /(?:^|\/)archive\/([^/]+)\/([^/]+)$/; // /archive/000/45; not /archive/000
  const SOURCE = /(?:^|\/)sources\/([^/]+)$/; // /sources/000; not /sources/

  /** @param {string} text @returns {string} with its %XX read, or as it is when they are malformed */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (trouble) {
      if (trouble instanceof URIError) return text;
      throw trouble;
    }
  }

  /** @param {string | undefined} source @param {string | undefined} local @returns {Place | null} */
  function placeIn(source, local) {
    const found = LOCAL.exec(local ?? "");
    if (!source || !found || !Object.hasOwn(documents, source)) return null;
    return { source, line: Number(found[1]), offset: Number(found[2] ?? 0) };
  }

  /** @param {Location} address @returns {Place | null} the place that the address names */
  function placeOf(address) {
    const path = decoded(address.pathname).replace(/\/(index\.html?)?$/, "").replace(/\.(html?|md|txt)$/, "");
    const asked = FULL.exec(decoded(address.search.slice(1)));
    if (asked) return placeIn(asked[1], asked[2]);
    const page = PAGE.exec(path) ?? SOURCE.exec(path);
    if (page) return placeIn(page[1], decoded(address.hash.slice(1))) ?? placeIn(page[1], page[2]);
    const named = FULL.exec(path);
    return named && (placeIn(named[1], decoded(address.hash.slice(1))) ?? placeIn(named[1], named[2]));
  }

  /** @param {string} page the local name of a document: 43, or 1-5400 @returns {number} where in its line it begins */
  const startOf = (page) => Number(page.split("-")[1] ?? 0);

  /** @param {Place} place @returns {string | null} the local name of the document that holds it */
  function holder({ source, line, offset }) {
    const on = (documents[source] ?? []).filter(([first, last]) => first <= line && line <= last);
    const begun = on.filter(([first, , page]) => first < line || startOf(page) <= offset);
    return (begun.at(-1) ?? on[0])?.[2] ?? null;
  }

  /** @param {Place} place @returns {Way[]} the pages that hold it, best first; none when the source is shorter */
  function waysTo(place) {
    const { source, line, offset } = place;
    if (line > (lengths[source] ?? 0)) return [];
    const anchor = offset ? `L${line}-${offset}` : `L${line}`;
    const original = { href: `${base}sources/${encodeURIComponent(source)}.html#L${line}`, words: "原始文件中的这一行" };
    const page = holder(place);
    if (page === null) return [original];
    const text = { href: `${base}archive/${encodeURIComponent(source)}/${page}.html#${anchor}`, words: "收录此处的一篇" };
    return [text, original];
  }

  /** @param {string} name @param {string} words @param {string} [href] */
  function element(name, words, href) {
    const made = document.createElement(name);
    made.textContent = words;
    if (href) made.setAttribute("href", href);
    return made;
  }

  /** @param {Place} place @param {Way[]} ways @returns {HTMLElement[]} */
  function offer(place, ways) {
    const name = `${place.source}:${place.line}${place.offset ? `-${place.offset}` : ""}`;
    if (ways.length === 0) {
      const said = `地址中的处所是 ${name}，而来源 ${place.source} 只有 ${lengths[place.source]} 行。`;
      return [element("p", said), element("a", `来源 ${place.source}`, `${base}sources/${encodeURIComponent(place.source)}.html`)];
    }
    const list = document.createElement("ul");
    for (const way of ways) {
      const item = document.createElement("li");
      item.append(element("a", way.words, way.href));
      list.append(item);
    }
    return [element("p", `地址中的处所是 ${name}，在：`), list];
  }

  const place = placeOf(location);
  if (!place) return;
  const ways = waysTo(place);
  document.getElementById("places")?.append(...offer(place, ways));
  const best = ways[0] && new URL(ways[0].href, location.href);
  if (best && best.pathname !== location.pathname) location.replace(best); // its own address would come back here
})();
