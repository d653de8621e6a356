// @ts-check
/* Keys -> posting lists: in which units a pair of characters stands, and where in them (shards.py writes them). */

/** @typedef {{ units: List, apart: List }} Units units that hold a pair; those that hold it across punctuation only */
/** @typedef {{ units: List, starts: Uint32Array, offsets: Uint32Array, across: Uint8Array | null }} Occurrences for the
    n-th unit the offsets from starts[n] to starts[n + 1], and whether punctuation went away between the two there */
const SCALE = 0x200000; // above any code point
const SPELLING_MARK = 2;
const SINGLE_MARK = 0x10ffff;

/** @param {number} first @param {number} second @returns {number} a pair as one number, which sorts as the pair does */
function keyOf(first, second) {
  return first * SCALE + second;
}

/** Which files hold which keys: those of `sets`, and those of `positions` with the same numbers. */
class Shards {
  /** @param {string} keys the first of each file @param {[number, number][]} long files, and how many common ones each
      counts for @param {{ sets: string, positions: string }} names */
  constructor(keys, long, names) {
    this.names = names;
    this.long = new Map(long);
    const firsts = new Float64Array(keys.length >> 1);
    let count = 0;
    for (let at = 0; at < keys.length; count++) {
      const first = /** @type {number} */ (keys.codePointAt(at)), between = at + (first > 0xffff ? 2 : 1);
      const second = /** @type {number} */ (keys.codePointAt(between));
      firsts[count] = keyOf(first, second);
      at = between + (second > 0xffff ? 2 : 1);
    }
    this.firsts = firsts.subarray(0, count);
  }

  /** The files that hold keys from one to another: those that begin in between, or the last that begins before.
      @param {number} first @param {number} last @returns {number[]} */
  between(first, last) {
    const before = below(this.firsts, first), end = below(this.firsts, last + 1);
    const start = this.firsts[before] === first ? before : Math.max(0, before - 1);
    return Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
  }

  /** How far apart the first keys are of the shard that holds a key and of the next: in a shard that spans many keys
      lists are short. @param {number} key @returns {number} */
  spread(key) {
    const at = below(this.firsts, key + 1);
    return (this.firsts[at] ?? Infinity) - (this.firsts[at - 1] ?? 0);
  }

  /** @param {"sets" | "positions"} folder @param {number} number @returns {string} */
  path(folder, number) {
    return grouped(folder, this.names[folder], number);
  }
}

class Postings {
  /** @param {Store} store @param {any} boot */
  constructor(store, boot) {
    this.store = store;
    this.sets = new Shards(boot.sets.keys, boot.sets.long, { sets: boot.sets.names, positions: boot.positions.names });
    /** Characters that the archive spells otherwise than they fold. */
    this.spelled = new Set(codePoints(boot.spellings));
  }

  /** @param {number} key @returns {number} what must still be asked for, in common files, to know the pair's units */
  setCost(key) {
    return this.#missing("sets", this.sets.between(key, key));
  }

  /** @param {number} key @returns {number} what must still be asked for, in common files, to know where in its units the pair is */
  positionCost(key) {
    return this.#missing("positions", this.sets.between(key, key));
  }

  /** @param {number} point @returns {number} */
  singleCost(point) {
    return Math.min(this.#missing("sets", this.sets.between(keyOf(point, 0), keyOf(point, SINGLE_MARK))), 8);
  }

  /** @param {number} key @returns {Promise<Units>} */
  async units(key) {
    const held = await Promise.all(this.sets.between(key, key).map((number) => this.#set(number)));
    const found = held.flatMap((set) => set.get(key) ?? []);
    return { units: joined(found.map((each) => each.units)), apart: joined(found.map((each) => each.apart)) };
  }

  /** @param {number} point @returns {Promise<List>} the units that hold a character */
  async single(point) {
    const { units } = await this.units(keyOf(point, SINGLE_MARK));
    if (units.length) return units;
    const keys = await this.keysOf(point);
    return all(await Promise.all(keys.map(async (key) => (await this.units(key)).units)));
  }

  /** @param {number} point @returns {Promise<number[]>} the pairs that begin with a character */
  async keysOf(point) {
    const [first, last] = [keyOf(point, 0), keyOf(point, SINGLE_MARK - 1)];
    const held = await Promise.all(this.sets.between(first, last).map((number) => this.#set(number)));
    const keys = new Set(held.flatMap((set) => Array.from(set.keys)));
    return Array.from(keys).filter((key) => first <= key && key <= last && key !== keyOf(point, SPELLING_MARK));
  }

  /** @param {number} point @returns {number} what must still be asked for, in common files, to know where a character stands */
  singlePlacesCost(point) {
    const numbers = this.sets.between(keyOf(point, 0), keyOf(point, SINGLE_MARK - 1));
    return this.#missing("sets", numbers) + this.#missing("positions", numbers) + 1;
  }

  /** @param {number} point @returns {Promise<List>} the units in which this character, which folds, is written */
  async spelling(point) {
    return this.spelled.has(point) ? (await this.units(keyOf(point, SPELLING_MARK))).units : NOTHING;
  }

  /** @param {number} key @param {List} wanted units of which the places matter
      @returns {Promise<Occurrences[]>} stretches of the pair's list, in their order, but for some that do not matter */
  async occurrences(key, wanted) {
    const found = await Promise.all(
      this.sets.between(key, key).map(async (number) => {
        const units = (await this.#set(number)).get(key)?.units;
        return units && meet(units, wanted) ? ((await this.#places(number)).get(key) ?? []) : [];
      }),
    );
    return found.flat();
  }

  /** @param {number} number @returns {Promise<SetShard>} */
  #set(number) {
    return this.store.load(this.sets.path("sets", number), (bytes) => new SetShard(bytes));
  }

  /** @param {number} number @returns {Promise<PlaceShard>} */
  async #places(number) {
    const set = await this.#set(number);
    return this.store.load(this.sets.path("positions", number), (bytes) => new PlaceShard(bytes, set));
  }

  /** @param {"sets" | "positions"} folder @param {number[]} numbers @returns {number} */
  #missing(folder, numbers) {
    const missing = numbers.filter((number) => !this.store.has(this.sets.path(folder, number)));
    return missing.reduce((sum, number) => sum + (this.sets.long.get(number) ?? 1), 0);
  }
}

/** @param {List} one @param {List} other @returns {boolean} may the two have a number in common, by how far they reach? */
function meet(one, other) {
  const at = below(other, /** @type {number} */ (one[0]));
  return at < other.length && /** @type {number} */ (other[at]) <= /** @type {number} */ (one[one.length - 1]);
}

/** @param {Uint32Array[]} lists @returns {Uint32Array} one behind the other */
function joined(lists) {
  if (lists.length < 2) return lists[0] ?? NOTHING;
  const made = new Uint32Array(lists.reduce((length, list) => length + list.length, 0));
  let at = 0;
  for (const list of lists) {
    made.set(list, at);
    at += list.length;
  }
  return made;
}
