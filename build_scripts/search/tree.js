// @ts-check
/* A query's tree -> the documents and units that answer it. */

/** @typedef {{ node: QueryNode, leaf: Leaf | NearLeaf | null, fixed: List | null, parts: Branch[], negated: boolean }} Branch
    `fixed`: the documents that a field or place stands for */
/** @typedef {{ documents: List, leaves: { units: List, other: List, unit: number | null }[] }} Found */

class Tree {
  /** @param {Parts} parts @param {Group} root */
  constructor(parts, root) {
    this.parts = parts;
    /** @type {(Leaf | NearLeaf)[]} */
    this.leaves = [];
    this.everything = everything(parts.columns.count);
    this.root = this.#branch(root, false);
  }

  /** @param {QueryNode} node @param {boolean} negated @returns {Branch} */
  #branch(node, negated) {
    /** @type {Branch} */
    const branch = { node, leaf: null, fixed: null, parts: [], negated };
    if (node.type === "term") branch.leaf = new Leaf(this.parts, node.pattern);
    else if (node.type === "near") branch.leaf = new NearLeaf(this.parts, node);
    else if (node.type === "field") branch.fixed = documentsWith(this.parts.columns, node);
    else if (node.type === "place") branch.fixed = documentsAt(this.parts.columns, node);
    else if (node.type === "not") branch.parts = [this.#branch(node.part, !negated)];
    else branch.parts = node.parts.map((part) => this.#branch(part, negated));
    if (branch.leaf) this.leaves.push(branch.leaf);
    return branch;
  }

  /** Lists, until it would cost less to look at what is left.
      @param {() => void} check throws when nobody waits any more @returns {Promise<void>} */
  async narrow(check) {
    await Promise.all(this.leaves.map((leaf) => leaf.narrow()));
    for (;;) {
      check();
      const { most } = this.bounds();
      const wanting = this.leaves.filter((leaf) => leaf.wantsMore(most));
      if (!wanting.length) return;
      await Promise.all(wanting.map((leaf) => leaf.narrow()));
    }
  }

  /** @returns {boolean} */
  get exact() {
    return this.leaves.every((leaf) => leaf.exact);
  }

  /** Do most candidates answer, as far as one can tell? @returns {boolean} */
  get likely() {
    return this.leaves.every((leaf) => leaf.exact || (leaf instanceof Leaf && leaf.likely));
  }

  /** @returns {Promise<void>} afterwards each leaf's units are those that match, as far as its document can answer */
  async prove() {
    const { most } = this.bounds();
    const proof = new Proof(this.parts);
    const proved = await Promise.all(this.leaves.map((leaf) => proof.units(leaf, most)));
    this.leaves.forEach((leaf, at) => {
      leaf.units = proved[at] ?? NOTHING;
      leaf.exact = true;
    });
  }

  /** @returns {{ least: List, most: List }} documents that surely answer, and those that may */
  bounds() {
    return this.#bounds(this.root);
  }

  /** @param {Branch} branch @returns {{ least: List, most: List }} */
  #bounds({ node, leaf, fixed, parts }) {
    if (fixed) return { least: fixed, most: fixed };
    if (leaf) {
      const most = this.parts.columns.documentsOf(leaf.units ?? NOTHING);
      return { least: leaf.exact ? most : NOTHING, most };
    }
    const held = parts.map((part) => this.#bounds(part));
    if (node.type === "not") {
      const { least, most } = /** @type {{ least: List, most: List }} */ (held[0]);
      return { least: without(this.everything, most), most: without(this.everything, least) };
    }
    const meet = (/** @type {List[]} */ lists) => (lists.length ? lists.reduce(both) : this.everything);
    const join = node.type === "or" ? all : meet;
    return { least: join(held.map(({ least }) => least)), most: join(held.map(({ most }) => most)) };
  }

  /** The units of each leaf that a document is found by, in these documents.
      @param {List} documents @returns {{ units: List, other: List }[]} */
  found(documents) {
    return this.#positive(this.root).map((branch) => {
      if (branch.leaf) return { units: branch.leaf.candidates(documents), other: branch.leaf.other };
      return { units: NOTHING, other: NOTHING };
    });
  }

  /** @param {Branch} branch @returns {Branch[]} */
  #positive(branch) {
    if (branch.leaf) return branch.negated ? [] : [branch];
    return branch.parts.flatMap((part) => this.#positive(part));
  }

  /** The places that the query names, of documents among these. @returns {PlaceNode[]} */
  get places() {
    return placesOfNode(this.root);
  }
}

/** @param {Branch} branch @returns {PlaceNode[]} */
function placesOfNode({ node, parts, negated }) {
  if (node.type === "place") return negated ? [] : [node];
  return parts.flatMap(placesOfNode);
}

/** @param {Columns} columns @param {Field} field @returns {List} */
function documentsWith(columns, { field, value }) {
  if (field === "year") return withYears(columns, columns.fold.words(value));
  if (field === "certainty") return withCertainty(columns, value);
  const wanted = columns.fold.words(value);
  const fits = (/** @type {string} */ found) => columns.fold.words(found).includes(wanted);
  return everything(columns.count).filter((number) => {
    const facts = columns.facts(number);
    if (field === "region") return CODE.test(value) ? facts.regionCode.startsWith(value) : fits(facts.region);
    if (field === "topic") return facts.topics.some(fits);
    if (field === "source") return columns.fold.words(facts.source) === wanted;
    return fits(facts[field]);
  });
}

/** @param {Columns} columns @param {string} value @returns {List} documents with a claim that is so sure */
function withCertainty(columns, value) {
  const { field, word } = /** @type {{ field: string, word: string }} */ (certaintyOf(columns.fold, value));
  return everything(columns.count).filter((number) => {
    const { certainty } = columns.facts(number);
    return field ? certainty[field] === word : Object.values(certainty).includes(word);
  });
}

/** @param {Columns} columns @param {string} value @returns {List} documents that may be of these years */
function withYears(columns, value) {
  const { low, high } = yearsOf(value);
  return everything(columns.count).filter((number) => {
    const [from, to] = columns.facts(number).years;
    return (from !== null || to !== null) && (from ?? 0) <= high && (to ?? 9999) >= low;
  });
}
