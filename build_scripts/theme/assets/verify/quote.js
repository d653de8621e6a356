// @ts-check
/* A passage -> where its words stand in the archive, exactly: which longest stretches of it, in which papers, how they are
   written there, and what is nowhere. `ARCHIVE_QUOTE.check(engine, text)` wants the engine of build_scripts/search, and
   passage.js, stretches.js and compare.js beside it; in Node, run the four with `vm.runInThisContext`.

   A stretch counts from `least` characters on (punctuation and spaces are none): 8, for a passage of less than 40 a fifth
   of it, at least 4. A line of fewer counts when all of it is there. */

/** @typedef {{ kind: "script" | "width" | "case" | "punctuation" | "space", given: string, held: string }} Difference */
/** @typedef {{ id: string, place: string, title: string, address: string, inTitle: boolean, before: string, words: string,
      after: string, differences: Difference[] }} QuoteHit */
/** @typedef {{ start: number, end: number, size: number, papers: number, hits: QuoteHit[] }} QuotePart
    of the text, in UTF-16 units; `size` in characters that count */
/** @typedef {{ done: number, length: number, least: number, covered: number, papers: number, parts: QuotePart[],
      absent: { start: number, end: number, size: number }[], proved: boolean, searches: number }} Checked
    `done`: of the work, from 0 to 1; `papers`: those that hold all parts; `proved`: is this the answer, or only how far
    it is? */

var ARCHIVE_QUOTE = (function () {
  "use strict";

  const LEAST = 8, FEWEST = 4, FIFTH = 5;
  const AT_ONCE = 4; // chunks
  const SHOWN = 5; // papers told of one part
  const AROUND = 24; // characters of the block before and after the words

  const { Passage } = ARCHIVE_PASSAGE_ASKED;
  const { Finder, covering, between } = ARCHIVE_STRETCHES;
  const { differences, tails, address } = ARCHIVE_COMPARED;

  /** @typedef {InstanceType<typeof Passage>} Asked */

  /** @param {number} length @returns {number} */
  const leastOf = (length) => Math.min(length, LEAST, Math.max(FEWEST, Math.ceil(length / FIFTH)));

  /** How far it is, again and again, and last the answer (`proved`).
      @param {Engine} engine @param {string} text @param {{ signal?: AbortSignal }} [options] @returns {AsyncGenerator<Checked>} */
  async function* check(engine, text, { signal } = {}) {
    const passage = new Passage(engine, text);
    const finder = new Finder(engine, passage, leastOf(passage.length), signal);
    const lines = passage.lines(), chunks = passage.chunks();
    const short = lines.filter(({ start, end }) => end - start < finder.least && end - start > 1);
    /** @type {(() => Promise<void>)[]} */
    const steps = [
      ...lines.map((line) => () => finder.around(line)),
      ...chunks.map((chunk) => () => finder.scan(chunk)),
      ...short.map((line) => () => finder.look(line)),
    ];
    for (let at = 0; at < steps.length; at += AT_ONCE) {
      yield sofar(passage, finder, at / steps.length);
      await Promise.all(steps.slice(at, at + AT_ONCE).map((step) => step()));
    }
    yield await answer(engine, passage, finder, signal);
  }

  /** @param {Asked} passage @param {InstanceType<typeof Finder>} finder @param {number} done @returns {Checked} */
  function sofar({ length }, { least, searches }, done) {
    return { done, length, least, covered: 0, papers: 0, parts: [], absent: [], proved: false, searches };
  }

  /** @param {Engine} engine @param {Asked} passage @param {InstanceType<typeof Finder>} finder
      @param {AbortSignal | undefined} signal @returns {Promise<Checked>} */
  async function answer(engine, passage, finder, signal) {
    const stretches = covering(finder.made), gone = between(stretches, passage.length);
    /** @type {number[][]} the papers of each stretch */
    const held = [];
    for (const stretch of stretches) {
      const { documents } = await engine.search(passage.query(stretch), { limit: 0, ...(signal && { signal }) });
      held.push(documents.map(({ number }) => number));
    }
    const weights = weighed(stretches, held);
    const parts = [];
    for (const [at, stretch] of stretches.entries()) {
      const ends = (stretches[at + 1]?.start ?? passage.length) <= stretch.end;
      const numbers = held[at] ?? [];
      const hits = await hitsOf(engine, passage, stretch, chosen(numbers, weights), ends);
      parts.push({ ...passage.inText(stretch), size: stretch.end - stretch.start, papers: numbers.length, hits });
    }
    return {
      ...sofar(passage, finder, 1),
      covered: passage.length - gone.reduce((sum, { start, end }) => sum + end - start, 0),
      papers: held.length ? held.reduce((one, other) => one.filter((number) => new Set(other).has(number))).length : 0,
      parts,
      absent: gone.map((each) => ({ ...passage.inText(each), size: each.end - each.start })),
      proved: true,
      searches: finder.searches + stretches.length,
    };
  }

  /** How much of the passage each paper holds. @param {Extent[]} stretches @param {number[][]} held
      @returns {Map<number, number>} */
  function weighed(stretches, held) {
    /** @type {Map<number, number>} */
    const weights = new Map();
    stretches.forEach(({ start, end }, at) => {
      for (const number of held[at] ?? []) weights.set(number, (weights.get(number) ?? 0) + end - start);
    });
    return weights;
  }

  /** The papers that are told, by their place in the answer: those first that hold most of the passage.
      @param {number[]} numbers @param {Map<number, number>} weights @returns {{ offset: number, weight: number }[]} */
  function chosen(numbers, weights) {
    const order = numbers.map((number, offset) => ({ offset, weight: weights.get(number) ?? 0 }));
    order.sort((one, other) => other.weight - one.weight || one.offset - other.offset);
    return order.slice(0, SHOWN);
  }

  /** @param {Engine} engine @param {Asked} passage @param {Extent} stretch @param {{ offset: number, weight: number }[]} papers
      @param {boolean} ends does what stands behind it belong to it? @returns {Promise<QuoteHit[]>} of papers that hold equally
      much those first in which it is written most alike */
  async function hitsOf(engine, passage, stretch, papers, ends) {
    const query = passage.query(stretch), { start, end } = passage.inText(stretch);
    const gap = passage.after(stretch.end - 1);
    const given = { words: passage.text.slice(start, end), tail: ends || gap.includes("\n") ? (gap.split("\n")[0] ?? "") : "" };
    const hits = [];
    for (const { offset, weight } of papers) {
      const { results } = await engine.search(query, { limit: 1, offset });
      for (const result of results) hits.push({ weight, hit: hitOf(result, given, (char) => passage.counts(char)) });
    }
    hits.sort((one, other) => other.weight - one.weight || one.hit.differences.length - other.hit.differences.length);
    return hits.map(({ hit }) => hit);
  }

  /** The words in one paper: of several places that hold them, the one where they are written most alike.
      @param {Result} result @param {{ words: string, tail: string }} given @param {(char: string) => boolean} counts
      @returns {QuoteHit} */
  function hitOf({ id, source, place, title, url, passages, titleMarks }, given, counts) {
    const blocks = passages.length ? passages : [{ id: "", url, text: title, marks: titleMarks }];
    const found = blocks.flatMap(({ marks, ...block }) => marks.map((mark) => ({ ...block, mark, ...alike(block.text, mark, given, counts) })));
    const { text, mark, ...best } = found.reduce((one, other) => (other.differences.length < one.differences.length ? other : one));
    return {
      id,
      place: best.id ? `${source}:${best.id.slice(1)}` : place,
      title,
      address: best.id ? address(best.url, text, mark, counts) : url,
      inTitle: !best.id,
      before: (mark.start > AROUND ? "…" : "") + Array.from(text.slice(0, mark.start)).slice(-AROUND).join(""),
      words: text.slice(mark.start, mark.end),
      after: Array.from(text.slice(mark.end)).slice(0, AROUND).join("") + (text.length > mark.end + AROUND ? "…" : ""),
      differences: best.differences,
    };
  }

  /** @param {string} text @param {TermMark} mark @param {{ words: string, tail: string }} given
      @param {(char: string) => boolean} counts @returns {{ differences: Difference[] }} */
  function alike(text, { start, end }, given, counts) {
    const { signs, rest } = ARCHIVE_COMPARED.read(text.slice(end), counts);
    const own = differences(given.words, text.slice(start, end), counts);
    return { differences: [...own, ...tails(given.tail, signs[0]?.gap ?? rest)] };
  }

  return { check };
})();
