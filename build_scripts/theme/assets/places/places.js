// @ts-check
/* Address of a missing page -> the page that holds the place it names. Runs after data/places.js, in 404.html, with
   the site's root in `<html data-base>`; goes there when the address is plain, and offers links in every case. */
(function () {
  "use strict";

  /** @typedef {{ source: string, line: number, offset: number }} Place */
  /** @typedef {{ source: string, page: boolean }} Asked a source without a place, and whether its own page is meant */
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
  const WHOLE = /(?:^|\/)(?:(archive|sources)\/)?(\d{3,})$/; // /archive/000, /sources/000, /000; not /archive
  const ID = /^\d{3,}$/; // what a source would be called: 999; not 99, a

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

  /** @param {Location} address @returns {string} its path as words, without what a file's name or a folder's ends in */
  function pathOf(address) {
    return decoded(address.pathname).replace(/\/(index\.html?)?$/, "").replace(/\.(html?|md|txt)$/, "");
  }

  /** @param {Location} address @returns {Place | null} the place that the address names */
  function placeOf(address) {
    const path = pathOf(address);
    const asked = FULL.exec(decoded(address.search.slice(1)));
    if (asked) return placeIn(asked[1], asked[2]);
    const page = PAGE.exec(path) ?? SOURCE.exec(path);
    if (page) return placeIn(page[1], decoded(address.hash.slice(1))) ?? placeIn(page[1], page[2]);
    const named = FULL.exec(path);
    return named && (placeIn(named[1], decoded(address.hash.slice(1))) ?? placeIn(named[1], named[2]));
  }

  /** @param {Location} address @returns {Asked | null} the source that the address names, there or not */
  function sourceOf(address) {
    const path = pathOf(address);
    const whole = WHOLE.exec(path);
    if (whole?.[2]) return { source: whole[2], page: whole[1] === "sources" };
    const named = FULL.exec(decoded(address.search.slice(1))) ?? PAGE.exec(path) ?? FULL.exec(path);
    return named?.[1] && ID.test(named[1]) ? { source: named[1], page: false } : null;
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

  /** @param {Way[]} ways @returns {HTMLElement} */
  function list(ways) {
    const made = document.createElement("ul");
    for (const way of ways) {
      const item = document.createElement("li");
      item.append(element("a", way.words, way.href));
      made.append(item);
    }
    return made;
  }

  /** @param {string} source @returns {Way[]} */
  function waysToSource(source) {
    const name = encodeURIComponent(source);
    return [
      { href: `${base}browse/source.html#s${name}`, words: `来源 ${source} 的各篇` },
      { href: `${base}sources/${name}.html`, words: `来源 ${source} 逐行照录` },
    ];
  }

  /** @param {Place} place @param {Way[]} ways @returns {HTMLElement[]} */
  function offer(place, ways) {
    const { source, line, offset } = place;
    const name = `${source}:${line}${offset ? `-${offset}` : ""}`;
    if (ways.length) return [element("p", `地址中的处所是 ${name}，在：`), list(ways)];
    return [element("p", `地址中的处所是 ${name}，而来源 ${source} 只有 ${lengths[source]} 行。`), list(waysToSource(source))];
  }

  /** @param {Asked} asked @returns {HTMLElement[]} */
  function offerSource({ source }) {
    if (Object.hasOwn(documents, source)) {
      return [element("p", `地址中只认得出来源 ${source}，认不出行号。这个来源有：`), list(waysToSource(source))];
    }
    const every = { href: `${base}browse/source.html`, words: "现有的各个来源" };
    return [element("p", `本站没有来源 ${source}。`), list([every])];
  }

  /** @param {Way | undefined} way goes there, unless that is here: a page's own address would come back for ever */
  function go(way) {
    const best = way && new URL(way.href, location.href);
    if (best && best.pathname !== location.pathname) location.replace(best);
  }

  const shown = document.getElementById("places");
  const place = placeOf(location);
  const asked = place ? null : sourceOf(location);
  if (place) {
    const ways = waysTo(place);
    shown?.append(...offer(place, ways));
    go(ways[0]);
  } else if (asked) {
    shown?.append(...offerSource(asked));
    if (asked.page && Object.hasOwn(documents, asked.source)) go(waysToSource(asked.source)[1]);
  }
})();
