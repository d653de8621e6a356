// @ts-check
/* Documents found -> the answer that is given: results with their passages, counts by facets, the blocks' ids. */

/** @typedef {{ limit?: number, offset?: number, passages?: number, facets?: Chosen, collapse?: boolean,
      signal?: AbortSignal }} Options */
/** @typedef {DocumentFacts & { title: string, count: number, inTitle: boolean, titleMarks: TermMark[],
      passages: Passage[], witnesses: Witness[] }} Result */
/** @typedef {{ id: string, place: string, url: string }} Witness another one of the same paper, found too and not listed */
/** @typedef {{ number: number, count: number, inTitle: boolean }} Matched */
/** @typedef {{
      query: string, terms: string[], notices: Notice[], proved: boolean, total: number, blocks: number,
      documents: Matched[], results: Result[], facets: Record<FacetName, FacetValue[]>,
      ids: () => Promise<Map<string, string[]>> }} Answer */

const LIMIT = 10, PASSAGES = 3;

class Answers {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    this.facets = new Facets(parts.columns);
  }

  /** @param {Query} query @param {Hit[]} hits in their order @param {Options} options @param {boolean} proved
      @returns {Promise<Answer>} */
  async answer(query, hits, options, proved) {
    const within = this.facets.within(options.facets ?? {});
    const found = allowed(hits, within);
    const { kept, others } = options.collapse ? this.#collapsed(found) : { kept: found, others: new Map() };
    const patterns = patternsOf(query.tree);
    const asked = this.#results(kept, others, patterns, options);
    asked.catch(() => {}); // told of below; until the texts are there, all else is counted
    const numbers = hits.map(({ number }) => number);
    const counted = {
      documents: kept.map(({ number, count, title }) => ({ number, count, inTitle: title })),
      facets: options.collapse ? this.facets.paperCounts(numbers, within) : this.facets.counts(numbers, within),
    };
    const results = await asked;
    return {
      query: query.text,
      terms: patterns.map((pattern) => pattern.text),
      notices: query.notices,
      proved,
      total: kept.length,
      blocks: kept.reduce((sum, { count }) => sum + count, 0),
      results: proved ? results : results.filter((result) => isSure(result, query)),
      ...counted,
      ids: () => this.#ids(found),
    };
  }

  /** Of the witnesses of one paper the one that comes first, and the others by its number.
      @param {Hit[]} hits @returns {{ kept: Hit[], others: Map<number, number[]> }} */
  #collapsed(hits) {
    /** @type {Map<number, number[]>} */
    const others = new Map();
    /** @type {Map<number, number[]>} */
    const groups = new Map();
    const kept = hits.filter(({ number }) => {
      const group = this.parts.columns.witnessOf(number), known = groups.get(group);
      if (known) return known.push(number) < 0;
      /** @type {number[]} */
      const mine = [];
      others.set(number, mine);
      if (group >= 0) groups.set(group, mine);
      return true;
    });
    return { kept, others };
  }

  /** @param {Hit[]} hits @param {Map<number, number[]>} others @param {Pattern[]} patterns @param {Options} options
      @returns {Promise<Result[]>} */
  #results(hits, others, patterns, { offset = 0, limit = LIMIT, passages = PASSAGES }) {
    const { columns } = this.parts;
    return Promise.all(
      hits.slice(offset, offset + limit).map(async (hit) => {
        const witnesses = (others.get(hit.number) ?? []).map((number) => {
          const { id, place, url } = columns.facts(number);
          return { id, place, url };
        });
        return { ...(await this.#result(hit, patterns, passages)), witnesses };
      }),
    );
  }

  /** The texts that will most likely be shown, asked for before it is proved that they are.
      @param {Hit[]} hits @param {Options} options @returns {Promise<unknown>} */
  foresee(hits, { offset = 0, limit = LIMIT, passages = PASSAGES, facets = {}, collapse = false }) {
    const found = allowed(hits, this.facets.within(facets));
    const kept = collapse ? this.#collapsed(found).kept : found;
    return Promise.all(kept.slice(offset, offset + limit).map((hit) => this.#pieces(hit, passages)));
  }

  /** @param {Hit} hit @param {number} passages @returns {Promise<Piece[]>} */
  #pieces(hit, passages) {
    const { columns, texts } = this.parts;
    const wanted = promising(hit, passages, columns, texts);
    const home = wanted.length ? wanted : [texts.pieceOf(columns.firstUnit(hit.number))];
    return Promise.all(home.map((piece) => texts.piece(piece)));
  }

  /** @param {Hit} hit @param {Pattern[]} patterns @param {number} passages @returns {Promise<Omit<Result, "witnesses">>} */
  async #result(hit, patterns, passages) {
    const { columns, fold } = this.parts;
    const pieces = await this.#pieces(hit, passages);
    const facts = columns.facts(hit.number), { units } = hit;
    const title = pieces.map(({ titles }) => titles.get(hit.number)).find((each) => each !== undefined) ?? "";
    const blocks = pieces.flatMap((piece) => piece.parts.filter(({ number }) => number === hit.number).flatMap((part) => part.blocks));
    const found = blocks.filter(({ unit }) => holds(units, unit)).sort((one, other) => one.unit - other.unit);
    const shown = found.map(({ id, kind, level, text }) => {
      const marks = marksOf(new Folding(fold, text), patterns);
      return { id, url: `${facts.url}#${id}`, kind, level, text, marks };
    });
    return {
      ...facts,
      title: title || `无题（${facts.place}）`,
      count: hit.count,
      inTitle: hit.title,
      titleMarks: marksOf(new Folding(fold, title), patterns),
      passages: chosen(shown, passages),
    };
  }

  /** @param {Hit[]} hits @returns {Promise<Map<string, string[]>>} */
  async #ids(hits) {
    const { columns } = this.parts;
    const places = await columns.blockIds(Uint32Array.from(hits, ({ number }) => number));
    return new Map(
      hits.map(({ number, units }) => {
        const ids = places.get(number) ?? [], first = columns.firstUnit(number) + 1;
        return [columns.facts(number).id, Array.from(units).flatMap((unit) => ids[unit - first] ?? [])];
      }),
    );
  }
}

/** @param {Hit[]} hits @param {Within} within @returns {Hit[]} those that all facets let through */
function allowed(hits, within) {
  const sieves = Object.values(within);
  return sieves.length ? hits.filter(({ number }) => sieves.every((sieve) => sieve[number])) : hits;
}

/** Does what is shown of a document prove that it answers? That of one term does, if it holds the term.
    @param {Result} result @param {Query} query @returns {boolean} */
function isSure(result, query) {
  const found = new Set([...result.titleMarks, ...result.passages.flatMap(({ marks }) => marks)].map(({ term }) => term));
  const simple = query.tree.parts.every((part) => part.type === "term" || part.type === "field");
  return simple && patternsOf(query.tree).every((_, term) => found.has(term));
}
