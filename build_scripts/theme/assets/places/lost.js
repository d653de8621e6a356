// @ts-check
/* Address of a missing page -> what became of the place or the source that it names: goes there when the address is
   plain, and offers ways on in every case. Runs in 404.html, after resolve.js and ways.js. */
(function () {
  "use strict";

  const { root, named, resolve, why } = ARCHIVE_GO;
  const { EVERY, decoded, tell, ofSource, addressOf } = ARCHIVE_WAYS;
  /** @typedef {{ source: string, line: number, offset: number }} Place */

  const LOCAL = /^L?([1-9]\d{0,8})(?:-(\d{1,9}))?$/; // 59, L59, 59-18; not 059
  const FULL = /(?:^|[/=])(\d{3,})[:：-]L?([1-9]\d{0,8}(?:-\d{1,9})?)$/; // /000:45, /000-43, 000:59-18; not /a-2
  const PAGE = /(?:^|\/)archive\/(\d{3,})\/([^/]+)$/; // /archive/000/45; not /archive/000
  const SOURCE = /(?:^|\/)sources\/(\d{3,})$/; // /sources/000; not /sources/
  const WHOLE = /(?:^|\/)(?:(archive|sources)\/)?(\d{3,})$/; // /archive/000, /sources/000, /000; not /archive
  const OWN = /(?:^|\/)404$/; // this page by its own name, which is no source's

  const holder = document.getElementById("places");
  const path = decoded(location.pathname).replace(/\/(index\.html?)?$/, "").replace(/\.(html?|md|txt)$/, "");

  /** @param {string | undefined} source @param {string | undefined} local @returns {Place | null} */
  function placeIn(source, local) {
    const found = LOCAL.exec(local ?? "");
    return source && found ? { source, line: Number(found[1]), offset: Number(found[2] ?? 0) } : null;
  }

  /** @returns {Place | null} the place that the address names */
  function asked() {
    const query = FULL.exec(decoded(location.search.slice(1)));
    if (query) return placeIn(query[1], query[2]);
    const hash = decoded(location.hash.slice(1));
    const page = PAGE.exec(path) ?? SOURCE.exec(path) ?? FULL.exec(path);
    return page && (placeIn(page[1], hash) ?? placeIn(page[1], page[2]));
  }

  /** @returns {{ source: string, page: boolean } | null} the source that the address names without a place, and whether
      its own page is meant */
  function source() {
    const whole = OWN.test(path) ? null : WHOLE.exec(path);
    if (whole?.[2]) return { source: whole[2], page: whole[1] === "sources" };
    const page = PAGE.exec(path);
    return page?.[1] ? { source: page[1], page: false } : null;
  }

  /** @param {string} href goes there, unless that is here: a page's own address would come back for ever */
  function go(href) {
    const address = new URL(root + href);
    if (address.pathname !== location.pathname) location.replace(address);
  }

  /** @param {Place} place */
  async function toPlace(place) {
    const answer = await resolve(place);
    const name = named(place);
    if (answer.kind === "beyond") return tell(holder, `地址中的处所是 ${name}。${why(name, answer)}`, ofSource(place.source));
    const original = `sources/${place.source}.html#L${place.line}`;
    const href = addressOf(answer, name);
    const isPaper = answer.kind === "paper" || answer.kind === "withdrawn";
    tell(holder, `地址中的处所是 ${name}。${why(name, answer)}`, [
      ...(isPaper ? [/** @type {[string, string]} */ ([href, "收录此处的一篇"])] : []),
      [isPaper ? original : href, "原始文件中的这一行"],
    ]);
    go(href);
  }

  /** @param {{ source: string, page: boolean }} about */
  async function toSource({ source: name, page }) {
    await resolve({ source: name, line: 1, offset: 0 });
    tell(holder, `地址中只认得出来源 ${name}，认不出行号。这个来源有：`, ofSource(name));
    if (page) go(`sources/${name}.html`);
  }

  async function look() {
    const place = asked();
    const about = place ? { source: place.source, page: false } : source();
    if (!about) return;
    try {
      await (place ? toPlace(place) : toSource(about));
    } catch {
      tell(holder, `本站没有来源 ${about.source}。`, [EVERY]); // its data do not load
    }
  }

  void look();
})();
