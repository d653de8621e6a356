// @ts-check
/* A text that somebody pastes -> its characters that count, and any stretch of them as a question for the search engine.
   Runs beside the engine: in a worker, in a page, in Node. Other scripts use `ARCHIVE_PASSAGE_ASKED`. */

/** @typedef {{ start: number, end: number }} Extent of characters that count, by their index, or of a text in UTF-16 units */

var ARCHIVE_PASSAGE_ASKED = (function () {
  "use strict";

  const CHUNK = 400; // characters that are looked at together; a longer line is cut where a sentence ends
  const BAR = /[|｜\ufdd0\ufdd1]/u; // joins terms in a query, or is a wildcard there: no stretch goes across one
  const SPACES = /\s+/gu;
  const QUESTION = /[?？]/gu; // a wildcard in a query; its small form folds to the same sign, and is none
  const COLON = /[:：]/gu; // stands in places and behind names of fields; so does its small form not
  const STOP = /[。！？；!?;]/u;
  /** Folds to nothing; what it stands before begins no sign of a query (`-`, `=`, a quote, `年份：`). */
  const SHIELD = "\u200b";
  /** Folds to a space, and divides no terms. */
  const SPACE = "\u0085";
  /** What converters write behind a character, in tones: 衛(wèi)生; not 三项(一), (CT), (World Health). */
  const GLOSS = /(?<=\p{Script=Han}\s?)(?:[(（]\s?(?=[a-zü]{0,5}[àáâãèéìíòóùúüāăēĕěĩīĭńňōŏŭūǎǐǒǔǖǘǚǜǹḿ\u0300-\u030c])[\p{Ll}\p{M}]{1,9}\s?[)）])+/gu;
  /** Stands for each sign of a gloss: folds to nothing, and is written by nobody. */
  const GLOSSED = "\u2063";

  class Passage {
    /** @param {Engine} engine @param {string} text */
    constructor(engine, text) {
      this.engine = engine;
      /** As it was pasted, but for glosses: of the same length. */
      this.text = text.replace(GLOSS, (gloss) => GLOSSED.repeat(gloss.length));
      /** @type {Map<string, boolean>} */
      this.known = new Map();
      /** Where each character that counts begins and ends in the text, and how many bars stand before it.
          @type {{ start: number, end: number, span: number }[]} */
      this.chars = [];
      let at = 0, span = 0;
      for (const char of this.text) {
        if (BAR.test(char)) span += 1;
        else if (this.counts(char)) this.chars.push({ start: at, end: at + char.length, span });
        at += char.length;
      }
    }

    /** How many characters count. @returns {number} */
    get length() {
      return this.chars.length;
    }

    /** Does a character count, or is it punctuation, a space, nothing? @param {string} char @returns {boolean} */
    counts(char) {
      const known = this.known.get(char);
      if (known !== undefined) return known;
      const counts = this.engine.explain(char).terms.length > 0;
      this.known.set(char, counts);
      return counts;
    }

    /** @param {Extent} stretch @returns {boolean} is it one of this text that can be asked for? */
    has({ start, end }) {
      return start >= 0 && start < end && end <= this.length && this.chars[start]?.span === this.chars[end - 1]?.span;
    }

    /** @param {Extent} stretch of characters that count @returns {Extent} of the text */
    inText({ start, end }) {
      return { start: this.chars[start]?.start ?? 0, end: this.chars[end - 1]?.end ?? 0 };
    }

    /** @param {Extent} stretch @returns {string} as a query that is nothing but these words */
    query(stretch) {
      const { start, end } = this.inText(stretch);
      return SHIELD + this.text.slice(start, end).replace(SPACES, SPACE).replace(QUESTION, "﹖").replace(COLON, "﹕");
    }

    /** @param {Extent} extent of the text @returns {string} its words, without glosses */
    words({ start, end }) {
      return this.text.slice(start, end).replaceAll(GLOSSED, "");
    }

    /** @param {string} text @returns {string} what of it counts, folded: equal for words that are written alike */
    bare(text) {
      return Array.from(text, (char) => (this.counts(char) ? this.engine.fold(char).text : "")).join("");
    }

    /** What stands between a character that counts and the next. @param {number} index @returns {string} */
    after(index) {
      return this.text.slice(this.chars[index]?.end ?? 0, this.chars[index + 1]?.start ?? this.text.length);
    }

    /** @returns {Extent[]} its lines that hold anything */
    lines() {
      return this.#cut((gap) => gap.includes("\n"));
    }

    /** @returns {Extent[]} one behind the other, of about the same length where lines and sentences let them */
    chunks() {
      return this.#cut((gap, size) => (gap.includes("\n") && size > CHUNK / 4) || (size > CHUNK && STOP.test(gap)));
    }

    /** @param {(gap: string, size: number) => boolean} fit is it cut here? @returns {Extent[]} */
    #cut(fit) {
      /** @type {Extent[]} */
      const made = [];
      let start = 0;
      for (let end = 1; end <= this.length; end++) {
        if (end < this.length && !fit(this.after(end - 1), end - start)) continue;
        made.push({ start, end });
        start = end;
      }
      return made;
    }
  }

  return { Passage, GLOSSED };
})();
