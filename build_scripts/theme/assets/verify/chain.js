// @ts-check
/* Stretches of a passage -> parts: each with the place that goes best with those beside it, and some other papers that hold
   it. What no stretch holds and is shorter than they must be counts too where it is joined to a part: 同志们 above it. */

/** @typedef {QuoteHeld & { spot: Spot, others: Spot[] }} QuoteFound */

var ARCHIVE_CHAIN = (function () {
  "use strict";

  const SHOWN = 5; // papers told of one part

  /** @typedef {InstanceType<typeof ARCHIVE_PASSAGE_ASKED.Passage>} Asked */
  /** @typedef {InstanceType<typeof ARCHIVE_QUOTE_HITS.Hits>} Hits */
  /** @typedef {InstanceType<typeof ARCHIVE_JOINTS.Joints>} Joints */

  class Chain {
    /** @param {Asked} passage @param {Hits} hits @param {Joints} joints */
    constructor(passage, hits, joints) {
      this.passage = passage;
      this.hits = hits;
      this.joints = joints;
      /** How much of the passage each paper holds. @type {Map<number, number>} */
      this.weights = new Map();
      /** @type {QuoteFound[]} */
      this.parts = [];
    }

    /** @param {Extent[]} stretches in their order @returns {Promise<QuoteFound[]>} */
    async of(stretches) {
      const held = [];
      for (const stretch of stretches) held.push(await this.hits.held(stretch));
      for (const { start, end, numbers } of held) {
        for (const number of numbers) this.weights.set(number, this.#weight(number) + end - start);
      }
      for (const [at, each] of held.entries()) this.parts.push(await this.#placed(each, this.#ends(stretches, at)));
      await this.#align();
      return this.parts;
    }

    /** Pieces that are joined to a part, as parts. @param {Extent[]} pieces in their order @returns {Promise<QuoteFound[]>} */
    async with(pieces) {
      const left = new Set(pieces);
      for (const piece of [...pieces, ...pieces.slice().reverse()]) {
        if (!left.has(piece)) continue;
        const spot = await this.#joined(piece);
        if (!spot) continue;
        left.delete(piece);
        this.parts.push({ ...(await this.hits.held(piece)), spot, others: [] });
        this.parts.sort((one, other) => one.start - other.start);
      }
      return this.parts;
    }

    /** @param {number} number @returns {number} */
    #weight(number) {
      return this.weights.get(number) ?? 0;
    }

    /** Does what stands behind a stretch belong to it? @param {Extent[]} all @param {number} at @returns {boolean} */
    #ends(all, at) {
      return (all[at + 1]?.start ?? this.passage.length) <= /** @type {Extent} */ (all[at]).end;
    }

    /** At the place where it is written most alike, in the papers that hold most of the passage.
        @param {QuoteHeld} held @param {boolean} ends @returns {Promise<QuoteFound>} */
    async #placed(held, ends) {
      const order = held.numbers.slice().sort((one, other) => this.#weight(other) - this.#weight(one));
      const spots = [];
      for (const number of order.slice(0, SHOWN)) {
        const [first, ...more] = await this.hits.spots(held, number, ends);
        if (first) spots.push(more.reduce((one, other) => (wrong(other) < wrong(one) ? other : one), first));
      }
      spots.sort((one, other) => this.#weight(other.home.number) - this.#weight(one.home.number) || wrong(one) - wrong(other));
      const [spot, ...others] = spots;
      return { ...held, spot: /** @type {Spot} */ (spot), others };
    }

    /** From the longest part outward, and back again, each goes to where the one beside it leads. @returns {Promise<void>} */
    async #align() {
      const sizes = this.parts.map(({ start, end }) => end - start), longest = sizes.indexOf(Math.max(...sizes));
      const last = sizes.length - 1;
      for (let at = longest + 1; at <= last; at++) await this.#follow(at, at - 1);
      for (let at = longest - 1; at >= 0; at--) await this.#follow(at, at + 1);
      for (let at = last - 1; at > longest; at--) await this.#follow(at, at + 1, at - 1);
      for (let at = 1; at < longest; at++) await this.#follow(at, at - 1, at + 1);
    }

    /** @param {number} at @param {number} beside the part that leads it @param {number} [bound] one that it is not taken from
        @returns {Promise<void>} */
    async #follow(at, beside, bound) {
      const part = /** @type {QuoteFound} */ (this.parts[at]), leader = /** @type {QuoteFound} */ (this.parts[beside]);
      const { number } = leader.spot.home;
      if (!part.numbers.includes(number) || (bound !== undefined && this.#meets(at, bound))) return;
      await this.joints.learn(number);
      const spots = await this.hits.spots(part, number, this.#ends(this.parts, at));
      const near = this.joints.nearest(leader, part, spots, beside < at);
      const equal = this.#weight(number) === this.#weight(part.spot.home.number);
      if (!near || !(near.joined || (equal && bound === undefined))) return;
      const before = [part.spot, ...part.others].filter(({ home }) => home.number !== number);
      Object.assign(part, { spot: near.spot, others: before.slice(0, SHOWN - 1) });
    }

    /** @param {number} at @param {number} beside @returns {boolean} is nothing between the two? */
    #meets(at, beside) {
      const [one, other] = [Math.min(at, beside), Math.max(at, beside)].map((index) => /** @type {QuoteFound} */ (this.parts[index]));
      return !!one && !!other && this.joints.between(one, other).kind === "joined";
    }

    /** @param {Extent} piece @returns {Promise<Spot | null>} its place, when that is joined to a part beside it */
    async #joined(piece) {
      for (const part of this.parts) {
        const after = part.end === piece.start;
        if (!after && part.start !== piece.end) continue;
        const spot = this.#inBlock(piece, part, after) ?? (await this.#inNext(piece, part, after));
        if (spot) return spot;
      }
      return null;
    }

    /** @param {Extent} piece @param {QuoteFound} part @param {boolean} after @returns {Spot | null} */
    #inBlock(piece, { spot }, after) {
      const extent = this.joints.extent(spot, piece, after);
      if (!extent) return null;
      const made = { ...spot, ...extent };
      return { ...made, differences: this.hits.differences(piece, made, false) };
    }

    /** @param {Extent} piece @param {QuoteFound} part @param {boolean} after @returns {Promise<Spot | null>} */
    async #inNext(piece, part, after) {
      const { number } = part.spot.home;
      if (piece.end - piece.start < 2 || !this.joints.isAtEdge(part.spot, after)) return null;
      const held = await this.hits.held(piece);
      await this.joints.learn(number);
      const near = this.joints.nearest(part, piece, await this.hits.spots(held, number, true), after);
      return near?.joined ? near.spot : null;
    }
  }

  /** @param {Spot} spot @returns {number} */
  const wrong = ({ differences }) => differences.length;

  return { Chain };
})();
