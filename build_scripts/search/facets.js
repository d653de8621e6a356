// @ts-check
/* Documents -> what they count for by each facet, which of them a choice lets through, and how many there are of each. */

/** @typedef {"region" | "year" | "genre" | "topic" | "issuer" | "source" | "certainty"} FacetName */
/** @typedef {{ value: string, label: string, count: number, depth: number, parent: string }} FacetValue */
/** @typedef {Partial<Record<FacetName, string[]>>} Chosen values of facets: any of a facet's, all facets together */
/** @typedef {Partial<Record<FacetName, Uint8Array>>} Within for each facet that is chosen: 1 for each document it lets through */

const UNKNOWN = ""; // the value of a facet for documents of which nothing is known
const NONE = -1; // what such documents have in a column
/** @type {FacetName[]} */
const FACETS = ["region", "year", "genre", "topic", "issuer", "source", "certainty"];

class Facets {
  /** @param {Columns} columns */
  constructor(columns) {
    this.columns = columns;
    this.count = columns.count;
    this.lists = columns.lists;
    const { region = [], genre = [], topics = [], issuer = [], source = [], certainty = [] } = columns.columns;
    /** What each document has of a facet, as numbers. @type {Record<FacetName, (number | number[])[]>} */
    this.owned = { region, genre, topic: topics, issuer, source, certainty, year: [] };
    const { first = [], last = [] } = /** @type {Record<string, number[]>} */ (columns.columns);
    this.owned.year = first.map((year, number) => (year === last[number] && year) || NONE);
  }

  /** The values that a number in a column stands for. A region's are those of all units above it too.
      @param {FacetName} facet @param {number} own @returns {string[]} */
  #values(facet, own) {
    if (facet === "year") return [own === NONE ? UNKNOWN : String(own)];
    const named = this.lists[facet][own];
    if (facet === "region") return pathsOf(named);
    return facet === "certainty" ? certaintiesOf(named ?? []) : [named ?? UNKNOWN];
  }

  /** @param {Chosen} chosen @returns {Within} */
  within(chosen) {
    const named = FACETS.filter((facet) => chosen[facet]?.length);
    return Object.fromEntries(named.map((facet) => [facet, this.#having(facet, chosen[facet] ?? [])]));
  }

  /** @param {FacetName} facet @param {string[]} wanted @returns {Uint8Array} 1 for documents that have any of these values */
  #having(facet, wanted) {
    /** @type {Map<number, boolean>} */
    const known = new Map();
    const fits = (/** @type {number} */ own) => {
      const before = known.get(own);
      if (before !== undefined) return before;
      const fit = this.#values(facet, own).some((value) => wanted.includes(value));
      known.set(own, fit);
      return fit;
    };
    return Uint8Array.from(this.owned[facet], (own) => Number(numbersOf(own).some(fits)));
  }

  /** Of each facet the values with their counts, among the documents that all other facets let through.
      @param {number[]} documents @param {Within} within @returns {Record<FacetName, FacetValue[]>} */
  counts(documents, within) {
    return this.#each(documents, within, (facet, some) => this.#counts(facet, some));
  }

  /** The same in papers: each counts once for a value that any of its witnesses has, as that value would list it once.
      @param {number[]} documents @param {Within} within @returns {Record<FacetName, FacetValue[]>} */
  paperCounts(documents, within) {
    return this.#each(documents, within, (facet, some) => this.#paperCounts(facet, some));
  }

  /** @param {number[]} documents @param {Within} within @param {(facet: FacetName, some: number[]) => FacetValue[]} count
      @returns {Record<FacetName, FacetValue[]>} */
  #each(documents, within, count) {
    const counted = FACETS.map((facet) => {
      const others = FACETS.filter((each) => each !== facet).flatMap((each) => within[each] ?? []);
      return [facet, count(facet, through(documents, others))];
    });
    return Object.fromEntries(counted);
  }

  /** @param {FacetName} facet @param {number[]} documents @returns {FacetValue[]} */
  #paperCounts(facet, documents) {
    /** @type {number[]} */
    const alone = [];
    /** @type {Map<number, Set<string>>} the values of each paper that has several witnesses */
    const shared = new Map();
    for (const number of documents) {
      const group = this.columns.witnessOf(number);
      if (group < 0) alone.push(number);
      else for (const value of this.#valuesOf(facet, number)) put(shared, group, value);
    }
    /** @type {Map<string, number>} */
    const more = new Map();
    for (const values of shared.values()) for (const value of values) add(more, value, 1);
    return this.#counts(facet, alone, more);
  }

  /** @param {FacetName} facet @param {number} number @returns {string[]} of a document */
  #valuesOf(facet, number) {
    return numbersOf(/** @type {number | number[]} */ (this.owned[facet][number])).flatMap((own) => this.#values(facet, own));
  }

  /** @param {FacetName} facet @param {number[]} documents @param {Map<string, number>} [counts] begun already
      @returns {FacetValue[]} */
  #counts(facet, documents, counts = new Map()) {
    const column = this.owned[facet];
    /** @type {Map<number, number>} */
    const owned = new Map();
    for (const number of documents) {
      const own = /** @type {number | number[]} */ (column[number]);
      if (typeof own === "number") add(owned, own, 1);
      else for (const each of numbersOf(own)) add(owned, each, 1);
    }
    for (const [own, count] of owned) for (const value of this.#values(facet, own)) add(counts, value, count);
    const made = Array.from(counts, ([value, count]) => facetValue(facet, value, count));
    return made.sort((one, other) => orderOf(facet, one, other, counts));
  }
}

/** @param {number[]} documents @param {Uint8Array[]} sieves @returns {number[]} those that all let through */
function through(documents, sieves) {
  return sieves.length ? documents.filter((number) => sieves.every((sieve) => sieve[number])) : documents;
}

/** @template T @template U @param {Map<T, Set<U>>} sets @param {T} key @param {U} value */
function put(sets, key, value) {
  const held = sets.get(key);
  if (held) held.add(value);
  else sets.set(key, new Set([value]));
}

/** @template T @param {Map<T, number>} counts @param {T} key @param {number} count */
function add(counts, key, count) {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** @param {number | number[]} own @returns {number[]} */
function numbersOf(own) {
  if (typeof own === "number") return [own];
  return own.length ? own : [NONE];
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
