// @ts-check
/* Documents found -> their order: exact spelling first, then terms close together, then rare terms, headings, titles. */

/** @typedef {{ number: number, units: List, terms: List, together: number, exact: boolean, title: boolean,
      score: number }} Hit `units`: the blocks found, rising; `terms`: for each a bit for each term it holds, or none
    where there is one term; `together`: how many terms one block holds at the most; `title`: is a term in the title? */

const TITLE = 6, HEADING = 2, MANY = 6;

/** @param {Columns} columns @param {List} documents @param {{ units: List, other: List }[]} leaves @returns {Hit[]} */
function hitsOf(columns, documents, leaves) {
  const weights = leaves.map(({ units }) => Math.log(1 + columns.count / (1 + columns.documentsOf(units).length)));
  const ends = leaves.map(() => 0);
  return Array.from(documents, (number) => {
    const from = columns.firstUnit(number), to = columns.firstUnit(number + 1);
    const spans = leaves.map(({ units }, which) => {
      let at = /** @type {number} */ (ends[which]);
      while (at < units.length && /** @type {number} */ (units[at]) < from) at++;
      const start = at;
      while (at < units.length && /** @type {number} */ (units[at]) < to) at++;
      ends[which] = at;
      return units.subarray(start, at);
    });
    return hitOf(columns, number, spans, leaves, weights);
  });
}

/** @param {Columns} columns @param {number} number @param {List[]} spans the units of each term
    @param {{ other: List }[]} leaves @param {number[]} weights @returns {Hit} */
function hitOf(columns, number, spans, leaves, weights) {
  const title = columns.firstUnit(number), body = columns.afterHeadings(number);
  let score = 0, exact = true, inTitle = false;
  for (const [which, units] of spans.entries()) {
    if (!units.length) continue;
    const found = units[0] === title, headings = below(units, body) - Number(found);
    inTitle ||= found;
    exact &&= without(units, /** @type {List} */ (leaves[which]?.other)).length > 0;
    const share = Math.min(units.length, MANY) / MANY;
    score += (weights[which] ?? 0) * (share + (found ? TITLE : 0) + (headings > 0 ? HEADING : 0));
  }
  const held = spans.filter((units) => units.length);
  const { units, terms, together } = held.length === 1 ? alone(/** @type {List} */ (held[0])) : joint(spans);
  const from = units[0] === title ? 1 : 0;
  return { number, units: units.subarray(from), terms: terms.subarray(from), together, exact, title: inTitle, score };
}

/** @typedef {{ units: List, terms: List, together: number }} Held units, and for each a bit for each term it holds */

/** @param {List} units @returns {Held} */
function alone(units) {
  return { units, terms: NOTHING, together: 1 };
}

/** @param {List[]} spans @returns {Held} */
function joint(spans) {
  /** @type {Map<number, number>} */
  const bits = new Map();
  spans.forEach((units, which) => units.forEach((unit) => bits.set(unit, (bits.get(unit) ?? 0) | (1 << which % 31))));
  const units = Uint32Array.from(bits.keys()).sort();
  const terms = units.map((unit) => bits.get(unit) ?? 0);
  return { units, terms, together: terms.reduce((most, each) => Math.max(most, bitCount(each)), 0) };
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
