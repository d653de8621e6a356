// @ts-check
/* An archive's folder `search/` -> an engine that answers queries. README.md tells how to use it. */

/** @typedef {Partial<Record<FacetName, string[]>>} Chosen values of facets: any of a facet's, all facets together */
/** @typedef {{ limit?: number, offset?: number, passages?: number, facets?: Chosen, signal?: AbortSignal }} Options */
/** @typedef {DocumentFacts & { title: string, count: number, inTitle: boolean, titleMarks: TermMark[],
      passages: Passage[] }} Result */
/** @typedef {{ number: number, count: number, inTitle: boolean }} Matched */
/** @typedef {{
      query: string, terms: string[], notices: Notice[], proved: boolean, total: number, blocks: number,
      documents: Matched[], results: Result[], facets: Record<FacetName, FacetValue[]>,
      ids: () => Promise<Map<string, string[]>> }} Answer */

const LIMIT = 10, PASSAGES = 3, SESSIONS = 8, SEARCHED = 40;

class Engine {
  /** @param {Store} store @param {any} boot @param {Parts} parts */
  constructor(store, boot, parts) {
    this.store = store;
    this.boot = boot;
    this.parts = parts;
    this.sources = new Set(/** @type {string[]} */ (parts.columns.lists.source));
    /** @type {Map<string, { query: Query, hits: Hit[] }>} */
    this.answered = new Map();
  }

  /** How many documents the archive has. @returns {number} */
  get documents() {
    return this.parts.columns.count;
  }

  /** @param {string} query @param {Options} [options] @returns {Promise<Answer>} the exact answer */
  async search(query, options = {}) {
    let last = null;
    for await (const answer of this.answers(query, { ...options, limit: options.limit ?? LIMIT }, false)) last = answer;
    return /** @type {Answer} */ (last);
  }

  /** The first results as soon as they are sure, with counts that can only fall (`proved` is false), then the exact
      answer. Often there is only the latter.
      @param {string} text @param {Options} [options] @param {boolean} [early] @returns {AsyncGenerator<Answer>} */
  async *answers(text, options = {}, early = true) {
    const check = () => options.signal?.throwIfAborted();
    const known = this.answered.get(text);
    if (known) {
      yield await this.#answer(known.query, known.hits, options, true);
      return;
    }
    const query = parsed(this.parts.fold, this.sources, text);
    const tree = new Tree(this.parts, query.tree);
    await tree.narrow(check);
    check();
    if (early && !tree.exact) {
      const first = await this.#early(query, tree, options);
      check();
      if (first) yield first;
    }
    if (!tree.exact) await tree.prove();
    check();
    const hits = query.tree.parts.length ? await this.#hits(tree) : [];
    this.#remember(text, { query, hits });
    yield await this.#answer(query, hits, options, true);
  }

  /** What the candidates that come first hold in truth.
      @param {Query} query @param {Tree} tree @param {Options} options @returns {Promise<Answer | null>} */
  async #early(query, tree, options) {
    const hits = await this.#hits(tree);
    const answer = await this.#answer(query, hits, { ...options, offset: 0 }, false);
    return answer.results.length || !options.limit ? answer : null;
  }

  /** @param {Tree} tree @returns {Promise<Hit[]>} in their order */
  async #hits(tree) {
    const { columns } = this.parts;
    const documents = tree.bounds().most;
    const places = await Promise.all(tree.places.map((place) => unitsAt(columns, place, documents)));
    const leaves = [...tree.found(documents), ...places.map((units) => ({ units, other: NOTHING }))];
    return ranked(hitsOf(columns, documents, leaves));
  }

  /** @param {string} text @param {{ query: Query, hits: Hit[] }} answered */
  #remember(text, answered) {
    this.answered.set(text, answered);
    const [oldest] = this.answered.keys();
    if (this.answered.size > SESSIONS && oldest !== undefined) this.answered.delete(oldest);
  }

  /** @param {Query} query @param {Hit[]} hits @param {Options} options @param {boolean} proved
      @returns {Promise<Answer>} */
  async #answer(query, hits, options, proved) {
    const within = this.#within(options.facets ?? {});
    const kept = hits.filter(({ number }) => FACETS.every((facet) => within[facet]?.has(number) ?? true));
    const patterns = patternsOf(query.tree);
    const offset = options.offset ?? 0, limit = options.limit ?? LIMIT;
    const first = kept.slice(offset, offset + limit);
    const results = await this.#results(first, patterns, options.passages ?? PASSAGES);
    return {
      query: query.text,
      terms: patterns.map((pattern) => pattern.text),
      notices: query.notices,
      proved,
      total: kept.length,
      blocks: kept.reduce((sum, { units }) => sum + units.length, 0),
      documents: kept.map(({ number, units, title }) => ({ number, count: units.length, inTitle: title })),
      results: proved ? results : results.filter((result) => this.#sure(result, query)),
      facets: this.#facets(hits, within),
      ids: () => this.#ids(kept),
    };
  }

  /** Does what is shown of a document prove that it answers? That of one term does, if it holds the term.
      @param {Result} result @param {Query} query @returns {boolean} */
  #sure(result, query) {
    const found = new Set([...result.titleMarks, ...result.passages.flatMap(({ marks }) => marks)].map(({ term }) => term));
    const simple = query.tree.parts.every((part) => part.type === "term" || part.type === "field");
    return simple && patternsOf(query.tree).every((_, term) => found.has(term));
  }

  /** @param {Chosen} chosen @returns {Partial<Record<FacetName, Set<number>>>} */
  #within(chosen) {
    const named = FACETS.filter((facet) => chosen[facet]?.length);
    return Object.fromEntries(named.map((facet) => [facet, new Set(this.parts.columns.having(facet, chosen[facet] ?? []))]));
  }

  /** Counts of each facet among the documents that all other facets let through.
      @param {Hit[]} hits @param {Partial<Record<FacetName, Set<number>>>} within @returns {Record<FacetName, FacetValue[]>} */
  #facets(hits, within) {
    const counted = FACETS.map((facet) => {
      const others = FACETS.filter((each) => each !== facet && within[each]);
      const kept = hits.filter(({ number }) => others.every((each) => within[each]?.has(number)));
      const numbers = Uint32Array.from(kept, ({ number }) => number);
      return [facet, this.parts.columns.counts(facet, numbers)];
    });
    return Object.fromEntries(counted);
  }

  /** @param {Hit[]} hits @param {Pattern[]} patterns @param {number} passages @returns {Promise<Result[]>} */
  async #results(hits, patterns, passages) {
    const { columns, texts } = this.parts;
    return Promise.all(
      hits.map(async (hit) => {
        const title = columns.firstUnit(hit.number);
        const units = shown(hit, passages);
        const pieces = await texts.pieces(units.length ? units : [title]);
        return this.#result(hit, units, pieces, patterns);
      }),
    );
  }

  /** @param {Hit} hit @param {number[]} units @param {Piece[]} pieces @param {Pattern[]} patterns @returns {Result} */
  #result(hit, units, pieces, patterns) {
    const { columns, fold } = this.parts;
    const facts = columns.facts(hit.number);
    const title = pieces.map(({ titles }) => titles.get(hit.number)).find((each) => each !== undefined) ?? "";
    const blocks = units.flatMap((unit) => pieces.flatMap((piece) => piece.blocks.get(unit) ?? []));
    return {
      ...facts,
      title: title || `无题（${facts.place}）`,
      count: hit.units.length,
      inTitle: hit.title,
      titleMarks: marksOf(new Folding(fold, title), patterns),
      passages: blocks.map(({ id, kind, level, text }) => {
        const marks = marksOf(new Folding(fold, text), patterns);
        return { id, url: `${facts.url}#${id}`, kind, level, text, marks };
      }),
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

  /** What a place names: the document and the block that hold it; null when no document does.
      @param {string} place such as 000:43 @returns {Promise<Resolved | null>} */
  resolve(place) {
    return resolved(this.parts.columns, parsed(this.parts.fold, this.sources, place).tree);
  }

  /** Every occurrence of a query's terms in any text, such as a block's on the page opened.
      @param {string} query @param {string} text @returns {TermMark[]} */
  marks(query, text) {
    return marksOf(new Folding(this.parts.fold, text), patternsOf(parsed(this.parts.fold, this.sources, query).tree));
  }

  /** What is understood of a query, without searching.
      @param {string} query @returns {{ terms: string[], notices: Notice[] }} */
  explain(query) {
    const { tree, notices } = parsed(this.parts.fold, this.sources, query);
    return { terms: patternsOf(tree).map(({ text }) => text), notices };
  }

  /** The query with the fewest parts left out that finds something, for one that finds nothing.
      @param {string} query @param {Options} [options] @returns {Promise<{ query: string, total: number } | null>} */
  async nearest(query, options = {}) {
    const { parts } = parsed(this.parts.fold, this.sources, query).tree;
    let tried = 0;
    for (let left = parts.length - 1; left > 0; left--) {
      let best = null;
      for (const some of choices(parts, left)) {
        if (++tried > SEARCHED) return best;
        const words = some.map(written).join(" ");
        const { total } = await this.search(words, { ...options, limit: 0 });
        if (total > (best?.total ?? 0)) best = { query: words, total };
      }
      if (best) return best;
    }
    return null;
  }
}

/** @template T @param {T[]} list @param {number} size @returns {T[][]} every choice of so many, the first ones first */
function choices(list, size) {
  if (size === 0) return [[]];
  return list.flatMap((each, at) => choices(list.slice(at + 1), size - 1).map((rest) => [each, ...rest]));
}

const ArchiveSearch_ = {
  /** @param {string} base the folder `search/`: an address, relative to the page or not, or a path in Node
      @returns {Promise<Engine>} */
  async open(base) {
    const store = new Store(base);
    const boot = await store.load("boot", json);
    const [fold, data] = await Promise.all([
      store.load(`fold/${boot.fold}`, (bytes) => new Fold(bytes)),
      store.load(`columns/${boot.columns}`, json),
    ]);
    const columns = new Columns(store, boot, data, fold);
    const parts = { fold, columns, postings: new Postings(store, boot), texts: new Texts(store, boot, columns) };
    return new Engine(store, boot, parts);
  },
  excerpt,
  /** How a file is read from disk: Node's own way, put here when Node loads this script.
      @type {((path: string) => Promise<Uint8Array>) | null} */
  readFile: null,
};
