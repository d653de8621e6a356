// @ts-check
/* Words typed -> a tree of what is asked, with a notice for all that was read otherwise than as a query.

   query  = part { part }                           all of them, in one document
   part   = each { ("OR" | "|") each }               any of them
   each   = ["-"] ( near | field | place )
   near   = term { "~"number term }                  so many characters apart at the most, in one block
   term   = word | "…" | =word | ="…"                a word may hold wildcards: ?
   field  = name ":" value                           year:2009..2012 region:江苏 …
   place  = 000:43                                   a line of a source
*/

/** @typedef {{ type: "term", pattern: Pattern }} Term */
/** @typedef {{ type: "near", terms: Pattern[], distances: number[] }} Near */
/** @typedef {{ type: "field", field: FieldName, value: string, text: string }} Field */
/** @typedef {{ type: "place", source: string, line: number, offset: number, text: string }} PlaceNode */
/** @typedef {{ type: "not", part: QueryNode }} Not */
/** @typedef {{ type: "or" | "and", parts: QueryNode[] }} Group */
/** @typedef {Term | Near | Field | PlaceNode | Not | Group} QueryNode */
/** @typedef {{ text: string, tree: Group, notices: Notice[] }} Query */

const DASH = /^[-－]$/u; // 甲 - 乙; not 甲 -乙

class Parser {
  /** @param {Fold} fold @param {Set<string>} sources @param {string} text */
  constructor(fold, sources, text) {
    this.fold = fold;
    this.text = text;
    this.lexer = new Lexer(fold, sources, text);
    this.notices = this.lexer.notices;
  }

  /** @returns {Query} */
  query() {
    const tokens = this.lexer.tokens();
    /** @type {QueryNode[]} */
    const parts = [];
    for (let at = 0; at < tokens.length; ) at = this.#part(tokens, at, parts);
    if (!parts.length && this.text.trim()) {
      this.notices.length = 0; // of each sign alone
      this.#notice("empty", "没有可检索的字词：标点单独不能检索。", this.text.trim());
    }
    return { text: this.text, tree: { type: "and", parts }, notices: this.notices };
  }

  /** Read one part from the tokens. @param {Token[]} tokens @param {number} at @param {QueryNode[]} parts @returns {number} */
  #part(tokens, at, parts) {
    /** @type {QueryNode[]} */
    const choices = [];
    at = this.#each(tokens, at, choices);
    while (tokens[at]?.kind === "or" && at + 1 < tokens.length && choices.length) at = this.#each(tokens, at + 1, choices);
    if (choices.length > 1) parts.push({ type: "or", parts: choices });
    else parts.push(...choices);
    return at;
  }

  /** @param {Token[]} tokens @param {number} at @param {QueryNode[]} parts @returns {number} */
  #each(tokens, at, parts) {
    const token = /** @type {Token} */ (tokens[at]);
    const next = tokens[at + 1];
    if (token.kind === "not" && next && ["word", "field", "place"].includes(next.kind)) {
      /** @type {QueryNode[]} */
      const excluded = [];
      at = this.#each(tokens, at + 1, excluded);
      parts.push(...excluded.map((part) => /** @type {Not} */ ({ type: "not", part })));
      return at;
    }
    if (token.kind === "field") {
      parts.push({ type: "field", field: token.field, value: token.value, text: token.raw });
    } else if (token.kind === "place") {
      parts.push({ type: "place", source: token.source, line: token.line, offset: token.offset, text: token.raw });
    } else if (token.kind === "word") {
      return this.#nearby(tokens, at, parts);
    } else {
      this.#stray(token.raw, parts);
    }
    return at + 1;
  }

  /** @param {Token[]} tokens @param {number} at a word's @param {QueryNode[]} parts @returns {number} */
  #nearby(tokens, at, parts) {
    const terms = [this.#pattern(tokens[at])];
    /** @type {number[]} */
    const distances = [];
    let near = tokens[at + 1];
    while (near?.kind === "near" && tokens[at + 2]?.kind === "word") {
      distances.push(near.distance);
      terms.push(this.#pattern(tokens[at + 2]));
      at += 2;
      near = tokens[at + 1];
    }
    const known = terms.filter((each) => each !== null);
    if (distances.length && known.length === terms.length) parts.push({ type: "near", terms: known, distances });
    else parts.push(...known.map((pattern) => /** @type {Term} */ ({ type: "term", pattern })));
    return at + 1;
  }

  /** @param {Token | undefined} token @returns {Pattern | null} */
  #pattern(token) {
    if (token?.kind !== "word") return null;
    const pattern = patternOf(this.fold, token.raw, token.mode);
    const remedy = DASH.test(token.raw) ? "不要某词，“-”须紧接在它前面。" : "";
    if (!pattern) this.#notice("nothing", `“${token.raw}”里没有可检索的字词，未计入。${remedy}`, token.raw);
    return pattern;
  }

  /** A sign that joins nothing is looked for as it stands. @param {string} raw @param {QueryNode[]} parts */
  #stray(raw, parts) {
    const pattern = this.#pattern({ kind: "word", raw, mode: "plain" });
    if (!pattern) return;
    this.#notice("literal", `“${raw}”两侧缺少字词，按普通字词检索。`, raw);
    parts.push({ type: "term", pattern });
  }

  /** @param {string} code @param {string} message @param {string} words */
  #notice(code, message, words) {
    this.notices.push({ code, message, words });
  }
}

/** @param {Fold} fold @param {Set<string>} sources @param {string} text @returns {Query} */
function parsed(fold, sources, text) {
  return new Parser(fold, sources, text).query();
}

/** Words as one term, whatever signs of a query are in them. @param {Fold} fold @param {string} words @returns {Query} */
function literally(fold, words) {
  const pattern = patternFrom(fold, words, "plain", words);
  return { text: words, tree: { type: "and", parts: pattern ? [{ type: "term", pattern }] : [] }, notices: [] };
}
