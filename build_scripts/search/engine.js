// @ts-check
/* An archive's folder `search/` -> an engine that answers queries. README.md tells how to use it. */

/** @typedef {string | { words: string }} Asked a query, or words to be found as they stand, as one term */

const FOLD = "@FOLD@", WORDS = "@WORDS@"; // the names of what is in every index, which engine.py puts in
const SESSIONS = 8; // queries whose documents are kept

class Engine {
  /** @param {Store} store @param {any} boot @param {Parts} parts */
  constructor(store, boot, parts) {
    this.store = store;
    this.boot = boot;
    this.parts = parts;
    this.sources = new Set(/** @type {string[]} */ (parts.columns.lists.source));
    this.given = new Answers(parts);
    /** @type {Map<string, { query: Query, hits: Hit[] }>} */
    this.answered = new Map();
  }

  /** How many documents the archive has. @returns {number} */
  get documents() {
    return this.parts.columns.count;
  }

  /** @param {Asked} query none (""): every document, for facets to choose from @param {Options} [options]
      @returns {Promise<Answer>} the exact answer */
  async search(query, options = {}) {
    let last = null;
    for await (const answer of this.answers(query, options, false)) last = answer;
    return /** @type {Answer} */ (last);
  }

  /** The first results as soon as they are sure, with counts that can only fall (`proved` is false), then the exact
      answer. Often there is only the latter.
      @param {Asked} asked @param {Options} [options] @param {boolean} [early] @returns {AsyncGenerator<Answer>} */
  async *answers(asked, options = {}, early = true) {
    const check = () => options.signal?.throwIfAborted();
    const key = typeof asked === "string" ? `?${asked}` : `=${asked.words}`;
    const known = this.answered.get(key);
    if (known) {
      yield await this.given.answer(known.query, known.hits, options, true);
      return;
    }
    const query = this.#parsed(asked);
    const tree = new Tree(this.parts, query.tree);
    await tree.narrow(check);
    check();
    if (!tree.exact) {
      const candidates = early || tree.likely ? await this.#hits(tree) : [];
      const shown = early ? this.#first(query, candidates, options) : null; // whose texts are asked for before all else
      const proof = tree.prove();
      proof.catch(() => {}); // told of below, unless what is shown first fails before
      if (!early) this.given.foresee(candidates, options).catch(() => {}); // told of by what needs the same texts
      const first = await shown;
      check();
      if (first) yield first;
      await proof;
      check();
    }
    const everything = typeof asked === "string" && !asked.trim();
    const hits = query.tree.parts.length || everything ? await this.#hits(tree) : [];
    this.#remember(key, { query, hits });
    yield await this.given.answer(query, hits, options, true);
  }

  /** What the candidates that come first hold in truth.
      @param {Query} query @param {Hit[]} candidates @param {Options} options @returns {Promise<Answer | null>} */
  async #first(query, candidates, options) {
    const answer = await this.given.answer(query, candidates, { ...options, offset: 0 }, false);
    return answer.results.length || options.limit === 0 ? answer : null;
  }

  /** @param {Tree} tree @returns {Promise<Hit[]>} in their order */
  async #hits(tree) {
    const { columns } = this.parts;
    const documents = tree.bounds().most;
    const places = await Promise.all(tree.places.map((place) => unitsAt(columns, place, documents)));
    const leaves = [...tree.found(documents), ...places.map((units) => ({ units, other: NOTHING }))];
    return ranked(hitsOf(columns, documents, leaves));
  }

  /** @param {string} key @param {{ query: Query, hits: Hit[] }} answered */
  #remember(key, answered) {
    this.answered.set(key, answered);
    const [oldest] = this.answered.keys();
    if (this.answered.size > SESSIONS && oldest !== undefined) this.answered.delete(oldest);
  }

  /** @param {Asked} query @returns {Query} */
  #parsed(query) {
    const { fold } = this.parts;
    return typeof query === "string" ? parsed(fold, this.sources, query) : literally(fold, query.words);
  }

  /** A text as the index has it, and for each code point of that the stretch of the text it came from, in UTF-16 units.
      @param {string} text @returns {{ text: string, starts: number[], ends: number[] }} */
  fold(text) {
    const { points, starts, ends } = this.parts.fold.fold(text);
    return { text: points.map((point) => String.fromCodePoint(point)).join(""), starts, ends };
  }

  /** What a place names: the document and the block that hold it; null when no document does.
      @param {string} place such as 000:43 @returns {Promise<Resolved | null>} */
  resolve(place) {
    return resolved(this.parts.columns, this.#parsed(place).tree);
  }

  /** The ids of a document's blocks, as they follow one another in it.
      @param {number} number a result's @returns {Promise<string[]>} such as L45, L59-18 */
  async blocks(number) {
    const ids = (await this.parts.columns.blockIds(Uint32Array.of(number))).get(number) ?? [];
    const order = (/** @type {string} */ id) => {
      const [line = 0, offset = 0] = id.slice(1).split("-").map(Number);
      return line * PLACE + offset;
    };
    return ids.slice().sort((one, other) => order(one) - order(other));
  }

  /** Every occurrence of a query's terms in any text, such as a block's on the page opened.
      @param {Asked} query @param {string} text @returns {TermMark[]} */
  marks(query, text) {
    return marksOf(new Folding(this.parts.fold, text), patternsOf(this.#parsed(query).tree));
  }

  /** What is understood of a query, without searching.
      @param {Asked} query @returns {{ terms: string[], notices: Notice[] }} */
  explain(query) {
    const { tree, notices } = this.#parsed(query);
    return { terms: patternsOf(tree).map(({ text }) => text), notices };
  }

  /** The query with the fewest parts left out that finds something, for one that finds nothing.
      @param {string} query @param {Options} [options] @returns {Promise<{ query: string, total: number } | null>} */
  nearest(query, options = {}) {
    const total = async (/** @type {string} */ words) => (await this.search(words, { ...options, limit: 0 })).total;
    return nearestOf(this.#parsed(query).tree.parts, total);
  }
}

const ArchiveSearch_ = {
  /** @param {string} base the folder `search/`: an address, relative to the page or not, or a path in Node
      @returns {Promise<Engine>} */
  async open(base) {
    const store = new Store(base);
    const words = store.load(`words/${WORDS}`, (bytes) => new TextCode(bytes));
    words.catch(() => {}); // asked for with all else, and told of by what needs it
    const [boot, fold] = await Promise.all([store.load("boot", json), store.load(`fold/${FOLD}`, (bytes) => new Fold(bytes))]);
    const columns = new Columns(store, boot, fold);
    const parts = { fold, columns, postings: new Postings(store, boot), texts: new Texts(store, boot, columns) };
    return new Engine(store, boot, parts);
  },
  excerpt,
  /** How a file is read from disk: Node's own way, put here when Node loads this script.
      @type {((path: string) => Promise<Uint8Array>) | null} */
  readFile: null,
};
