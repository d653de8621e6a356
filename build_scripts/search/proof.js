// @ts-check
/* Candidates -> the units that do match: by where the pairs stand in them, or by their texts, whichever costs less. */

const LEAST = 0.1; // what a list costs that is there: the time to go through it

class Proof {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** @param {Leaf | NearLeaf} leaf @param {List} documents that matter @returns {Promise<List>} */
  async units(leaf, documents) {
    const candidates = leaf.candidates(documents);
    if (leaf.exact || !candidates.length) return candidates;
    if (leaf instanceof NearLeaf) return this.#near(leaf, candidates);
    if (leaf.pattern.mode !== "exact") return this.#cheaper(leaf, candidates);
    const doubtful = await this.#doubtful(leaf.pattern, candidates);
    const sure = await this.#cheaper(leaf, without(candidates, doubtful));
    return either(sure, await this.#read(doubtful, [leaf.pattern], () => true));
  }

  /** @param {Leaf} leaf @param {List} candidates @returns {Promise<List>} */
  async #cheaper({ pattern }, candidates) {
    if (!candidates.length) return candidates;
    const plan = this.#plan(pattern);
    if (!plan || this.parts.texts.cost(candidates, plan.cost) <= plan.cost) return this.#read(candidates, [pattern], () => true);
    return unitsOf(await this.#places(pattern, plan, candidates));
  }

  /** @param {NearLeaf} leaf @param {List} candidates @returns {Promise<List>} */
  async #near({ leaves, distances }, candidates) {
    const patterns = leaves.map((leaf) => leaf.pattern);
    const plans = patterns.map((pattern) => (pattern.mode === "exact" ? null : this.#plan(pattern)));
    const cost = plans.reduce((sum, plan) => sum + (plan?.cost ?? Infinity), 0);
    if (this.parts.texts.cost(candidates, cost) <= cost) {
      return this.#read(candidates, patterns, (folding, marks) => {
        const spans = marks.map((each) => each.map(({ start, end }) => ({ start: folding.rank(start), end: folding.rank(end) })));
        return nearby(spans, distances);
      });
    }
    const places = await Promise.all(patterns.map((pattern, at) => this.#places(pattern, /** @type {Plan} */ (plans[at]), candidates)));
    return nearbyUnits(places, patterns.map(({ points }) => points.length), distances);
  }

  /** Units whose spelling the index does not tell: those that hold some other character for one of the term's.
      @param {Pattern} pattern @param {List} candidates @returns {Promise<List>} */
  async #doubtful({ raw, bare }, candidates) {
    const { fold, postings } = this.parts;
    const own = codePoints(raw);
    if (!bare || own.some((point) => fold.changes(point))) return candidates;
    const others = [SPACE, ...own.flatMap((point) => fold.spellings(point))];
    return both(candidates, all(await Promise.all(others.map((point) => postings.spelling(point)))));
  }

  /** @param {List} candidates @param {Pattern[]} patterns
      @param {(folding: Folding, marks: Mark[][]) => boolean} fit @returns {Promise<List>} */
  async #read(candidates, patterns, fit) {
    const { texts, columns, fold } = this.parts;
    /** @type {boolean[]} */
    const kept = [];
    for (let at = 0; at < candidates.length; at += 2000) {
      const some = candidates.subarray(at, at + 2000); // so that not all pieces of a large archive are held at once
      const pieces = await texts.pieces(some);
      const found = new Map(pieces.flatMap(({ parts }) => parts.flatMap((part) => textsOf(part, columns))));
      for (const unit of some) {
        const folding = new Folding(fold, found.get(unit) ?? "");
        const marks = patterns.map((pattern) => folding.marks(pattern));
        kept.push(marks.every((each) => each.length) && fit(folding, marks));
      }
    }
    return candidates.filter((_, at) => kept[at]);
  }

  /** How to prove the pattern by places; null when places cannot prove it.
      @typedef {{ needs: Need[], bans: { at: number, key: number }[], cost: number }} Plan
      @param {Pattern} pattern @returns {Plan | null} */
  #plan({ points, mode, bare }) {
    if (mode !== "plain" && !bare) return null;
    const { postings } = this.parts;
    const bans = bansOf(points);
    if (!bans) return null;
    const needs = needsOf(points, postings).map((need) => ({ ...need, cost: this.#cost(need) }));
    const chosen = bare ? needs : covering(needs);
    const cost = [...chosen, ...bans.map(({ key }) => ({ cost: postings.positionCost(key) + postings.setCost(key) }))];
    return { needs: chosen, bans, cost: cost.reduce((sum, each) => sum + each.cost, 0) };
  }

  /** @param {Need} need @returns {number} what it costs to know where it is, in shards */
  #cost({ key, point }) {
    const { postings } = this.parts;
    return key === null ? postings.singlePlacesCost(point) : postings.positionCost(key) + postings.setCost(key) + LEAST;
  }

  /** @param {Pattern} pattern @param {Plan} plan @param {List} candidates @returns {Promise<PlaceList>} */
  async #places({ points, bare }, { needs, bans }, candidates) {
    const found = await Promise.all(
      needs.map(({ at, key, point }) => (key === null ? this.#single(point, at, candidates) : this.#pair(key, at, candidates, bare))),
    );
    const banned = await Promise.all(bans.map(({ key, at }) => this.#pair(key, at, candidates, false)));
    const sorted = found.sort((one, other) => one.length - other.length);
    const made = sorted.reduce((one, other) => common(one, other));
    const lead = points.findIndex((point) => !isWildcard(point));
    const inside = lead ? made.filter((place) => place % PLACE <= PLACE / 2) : made; // a start before the unit wraps round
    return banned.reduce((kept, ban) => kept.filter((place) => !holdsPlace(ban, place)), inside);
  }

  /** Where a pattern begins, by one of its pairs. @param {number} key @param {number} at the pair's place in it
      @param {List} candidates @param {boolean} bare @returns {Promise<PlaceList>} */
  async #pair(key, at, candidates, bare) {
    return placesIn(await this.parts.postings.occurrences(key, candidates), at, candidates, bare);
  }

  /** @param {number} point @param {number} at @param {List} candidates @returns {Promise<PlaceList>} */
  async #single(point, at, candidates) {
    const lists = await Promise.all((await this.parts.postings.keysOf(point)).map((key) => this.#pair(key, at, candidates, false)));
    const made = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
    lists.reduce((end, list) => (made.set(list, end), end + list.length), 0);
    return made.sort();
  }
}

/** @param {Part} part @param {Columns} columns @returns {[number, string][]} */
function textsOf({ number, title, blocks }, columns) {
  return [[columns.firstUnit(number), title], ...blocks.map(({ unit, text }) => /** @type {[number, string]} */ ([unit, text]))];
}

/** Pairs that must not stand where a wildcard is: a character and a sentence's end, or the end of all.
    @param {number[]} points @returns {{ at: number, key: number }[] | null} null when a wildcard has none beside it */
function bansOf(points) {
  /** @type {{ at: number, key: number }[]} */
  const bans = [];
  for (const [at, point] of points.entries()) {
    if (!isWildcard(point)) continue;
    const before = points[at - 1], after = points[at + 1];
    const last = at === points.length - 1;
    if (before !== undefined && !isWildcard(before)) {
      if (point === ANY_IN_SENTENCE) bans.push({ at: at - 1, key: keyOf(before, STOP) });
      if (last) bans.push({ at: at - 1, key: keyOf(before, END_OF_UNIT) });
    } else if (after !== undefined && !isWildcard(after) && !last) {
      if (point === ANY_IN_SENTENCE) bans.push({ at, key: keyOf(STOP, after) });
    } else {
      return null;
    }
  }
  return bans;
}

/** The cheapest of the needs that have every character in them: of each run of pairs the first and the last, and no two
    neighbours left out. @param {Need[]} needs in the order of the pattern @returns {Need[]} */
function covering(needs) {
  /** @type {Need[]} */
  const chosen = [];
  /** Of the run that goes on: the cheapest choices that end with each of its pairs.
      @type {{ cost: number, needs: Need[] }[]} */
  let covers = [];
  for (const [index, need] of needs.entries()) {
    const before = needs[index - 1];
    if (before && (need.key === null || before.key === null || before.at + 1 !== need.at)) {
      chosen.push(...(covers.at(-1)?.needs ?? []));
      covers = [];
    }
    const best = covers.slice(-2).reduce((one, other) => (other.cost < one.cost ? other : one), covers.at(-1) ?? { cost: 0, needs: [] });
    covers.push({ cost: best.cost + need.cost, needs: [...best.needs, need] });
  }
  return [...chosen, ...(covers.at(-1)?.needs ?? [])];
}
