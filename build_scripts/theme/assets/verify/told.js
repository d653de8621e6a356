// @ts-check
/* What the quote check says -> elements: the pasted text with its parts, each part with its places. */
var ARCHIVE_QUOTE_TOLD = (function () {
  "use strict";

  const { make, counted } = ARCHIVE_RESULTS;
  const { KINDS, ORDER, likeness, short, verdict, between } = ARCHIVE_QUOTE_VERDICT;
  const CHANGES = 12; // differences that are shown, equal ones once

  /** @param {string} address below the site's root @returns {string} */
  const below = (address) => new URL(address, ARCHIVE_SEARCH.root).href;

  /** The pasted text: what is there leads to it, what is nowhere is marked.
      @param {Checked} checked @param {string} text @returns {HTMLElement} */
  function marked({ parts, absent }, text) {
    const made = make("div", { class: "verify-text", role: "group", "aria-label": "所核对的文字" });
    let at = 0;
    const runs = [
      ...parts.map(({ start, end, hits }) => ({ start, end, shown: (/** @type {string} */ words) => linked(hits[0], words) })),
      ...absent.map(({ start, end }) => ({ start, end, shown: missing })),
    ];
    for (const { start, end, shown } of runs.sort((one, other) => one.start - other.start)) {
      const from = Math.max(at, start); // parts may overlap
      if (from >= end) continue;
      made.append(text.slice(at, from), shown(text.slice(from, end)));
      at = end;
    }
    made.append(text.slice(at));
    return made;
  }

  /** @param {QuoteHit | undefined} hit @param {string} words @returns {HTMLElement} */
  function linked(hit, words) {
    if (!hit) return make("span", {}, words);
    const title = `${hit.place}　${hit.title}　${likeness(hit.differences)}`;
    const name = hit.differences.length ? "verify-unlike" : "verify-alike";
    return make("a", { href: below(hit.address), title, class: name }, words);
  }

  /** @param {string} words */
  const missing = (words) => make("mark", { class: "verify-absent", title: "对不上" }, words);

  /** @param {{ change: Difference, times: number }} one @returns {HTMLElement} 會 → 会 ×2 */
  function changed({ change: { given, held }, times }) {
    const count = times > 1 ? ` ×${times}` : "";
    return make("span", {}, make("del", {}, given || "（无）"), " → ", make("ins", {}, held || "（无）"), count);
  }

  /** @param {Difference[]} differences @returns {HTMLElement | null} those of a kind together */
  function changes(differences) {
    /** @type {Map<string, { change: Difference, times: number }>} */
    const own = new Map();
    for (const change of differences) {
      if (change.kind === "space" || change.kind === "gloss") continue;
      const name = JSON.stringify([change.given, change.held]);
      own.set(name, { change, times: (own.get(name)?.times ?? 0) + 1 });
    }
    if (!own.size) return null;
    const shown = Array.from(own.values()).slice(0, CHANGES);
    const items = ORDER.flatMap((kind) => {
      const alike = shown.filter(({ change }) => change.kind === kind);
      return alike.length ? [make("li", {}, `${KINDS[kind]}：`, ...alike.map(changed))] : [];
    });
    if (own.size > CHANGES) items.push(make("li", {}, `还有 ${counted(own.size - CHANGES)} 种`));
    return make("ul", { class: "verify-changes", "aria-label": "引文 → 本站" }, ...items);
  }

  /** @param {QuotePart} part @param {Joint | undefined} joint with the one before @returns {HTMLElement} */
  function part({ size, papers, hits: [hit, ...others] }, joint) {
    if (!hit) return make("li", {});
    const words = joint ? between(joint) : "";
    const gap = words ? make("p", { class: "verify-joint" }, words) : null;
    const where = make("a", { href: below(hit.address) }, make("span", { class: "verify-place" }, hit.place), ` ${hit.title}`);
    const facts = make("span", { class: "verify-facts" }, `${counted(size)} 字，${likeness(hit.differences)}${hit.inTitle ? "，在题名" : ""}`);
    const quoted = make("blockquote", {}, hit.before, make("mark", {}, short(hit.words)), hit.after);
    const links = others.flatMap(({ place, title, address }) => ["、", make("a", { href: below(address), title }, place)]).slice(1);
    const rest = papers - 1 - others.length;
    const also = links.length ? make("p", { class: "verify-also" }, "也见于 ", ...links, rest > 0 ? ` 等，共 ${counted(papers)} 篇` : "") : null;
    return make("li", {}, gap, make("p", {}, where, " ", facts), quoted, changes(hit.differences), also);
  }

  /** @param {Checked} checked @param {string} text @returns {HTMLElement[]} all that is told under the verdict */
  function outcome(checked, text) {
    const { parts, joints, absent } = checked;
    const made = [marked(checked, text)];
    if (parts.length) made.push(make("h2", {}, "本站有的"), make("ol", { class: "verify-parts" }, ...parts.map((each, at) => part(each, joints[at - 1]))));
    if (parts.length && absent.length) {
      const items = absent.map(({ start, end, size }) => make("li", {}, missing(short(text.slice(start, end))), ` ${counted(size)} 字`));
      made.push(make("h2", {}, "对不上的"), make("ul", { class: "verify-missing" }, ...items));
    }
    return made;
  }

  return { verdict, outcome };
})();
