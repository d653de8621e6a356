// @ts-check
/* Units -> their texts, from the pieces that hold them (texts.py writes them). */

/** @typedef {{ unit: number, id: string, kind: string, level: number, text: string }} Block */
/** @typedef {{ number: number, title: string, blocks: Block[] }} Part */
/** @typedef {{ parts: Part[], blocks: Map<number, Block>, titles: Map<number, string> }} Piece */

const KINDS = ["paragraph", "heading", "item", "title", "salutation", "date", "speaker"];
const PIECE_COST = 0.4; // of what a shard costs

class Texts {
  /** @param {Store} store @param {any} boot @param {Columns} columns */
  constructor(store, boot, columns) {
    this.store = store;
    this.names = boot.texts.names;
    this.firsts = sums(boot.texts.steps);
    this.columns = columns;
  }

  /** @param {number} unit @returns {number} the number of the piece that holds it */
  pieceOf(unit) {
    return below(this.firsts, unit + 1) - 1;
  }

  /** @param {List} units @returns {Promise<Piece[]>} the pieces that hold these units */
  pieces(units) {
    /** @type {Promise<Piece>[]} */
    const asked = [];
    this.#each(units, (piece) => asked.push(this.piece(piece)) > 0);
    return Promise.all(asked);
  }

  /** @param {List} units @param {number} enough where counting may end
      @returns {number} what asking for their pieces costs, counted in shards, or something more than enough */
  cost(units, enough) {
    let cost = 0;
    this.#each(units, (piece) => {
      if (!this.store.has(this.#path(piece))) cost += PIECE_COST;
      return cost <= enough;
    });
    return cost;
  }

  /** @param {List} units @param {(piece: number) => boolean} look at each piece that holds any, until it says no */
  #each(units, look) {
    let next = 0, end = 0;
    for (let at = 0; at < units.length; at++) {
      const unit = /** @type {number} */ (units[at]);
      if (unit < end) continue;
      next = reached(this.firsts, unit + 1, next);
      end = this.firsts[next] ?? Infinity;
      if (!look(next - 1)) return;
    }
  }

  /** @param {number} piece @returns {Promise<Piece>} */
  async piece(piece) {
    const code = this.store.load(`words/${WORDS}`, (bytes) => new TextCode(bytes));
    return this.store.load(this.#path(piece), async (bytes) => this.#decoded(bytes, await code));
  }

  /** @param {number} piece @returns {string} */
  #path(piece) {
    return grouped("texts", this.names, piece);
  }

  /** @param {Uint8Array} bytes @param {TextCode} code @returns {Piece} */
  #decoded(bytes, code) {
    const reader = new Reader(bytes);
    const heads = Array.from({ length: reader.varint() }, () => {
      const [number, start, count, title] = [reader.varint(), reader.varint(), reader.varint(), reader.varint()];
      return { number, start, count, title };
    });
    const rows = rowsIn(reader, heads.reduce((sum, { count }) => sum + count, 0));
    let at = 0;
    const parts = heads.map(({ number, start, count, title }) => {
      const first = this.columns.firstUnit(number) + start - at;
      const name = code.text(reader.take(title));
      const blocks = [];
      for (let line = 0, end = at + count; at < end; at++) {
        line += rows.step(at);
        blocks.push({
          unit: first + at,
          id: this.columns.blockId(number, line, rows.offset(at)),
          kind: KINDS[rows.kind(at) >> 3] ?? "paragraph",
          level: rows.kind(at) & 7,
          text: code.text(reader.take(rows.length(at))),
        });
      }
      return { number, title: name, blocks };
    });
    return {
      parts,
      blocks: new Map(parts.flatMap(({ blocks }) => blocks.map((block) => /** @type {const} */ ([block.unit, block])))),
      titles: new Map(parts.map(({ number, title }) => [number, title])),
    };
  }
}

/** What is known of a piece's units, field by field.
    @param {Reader} reader @param {number} count */
function rowsIn(reader, count) {
  const [steps, offsets, kinds, lengths] = [reader.column(count), reader.column(count), reader.column(count), reader.column(count)];
  const at = (/** @type {Uint32Array} */ column) => (/** @type {number} */ row) => /** @type {number} */ (column[row]);
  const step = (/** @type {number} */ row) => {
    const both = at(steps)(row); // forward even, backward odd
    return both & 1 ? -(both + 1) / 2 : both / 2;
  };
  return { step, offset: at(offsets), kind: at(kinds), length: at(lengths) };
}
