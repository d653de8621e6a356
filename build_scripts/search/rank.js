// @ts-check
/* Documents found -> their order: exact spelling first, then terms close together, then rare terms, headings, titles;
   where no term is asked for, the latest first. */

const TITLE = 6, HEADING = 2, MANY = 6;

/** @typedef {{ units: List, other: List }} Held a term's units; those that only another spelling or words across
    punctuation are known to match in */

/** A document that answers, and the blocks it is found by. */
class Hit {
  /** @param {number} number @param {Joined} joined */
  constructor(number, { list, bits, start, end, together }) {
    this.number = number;
    this.list = list;
    this.start = start;
    this.end = end;
    /** For each unit from the beginning of the list a bit for each term it holds; nothing where there is one term. */
    this.bits = bits;
    /** How many terms one block holds at the most. */
    this.together = together;
    this.exact = true;
    /** Is a term in the title? */
    this.title = false;
    this.score = 0;
  }

  /** The blocks found, rising. @returns {List} */
  get units() {
    return this.list.subarray(this.start, this.end);
  }

  /** @returns {number} */
  get count() {
    return this.end - this.start;
  }

  /** @param {number} at of its units @returns {number} how many terms it holds */
  termsAt(at) {
    return this.bits.length ? bitCount(/** @type {number} */ (this.bits[this.start + at])) : 1;
  }
}

/** @param {Columns} columns @param {List} documents @param {Held[]} leaves @returns {Hit[]} */
function hitsOf(columns, documents, leaves) {
  if (!leaves.length) return Array.from(documents, (number) => listed(columns, number));
  const weights = leaves.map(({ units }) => Math.log(1 + columns.count / (1 + columns.documentsOf(units).length)));
  const spans = leaves.map(({ units }) => ({ list: units, start: 0, end: 0 }));
  return Array.from(documents, (number) => {
    const from = columns.firstUnit(number), to = columns.firstUnit(number + 1);
    for (const span of spans) advance(span, from, to);
    return hitOf(columns, number, spans, leaves, weights);
  });
}

/** @param {Columns} columns @param {number} number @returns {Hit} one that no term was asked of */
function listed(columns, number) {
  const hit = new Hit(number, { list: NOTHING, bits: NOTHING, start: 0, end: 0, together: 0 });
  const { first, last } = columns.columns;
  hit.score = first[number] || last[number]; // the latest that is certain
  return hit;
}

/** @typedef {{ list: List, start: number, end: number }} Span a stretch of a list */
/** @typedef {Span & { bits: List, together: number }} Joined */

/** To the units of the next document. @param {Span} span @param {number} from @param {number} to */
function advance(span, from, to) {
  const { list } = span;
  let at = span.end;
  while (at < list.length && /** @type {number} */ (list[at]) < from) at++;
  span.start = at;
  while (at < list.length && /** @type {number} */ (list[at]) < to) at++;
  span.end = at;
}

/** @param {Columns} columns @param {number} number @param {Span[]} spans the units of each term
    @param {Held[]} leaves @param {number[]} weights @returns {Hit} */
function hitOf(columns, number, spans, leaves, weights) {
  const title = columns.firstUnit(number), body = columns.afterHeadings(number);
  let held = 0, only = 0;
  for (let which = 0; which < spans.length; which++) {
    const { start, end } = /** @type {Span} */ (spans[which]);
    if (start < end) [held, only] = [held + 1, which];
  }
  const hit = new Hit(number, held === 1 ? alone(/** @type {Span} */ (spans[only])) : joint(spans));
  for (let which = 0; which < spans.length; which++) {
    const { list, start, end } = /** @type {Span} */ (spans[which]);
    if (start === end) continue;
    const found = list[start] === title, heading = (list[found ? start + 1 : start] ?? body) < body && end - start > Number(found);
    const { other } = /** @type {Held} */ (leaves[which]);
    hit.title ||= found;
    hit.exact &&= !other.length || reachesBeyond(list, start, end, other);
    const share = Math.min(end - start, MANY) / MANY;
    hit.score += (weights[which] ?? 0) * (share + (found ? TITLE : 0) + (heading ? HEADING : 0));
  }
  if (hit.count && hit.list[hit.start] === title) hit.start++;
  return hit;
}

/** @param {List} list @param {number} start @param {number} end of a stretch of it @param {List} other
    @returns {boolean} does the stretch hold anything that the other list does not? */
function reachesBeyond(list, start, end, other) {
  let j = below(other, /** @type {number} */ (list[start]));
  for (let i = start; i < end; i++) {
    while (j < other.length && /** @type {number} */ (other[j]) < /** @type {number} */ (list[i])) j++;
    if (j === other.length || other[j] !== list[i]) return true;
  }
  return false;
}

/** @param {Span} span @returns {Joined} */
function alone({ list, start, end }) {
  return { list, start, end, bits: NOTHING, together: 1 };
}

/** @param {Span[]} spans @returns {Joined} the units of all, each once */
function joint(spans) {
  const length = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const list = new Uint32Array(length), bits = new Uint32Array(length), heads = spans.map(({ start }) => start);
  let end = 0, together = 0;
  const head = (/** @type {number} */ which) => {
    const { list: own, end: last } = /** @type {Span} */ (spans[which]);
    const at = /** @type {number} */ (heads[which]);
    return at < last ? /** @type {number} */ (own[at]) : Infinity;
  };
  for (; ; end++) {
    let least = Infinity, held = 0;
    for (let which = 0; which < spans.length; which++) least = Math.min(least, head(which));
    if (least === Infinity) return { list, bits, start: 0, end, together };
    for (let which = 0; which < spans.length; which++) {
      if (head(which) !== least) continue;
      held |= 1 << which % 31;
      heads[which] = /** @type {number} */ (heads[which]) + 1;
    }
    list[end] = least;
    bits[end] = held;
    together = Math.max(together, bitCount(held));
  }
}

/** @param {number} bits @returns {number} */
function bitCount(bits) {
  let count = 0;
  for (let left = bits; left; left &= left - 1) count++;
  return count;
}

/** @param {Hit[]} hits @returns {Hit[]} */
function ranked(hits) {
  return hits.sort(
    (one, other) =>
      Number(other.exact) - Number(one.exact) ||
      other.together - one.together ||
      other.score - one.score ||
      one.number - other.number,
  );
}
