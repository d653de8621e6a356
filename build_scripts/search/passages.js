// @ts-check
/* A document found -> what is shown of it: its title and some of its blocks, with the words found marked. */

/** @typedef {{ start: number, end: number, term: number }} TermMark a stretch of a text, in UTF-16 units, and which of
    the query's terms it is */
/** @typedef {{ id: string, url: string, kind: string, level: number, text: string, marks: TermMark[] }} Passage */
/** @typedef {{ text: string, marked: boolean }} Excerpt */

/** @param {Folding} folding @param {Pattern[]} patterns @returns {TermMark[]} in order */
function marksOf(folding, patterns) {
  const found = patterns.flatMap((pattern, term) => folding.marks(pattern).map((mark) => ({ ...mark, term })));
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** The units of a hit that are shown: those that hold most terms, the headings among them first.
    @param {Hit} hit @param {number} count @returns {number[]} */
function shown({ units, terms }, count) {
  if (!terms.length) return Array.from(units.subarray(0, count));
  const order = Array.from(units, (unit, at) => ({ unit, terms: bitCount(terms[at] ?? 0) }));
  return order
    .sort((one, other) => other.terms - one.terms || one.unit - other.unit)
    .slice(0, count)
    .map(({ unit }) => unit);
}

/** A text in few words around its marks, cut where sentences end if that is near. Stretches that overlap are joined.
    @param {string} text @param {Mark[]} marks @param {number} length @returns {Excerpt[]} */
function excerpt(text, marks, length) {
  const first = marks[0];
  const start = first ? beginning(text, Math.max(0, first.start - Math.floor(length / 3)), first.start) : 0;
  const end = whole(text, Math.min(text.length, Math.max(start + length, first?.end ?? 0)));
  /** @type {Excerpt[]} */
  const parts = [];
  const add = (/** @type {string} */ words, /** @type {boolean} */ marked) => words && parts.push({ text: words, marked });
  if (start) add("…", false);
  let at = start;
  for (const mark of marks) {
    if (mark.start >= end || mark.end <= at) continue;
    add(text.slice(at, Math.max(at, mark.start)), false);
    add(text.slice(Math.max(at, mark.start), Math.min(mark.end, end)), true);
    at = Math.min(mark.end, end);
  }
  add(text.slice(at, end), false);
  if (end < text.length) add("…", false);
  return parts;
}

/** @param {string} text @param {number} earliest @param {number} latest @returns {number} where to begin in between */
function beginning(text, earliest, latest) {
  if (!earliest) return 0;
  const stop = Math.max(...Array.from("。！？；，,", (sign) => text.lastIndexOf(sign, latest - 1)));
  return stop >= earliest ? stop + 1 : whole(text, earliest);
}

/** @param {string} text @param {number} at @returns {number} not between the halves of one character */
function whole(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000 ? at + 1 : at;
}
