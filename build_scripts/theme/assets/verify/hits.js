// @ts-check
/* A stretch of a passage -> where it stands: its papers, and in each of them every place, with what differs there. */

/** @typedef {{ number: number, id: string, source: string, place: string, title: string, url: string }} Home a paper */
/** @typedef {{ home: Home, block: string, url: string, text: string, start: number, end: number,
      differences: Difference[] }} Spot words in a block's text, in UTF-16 units; no block: in the title */
/** @typedef {Extent & { numbers: number[] }} QuoteHeld characters that count, and the papers that hold them, best first */

var ARCHIVE_QUOTE_HITS = (function () {
  "use strict";

  const PASSAGES = 40; // blocks of one paper in which a stretch is looked at
  const AROUND = 24; // characters of the block before and after the words

  const { differences, tails, address, read } = ARCHIVE_COMPARED;
  /** @typedef {InstanceType<typeof ARCHIVE_PASSAGE_ASKED.Passage>} Asked */

  class Hits {
    /** @param {Engine} engine @param {Asked} passage @param {AbortSignal} [signal] */
    constructor(engine, passage, signal) {
      this.engine = engine;
      this.passage = passage;
      this.options = signal ? { signal } : {};
      /** How many searches this took. */
      this.searches = 0;
    }

    /** @param {Extent} stretch @returns {Promise<QuoteHeld>} */
    async held(stretch) {
      this.searches += 1;
      const { documents } = await this.engine.search(this.passage.query(stretch), { limit: 0, ...this.options });
      return { ...stretch, numbers: documents.map(({ number }) => number) };
    }

    /** Every place of a stretch in one of its papers, in their order there.
        @param {QuoteHeld} held @param {number} number @param {boolean} ends does what stands behind it belong to it?
        @returns {Promise<Spot[]>} */
    async spots(held, number, ends) {
      const offset = held.numbers.indexOf(number);
      if (offset < 0) return [];
      const options = { limit: 1, offset, passages: PASSAGES, ...this.options };
      const { results } = await this.engine.search(this.passage.query(held), options);
      return results.flatMap((result) => this.#spotsOf(result, held, ends));
    }

    /** @param {Result} result @param {Extent} stretch @param {boolean} ends @returns {Spot[]} */
    #spotsOf({ number, id, source, place, title, url, passages, titleMarks }, stretch, ends) {
      const home = { number, id, source, place, title, url };
      const blocks = passages.length ? passages : [{ id: "", url, text: title, marks: titleMarks }];
      const spots = blocks.flatMap(({ id: block, url: at, text, marks }) =>
        marks.map(({ start, end }) => {
          const spot = { home, block, url: at, text, start, end };
          return { ...spot, differences: this.differences(stretch, spot, ends) };
        }),
      );
      return spots.sort((one, other) => compared(one.block, other.block) || one.start - other.start);
    }

    /** @param {Extent} stretch @param {{ text: string, start: number, end: number }} spot @param {boolean} ends
        @returns {Difference[]} */
    differences(stretch, { text, start, end }, ends) {
      const { passage } = this, counts = (/** @type {string} */ char) => passage.counts(char);
      const given = passage.inText(stretch), gap = passage.after(stretch.end - 1);
      const tail = ends || gap.includes("\n") ? (gap.split("\n")[0] ?? "") : "";
      const { signs, rest } = read(text.slice(end), counts);
      const own = differences(passage.text.slice(given.start, given.end), text.slice(start, end), counts);
      return [...own, ...tails(tail, signs[0]?.gap ?? rest)];
    }

    /** @param {Spot} spot @returns {QuoteHit} as it is told */
    told({ home, block, url, text, start, end, differences: changes }) {
      const mark = { start, end };
      return {
        id: home.id,
        place: block ? `${home.source}:${block.slice(1)}` : home.place,
        title: home.title,
        address: block ? address(url, text, mark, (char) => this.passage.counts(char)) : home.url,
        inTitle: !block,
        before: (start > AROUND ? "…" : "") + Array.from(text.slice(0, start)).slice(-AROUND).join(""),
        words: text.slice(start, end),
        after: Array.from(text.slice(end)).slice(0, AROUND).join("") + (text.length > end + AROUND ? "…" : ""),
        differences: changes,
      };
    }
  }

  /** @param {string} block such as L59-18; a title, which has none, stands before all @returns {[number, number]} */
  function placeOf(block) {
    const [line = 0, offset = 0] = block ? block.slice(1).split("-").map(Number) : [];
    return [line, offset];
  }

  /** @param {string} one @param {string} other two blocks of a paper @returns {number} below 0: the one stands first */
  function compared(one, other) {
    const [a, b] = [placeOf(one), placeOf(other)];
    return a[0] - b[0] || a[1] - b[1];
  }

  return { Hits, compared };
})();
