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
/** @typedef {{ code: string, message: string, words: string }} Notice */
/** @typedef {{ text: string, tree: Group, notices: Notice[] }} Query */
/** @typedef {"region" | "year" | "genre" | "topic" | "issuer" | "source" | "certainty"} FieldName */

/** @typedef {{ kind: "word", raw: string, mode: Mode } | { kind: "or" | "not", raw: string } |
    { kind: "near", raw: string, distance: number } | { kind: "field", raw: string, field: FieldName, value: string } |
    { kind: "place", raw: string, source: string, line: number, offset: number }} Token */

/** @type {Record<string, FieldName>} */
const FIELDS = {
  region: "region", 地区: "region", year: "year", 年份: "year", 年: "year", genre: "genre", 文种: "genre",
  topic: "topic", 主题: "topic", source: "source", 来源: "source", issuer: "issuer", 发文机关: "issuer",
  certainty: "certainty", 依据: "certainty",
};
/** @type {Record<string, string>} */
const CLOSING = { '"': '"', "＂": "＂", "“": "”", "”": "”", "„": "”", "「": "」", "『": "』" };

const OR = /(?:OR|ＯＲ)(?=\s|$)|[|｜]/uy; // OR, |; not ORACLE
const NOT = /[-－](?=[^\s|｜])/uy; // -培训; not 上-下, which is inside a word, nor a dash alone
const NEAR = /[~～]([0-9０-９]{1,4})(?=\s|$)/uy; // ~10; not ~十
const EXACT = /[=＝](?=[^\s|｜])/uy; // =著作; not = alone
const FIELD = /([a-z]+|[\u4e00-\u9fff]{1,4})\s?[:：]\s?/uy; // region:, 地区：; not Region
const PLACED = /([^\s:：|｜"“”]+)[:：]([1-9][0-9]{0,8})(?:-([0-9]{1,8}))?(?=\s|$|[|｜])/uy; // 000:43, 000:59-18; not 000:0
const WORD = /[^\s|｜]+/uy;
const YEARS = /^(?=.*\d)(\d{4})?(?:(\.\.|—+|–|-|~|至)(\d{4})?)?$/u; // 2009, 2009..2012, 2009.., ..2012; not 09
const CODE = /^\d{2,6}$/u; // 32, 320400; not 江苏
const TIGHT = /^(?:\p{Script=Han}|[0-9０-９]+)$/u; // one Han character, a number; not 卫生, GDP
const NUMBER = /^[0-9０-９]+$/u;

class Parser {
  /** @param {Fold} fold @param {Set<string>} sources @param {string} text */
  constructor(fold, sources, text) {
    this.fold = fold;
    this.sources = sources;
    this.text = text;
    this.at = 0;
    /** @type {Notice[]} */
    this.notices = [];
  }

  /** @returns {Query} */
  query() {
    const tokens = this.#together(Array.from(this.#tokens()));
    /** @type {QueryNode[]} */
    const parts = [];
    for (let at = 0; at < tokens.length; ) at = this.#part(tokens, at, parts);
    if (!parts.length && this.text.trim()) this.#notice("empty", "没有可检索的字词：标点单独不能检索。", this.text.trim());
    return { text: this.text, tree: { type: "and", parts }, notices: this.notices };
  }

  /** @returns {Iterable<Token>} */
  *#tokens() {
    for (;;) {
      this.at += /** @type {string} */ (/^\s*/u.exec(this.text.slice(this.at))?.[0]).length;
      if (this.at >= this.text.length) return;
      yield this.#token();
    }
  }

  /** @param {RegExp} sign @returns {RegExpExecArray | null} what stands here, and go behind it */
  #take(sign) {
    sign.lastIndex = this.at;
    const found = sign.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }

  /** @returns {Token} */
  #token() {
    const start = this.at;
    if (this.#take(OR)) return { kind: "or", raw: this.text.slice(start, this.at) };
    if (this.#take(NOT)) return { kind: "not", raw: "-" };
    const near = this.#take(NEAR);
    if (near) return { kind: "near", raw: near[0], distance: Number(this.fold.words(near[1] ?? "")) };
    const mode = this.#take(EXACT) ? "exact" : "plain";
    const quoted = this.#quoted();
    if (quoted !== null) return { kind: "word", raw: quoted, mode: mode === "exact" ? mode : "quoted" };
    return (mode === "plain" && (this.#field() ?? this.#place())) || this.#word(mode);
  }

  /** Words in quotes that open and close where a word could; quotes in the midst of words are punctuation.
      @returns {string | null} */
  #quoted() {
    const closing = CLOSING[this.text[this.at] ?? ""];
    if (!closing) return null;
    for (let end = this.text.indexOf(closing, this.at + 1); end >= 0; end = this.text.indexOf(closing, end + 1)) {
      if (!/^(?:$|[\s|｜])/u.test(this.text.slice(end + 1))) continue;
      const words = this.text.slice(this.at + 1, end);
      this.at = end + 1;
      return words;
    }
    if (this.text[this.at] === '"') this.#notice("quote", "引号没有成对，按普通字词检索。", '"');
    return null;
  }

  /** @returns {Token | null} */
  #field() {
    const start = this.at;
    const field = FIELDS[this.#take(FIELD)?.[1] ?? ""];
    const value = field && (this.#quoted() ?? this.#take(WORD)?.[0]);
    const raw = this.text.slice(start, this.at);
    if (field && value && (field !== "year" || YEARS.test(this.fold.words(value)))) {
      return { kind: "field", raw, field, value };
    }
    this.at = start;
    if (field) this.#notice("field", `“${raw.trim()}”不是可用的筛选条件，按普通字词检索。`, raw.trim());
    return null;
  }

  /** @returns {Token | null} */
  #place() {
    const start = this.at;
    const [raw = "", source = "", line = "", offset = "0"] = this.#take(PLACED) ?? [];
    if (this.sources.has(source)) return { kind: "place", raw, source, line: Number(line), offset: Number(offset) };
    this.at = start;
    return null;
  }

  /** @param {Mode} mode @returns {Token} */
  #word(mode) {
    return { kind: "word", raw: this.#take(WORD)?.[0] ?? "", mode };
  }

  /** Single characters and numbers that are only set apart by spaces are one word: 职 业 卫 生, 2013 年 5 月. What
      stands beside a sign stays as it is. @param {Token[]} tokens @returns {Token[]} */
  #together(tokens) {
    /** @type {Token[]} */
    const made = [];
    for (let at = 0, end = 0; at < tokens.length; at = end) {
      for (end = at; isTight(tokens[end]); ) end++;
      const free = [tokens[at - 1], tokens[end]].every((beside) => !beside || !["or", "not", "near"].includes(beside.kind));
      const words = tokens.slice(at, end).map(({ raw }) => raw);
      const numbers = words.some((word, index) => NUMBER.test(word) && NUMBER.test(words[index + 1] ?? ""));
      if (words.length > 1 && free && !numbers) {
        made.push({ kind: "word", raw: words.join(""), mode: "plain" });
        this.#notice("joined", `“${words.join("")}”按一个词检索。`, words.join(" "));
      } else {
        end = Math.max(end, at + 1);
        made.push(...tokens.slice(at, end));
      }
    }
    return made;
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
    if (!pattern) this.#notice("nothing", `“${token.raw}”里没有可检索的字词，未计入。`, token.raw);
    return pattern;
  }

  /** A sign that joins nothing is looked for as it stands. @param {string} raw @param {QueryNode[]} parts */
  #stray(raw, parts) {
    this.#notice("literal", `“${raw}”两侧缺少字词，按普通字词检索。`, raw);
    const pattern = this.#pattern({ kind: "word", raw, mode: "plain" });
    if (pattern) parts.push({ type: "term", pattern });
  }

  /** @param {string} code @param {string} message @param {string} words */
  #notice(code, message, words) {
    this.notices.push({ code, message, words });
  }
}

/** @param {Token | undefined} token @returns {boolean} */
function isTight(token) {
  return token?.kind === "word" && token.mode === "plain" && TIGHT.test(token.raw);
}

/** @param {Fold} fold @param {Set<string>} sources @param {string} text @returns {Query} */
function parsed(fold, sources, text) {
  return new Parser(fold, sources, text).query();
}
