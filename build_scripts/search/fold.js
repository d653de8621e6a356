// @ts-check
/* Text -> folded text with the way back: the form in which index and query meet. fold.py says how, and does the same
   by the same table; a text is handled as code points, and each folded one knows the stretch of the text it came from,
   in UTF-16 units. */

/** @typedef {{ points: number[], starts: number[], ends: number[] }} Folded */

const SPACE = 32;
const STOP = 0x3002; // 。
/** One-character wildcards in a pattern: any character but a sentence's end, and any at all. Noncharacters, so that no
    text holds them. */
const ANY_IN_SENTENCE = 0xfdd0;
const ANY = 0xfdd1;
const END_OF_UNIT = 10;

class Fold {
  /** @param {Uint8Array} data */
  constructor(data) {
    const reader = new Reader(data);
    const rest = json(reader.take(reader.varint()));
    const points = sums(reader.column(rest.single)), targets = reader.column(rest.single);
    /** What stands for each character; 0: itself, or else several or none do. */
    this.single = new Uint32Array((points[points.length - 1] ?? 0) + 1);
    for (let at = 0; at < points.length; at++) this.single[/** @type {number} */ (points[at])] = /** @type {number} */ (targets[at]);
    /** @type {Map<number, number[]>} */
    this.several = new Map();
    for (const [char, target] of Object.entries(rest.several)) this.several.set(codePoint(char), codePoints(target));
    /** @type {[number, number][]} */
    this.hanRanges = rest.han;
    this.stop = new Set(codePoints(rest.stop));
    this.loose = new Set([...codePoints(rest.gap), ...this.stop, SPACE]);
    /** @type {Map<number, number[]> | null} */
    this.spelled = null;
  }

  /** @param {number | undefined} point @returns {boolean} */
  isHan(point) {
    if (point === undefined) return false;
    if (point === ANY || point === ANY_IN_SENTENCE) return true;
    return this.hanRanges.some(([first, last]) => first <= point && point <= last);
  }

  /** @param {number} point @returns {boolean} does something else stand for this character? */
  changes(point) {
    return Boolean(this.single[point]) || this.several.has(point);
  }

  /** @param {string} text @returns {Folded} */
  fold(text) {
    return this.#settled(this.#mapped(text), (run, left, right) => this.#folded(run, left, right));
  }

  /** @param {string} text @returns {string} the folded text alone */
  words(text) {
    return String.fromCodePoint(...this.fold(text).points);
  }

  /** The text with its punctuation: what words in quotes are held to.
      @param {string} text @returns {Folded} */
  literal(text) {
    return this.#settled(this.#mapped(text), (run, left, right) => this.#tight(run, left, right));
  }

  /** Other characters that fold to what this one folds to.
      @param {number} point @returns {number[]} */
  spellings(point) {
    if (!this.spelled) {
      this.spelled = new Map();
      for (let from = 0; from < this.single.length; from++) {
        const to = this.single[from];
        if (!to) continue;
        const held = this.spelled.get(to);
        if (held) held.push(from);
        else this.spelled.set(to, [from]);
      }
    }
    const target = this.several.has(point) ? this.several.get(point)?.[0] : this.single[point] || point;
    return target === undefined ? [] : [target, ...(this.spelled.get(target) ?? [])].filter((each) => each !== point);
  }

  /** Each character as its representatives.
      @param {string} text @returns {Folded} */
  #mapped(text) {
    /** @type {Folded} */
    const made = { points: [], starts: [], ends: [] };
    for (let at = 0; at < text.length; ) {
      const point = /** @type {number} */ (text.codePointAt(at));
      const end = at + (point > 0xffff ? 2 : 1);
      const several = this.single[point] ? undefined : this.several.get(point);
      if (several) for (const target of several) push(made, target, at, end);
      else push(made, this.single[point] || point, at, end);
      at = end;
    }
    return made;
  }

  /** Each run of punctuation and spaces as `settle` has it.
      @param {Folded} mapped
      @param {(run: number[], left: number | undefined, right: number | undefined) => number[]} settle gives indexes of
        the run, or `~index` for a sentence's end there
      @returns {Folded} */
  #settled({ points, starts, ends }, settle) {
    /** @type {Folded} */
    const made = { points: [], starts: [], ends: [] };
    for (let at = 0; at < points.length; ) {
      if (!this.loose.has(/** @type {number} */ (points[at]))) {
        push(made, /** @type {number} */ (points[at]), /** @type {number} */ (starts[at]), /** @type {number} */ (ends[at]));
        at++;
        continue;
      }
      let end = at + 1;
      while (end < points.length && this.loose.has(/** @type {number} */ (points[end]))) end++;
      for (const kept of settle(points.slice(at, end), points[at - 1], points[end])) {
        const index = at + (kept < 0 ? ~kept : kept);
        const point = kept < 0 ? STOP : /** @type {number} */ (points[index]);
        push(made, point, /** @type {number} */ (starts[index]), /** @type {number} */ (ends[index]));
      }
      at = end;
    }
    return made;
  }

  /** @param {number[]} run @param {number | undefined} left @param {number | undefined} right @returns {number[]} */
  #folded(run, left, right) {
    const open = left === undefined || right === undefined;
    const between = (left === undefined || this.isHan(left)) && (right === undefined || this.isHan(right));
    if (!between) return this.#tight(run, left, right);
    const stop = run.findIndex((point) => this.stop.has(point));
    return open || stop < 0 ? [] : [~stop];
  }

  /** Punctuation stays, spaces go; spaces alone are one space between two characters that are no Han.
      @param {number[]} run @param {number | undefined} left @param {number | undefined} right @returns {number[]} */
  #tight(run, left, right) {
    const kept = run.flatMap((point, at) => (point === SPACE ? [] : [at]));
    const apart = left !== undefined && right !== undefined && !this.isHan(left) && !this.isHan(right);
    return kept.length || !apart ? kept : [0];
  }
}

/** @param {Folded} made @param {number} point @param {number} start @param {number} end */
function push(made, point, start, end) {
  made.points.push(point);
  made.starts.push(start);
  made.ends.push(end);
}

/** @param {string} text @returns {number[]} */
function codePoints(text) {
  return Array.from(text, codePoint);
}

/** @param {string} char @returns {number} */
function codePoint(char) {
  return /** @type {number} */ (char.codePointAt(0));
}
