// @ts-check
/* A term -> the units that may hold it: those that hold every pair of its characters, by as few lists as will do. */

/** @typedef {{ at: number, point: number, key: number | null, cost: number }} Need a pair of the pattern, or a character
    that stands alone between wildcards (`key` null) */

const SOME = 3; // lists that are asked for at once, the cheapest first
const FEW = 4; // up to this cost, in shards, candidates are rather read than made fewer: the first are shown anyway
const STEADY = 0.7; // candidates of which more lists leave so many are mostly what is looked for

/** What a leaf works with. @typedef {{ fold: Fold, postings: Postings, texts: Texts, columns: Columns }} Parts */

class Leaf {
  /** @param {Parts} parts @param {Pattern} pattern */
  constructor(parts, pattern) {
    this.parts = parts;
    this.pattern = pattern;
    const rarity = (/** @type {Need} */ { key }) => (key === null ? 0 : parts.postings.sets.spread(key));
    this.needs = needsOf(pattern.points, parts.postings).sort((one, other) => one.cost - other.cost || rarity(other) - rarity(one));
    /** Lists that were not asked for yet. */
    this.open = this.needs.slice();
    /** @type {List | null} units that may match; null before any list is there */
    this.units = null;
    /** @type {List} those in which only words of other spelling or across punctuation are known to match */
    this.other = NOTHING;
    /** Do all these units match, and no other? */
    this.exact = false;
    /** Did the last lists leave most of the candidates? */
    this.steady = false;
    /** Are most units of the rarest pair candidates, so that most of these will be what is looked for? */
    this.likely = false;
    this.length = pattern.points.length;
  }

  /** Ask for some more lists. @returns {Promise<void>} */
  async narrow() {
    const needs = this.open.splice(0, SOME);
    const before = this.units?.length ?? Infinity;
    const found = await Promise.all(needs.map((need) => this.#list(need)));
    const rarest = Math.min(before, ...found.map(({ units }) => units.length));
    for (const { units, apart } of found) {
      const fit = this.pattern.bare ? without(units, apart) : units;
      this.units = this.units ? both(this.units, fit) : fit;
      this.other = either(this.other, apart);
    }
    this.steady = (this.units?.length ?? 0) > before * STEADY;
    this.likely = (this.units?.length ?? 0) > rarest * STEADY;
    const whole = this.needs.length === 1 && this.length <= 2 && !this.pattern.points.some(isWildcard);
    const sure = whole && (this.pattern.mode === "plain" || (this.pattern.mode === "quoted" && this.pattern.bare));
    this.exact = sure || !this.units?.length;
  }

  /** @param {List} documents that matter @returns {boolean} is it worth while to ask for more lists? */
  wantsMore(documents) {
    if (this.exact || this.steady || !this.open.length) return false;
    return this.parts.texts.cost(this.candidates(documents), FEW) > FEW;
  }

  /** @param {List} documents @returns {List} */
  candidates(documents) {
    return this.parts.columns.unitsIn(this.units ?? NOTHING, documents);
  }

  /** @param {Need} need @returns {Promise<Units>} */
  async #list({ key, point }) {
    const { postings } = this.parts;
    return key === null ? { units: await postings.single(point), apart: NOTHING } : postings.units(key);
  }
}

/** Words near one another, in one unit. */
class NearLeaf {
  /** @param {Parts} parts @param {Near} near */
  constructor(parts, near) {
    this.parts = parts;
    this.distances = near.distances;
    this.leaves = near.terms.map((pattern) => new Leaf(parts, pattern));
    /** @type {List | null} */
    this.units = null;
    this.exact = false;
  }

  /** @returns {Promise<void>} */
  async narrow() {
    await Promise.all(this.leaves.filter((leaf) => leaf.open.length && !leaf.steady).map((leaf) => leaf.narrow()));
    this.units = this.leaves.map((leaf) => leaf.units ?? NOTHING).reduce(both);
    this.exact = !this.units.length;
  }

  /** @param {List} documents @returns {boolean} */
  wantsMore(documents) {
    if (this.exact || !this.leaves.some((leaf) => leaf.open.length && !leaf.steady)) return false;
    return this.parts.texts.cost(this.candidates(documents), FEW) > FEW;
  }

  /** @param {List} documents @returns {List} */
  candidates(documents) {
    return this.parts.columns.unitsIn(this.units ?? NOTHING, documents);
  }

  /** @returns {List} */
  get other() {
    return all(this.leaves.map((leaf) => leaf.other));
  }
}

/** @param {number[]} points @param {Postings} postings @returns {Need[]} */
function needsOf(points, postings) {
  /** @type {Need[]} */
  const needs = [];
  const solid = (/** @type {number} */ at) => points[at] !== undefined && !isWildcard(points[at]);
  points.forEach((point, at) => {
    if (!solid(at)) return;
    if (solid(at + 1)) {
      const key = keyOf(point, /** @type {number} */ (points[at + 1]));
      needs.push({ at, point, key, cost: postings.setCost(key) });
    } else if (!solid(at - 1)) {
      needs.push({ at, point, key: null, cost: postings.singleCost(point) });
    }
  });
  return needs;
}
