// @ts-check
/* A passage -> where its words stand in the archive, exactly: which longest stretches of it, in which papers, how they are
   written there, do they follow one another, and what is nowhere. `ARCHIVE_QUOTE.check(engine, text)` wants the engine of
   build_scripts/search, and the scripts that asked.js lists as CHECKING; in Node, run these with `vm.runInThisContext`.

   A stretch counts from `least` characters on (punctuation, spaces and glosses are none): 8, for a passage of less than 40 a
   fifth of it, at least 4. A line of fewer counts when all of it is there, from 4 on; what is shorter when it stands where a
   part beside it goes on. */

/** @typedef {{ kind: "script" | "width" | "case" | "punctuation" | "space" | "gloss", given: string, held: string }} Difference */
/** @typedef {{ id: string, place: string, title: string, address: string, inTitle: boolean, before: string, words: string,
      after: string, differences: Difference[] }} QuoteHit */
/** @typedef {{ start: number, end: number, size: number, papers: number, hits: QuoteHit[] }} QuotePart
    of the text, in UTF-16 units; `size` in characters that count */
/** @typedef {{ done: number, length: number, least: number, covered: number, papers: number, parts: QuotePart[],
      joints: Joint[], whole: boolean, absent: { start: number, end: number, size: number }[], proved: boolean,
      searches: number }} Checked
    `done`: of the work, from 0 to 1; `papers`: those that hold all parts; `joints`: of each part with the next; `whole`: is all
    of it there, without a gap? `proved`: is this the answer, or only how far it is? */

var ARCHIVE_QUOTE = (function () {
  "use strict";

  const LEAST = 8, FEWEST = 4, FIFTH = 5;
  const AT_ONCE = 4; // chunks

  const { Passage } = ARCHIVE_PASSAGE_ASKED;
  const { Finder, covering, between } = ARCHIVE_STRETCHES;
  const { Hits } = ARCHIVE_QUOTE_HITS;
  const { Joints } = ARCHIVE_JOINTS;
  const { Chain } = ARCHIVE_CHAIN;

  /** @typedef {InstanceType<typeof Passage>} Asked */

  /** @param {number} length @returns {number} */
  const leastOf = (length) => Math.min(length, LEAST, Math.max(FEWEST, Math.ceil(length / FIFTH)));

  /** How far it is, again and again, and last the answer (`proved`).
      @param {Engine} engine @param {string} text @param {{ signal?: AbortSignal }} [options] @returns {AsyncGenerator<Checked>} */
  async function* check(engine, text, { signal } = {}) {
    const passage = new Passage(engine, text);
    const finder = new Finder(engine, passage, leastOf(passage.length), signal);
    const lines = passage.lines(), chunks = passage.chunks();
    const short = lines.filter(({ start, end }) => end - start < finder.least && end - start >= FEWEST);
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
    return { done, length, least, covered: 0, papers: 0, parts: [], joints: [], whole: false, absent: [], proved: false, searches };
  }

  /** @param {Engine} engine @param {Asked} passage @param {InstanceType<typeof Finder>} finder
      @param {AbortSignal | undefined} signal @returns {Promise<Checked>} */
  async function answer(engine, passage, finder, signal) {
    const hits = new Hits(engine, passage, signal), joints = new Joints(engine, passage);
    const chain = new Chain(passage, hits, joints);
    const long = await chain.of(covering(finder.made));
    const parts = await chain.with(between(long, passage.length).flatMap((gap) => pieces(passage, gap, finder.least)));
    const gone = between(parts, passage.length);
    for (const { spot } of parts) await joints.learn(spot.home.number);
    const joined = parts.slice(1).map((part, at) => joints.between(/** @type {QuoteFound} */ (parts[at]), part));
    return {
      ...sofar(passage, finder, 1),
      covered: passage.length - gone.reduce((sum, { start, end }) => sum + end - start, 0),
      papers: holders(parts),
      parts: parts.map((part) => ({ ...passage.inText(part), ...told(part, hits) })),
      joints: joined,
      whole: parts.length > 0 && !gone.length && joined.every(({ kind }) => kind === "joined"),
      absent: gone.map((each) => ({ ...passage.inText(each), size: each.end - each.start })),
      proved: true,
      searches: finder.searches + hits.searches,
    };
  }

  /** What of a gap is on one line, and too short to be looked for alone.
      @param {Asked} passage @param {Extent} gap @param {number} least @returns {Extent[]} */
  function pieces(passage, { start, end }, least) {
    const lines = passage.lines().map((line) => ({ start: Math.max(line.start, start), end: Math.min(line.end, end) }));
    return lines.filter((each) => each.start < each.end && each.end - each.start < least);
  }

  /** @param {QuoteFound[]} parts @returns {number} how many papers hold all of them */
  function holders([first, ...others]) {
    const every = others.map(({ numbers }) => new Set(numbers));
    return first ? first.numbers.filter((number) => every.every((each) => each.has(number))).length : 0;
  }

  /** @param {QuoteFound} part @param {InstanceType<typeof Hits>} hits */
  function told({ start, end, numbers, spot, others }, hits) {
    return { size: end - start, papers: numbers.length, hits: [spot, ...others].map((each) => hits.told(each)) };
  }

  return { check };
})();
