// @ts-check
/* Words pasted and the words of the archive that they fold to -> in what the two differ, and the address of the latter. */
var ARCHIVE_COMPARED = (function () {
  "use strict";

  /** @typedef {"script" | "width" | "case" | "punctuation" | "space" | "gloss"} Kind */
  /** @typedef {{ kind: Kind, given: string, held: string }} Difference */
  /** @typedef {{ gap: string, char: string }} Sign a character that counts, and what stands before it */

  const LONG = 40; // characters of words that an address carries whole; of longer ones it carries both ends
  const END = 16;
  const BLANK = /[\s\p{Cc}\p{Cf}\p{Variation_Selector}]+/gu;
  const QUOTES = /[“”"'‘’「」『』]/gu; // what is pasted often stands in quotes that are not its own

  /** @param {string} text @param {(char: string) => boolean} counts @returns {{ signs: Sign[], rest: string }} `rest`:
      what stands behind the last */
  function read(text, counts) {
    /** @type {Sign[]} */
    const signs = [];
    let gap = "";
    for (const char of text) {
      if (!counts(char)) gap += char;
      else {
        signs.push({ gap, char });
        gap = "";
      }
    }
    return { signs, rest: gap };
  }

  const sameWidth = (/** @type {string} */ one, /** @type {string} */ other) => one.normalize("NFKC") === other.normalize("NFKC");

  /** @param {string} given @param {string} held characters that fold alike @returns {Kind} */
  function kindOf(given, held) {
    if (sameWidth(given, held)) return "width";
    return sameWidth(given.toLowerCase(), held.toLowerCase()) ? "case" : "script";
  }

  /** @param {string} given @param {string} held what stands between two characters @returns {Difference[]} */
  function gaps(given, held) {
    if (given === held) return [];
    const read = given.replaceAll(ARCHIVE_PASSAGE_ASKED.GLOSSED, "");
    if (read !== given) return [{ kind: "gloss", given: "", held: "" }, ...gaps(read, held)];
    const [one, other] = [given.replace(BLANK, ""), held.replace(BLANK, "")];
    if (one === other) return [{ kind: "space", given, held }];
    return [{ kind: one && sameWidth(one, other) ? "width" : "punctuation", given: one, held: other }];
  }

  /** Each character with the one that it stands for; where one stands for several, all that remain are one pair.
      @param {Sign[]} given @param {Sign[]} held @returns {[Sign, Sign][]} */
  function pairs(given, held) {
    if (given.length === held.length) return given.map((sign, at) => [sign, /** @type {Sign} */ (held[at])]);
    const alike = given.findIndex((sign, at) => sign.char !== held[at]?.char);
    const start = alike < 0 ? Math.min(given.length, held.length) : alike;
    const whole = (/** @type {Sign[]} */ signs) => ({
      gap: signs[start]?.gap ?? "",
      char: signs.slice(start).map(({ gap, char }, at) => (at ? gap : "") + char).join(""),
    });
    return [...pairs(given.slice(0, start), held.slice(0, start)), [whole(given), whole(held)]];
  }

  /** @param {string} given @param {string} held two texts that fold to the same @param {(char: string) => boolean} counts
      @returns {Difference[]} in their order */
  function differences(given, held, counts) {
    const found = pairs(read(given, counts).signs, read(held, counts).signs).map(([one, other], at) => {
      /** @type {Difference[]} */
      const own = one.char === other.char ? [] : [{ kind: kindOf(one.char, other.char), given: one.char, held: other.char }];
      return [...(at ? gaps(one.gap, other.gap) : []), ...own];
    });
    return found.flat();
  }

  /** The signs behind the words, where a line or all that was pasted ends: they may not be there, or more may be.
      @param {string} given @param {string} held @returns {Difference[]} */
  function tails(given, held) {
    const [one, other] = [given, held].map((each) => each.replace(BLANK, ""));
    if (one === undefined || other === undefined || other.startsWith(one)) return [];
    const [bare, own] = [one, other].map((each) => each.replace(QUOTES, ""));
    if (bare === undefined || own === undefined || own.startsWith(bare)) return [];
    return gaps(one, other.slice(0, one.length));
  }

  /** Words of a block as the page is told to mark them (assets/words.js).
      @param {string} text the block's @param {{ start: number, end: number }} mark @returns {Record<string, string>} */
  function marked(text, { start, end }) {
    const points = Array.from(text.slice(start, end));
    const long = points.length > LONG;
    const words = (long ? points.slice(0, END) : points).join("");
    let nth = 0, at = text.indexOf(words);
    for (; at >= 0 && at < start; at = text.indexOf(words, at + words.length)) nth += 1;
    if (at !== start) return {}; // the words overlap with themselves: the block is shown
    const ends = long ? { to: points.slice(-END).join(""), length: String(end - start) } : {};
    return { words, ...ends, ...(nth && { nth: String(nth) }) };
  }

  /** @param {string} url of a block @param {string} text the block's @param {{ start: number, end: number }} mark
      @param {(char: string) => boolean} counts @returns {string} of the words; of the block when they are all it has */
  function address(url, text, { start, end }, counts) {
    const rest = text.slice(0, start) + text.slice(end);
    if (!Array.from(rest).some(counts)) return url;
    const query = new URLSearchParams(marked(text, { start, end })).toString();
    return query ? url.replace("#", `?${query}#`) : url;
  }

  return { read, differences, tails, address };
})();
