// @ts-check
/* A document found -> what is shown of it: those of its blocks that show most, with the words found marked. */

/** @typedef {{ start: number, end: number, term: number }} TermMark a stretch of a text, in UTF-16 units, and which of
    the query's terms it is */
/** @typedef {{ id: string, url: string, kind: string, level: number, text: string, marks: TermMark[] }} Passage */
/** @typedef {{ text: string, marked: boolean }} Excerpt */

const SEEN = 100; // characters that one takes in at a glance: an excerpt's, about

/** @param {Folding} folding @param {Pattern[]} patterns @returns {TermMark[]} in order */
function marksOf(folding, patterns) {
  const found = patterns.flatMap((pattern, term) => folding.marks(pattern).map((mark) => ({ ...mark, term })));
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** The pieces of text that a document's passages are chosen from: as few as have enough of its blocks, those first that
    have most of what holds most terms. Headings count where there is nothing else.
    @param {Hit} hit @param {number} count of passages @param {Columns} columns @param {Texts} texts @returns {number[]} */
function promising(hit, count, columns, texts) {
  const { units } = hit, body = below(units, columns.afterHeadings(hit.number));
  /** @type {Map<number, { piece: number, units: number, terms: number, best: number }>} */
  const found = new Map();
  for (let at = body < units.length ? body : 0; at < units.length; at++) {
    const piece = texts.pieceOf(/** @type {number} */ (units[at])), terms = hit.termsAt(at);
    const held = found.get(piece) ?? { piece, units: 0, terms: 0, best: 0 };
    if (terms > held.terms) Object.assign(held, { terms, best: 0 });
    held.units++;
    held.best += Number(terms === held.terms);
    found.set(piece, held);
  }
  const order = Array.from(found.values()).sort((one, other) => other.terms - one.terms || other.best - one.best);
  let enough = count;
  return order.filter(({ units: more }) => enough > 0 && ((enough -= more), true)).map(({ piece }) => piece);
}

/** How much a block shows of a query: of its terms, and side by side.
    @param {TermMark[]} marks in order @returns {[number, number, number]} terms in all; of them, and marks, at a glance */
function evidence(marks) {
  const { terms, count } = densest(marks, SEEN);
  return [new Set(marks.map(({ term }) => term)).size, terms, count];
}

/** The stretch of so many characters that shows most terms, and of them most often.
    @param {(Mark & { term?: number })[]} marks in order @param {number} length
    @returns {{ first: number, terms: number, count: number }} its first mark's index, how many terms and marks it has */
function densest(marks, length) {
  let best = { first: 0, terms: 0, count: 0 };
  for (const [first, { start }] of marks.entries()) {
    const seen = new Set();
    let count = 0;
    for (let at = first; at < marks.length; at++) {
      const { start: next, end, term } = /** @type {Mark & { term?: number }} */ (marks[at]);
      if (next - start > length) break;
      if (end - start > length) continue;
      seen.add(term);
      count++;
    }
    if (seen.size > best.terms || (seen.size === best.terms && count > best.count)) best = { first, terms: seen.size, count };
  }
  return best;
}

/** The blocks to be shown, the one that shows most first; a heading leads only if as much is shown below it.
    @param {Passage[]} found @param {number} count @returns {Passage[]} */
function chosen(found, count) {
  const weighed = found.map((passage) => ({ passage, shows: evidence(passage.marks) }));
  weighed.sort(({ shows: one }, { shows: other }) => other[0] - one[0] || other[1] - one[1] || other[2] - one[2]);
  const headings = weighed.filter(({ passage }) => passage.kind === "heading");
  const [first, ...rest] = weighed.filter(({ passage }) => passage.kind !== "heading");
  const leads = first && headings[0] && count > 1 && headings[0].shows[0] >= first.shows[0];
  const order = [...(leads ? headings.splice(0, 1) : []), ...(first ? [first] : []), ...rest, ...headings];
  return order.slice(0, count).map(({ passage }) => passage);
}

/** A text in few words around its marks, where they stand closest, cut where sentences end if that is near. Stretches
    that overlap are joined. @param {string} text @param {Mark[]} marks @param {number} length @returns {Excerpt[]} */
function excerpt(text, marks, length) {
  const first = marks[densest(marks, Math.ceil((length * 2) / 3)).first];
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
