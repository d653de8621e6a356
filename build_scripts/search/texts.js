// @ts-check
/* Units -> their texts, from the pieces that hold them (texts.py writes them). */

/** @typedef {{ unit: number, id: string, kind: string, level: number, text: string }} Block */
/** @typedef {{ number: number, title: string, blocks: Block[] }} Part */
/** @typedef {{ parts: Part[], blocks: Map<number, Block>, titles: Map<number, string> }} Piece */

const KINDS = ["paragraph", "heading", "item", "title", "salutation", "date", "speaker"];
const TWO_BYTES = 170, THREE_BYTES = 252, FIRST_HAN = 0x4e00;
const PIECE_COST = 0.4; // of what a shard costs

class Texts {
  /** @param {Store} store @param {any} boot @param {Columns} columns */
  constructor(store, boot, columns) {
    this.store = store;
    this.names = boot.texts.names;
    this.firsts = sums(boot.texts.steps);
    this.common = codePoints(boot.common);
    this.columns = columns;
  }

  /** @param {number} unit @returns {number} the number of the piece that holds it */
  pieceOf(unit) {
    return below(this.firsts, unit + 1) - 1;
  }

  /** @param {Iterable<number>} units @returns {Promise<Piece[]>} the pieces that hold these units */
  pieces(units) {
    const wanted = new Set(Array.from(units, (unit) => this.pieceOf(unit)));
    return Promise.all(Array.from(wanted, (piece) => this.piece(piece)));
  }

  /** @param {Iterable<number>} units @returns {number} what asking for their pieces costs, counted in shards */
  cost(units) {
    const wanted = new Set(Array.from(units, (unit) => this.pieceOf(unit)));
    return Array.from(wanted).filter((piece) => !this.store.has(this.#path(piece))).length * PIECE_COST;
  }

  /** @param {number} piece @returns {Promise<Piece>} */
  piece(piece) {
    return this.store.load(this.#path(piece), (bytes) => this.#decoded(bytes));
  }

  /** @param {number} piece @returns {string} */
  #path(piece) {
    return grouped("texts", this.names, piece);
  }

  /** @param {Uint8Array} bytes @returns {Piece} */
  #decoded(bytes) {
    const reader = new Reader(bytes);
    const heads = Array.from({ length: reader.varint() }, () => {
      const [number, start, count, title] = [reader.varint(), reader.varint(), reader.varint(), reader.varint()];
      const rows = Array.from({ length: count }, () => [reader.varint(), reader.varint(), reader.varint(), reader.varint()]);
      return { number, start, title, rows };
    });
    const parts = heads.map(({ number, start, title, rows }) => {
      const first = this.columns.firstUnit(number) + start;
      const name = this.#text(reader.take(title));
      const blocks = rows.map(([line = 0, offset = 0, kind = 0, length = 0], at) => ({
        unit: first + at,
        id: this.columns.blockId(number, line, offset),
        kind: KINDS[kind >> 3] ?? "paragraph",
        level: kind & 7,
        text: this.#text(reader.take(length)),
      }));
      return { number, title: name, blocks };
    });
    return {
      parts,
      blocks: new Map(parts.flatMap(({ blocks }) => blocks.map((block) => /** @type {const} */ ([block.unit, block])))),
      titles: new Map(parts.map(({ number, title }) => [number, title])),
    };
  }

  /** @param {Uint8Array} bytes @returns {string} */
  #text(bytes) {
    /** @type {number[]} */
    const points = [];
    const byte = (/** @type {number} */ at) => bytes[at] ?? 0;
    for (let at = 0; at < bytes.length; ) {
      const first = byte(at++);
      if (first < TWO_BYTES) points.push(this.common[first] ?? 0);
      else if (first < THREE_BYTES) points.push(FIRST_HAN + (first - TWO_BYTES) * 256 + byte(at++));
      else if (first === THREE_BYTES) points.push(byte(at++) * 256 + byte(at++));
      else points.push(byte(at++) * 65536 + byte(at++) * 256 + byte(at++));
    }
    let text = "";
    for (let at = 0; at < points.length; at += 4096) text += String.fromCodePoint(...points.slice(at, at + 4096));
    return text;
  }
}
