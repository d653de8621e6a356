// @ts-check
/* What the quote check says -> a sentence, and elements: the pasted text with its parts, each part with its places. */
var ARCHIVE_QUOTE_TOLD = (function () {
  "use strict";

  const { make, counted } = ARCHIVE_RESULTS;
  const LENGTH = 140; // characters of words that are shown; of longer ones both ends
  const CHANGES = 12; // differences that are shown, equal ones once

  /** @type {Record<Difference["kind"], string>} */
  const KINDS = { script: "繁简异体", width: "全角半角", case: "大小写", punctuation: "标点", space: "空白" };
  const ORDER = /** @type {Difference["kind"][]} */ (Object.keys(KINDS));

  /** @param {Difference[]} differences @returns {string} 繁简异体 3 处、标点 1 处 */
  function kinds(differences) {
    const told = ORDER.flatMap((kind) => {
      const count = differences.filter((each) => each.kind === kind).length;
      return count ? [`${KINDS[kind]} ${counted(count)} 处`] : [];
    });
    return told.join("、");
  }

  /** @param {Difference[]} differences @returns {string} */
  const likeness = (differences) => (differences.length ? `写法有别：${kinds(differences)}` : "逐字相同");

  /** @param {Checked} checked @param {string} text @returns {string} the verdict in a sentence or two */
  function verdict({ length, least, covered, papers, parts, absent }, text) {
    if (!length) return text.trim() ? "没有可以核对的字：标点单独不能核对。" : "";
    if (!covered) return `本站没有这段文字：没有连着 ${least} 个字相同的地方。`;
    const first = parts.flatMap(({ hits }) => hits.slice(0, 1));
    const how = likeness(first.flatMap(({ differences }) => differences));
    if (absent.length) {
      const share = Math.max(1, Math.floor((100 * covered) / length));
      return `本站有其中 ${counted(covered)} 字（${share}%），分作 ${counted(parts.length)} 处，${how}；另外 ${counted(length - covered)} 字本站没有。`;
    }
    const sources = counted(new Set(first.map(({ id }) => id)).size);
    const where = papers > 1 ? `见于 ${counted(papers)} 篇` : papers ? "见于一篇" : `没有一篇全有，分别见于 ${sources} 篇`;
    return `这段文字本站全有，${where}；${how}。`;
  }

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
  const missing = (words) => make("mark", { class: "verify-absent", title: "本站没有" }, words);

  /** @param {string} words @returns {string} */
  function short(words) {
    const points = Array.from(words);
    if (points.length <= LENGTH) return words;
    return `${points.slice(0, LENGTH / 2).join("")} …… ${points.slice(-LENGTH / 2).join("")}`;
  }

  /** @param {Difference[]} differences @returns {HTMLElement | null} */
  function changes(differences) {
    /** @type {Map<string, { change: Difference, times: number }>} */
    const own = new Map();
    for (const change of differences) {
      if (change.kind === "space") continue;
      const name = JSON.stringify([change.given, change.held]);
      own.set(name, { change, times: (own.get(name)?.times ?? 0) + 1 });
    }
    if (!own.size) return null;
    const items = Array.from(own.values()).slice(0, CHANGES).map(({ change: { kind, given, held }, times }) => {
      const count = times > 1 ? ` ×${times}` : "";
      return make("li", {}, `${KINDS[kind]}：`, make("del", {}, given || "（无）"), " → ", make("ins", {}, held || "（无）"), count);
    });
    if (own.size > CHANGES) items.push(make("li", {}, `还有 ${counted(own.size - CHANGES)} 种`));
    return make("ul", { class: "verify-changes", "aria-label": "引文 → 本站" }, ...items);
  }

  /** @param {QuotePart} part @returns {HTMLElement} */
  function part({ size, papers, hits: [hit, ...others] }) {
    if (!hit) return make("li", {});
    const where = make("a", { href: below(hit.address) }, make("span", { class: "verify-place" }, hit.place), ` ${hit.title}`);
    const facts = make("span", { class: "verify-facts" }, `${counted(size)} 字，${likeness(hit.differences)}${hit.inTitle ? "，在题名" : ""}`);
    const words = make("blockquote", {}, hit.before, make("mark", {}, short(hit.words)), hit.after);
    const links = others.flatMap(({ place, title, address }) => ["、", make("a", { href: below(address), title }, place)]).slice(1);
    const rest = papers - 1 - others.length;
    const also = links.length ? make("p", { class: "verify-also" }, "也见于 ", ...links, rest > 0 ? ` 等，共 ${counted(papers)} 篇` : "") : null;
    return make("li", {}, make("p", {}, where, " ", facts), words, changes(hit.differences), also);
  }

  /** @param {Checked} checked @param {string} text @returns {HTMLElement[]} all that is told under the verdict */
  function outcome(checked, text) {
    const { parts, absent } = checked;
    const made = [marked(checked, text)];
    if (parts.length) made.push(make("h2", {}, "本站有的"), make("ol", { class: "verify-parts" }, ...parts.map(part)));
    if (parts.length && absent.length) {
      const items = absent.map(({ start, end, size }) => make("li", {}, missing(short(text.slice(start, end))), ` ${counted(size)} 字`));
      made.push(make("h2", {}, "本站没有的"), make("ul", { class: "verify-missing" }, ...items));
    }
    return made;
  }

  return { verdict, outcome };
})();
