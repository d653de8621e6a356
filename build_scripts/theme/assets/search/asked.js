// @ts-check
/* What a page asks of the engine -> what it shows of the answer. Runs beside the engine: in a worker, or from disk in
   the page itself. Everything given can be sent from one to the other. */

/** @typedef {{ id: string, url: string, heading: boolean, pieces: Excerpt[] }} ShownPassage */
/** @typedef {DocumentFacts & { count: number, inTitle: boolean, title: Excerpt[], passages: ShownPassage[],
      witnesses: Witness[] }} ShownResult */
/** @typedef {{ query: string, terms: string[], notices: Notice[], proved: boolean, total: number, blocks: number,
      results: ShownResult[], facets: Record<FacetName, FacetValue[]>, documents: number }} Shown */
/** @typedef {{ query: string, total: number }} Way */
/** @typedef {{ unfiltered: number, terms: Way[], ways: Way[] }} Why nothing was found */
/** @typedef {{ query: string, options: Options, length?: number }} Question */

var ARCHIVE_ASKED = (function () {
  "use strict";

  const LENGTH = 110; // characters of a passage
  const TERMS = 8; // whose own counts are told
  const HAN = /^\p{Script=Han}{3,}$/u; // 职业卫生监管; not 安?生产

  /** @returns {typeof ArchiveSearch_} the engine's script has run before anything is asked */
  const engineOf = () => /** @type {any} */ (globalThis).ArchiveSearch;

  /** @param {Result} result @param {number} length @returns {ShownResult} */
  function shown(result, length) {
    const { titleMarks, title, passages, ...facts } = result;
    const { excerpt } = engineOf();
    return {
      ...facts,
      title: excerpt(title, titleMarks, Infinity),
      passages: passages.map(({ id, url, kind, text, marks }) => {
        return { id, url, heading: kind === "heading", pieces: excerpt(text, marks, length) };
      }),
    };
  }

  /** @param {Engine} engine @param {Question} question @returns {AsyncGenerator<Shown>} first results, then the exact answer */
  async function* answers(engine, { query, options, length = LENGTH }) {
    for await (const { terms, notices, proved, total, blocks, results, facets } of engine.answers(query, options)) {
      const made = results.map((result) => shown(result, length));
      yield { query, terms, notices, proved, total, blocks, results: made, facets, documents: engine.documents };
    }
  }

  /** @param {Engine} engine @param {string} query @param {Chosen} [facets] @returns {Promise<number>} */
  async function total(engine, query, facets = {}) {
    return (await engine.search(query, { limit: 0, facets })).total;
  }

  /** The longest beginning or end of a word that is found: where a part is not found, no longer one is either.
      @param {Engine} engine @param {string} word @param {Chosen} facets @param {(size: number) => string} part
      @returns {Promise<Way | null>} */
  async function longest(engine, word, facets, part) {
    let best = null;
    for (let least = 2, most = Array.from(word).length - 1; least <= most; ) {
      const size = Math.ceil((least + most) / 2);
      const found = await total(engine, part(size), facets);
      if (found) [best, least] = [{ query: part(size), total: found }, size + 1];
      else most = size - 1;
    }
    return best;
  }

  /** What is near a query that finds nothing: with fewer words, or with a shorter one.
      @param {Engine} engine @param {string} query @param {Chosen} facets @returns {Promise<Way[]>} */
  async function ways(engine, query, facets) {
    const fewer = await engine.nearest(query, { facets });
    const chars = Array.from(query.trim());
    if (fewer || !HAN.test(query.trim())) return fewer ? [fewer] : [];
    const parts = [
      await longest(engine, query, facets, (size) => chars.slice(0, size).join("")),
      await longest(engine, query, facets, (size) => chars.slice(-size).join("")),
    ];
    return parts.filter((way) => way !== null);
  }

  /** @param {Engine} engine @param {{ query: string, facets: Chosen }} question @returns {AsyncGenerator<Why>} */
  async function* why(engine, { query, facets }) {
    const narrowed = Object.values(facets).some((values) => values.length);
    const { terms } = engine.explain(query);
    const counted = terms.slice(0, TERMS).map(async (term) => ({ query: term, total: await total(engine, term, facets) }));
    yield {
      unfiltered: narrowed ? await total(engine, query) : 0,
      terms: await Promise.all(counted),
      ways: await ways(engine, query, facets),
    };
  }

  /** @param {Engine} engine @param {{ query: string, texts: string[] }} question @returns {AsyncGenerator<TermMark[][]>} */
  async function* marks(engine, { query, texts }) {
    yield texts.map((text) => engine.marks(query, text));
  }

  const CHECKING = ["passage", "stretches", "compare", "hits", "joints", "chain", "quote"]; // a worker loads them for the first quotation

  /** @param {Engine} engine @param {{ text: string, options: { signal?: AbortSignal } }} question
      @returns {AsyncGenerator<Checked>} how far the check of a quotation is, and last what the archive has of it */
  async function* quote(engine, { text, options }) {
    const scope = /** @type {any} */ (globalThis);
    if (!scope.ARCHIVE_QUOTE) {
      scope.importScripts(...CHECKING.map((name) => new URL(`../verify/${name}.js`, scope.location.href).href));
    }
    yield* ARCHIVE_QUOTE.check(engine, text, options);
  }

  return { answers, why, marks, quote };
})();
