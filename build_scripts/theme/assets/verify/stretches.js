// @ts-check
/* A passage -> longest stretches of it that stand in some block or title of the archive, by exact searches alone: so many
   that every stretch of at least `least` characters that stands anywhere is held by them.

   What is contained stays contained when it is made shorter. Whole lines are asked for first. Then a window of `least`
   characters goes over what no stretch holds yet. When an end of it is absent, the next window begins behind that end's first
   character; when the window is there, it is made longer to both sides, first in the texts it was found in, then by asking
   for one character more, until that is absent. Nothing around what is known to be absent is asked for again. */
var ARCHIVE_STRETCHES = (function () {
  "use strict";

  const SOME = 3; // texts in which a stretch is made longer
  const TURN = 24; // milliseconds after which others have their turn: a stop, a key

  /** @typedef {"start" | "end"} Side */

  class Finder {
    /** @param {Engine} engine @param {InstanceType<typeof ARCHIVE_PASSAGE_ASKED.Passage>} passage @param {number} least
        @param {AbortSignal} [signal] */
    constructor(engine, passage, least, signal) {
      this.engine = engine;
      this.passage = passage;
      this.least = least;
      this.signal = signal;
      /** The longest stretches found so far. @type {Extent[]} */
      this.made = [];
      /** Which characters they hold. */
      this.held = new Uint8Array(passage.length);
      /** @type {Extent[]} */
      this.absent = [];
      /** How many searches this took. */
      this.searches = 0;
      this.rested = Date.now();
    }

    /** The longest stretch around this one, if it is there. @param {Extent} stretch @returns {Promise<void>} */
    async around(stretch) {
      if (stretch.end - stretch.start >= this.least && this.#open(stretch.start) < stretch.end) await this.#extend(stretch);
    }

    /** Longest stretches that hold what none does yet, as far as a window begins here.
        @param {Extent} chunk @returns {Promise<void>} */
    async scan({ start, end }) {
      const { least } = this;
      const last = Math.min(end, this.passage.length - least + 1);
      for (let at = start; ; ) {
        at = Math.max(at, this.#open(at) + 1 - least);
        if (at >= last) return;
        const window = { start: at, end: at + least };
        const gone = await this.#absentEnd(window);
        if (gone) at += least - gone + 1;
        else at = Math.max(at + 1, ((await this.#extend(window)) ?? window).end + 1 - least);
      }
    }

    /** @param {number} at @returns {number} the first character from here on that no stretch holds */
    #open(at) {
      while (this.held[at]) at++;
      return at;
    }

    /** Is this stretch there? If it is, and is part of none that was found, it counts as it stands.
        @param {Extent} stretch @returns {Promise<void>} */
    async look(stretch) {
      if (this.made.some((each) => within(stretch, each))) return;
      if ((await this.#texts(stretch)).length) this.#keep(stretch);
    }

    /** The length of an end of the window that is absent: short ones are tried first, since they save most.
        @param {Extent} window @returns {Promise<number | null>} null when all of it is there */
    async #absentEnd({ end }) {
      const { least } = this;
      for (const size of new Set([Math.ceil(least / 2), Math.ceil(least * 0.75), least])) {
        if (!(await this.#texts({ start: end - size, end }, 1)).length) return size;
      }
      return null;
    }

    /** @param {Extent} stretch @returns {Promise<Extent | null>} the longest around it; null when it is not there */
    async #extend(stretch) {
      let made = stretch, texts = await this.#texts(stretch);
      if (!texts.length) return null;
      for (const side of /** @type {Side[]} */ (["end", "start"])) {
        for (;;) {
          const grown = texts.map((text) => this.#grown(text, made, side));
          made = grown.reduce((one, other) => (within(one, other) ? other : one), made);
          const more = longer(made, side, 1);
          const found = await this.#texts(more);
          if (!found.length) break;
          [made, texts] = [more, found];
        }
      }
      this.#keep(made);
      return made;
    }

    /** @param {Extent} stretch */
    #keep(stretch) {
      if (this.made.some((each) => within(stretch, each))) return;
      this.made.push(stretch);
      this.held.fill(1, stretch.start, stretch.end);
    }

    /** How much longer it may be in this text. @param {string} text @param {Extent} stretch @param {Side} side
        @returns {Extent} */
    #grown(text, stretch, side) {
      const holds = (/** @type {Extent} */ some) =>
        this.passage.has(some) && this.engine.marks(this.passage.query(some), text).length > 0;
      let by = 0, step = 1;
      for (; holds(longer(stretch, side, by + step)); step *= 2) by += step;
      for (step >>= 1; step; step >>= 1) if (holds(longer(stretch, side, by + step))) by += step;
      return longer(stretch, side, by);
    }

    /** Some texts that hold a stretch; none when nothing does.
        @param {Extent} stretch @param {number} [limit] @returns {Promise<string[]>} */
    async #texts(stretch, limit = SOME) {
      if (!this.passage.has(stretch) || this.absent.some((each) => within(each, stretch))) return [];
      await this.#rest();
      this.searches += 1;
      const options = { limit, passages: 1, ...(this.signal && { signal: this.signal }) };
      for await (const { results } of this.engine.answers(this.passage.query(stretch), options)) {
        if (results.length) return results.map(({ passages, title }) => passages[0]?.text ?? title);
      }
      this.absent.push(stretch);
      return [];
    }

    /** @returns {Promise<void>} */
    async #rest() {
      this.signal?.throwIfAborted();
      if (Date.now() - this.rested < TURN) return;
      await new Promise((resume) => setTimeout(resume));
      this.rested = Date.now();
      this.signal?.throwIfAborted();
    }
  }

  /** @param {Extent} one @param {Extent} other @returns {boolean} is the one part of the other? */
  function within(one, other) {
    return other.start <= one.start && one.end <= other.end;
  }

  /** @param {Extent} stretch @param {Side} side @param {number} by @returns {Extent} */
  function longer({ start, end }, side, by) {
    return side === "end" ? { start, end: end + by } : { start: start - by, end };
  }

  /** Those that hold something which no other does, the longest first chosen. @param {Extent[]} stretches
      @returns {Extent[]} in their order */
  function covering(stretches) {
    /** @type {Map<number, number>} */
    const times = new Map();
    const indexes = (/** @type {Extent} */ { start, end }) => Array.from({ length: end - start }, (_, at) => start + at);
    for (const at of stretches.flatMap(indexes)) times.set(at, (times.get(at) ?? 0) + 1);
    const kept = new Set(stretches);
    for (const each of stretches.slice().sort((one, other) => one.end - one.start - (other.end - other.start))) {
      if (!indexes(each).every((at) => (times.get(at) ?? 0) > 1)) continue;
      kept.delete(each);
      for (const at of indexes(each)) times.set(at, (times.get(at) ?? 0) - 1);
    }
    return Array.from(kept).sort((one, other) => one.start - other.start);
  }

  /** What no stretch holds. @param {Extent[]} stretches in their order @param {number} length @returns {Extent[]} */
  function between(stretches, length) {
    /** @type {Extent[]} */
    const made = [];
    let at = 0;
    for (const { start, end } of [...stretches, { start: length, end: length }]) {
      if (start > at) made.push({ start: at, end: start });
      at = Math.max(at, end);
    }
    return made;
  }

  return { Finder, covering, between };
})();
