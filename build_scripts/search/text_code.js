// @ts-check
/* Bytes -> texts, by the code that all archives share (text_code.py writes it). */

const FIRST_HAN = 0x4e00;
const PIECE_OF_TEXT = 8192; // UTF-16 units that are made a string at once

class TextCode {
  /** @param {Uint8Array} data */
  constructor(data) {
    const reader = new Reader(data);
    /** The first bytes from which on a code is a Han character, a word, a character of three bytes and of four. */
    this.leads = json(reader.take(reader.varint()));
    this.common = Uint16Array.from(codePoints(this.leads.common));
    this.firsts = reader.column(this.leads.count);
    this.seconds = reader.column(this.leads.count);
  }

  /** @param {Uint8Array} bytes @returns {string} */
  text(bytes) {
    const { han, words, three } = this.leads;
    const units = new Uint16Array(bytes.length * 2);
    let length = 0;
    for (let at = 0; at < bytes.length; ) {
      const lead = /** @type {number} */ (bytes[at++]);
      if (lead < han) {
        units[length++] = /** @type {number} */ (this.common[lead]);
        continue;
      }
      const next = /** @type {number} */ (bytes[at++]);
      if (lead < words) units[length++] = FIRST_HAN + (lead - han) * 256 + next;
      else if (lead < three) {
        const word = (lead - words) * 256 + next;
        units[length++] = /** @type {number} */ (this.firsts[word]);
        units[length++] = /** @type {number} */ (this.seconds[word]);
      } else if (lead === three) units[length++] = next * 256 + /** @type {number} */ (bytes[at++]);
      else {
        const above = next * 65536 + /** @type {number} */ (bytes[at++]) * 256 + /** @type {number} */ (bytes[at++]) - 0x10000;
        units[length++] = 0xd800 + (above >> 10);
        units[length++] = 0xdc00 + (above & 0x3ff);
      }
    }
    let text = "";
    for (let at = 0; at < length; at += PIECE_OF_TEXT) {
      text += String.fromCharCode(...units.subarray(at, Math.min(length, at + PIECE_OF_TEXT)));
    }
    return text;
  }
}
