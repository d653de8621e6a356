// @ts-check
/* Bytes -> the lists of a shard: of `sets`, and of `positions` with the same keys (shards.py writes them). */

const ALWAYS = 1, SOMETIMES = 2; // in which of its units a pair stands across punctuation only

/** Some keys' units. Each list is the same array whenever it is asked for. */
class SetShard {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    const reader = new Reader(bytes);
    const count = reader.varint(), base = reader.varint();
    this.keys = keysIn(reader, count);
    this.kinds = reader.column(count);
    /** Up to each key, that one too: how many are apart in some of their units. */
    this.doubtful = new Uint32Array(count);
    for (let at = 0, seen = 0; at < count; at++) this.doubtful[at] = seen += this.kinds[at] === SOMETIMES ? 1 : 0;
    const lists = count + (this.doubtful[count - 1] ?? 0);
    const lengths = reader.column(lists), shifts = reader.column(lists);
    /** Where each list ends: first the units of all keys, then for some keys in which of them they are apart. */
    this.ends = sums(lengths);
    const symbols = reader.take(this.ends[lists - 1] ?? 0);
    this.numbers = rising(symbols, new Bits(reader.rest()), this.ends, shifts, base);
    /** @type {Map<number, Units>} */
    this.made = new Map();
  }

  /** @param {number} key @returns {Units | undefined} */
  get(key) {
    const known = this.made.get(key);
    if (known) return known;
    const at = below(this.keys, key);
    if (this.keys[at] !== key) return undefined;
    const units = this.list(at), kind = this.kinds[at];
    const apart = kind === ALWAYS ? units : kind === SOMETIMES ? this.ranks(at).map((rank) => units[rank] ?? 0) : NOTHING;
    const made = { units, apart };
    this.made.set(key, made);
    return made;
  }

  /** @param {number} at @returns {[number, number]} where the list with this number begins and ends */
  bounds(at) {
    return [this.ends[at - 1] ?? 0, /** @type {number} */ (this.ends[at])];
  }

  /** @param {number} at @returns {List} the list with this number */
  list(at) {
    return this.numbers.subarray(...this.bounds(at));
  }

  /** @param {number} at the number of a key that is apart in some of its units @returns {List} in which of them */
  ranks(at) {
    return this.list(this.keys.length + /** @type {number} */ (this.doubtful[at]) - 1);
  }
}

/** Some keys' places in their units. */
class PlaceShard {
  /** @param {Uint8Array} bytes @param {SetShard} set that of the same keys */
  constructor(bytes, set) {
    const reader = new Reader(bytes);
    this.set = set;
    this.offsets = new Uint32Array(reader.varint());
    this.flagged = reader.column(set.keys.length);
    const flags = new Bits(reader.take(reader.varint()));
    /** For each unit of the lists of all keys, where its places start. */
    this.starts = this.#placed(reader.take(this.offsets.length), new Bits(reader.rest()));
    this.across = new Uint8Array(this.offsets.length);
    for (let at = 0; at < set.keys.length; at++) if (this.flagged[at] || set.kinds[at]) this.#flag(at, flags);
  }

  /** @param {number} key @returns {Occurrences | undefined} */
  get(key) {
    const at = below(this.set.keys, key);
    if (this.set.keys[at] !== key) return undefined;
    const [first, end] = this.set.bounds(at);
    const flagged = this.flagged[at] || this.set.kinds[at];
    const { offsets, across } = this;
    return { units: this.set.list(at), starts: this.starts.subarray(first, end + 1), offsets, across: flagged ? across : null };
  }

  /** Each place's offset. @param {Uint8Array} symbols @param {Bits} bits @returns {Uint32Array} where units' places start */
  #placed(symbols, bits) {
    const { keys, ends } = this.set, { offsets } = this, { bytes } = bits;
    const starts = new Uint32Array((ends[keys.length - 1] ?? 0) + 1);
    let place = 0, unit = 0, bit = 0;
    for (let key = 0; key < keys.length; key++) {
      const end = /** @type {number} */ (ends[key]), placed = hasPlaces(/** @type {number} */ (keys[key]));
      for (; unit < end; unit++) {
        starts[unit] = place;
        for (let next = 0, more = placed; more; place++) {
          const symbol = /** @type {number} */ (symbols[place]), size = symbol >> 1;
          if (size > 7) {
            const width = (size >> 2) - 1;
            if (width > WIDEST) {
              bits.at = bit;
              next += bits.number(size, 0);
            } else {
              next += ((4 | (size & 3)) << width) + ((wordAt(bytes, bit >>> 3) >>> (bit & 7)) & ((1 << width) - 1));
            }
            bit += width;
          } else next += size;
          offsets[place] = next++;
          more = (symbol & 1) === 1;
        }
      }
    }
    starts[unit] = place;
    return starts;
  }

  /** Where one key's places are across punctuation: in all units that are apart; in others as the flags say.
      @param {number} at @param {Bits} flags */
  #flag(at, flags) {
    const kind = this.set.kinds[at], [first, end] = this.set.bounds(at);
    if (kind === ALWAYS) this.across.fill(1, this.starts[first], this.starts[end]);
    if (kind === SOMETIMES) {
      for (const rank of this.set.ranks(at)) this.across.fill(1, this.starts[first + rank], this.starts[first + rank + 1]);
    }
    if (!this.flagged[at]) return;
    for (let unit = first; unit < end; unit++) {
      const low = /** @type {number} */ (this.starts[unit]), high = /** @type {number} */ (this.starts[unit + 1]);
      if (high - low < 2 || this.across[low]) continue;
      for (let place = low; place < high; place++) this.across[place] = flags.take(1);
    }
  }
}

/** @param {number} key @returns {boolean} does it stand for a pair, not for a character or a spelling? */
function hasPlaces(key) {
  const second = key % SCALE;
  return second !== SINGLE_MARK && second !== SPELLING_MARK;
}

/** @param {Reader} reader @param {number} count @returns {Float64Array} rising */
function keysIn(reader, count) {
  const steps = reader.column(count), seconds = reader.column(count), keys = new Float64Array(count);
  for (let at = 0, first = 0; at < count; at++) {
    first += /** @type {number} */ (steps[at]);
    keys[at] = keyOf(first, /** @type {number} */ (seconds[at]));
  }
  return keys;
}

/** @param {Uint8Array} symbols @param {Bits} bits @param {Uint32Array} ends of rising lists @param {Uint32Array} shifts
    @param {number} base what the first list begins from @returns {Uint32Array} all lists, one behind the other */
function rising(symbols, bits, ends, shifts, base) {
  const made = new Uint32Array(symbols.length), { bytes } = bits;
  let at = 0, next = base, bit = 0;
  for (let list = 0; list < ends.length; list++) {
    const end = /** @type {number} */ (ends[list]), shift = /** @type {number} */ (shifts[list]);
    for (; at < end; at++) {
      const symbol = /** @type {number} */ (symbols[at]);
      const width = (symbol < 8 ? 0 : (symbol >> 2) - 1) + shift;
      if (width > WIDEST) {
        bits.at = bit;
        next += bits.number(symbol, shift);
      } else {
        const highest = symbol < 8 ? symbol : 4 | (symbol & 3);
        next += (highest << width) + ((wordAt(bytes, bit >>> 3) >>> (bit & 7)) & ((1 << width) - 1));
      }
      bit += width;
      made[at] = next++;
    }
    next = 0;
  }
  return made;
}
