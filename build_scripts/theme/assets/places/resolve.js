// @ts-check
/* A place, such as 000:59-18 -> where its words are: the paper that holds them, or what else became of them. Asks
   data/places/<source>.js, a classic script, so that it works from disk too, and comes to the same as the build. Other
   scripts use `ARCHIVE_GO`. */
var ARCHIVE_GO = (function () {
  "use strict";

  /** @typedef {{ source: string, line: number, offset: number }} Place */
  /** @typedef {[line: number, offset: number, what: number, place?: number]} Stretch */
  /** @typedef {{ lines: number, papers: string[], withdrawn: number, rules: string[], stretches: Stretch[] }} Layout the
      last `withdrawn` of the papers are not shown any more; `what` is a paper, -1 for blank, or a rule from -2 down */
  /** @typedef {{ kind: "paper" | "withdrawn" | "dropped" | "blank" | "beyond", href: string, rule: string, lines: number }}
      Answer `href` is below the site's root; `rule` says what a dropped line is */

  const PLACE = /^(\d{3,})[:-]L?([1-9]\d{0,8})(?:-(\d{1,9}))?$/; // 000:59, 000:L59-18, 000-43; not 000:0, 59
  const BLANK = -1;

  const script = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** Of the site, wherever it stands. */
  const root = new URL("../../", script).href;

  /** @type {Map<string, Promise<Layout>>} */
  const asked = new Map();
  /** @type {Map<string, Layout>} */
  const given = new Map();
  Object.assign(window, { ARCHIVE_PLACES_OF: (/** @type {string} */ source, /** @type {Layout} */ layout) => given.set(source, layout) });

  /** @param {string} text @returns {Place | null} */
  function parse(text) {
    const found = PLACE.exec(text.normalize("NFKC").trim());
    return found && { source: found[1] ?? "", line: Number(found[2]), offset: Number(found[3] ?? 0) };
  }

  /** @param {Place} place @returns {string} */
  const named = ({ source, line, offset }) => `${source}:${localOf(line, offset)}`;
  /** @param {number} line @param {number} offset */
  const localOf = (line, offset) => (offset ? `${line}-${offset}` : `${line}`);

  /** @param {string} source @returns {Promise<Layout>} fails when there is no such source, or its data do not load */
  function layoutOf(source) {
    const known = asked.get(source);
    if (known) return known;
    /** @type {Promise<Layout>} */
    const made = new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = `${root}data/places/${source}.js`;
      element.onload = () => {
        const layout = given.get(source);
        if (layout) resolve(layout);
        else reject(new Error(`${source} gave nothing`));
      };
      element.onerror = () => reject(new Error(`${source} does not load`));
      document.head.append(element);
    });
    made.catch(() => asked.delete(source)); // the next question tries again
    asked.set(source, made);
    return made;
  }

  /** @param {Stretch[]} all in order @param {number} line @returns {Stretch[]} those of the line */
  function onLine(all, line) {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {Stretch} */ (all[middle])[0] < line) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let at = low; all[at]?.[0] === line; at += 1) found.push(/** @type {Stretch} */ (all[at]));
    return found;
  }

  /** The stretch that holds the place. Who names a line as such is content with its first words that are in a paper; who
      names a place inside it means these very words.
      @param {Layout} layout @param {Place} place @returns {Stretch | undefined} */
  function holder(layout, { line, offset }) {
    const found = onLine(layout.stretches, line);
    const at = found.filter((each) => each[1] <= offset).length - 1;
    const here = found[at];
    if (here && here[2] > BLANK) return here;
    const words = offset ? undefined : found.find((each) => each[2] > BLANK);
    return words ?? found.slice(Math.max(at, 0)).find((each) => each[2] < BLANK);
  }

  /** @param {Place} place @returns {Promise<Answer>} fails when there is no such source */
  async function resolve(place) {
    const { source, line, offset } = place;
    const layout = await layoutOf(source);
    const answer = { rule: "", lines: layout.lines };
    const original = `sources/${source}.html`;
    if (line > layout.lines) return { ...answer, kind: "beyond", href: original };
    const found = holder(layout, place);
    if (!found) return { ...answer, kind: "blank", href: `${original}#L${line}` };
    const [, begins, what, start = begins] = found;
    if (what < BLANK) return { ...answer, kind: "dropped", href: `${original}#L${line}`, rule: layout.rules[-2 - what] ?? "" };
    const gone = what >= layout.papers.length - layout.withdrawn;
    const local = localOf(line, gone ? offset : Math.max(offset, start));
    return { ...answer, kind: gone ? "withdrawn" : "paper", href: `archive/${source}/${layout.papers[what]}.html#L${local}` };
  }

  /** @param {string} name @param {Answer} answer @returns {string} why the place is in no paper; empty when it is */
  function why(name, { kind, rule, lines }) {
    if (kind === "dropped") return `${name} 是“${rule}”，不属于任何一篇。`;
    if (kind === "blank") return `${name} 没有文字。`;
    if (kind === "withdrawn") return `${name} 所在的一篇已经撤回。`;
    if (kind === "beyond") return `来源 ${name.split(":")[0]} 只有 ${lines} 行，没有 ${name}。`;
    return "";
  }

  return { root, parse, named, resolve, why };
})();
