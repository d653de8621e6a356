// @ts-check
/* Document numbers -> what is known of each: where it is, and the fields for filters, facets and results. */

/** @typedef {"region" | "year" | "genre" | "topic" | "issuer" | "source" | "certainty"} FacetName */
/** @typedef {{ value: string, label: string, count: number, depth: number, parent: string }} FacetValue */
/** @typedef {{
      number: number, id: string, place: string, source: string, url: string, lines: [number, number],
      region: string, regionPath: string[], regionCode: string, year: number | null,
      years: [number | null, number | null], genre: string, issuer: string, topics: string[],
      certainty: Record<string, string>, blocks: number }} DocumentFacts */

const UNKNOWN = ""; // the value of a facet for documents of which nothing is known
const GROUNDED = ["region", "year", "genre", "issuer"];
/** @type {FacetName[]} */
const FACETS = ["region", "year", "genre", "topic", "issuer", "source", "certainty"];

class Columns {
  /** @param {Store} store @param {any} boot @param {any} data @param {Fold} fold */
  constructor(store, boot, data, fold) {
    this.store = store;
    this.fold = fold;
    this.count = boot.documents;
    this.lists = data.lists;
    this.columns = data.columns;
    this.firsts = sums([0, ...(data.columns.blocks ?? []).map((/** @type {number} */ blocks) => blocks + 1)]);
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
    return this.firstUnit(number) + 1 + this.#at("headings", number);
  }

  /** @param {number} unit @returns {number} the document that holds it */
  documentOf(unit) {
    return below(this.firsts, unit + 1) - 1;
  }

  /** @param {List} units @returns {List} the documents that hold any of them */
  documentsOf(units) {
    const made = new Uint32Array(Math.min(units.length, this.count));
    let length = 0, end = 0;
    for (const unit of units) {
      if (unit < end) continue;
      const number = this.documentOf(unit);
      made[length++] = number;
      end = /** @type {number} */ (this.firsts[number + 1]);
    }
    return made.slice(0, length);
  }

  /** @param {List} units @param {List} documents @returns {List} those units that these documents hold */
  unitsIn(units, documents) {
    if (documents.length === this.count) return units;
    let at = 0;
    return units.filter((unit) => {
      while (at < documents.length && unit >= /** @type {number} */ (this.firsts[/** @type {number} */ (documents[at]) + 1])) at++;
      return at < documents.length && unit >= this.firstUnit(/** @type {number} */ (documents[at]));
    });
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

  /** What a facet goes by: what a document has of it, and the values that this stands for. A region's are those of all
      units above it too. @param {FacetName} facet
      @returns {{ of: (number: number) => any, values: (own: any) => string[] }} */
  #facet(facet) {
    const named = (/** @type {number} */ own) => this.lists[facet]?.[own];
    switch (facet) {
      case "region":
        return { of: (number) => this.#at("region", number), values: (own) => pathsOf(named(own)) };
      case "year":
        return { of: (number) => this.#year(number), values: (own) => [own ? String(own) : UNKNOWN] };
      case "topic":
        return {
          of: (number) => this.#at("topics", number),
          values: (own) => (own.length ? own.map(named) : [UNKNOWN]),
        };
      case "certainty":
        return { of: (number) => this.#at("certainty", number), values: (own) => certaintiesOf(named(own) ?? []) };
      default:
        return { of: (number) => this.#at(facet, number), values: (own) => [named(own) ?? UNKNOWN] };
    }
  }

  /** @param {number} number @returns {number} its year, or 0 */
  #year(number) {
    const first = this.#at("first", number);
    return first === this.#at("last", number) ? first : 0;
  }

  /** @param {FacetName} facet @param {string[]} wanted @returns {List} the documents that have any of these values */
  having(facet, wanted) {
    const { of, values } = this.#facet(facet);
    return everything(this.count).filter((number) => values(of(number)).some((value) => wanted.includes(value)));
  }

  /** @param {FacetName} facet @param {List} documents @returns {FacetValue[]} */
  counts(facet, documents) {
    const { of, values } = this.#facet(facet);
    /** @type {Map<any, number>} */
    const owned = new Map();
    for (const number of documents) {
      const own = of(number);
      owned.set(own, (owned.get(own) ?? 0) + 1);
    }
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [own, count] of owned) {
      for (const value of values(own)) counts.set(value, (counts.get(value) ?? 0) + count);
    }
    const made = Array.from(counts, ([value, count]) => facetValue(facet, value, count));
    return made.sort((one, other) => orderOf(facet, one, other, counts));
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

/** @param {string[]} region a code and the names @returns {string[]} the path of each unit */
function pathsOf([, ...path] = [""]) {
  return path.length ? path.map((_, at) => path.slice(0, at + 1).join("/")) : [UNKNOWN];
}

/** @param {string[]} words @returns {string[]} */
function certaintiesOf(words) {
  return GROUNDED.map((field, at) => `${field}:${words[at] || "unknown"}`);
}

/** @param {FacetName} facet @param {string} value @param {number} count @returns {FacetValue} */
function facetValue(facet, value, count) {
  const at = facet === "region" ? value.lastIndexOf("/") : -1;
  const depth = facet === "region" ? value.split("/").length - 1 : 0;
  return { value, label: value.slice(at + 1), count, depth, parent: at < 0 ? "" : value.slice(0, at) };
}

/** Years fall, a tree stands in its order with the fullest first, all else by count; what is unknown comes last.
    @param {FacetName} facet @param {FacetValue} one @param {FacetValue} other @param {Map<string, number>} counts */
function orderOf(facet, one, other, counts) {
  if (one.value === UNKNOWN || other.value === UNKNOWN) return one.value === UNKNOWN ? 1 : -1;
  if (facet === "year") return Number(other.value) - Number(one.value);
  const a = one.value.split("/"), b = other.value.split("/");
  if (facet !== "region" || a.length === 0) return other.count - one.count || compared(one.value, other.value);
  for (let depth = 0; ; depth++) {
    const [left, right] = [a.slice(0, depth + 1).join("/"), b.slice(0, depth + 1).join("/")];
    if (left !== right) return (counts.get(right) ?? 0) - (counts.get(left) ?? 0) || compared(left, right);
    if (depth >= a.length || depth >= b.length) return a.length - b.length;
  }
}

/** @param {string} one @param {string} other @returns {number} */
function compared(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
