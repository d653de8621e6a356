// @ts-check
/* Keys -> posting lists: in which units a pair of characters stands, and where in them (shards.py writes them). */

/** @typedef {{ units: List, apart: List }} Units units that hold a pair; those that hold it across punctuation only */
/** @typedef {{ starts: Uint32Array, offsets: Uint32Array, across: Uint8Array | null }} Occurrences for the n-th unit of
    the list the offsets from starts[n] to starts[n + 1], and whether punctuation went away between the two there */
/** @typedef {{ from: number, starts: Uint32Array, offsets: Uint32Array, across: Uint8Array | null }} Stretch */

const SCALE = 0x200000; // above any code point
const SPELLING_MARK = 2;
const SINGLE_MARK = 0x10ffff;

/** @param {number} first @param {number} second @returns {number} a pair as one number, which sorts as the pair does */
function keyOf(first, second) {
  return first * SCALE + second;
}

class Shards {
  /** @param {string} folder @param {{ keys: string, names: string }} directory */
  constructor(folder, { keys, names }) {
    const points = codePoints(keys);
    this.firsts = Float64Array.from({ length: points.length / 2 }, (_, at) =>
      keyOf(/** @type {number} */ (points[2 * at]), /** @type {number} */ (points[2 * at + 1])),
    );
    this.paths = Array.from(this.firsts, (_, at) => grouped(folder, names, at));
  }

  /** The shards that hold keys from one to another: those that begin in between, or the last that begins before.
      @param {number} first @param {number} last @returns {string[]} */
  between(first, last) {
    const start = this.#before(first);
    const begins = this.firsts[start] === first;
    return this.paths.slice(begins ? start : Math.max(0, start - 1), this.#before(last + 1));
  }

  /** @param {number} key @returns {number} how many shards begin before the key */
  #before(key) {
    let low = 0, high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (/** @type {number} */ (this.firsts[middle]) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

class Postings {
  /** @param {Store} store @param {any} boot */
  constructor(store, boot) {
    this.store = store;
    this.sets = new Shards("sets", boot.sets);
    this.positions = new Shards("positions", boot.positions);
    /** Characters that the archive spells otherwise than they fold. */
    this.spelled = new Set(codePoints(boot.spellings));
  }

  /** @param {number} key @returns {number} files that must still be asked for to know the pair's units */
  setCost(key) {
    return this.#missing(this.sets.between(key, key));
  }

  /** @param {number} key @returns {number} files that must still be asked for to know where in its units the pair is */
  positionCost(key) {
    return this.#missing(this.positions.between(key, key));
  }

  /** @param {number} point @returns {number} */
  singleCost(point) {
    return Math.min(this.#missing(this.sets.between(keyOf(point, 0), keyOf(point, SINGLE_MARK))), 8);
  }

  /** @param {number} key @returns {Promise<Units>} */
  async units(key) {
    const shards = await Promise.all(this.sets.between(key, key).map((path) => this.store.load(path, setShard)));
    const found = shards.flatMap((shard) => shard.get(key) ?? []);
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
    const shards = await Promise.all(this.sets.between(first, last).map((path) => this.store.load(path, setShard)));
    const keys = new Set(shards.flatMap((shard) => Array.from(shard.keys())));
    return Array.from(keys).filter((key) => first <= key && key <= last && key !== keyOf(point, SPELLING_MARK));
  }

  /** @param {number} point @returns {number} files that must still be asked for to know where a character stands */
  singlePlacesCost(point) {
    const [first, last] = [keyOf(point, 0), keyOf(point, SINGLE_MARK - 1)];
    return this.#missing(this.sets.between(first, last)) + this.#missing(this.positions.between(first, last)) + 1;
  }

  /** @param {number} point @returns {Promise<List>} the units in which this character, which folds, is written */
  async spelling(point) {
    return this.spelled.has(point) ? (await this.units(keyOf(point, SPELLING_MARK))).units : NOTHING;
  }

  /** @param {number} key @returns {Promise<Occurrences>} for each of the pair's units, in their order */
  async occurrences(key) {
    const paths = this.positions.between(key, key);
    const shards = await Promise.all(paths.map((path) => this.store.load(path, positionShard)));
    const found = shards.flatMap((shard) => shard.get(key) ?? []);
    if (found.length === 1) return /** @type {Stretch} */ (found[0]);
    const shift = sums([0, ...found.map(({ offsets }) => offsets.length)]);
    const flagged = found.some(({ across }) => across);
    return {
      starts: Uint32Array.from([
        ...found.flatMap(({ starts }, at) => Array.from(starts.subarray(0, -1), (each) => each + (shift[at] ?? 0))),
        shift.at(-1) ?? 0,
      ]),
      offsets: joined(found.map(({ offsets }) => offsets)),
      across: flagged ? joinedFlags(found) : null,
    };
  }

  /** @param {string[]} paths @returns {number} */
  #missing(paths) {
    return paths.filter((path) => !this.store.has(path)).length;
  }
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

/** @param {Stretch[]} stretches @returns {Uint8Array} */
function joinedFlags(stretches) {
  return Uint8Array.from(stretches.flatMap(({ across, offsets }) => Array.from(across ?? new Uint8Array(offsets.length))));
}

/** @param {Reader} reader @returns {number[]} */
function keysIn(reader) {
  const count = reader.varint();
  const firsts = sums(reader.column(count));
  return Array.from(reader.column(count), (second, at) => keyOf(/** @type {number} */ (firsts[at]), second));
}

/** @param {Uint8Array} bytes @returns {Map<number, Units>} */
function setShard(bytes) {
  const reader = new Reader(bytes);
  const keys = keysIn(reader);
  const kinds = reader.column(keys.length);
  const lengths = reader.column(reader.varint());
  const ends = sums(lengths);
  const units = reader.column(ends.at(-1) ?? 0);
  let at = 0, which = 0;
  const list = () => {
    const end = /** @type {number} */ (ends[which++]), begin = at;
    for (at++; at < end; at++) units[at] = /** @type {number} */ (units[at]) + /** @type {number} */ (units[at - 1]);
    return units.subarray(begin, end);
  };
  return new Map(
    keys.map((key, number) => {
      const whole = list();
      return [key, { units: whole, apart: kinds[number] === 2 ? list() : kinds[number] === 1 ? whole : NOTHING }];
    }),
  );
}

/** @param {Uint8Array} bytes @returns {Map<number, Stretch>} */
function positionShard(bytes) {
  const reader = new Reader(bytes);
  const keys = keysIn(reader);
  const [froms, lengths, flags] = [reader.column(keys.length), reader.column(keys.length), reader.column(keys.length)];
  const counts = reader.column(lengths.reduce((sum, length) => sum + length, 0));
  const offsets = reader.column(counts.reduce((sum, count) => sum + count, 0));
  let unit = 0, place = 0;
  return new Map(
    keys.map((key, at) => {
      const starts = new Uint32Array(/** @type {number} */ (lengths[at]) + 1);
      for (let i = 1; i < starts.length; i++) starts[i] = /** @type {number} */ (starts[i - 1]) + /** @type {number} */ (counts[unit++]);
      const places = starts.at(-1) ?? 0;
      const bits = flags[at] ? reader.take((places + 7) >> 3) : null;
      const across = bits && Uint8Array.from({ length: places }, (_, i) => (/** @type {number} */ (bits[i >> 3]) >> (i & 7)) & 1);
      return [key, { from: froms[at] ?? 0, starts, offsets: offsets.subarray(place, (place += places)), across }];
    }),
  );
}
