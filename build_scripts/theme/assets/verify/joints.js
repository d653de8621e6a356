// @ts-check
/* Stretches of a passage, each with its places -> the place of each that goes on where the one beside it ends, if there is
   such a one, and what lies between two that follow one another in the passage: nothing, other words, or much else. */

/** @typedef {{ kind: "joined" | "changed" | "apart" | "back" | "other", given: string, held: string, size: number,
      blocks: number }} Joint between a part and the next. `joined`: no character more, here or there; `changed`: in one block,
    `given` in the passage, `held` in the archive; `apart`: further down in the paper, after `size` characters of the two
    blocks and `blocks` between them; `back`: further up; `other`: in another paper */

var ARCHIVE_JOINTS = (function () {
  "use strict";

  /** @typedef {InstanceType<typeof ARCHIVE_PASSAGE_ASKED.Passage>} Asked */
  /** @typedef {Extent & { spot: Spot }} Placed */

  class Joints {
    /** @param {Engine} engine @param {Asked} passage */
    constructor(engine, passage) {
      this.engine = engine;
      this.passage = passage;
      /** The blocks of the papers that were asked about, as they follow one another. @type {Map<number, string[]>} */
      this.blocks = new Map();
    }

    /** @param {number} number of a paper @returns {Promise<void>} before its blocks are compared */
    async learn(number) {
      if (!this.blocks.has(number)) this.blocks.set(number, await this.engine.blocks(number));
    }

    /** @param {Spot} spot @returns {number} which block of its paper; -1: the title */
    #index({ home, block }) {
      return (this.blocks.get(home.number) ?? []).indexOf(block);
    }

    /** @param {string} text @returns {number} how many characters of it count */
    #size(text) {
      return Array.from(text).filter((char) => this.passage.counts(char)).length;
    }

    /** @param {string} text @param {number} count @returns {number} where so many characters that count have been passed */
    #past(text, count) {
      let at = 0, left = count;
      for (const char of text) {
        if (!left) break;
        if (this.passage.counts(char)) left -= 1;
        at += char.length;
      }
      return at;
    }

    /** @param {Placed} one @param {Placed} other the next in the passage, which may overlap @returns {Joint} */
    between(one, other) {
      const { passage } = this, a = one.spot, b = other.spot;
      const given = other.start > one.end ? passage.inText({ start: one.end, end: other.start }) : { start: 0, end: 0 };
      const start = b.start + this.#past(b.text.slice(b.start), Math.max(0, one.end - other.start));
      /** @type {Joint} */
      const joint = { kind: "other", given: passage.words(given), held: "", size: 0, blocks: 0 };
      if (a.home.number !== b.home.number) return joint;
      if (a.block === b.block) return start < a.end ? this.#again(joint, one, other) : this.#inOne(joint, a.text, a.end, start);
      const steps = this.#index(b) - this.#index(a);
      if (steps < 0) return { ...joint, kind: "back" };
      const size = this.#size(a.text.slice(a.end)) + this.#size(b.text.slice(0, start));
      if (steps > 1 || size) return { ...joint, kind: "apart", size, blocks: steps - 1 };
      return { ...joint, kind: joint.given ? "changed" : "joined" };
    }

    /** @param {Joint} joint @param {string} text of a block @param {number} from @param {number} to @returns {Joint} */
    #inOne(joint, text, from, to) {
      const chars = Array.from(text.slice(from, to)), count = chars.map((char) => this.passage.counts(char));
      const held = chars.slice(count.indexOf(true), count.lastIndexOf(true) + 1).join(""), size = this.#size(held);
      return { ...joint, kind: joint.given || size ? "changed" : "joined", held, size };
    }

    /** In one block, where the other's place begins before the one's ends: either the passage has these words twice, or it
        goes back. @param {Joint} joint @param {Placed} one @param {Placed} other @returns {Joint} */
    #again(joint, one, other) {
      const a = one.spot, b = other.spot;
      if (b.start <= a.start || b.end <= a.end) return { ...joint, kind: "back" };
      const twice = this.#size(b.text.slice(b.start, a.end)) - Math.max(0, one.end - other.start);
      const given = this.passage.inText({ start: one.end - twice, end: Math.max(one.end, other.start) });
      return { ...joint, kind: "changed", given: this.passage.words(given) };
    }

    /** @param {Spot} spot @param {boolean} after @returns {boolean} is there nothing that counts behind it, or before it? */
    isAtEdge({ text, start, end }, after) {
      return !this.#size(after ? text.slice(end) : text.slice(0, start));
    }

    /** The words of the block right behind the place, or right before it, if they are those of the piece.
        @param {Spot} spot @param {Extent} piece @param {boolean} after @returns {Extent | null} of the block's text */
    extent({ text, start, end }, piece, after) {
      const { passage } = this, size = piece.end - piece.start;
      const held = after ? text.slice(end) : text.slice(0, start);
      const skipped = after ? 0 : Math.max(0, this.#size(held) - size);
      const from = this.#past(held, skipped), to = from + this.#past(held.slice(from), size);
      const given = passage.inText(piece), words = held.slice(from, to);
      if (passage.bare(words) !== passage.bare(passage.text.slice(given.start, given.end))) return null;
      const lead = Array.from(words).findIndex((char) => passage.counts(char));
      const first = Array.from(words).slice(0, lead).join("").length, base = after ? end : 0;
      return { start: base + from + first, end: base + to };
    }

    /** Which of a stretch's places goes on from, or leads to, the part beside it: one that is joined to it, or else the
        nearest on the right side of it.
        @param {Placed} beside @param {Extent} stretch @param {Spot[]} spots in their order @param {boolean} after
        @returns {{ spot: Spot, joined: boolean } | null} */
    nearest(beside, stretch, spots, after) {
      const placed = spots.map((spot) => ({ ...stretch, spot }));
      const joints = placed.map((each) => (after ? this.between(beside, each) : this.between(each, beside)));
      const joined = joints.findIndex(({ kind }) => kind === "joined");
      const fits = joints.flatMap(({ kind }, at) => (kind === "back" || kind === "other" ? [] : [at]));
      const spot = spots[joined >= 0 ? joined : /** @type {number} */ (after ? fits[0] : fits.at(-1))];
      return spot ? { spot, joined: joined >= 0 } : null;
    }
  }

  return { Joints };
})();
