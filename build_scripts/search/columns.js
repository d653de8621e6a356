// @ts-check
/* Document numbers -> what is known of each: where it is, and the fields for filters, facets and results. */

/** @typedef {{
      number: number, id: string, place: string, source: string, url: string, lines: [number, number],
      region: string, regionPath: string[], regionCode: string, year: number | null,
      years: [number | null, number | null], genre: string, issuer: string, topics: string[],
      certainty: Record<string, string>, blocks: number }} DocumentFacts */

const GROUNDED = ["region", "year", "genre", "issuer"];

class Columns {
  /** @param {Store} store @param {any} boot @param {Fold} fold */
  constructor(store, boot, fold) {
    this.store = store;
    this.fold = fold;
    this.count = boot.documents;
    this.lists = boot.lists;
    this.columns = boot.columns;
    const blocks = /** @type {number[]} */ (boot.columns.blocks ?? []);
    this.firsts = new Uint32Array(blocks.length + 1);
    for (let at = 0, first = 0; at < blocks.length; at++) this.firsts[at + 1] = first += /** @type {number} */ (blocks[at]) + 1;
    /** What was asked about lists of units before. @type {WeakMap<List, List>} */
    this.documents = new WeakMap();
    this.placeFirsts = sums(boot.places.steps);
    this.placeNames = boot.places.names;
  }

  /** @param {string} column @param {number} number @returns {any} */
  #at(column, number) {
    return this.columns[column][number];
  }

  /** @param {string} column @param {number} number @returns {any} */
  #listed(column, number) {
    return this.lists[column][this.#at(column, number)];
  }

  /** @param {number} number @returns {number} its title's unit */
  firstUnit(number) {
    return /** @type {number} */ (this.firsts[number]);
  }

  /** @param {number} number @returns {number} the unit behind its last heading */
  afterHeadings(number) {
    return this.firstUnit(number) + 1 + this.columns.headings[number];
  }

  /** @param {number} unit @returns {number} the document that holds it */
  documentOf(unit) {
    return below(this.firsts, unit + 1) - 1;
  }

  /** @param {List} units @returns {List} the documents that hold any of them */
  documentsOf(units) {
    const known = this.documents.get(units);
    if (known) return known;
    const made = new Uint32Array(Math.min(units.length, this.count));
    let length = 0, end = 0, next = 0;
    for (let at = 0; at < units.length; at++) {
      const unit = /** @type {number} */ (units[at]);
      if (unit < end) continue;
      next = reached(this.firsts, unit + 1, next);
      made[length++] = next - 1;
      end = /** @type {number} */ (this.firsts[next]);
    }
    const documents = made.slice(0, length);
    this.documents.set(units, documents);
    return documents;
  }

  /** @param {List} units @param {List} documents @returns {List} those units that these documents hold */
  unitsIn(units, documents) {
    if (documents.length === this.count) return units;
    if (documents === this.documents.get(units)) return units;
    const made = new Uint32Array(units.length), { firsts } = this;
    let length = 0, at = 0;
    for (let i = 0; i < documents.length && at < units.length; i++) {
      const number = /** @type {number} */ (documents[i]);
      const to = /** @type {number} */ (firsts[number + 1]);
      at = reached(units, /** @type {number} */ (firsts[number]), at);
      while (at < units.length && /** @type {number} */ (units[at]) < to) made[length++] = /** @type {number} */ (units[at++]);
    }
    return made.subarray(0, length);
  }

  /** @param {number} number @returns {number} where in its first line it begins */
  offset(number) {
    return this.#at("offset", number);
  }

  /** @param {number} number @param {number} line after its first @param {number} offset @returns {string} */
  blockId(number, line, offset) {
    return `L${this.#at("line", number) + line}${offset ? `-${offset}` : ""}`;
  }

  /** @param {number} number @returns {DocumentFacts} */
  facts(number) {
    const source = this.#listed("source", number);
    const line = this.#at("line", number), offset = this.#at("offset", number);
    const local = offset ? `${line}-${offset}` : `${line}`;
    const [code = "", ...path] = this.#listed("region", number) ?? [];
    const first = this.#at("first", number) || null, last = this.#at("last", number) || null;
    const words = this.#listed("certainty", number) ?? [];
    return {
      number,
      id: `${source}-${local}`,
      place: `${source}:${local}`,
      source,
      url: `archive/${encodeURIComponent(source)}/${local}.html`,
      lines: [line, line + this.#at("lines", number)],
      region: path.join(""),
      regionPath: path,
      regionCode: code,
      year: first === last ? first : null,
      years: [first, last],
      genre: this.#listed("genre", number) ?? "",
      issuer: this.#listed("issuer", number) ?? "",
      topics: this.#at("topics", number).map((/** @type {number} */ topic) => this.lists.topic[topic]),
      certainty: Object.fromEntries(GROUNDED.map((field, at) => [field, words[at] ?? ""])),
      blocks: this.#at("blocks", number),
    };
  }

  /** @param {number} number @returns {number} which paper it is a witness of, by a number that all of these share; -1: none */
  witnessOf(number) {
    return this.#at("witness", number);
  }

  /** The place of each block of some documents, by unit.
      @param {List} documents @returns {Promise<Map<number, string[]>>} */
  async blockIds(documents) {
    const pieces = new Set(Array.from(documents, (number) => below(this.placeFirsts, number + 1) - 1));
    const held = await Promise.all(Array.from(pieces, (piece) => this.#places(piece)));
    return new Map(held.flatMap((each) => Array.from(each)));
  }

  /** @param {number} piece @returns {Promise<Map<number, string[]>>} */
  #places(piece) {
    const path = `places/${this.placeNames.slice(piece * NAME, (piece + 1) * NAME)}`;
    return this.store.load(path, (bytes) => {
      const reader = new Reader(bytes);
      const end = this.placeFirsts[piece + 1] ?? this.count;
      /** @type {Map<number, string[]>} */
      const found = new Map();
      for (let number = /** @type {number} */ (this.placeFirsts[piece]); number < end; number++) {
        const length = this.#at("blocks", number);
        found.set(number, Array.from({ length }, () => this.blockId(number, reader.varint(), reader.varint())));
      }
      return found;
    });
  }
}
