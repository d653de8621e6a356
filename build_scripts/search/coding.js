// @ts-check
/* Bytes -> numbers: varints, planes, symbols with bits, and the file form of the index (coding.py and piece.py write them). */

/** Reads a run of bytes from its beginning. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** @returns {number} */
  varint() {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      number += (byte & 127) * scale;
      if (byte < 128) return number;
    }
  }

  /** @param {number} length @returns {Uint8Array} */
  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  /** @returns {Uint8Array} all that is left */
  rest() {
    return this.bytes.subarray(this.at);
  }

  /** @param {number} length @returns {Uint32Array} so many numbers: how many planes, their low bytes, second bytes … */
  column(length) {
    const width = this.bytes[this.at++] ?? 0;
    const list = new Uint32Array(length);
    if (width) list.set(this.take(length));
    for (let level = 1, scale = 256; level < width; level++, scale *= 256) {
      const plane = this.take(length);
      for (let i = 0; i < length; i++) list[i] = /** @type {number} */ (list[i]) + /** @type {number} */ (plane[i]) * scale;
    }
    return list;
  }
}

/** By symbol: how many bits of a number follow it, and what stands before them. Up to 7 a symbol is the number itself;
    beyond, it is 4 for each bit that follows and the number's three highest ones. */
const FOLLOWING = Uint8Array.from({ length: 128 }, (_, symbol) => (symbol < 8 ? 0 : (symbol >> 2) - 1));
const HIGHEST = Uint8Array.from({ length: 128 }, (_, symbol) => (symbol < 8 ? symbol : 4 | (symbol & 3)));
const POWERS = Float64Array.from({ length: 64 }, (_, width) => 2 ** width);
const WIDEST = 24; // bits that are read at once

/** Reads numbers of so many bits, the first lowest, one behind the other. The loops over symbols in shards.js do the same
    in their own text, for all but the widest: calls are dear in a script that just began. */
class Bits {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    /** With room behind the last byte, since four are read at once. */
    this.bytes = new Uint8Array(bytes.length + 4);
    this.bytes.set(bytes);
    this.at = 0;
  }

  /** @param {number} width up to 32 @returns {number} */
  take(width) {
    if (width > WIDEST) {
      const low = this.take(WIDEST);
      return low + this.take(width - WIDEST) * 2 ** WIDEST;
    }
    const { bytes, at } = this, byte = at >>> 3;
    this.at = at + width;
    return (wordAt(bytes, byte) >>> (at & 7)) & ((1 << width) - 1);
  }

  /** @param {number} symbol @param {number} shift how many of its lowest bits the symbol tells nothing of @returns {number} */
  number(symbol, shift) {
    const width = /** @type {number} */ (FOLLOWING[symbol]) + shift;
    return /** @type {number} */ (HIGHEST[symbol]) * /** @type {number} */ (POWERS[width]) + this.take(width);
  }
}

/** @param {Uint8Array} bytes @param {number} at @returns {number} four of them, the first lowest */
function wordAt(bytes, at) {
  return /** @type {number} */ (bytes[at]) | (/** @type {number} */ (bytes[at + 1]) << 8) |
    (/** @type {number} */ (bytes[at + 2]) << 16) | (/** @type {number} */ (bytes[at + 3]) << 24);
}

/** @param {Iterable<number>} steps @returns {Uint32Array} the sums of what stands before and at each place */
function sums(steps) {
  const list = Uint32Array.from(steps);
  for (let i = 1; i < list.length; i++) list[i] = /** @type {number} */ (list[i]) + /** @type {number} */ (list[i - 1]);
  return list;
}

/** What windows-1252 makes of the bytes 80 to 9F, but for five that it leaves alone. */
const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";
const WINDOWS_BYTES = new Map(Array.from(WINDOWS, (char, at) => [char.charCodeAt(0), 128 + at]));
const COMMA = 44, QUOTE = 34, BACKSLASH = 92, NEWLINE = 10, RETURN = 13, SMALL_N = 110, SMALL_R = 114;

/** @param {string} text a file's bytes as a classic script in windows-1252 gives them @returns {Uint8Array} */
function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 256 ? code : /** @type {number} */ (WINDOWS_BYTES.get(code));
  }
  return bytes;
}

/** In place, from one escape to the next: a loop over all bytes is what a script that just began is slowest at.
    @param {Uint8Array} file a whole file, which is changed @returns {Uint8Array} what stands in it */
function unwrapped(file) {
  const start = file.indexOf(COMMA) + 2, end = file.lastIndexOf(QUOTE);
  let length = start, from = start;
  for (let at = file.indexOf(BACKSLASH, from); at >= 0 && at < end; at = file.indexOf(BACKSLASH, from)) {
    file.copyWithin(length, from, at);
    length += at - from;
    const byte = /** @type {number} */ (file[at + 1]);
    file[length++] = byte === SMALL_N ? NEWLINE : byte === SMALL_R ? RETURN : byte;
    from = at + 2;
  }
  file.copyWithin(length, from, end);
  return file.subarray(start, length + end - from);
}

/** Not by way of a `Blob`, which costs Chromium four times as long: a message to another process for each piece.
    @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
async function inflated(bytes) {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const [made] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(/** @type {any} */ (bytes)), writer.close()]);
  return new Uint8Array(made);
}

/** @param {Uint8Array} bytes @returns {any} */
function json(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
