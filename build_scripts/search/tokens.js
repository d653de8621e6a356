// @ts-check
/* Words typed -> signs, words, fields and places, each as it stands. */

/** @typedef {"region" | "year" | "genre" | "topic" | "issuer" | "source" | "certainty"} FieldName */
/** @typedef {{ code: string, message: string, words: string }} Notice */
/** @typedef {{ kind: "word", raw: string, mode: Mode } | { kind: "or" | "not", raw: string } |
    { kind: "near", raw: string, distance: number } | { kind: "field", raw: string, field: FieldName, value: string } |
    { kind: "place", raw: string, source: string, line: number, offset: number }} Token */

/** @type {Record<string, FieldName>} */
const FIELDS = {
  region: "region", 地区: "region", year: "year", 年份: "year", 年: "year", genre: "genre", 文种: "genre",
  topic: "topic", 主题: "topic", source: "source", 来源: "source", issuer: "issuer", 发文机关: "issuer",
  certainty: "certainty", 依据: "certainty",
};
/** The words that the pages have for how sure a claim is; nothing is claimed: "". @type {Record<string, string>} */
const CERTAINTY = {
  stated: "stated", 原文明载: "stated", inferred: "inferred", 推定: "inferred", curated: "curated", 人工考订: "curated",
  unknown: "", 待考: "", 未定: "",
};
/** @type {Record<string, string>} */
const CLOSING = { '"': '"', "＂": "＂", "“": "”", "”": "”", "„": "”", "「": "」", "『": "』" };

const OR = /(?:OR|ＯＲ)(?=\s|$)|[|｜]/uy; // OR, |; not ORACLE
const NOT = /[-－](?=[^\s|｜])/uy; // -培训; not 上-下, which is inside a word, nor a dash alone
const NEAR = /[~～]([0-9０-９]{1,4})(?=\s|$)/uy; // ~10; not ~十
const EXACT = /[=＝](?=[^\s|｜])/uy; // =著作; not = alone
const FIELD = /([a-zＡ-Ｚａ-ｚ]+|[\u4e00-\u9fff]{1,4})\s?[:：]\s?/iuy; // region:, 地區：; not 2013年：
const PLACED = /([^\s:：|｜"“”]+)[:：]([0-9０-９]{1,9})(?:[-－]([0-9０-９]{1,8}))?(?=\s|$|[|｜])/uy; // 000:43, 000：５９-18; not 000:a
const WORD = /[^\s|｜]+/uy;
const YEARS = /^(?=.*\d)(\d{4})?(?:(\.\.|—+|–|-|~|至)(\d{4})?)?$/u; // 2009, 2009..2012, 2009.., ..2012; not 09
const CODE = /^\d{2,6}$/u; // 32, 320400; not 江苏
const TIGHT = /^(?:\p{Script=Han}|[0-9０-９]+)$/u; // one Han character, a number; not 卫生, GDP
const NUMBER = /^[0-9０-９]+$/u;
const BRACKET = /[(（)）]/gu;
const GLUED = /.[~～][0-9０-９]+./u; // 甲~10乙; not ~10, about 10
const FAR = /^[~～][0-9０-９]{5,}$/u; // ~12345; not ~1234, which is a sign
const STARRED = /^[^*＊]+[*＊]$/u; // 职业卫生*; not 张**, * alone
const FOREIGN = /^(?:AND|NOT|&&|NEAR)$/u; // 甲 AND 乙; not R&D

class Lexer {
  /** @param {Fold} fold @param {Set<string>} sources @param {string} text */
  constructor(fold, sources, text) {
    this.fold = fold;
    this.sources = sources;
    this.text = text;
    this.at = 0;
    /** @type {Notice[]} */
    this.notices = [];
  }

  /** @returns {Token[]} */
  tokens() {
    const found = Array.from(this.#each());
    this.#bracketed(found);
    return this.#together(found);
  }

  /** Say that brackets around several words join nothing. @param {Token[]} tokens */
  #bracketed(tokens) {
    const opens = tokens.findIndex((token) => depthOf(token) > 0);
    const closes = tokens.findIndex((token, at) => at > opens && depthOf(token) < 0);
    if (opens < 0 || closes < 0) return;
    const words = tokens.slice(opens, closes + 1).map(({ raw }) => raw).join(" ");
    this.#notice("brackets", `“${words}”的括号只是标点，不把几个词合为一组。`, words);
  }

  /** @returns {Iterable<Token>} */
  *#each() {
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
    if (this.text[this.at] === '"') this.#notice("quote", "引号没有成对，只当作标点。", '"');
    return null;
  }

  /** @returns {Token | null} */
  #field() {
    const start = this.at;
    const field = this.#fieldOf(this.#take(FIELD)?.[1] ?? "");
    const value = field && (this.#quoted() ?? this.#take(WORD)?.[0]);
    const raw = this.text.slice(start, this.at);
    if (field && value && this.#means(field, value)) {
      const { low, high, turned } = yearsOf(field === "year" ? this.fold.words(value) : "");
      if (turned) this.#notice("years", `“${raw.trim()}”按 ${low} 至 ${high} 年检索。`, raw.trim());
      return { kind: "field", raw, field, value };
    }
    this.at = start;
    if (field) this.#notice("field", `“${raw.trim()}”不是可用的筛选条件，按普通字词检索。`, raw.trim());
    return null;
  }

  /** @param {string} name in any script, case and width @returns {FieldName | undefined} */
  #fieldOf(name) {
    const wanted = this.fold.words(name);
    return Object.entries(FIELDS).find(([each]) => this.fold.words(each) === wanted)?.[1];
  }

  /** @param {FieldName} field @param {string} value @returns {boolean} does it say what a paper's field can be held to? */
  #means(field, value) {
    if (field === "certainty") return certaintyOf(this.fold, value) !== null;
    return field === "year" ? YEARS.test(this.fold.words(value)) : this.fold.words(value) !== "";
  }

  /** @returns {Token | null} */
  #place() {
    const start = this.at;
    const [raw = "", ...said] = this.#take(PLACED) ?? [];
    const [source = "", line = "", offset = "0"] = said.map((each) => each && this.fold.words(each));
    const named = Array.from(this.sources).find((each) => this.fold.words(each) === source);
    if (named && Number(line)) return { kind: "place", raw, source: named, line: Number(line), offset: Number(offset) };
    this.at = start;
    return null;
  }

  /** @param {Mode} mode @returns {Token} */
  #word(mode) {
    const raw = this.#take(WORD)?.[0] ?? "";
    if (mode === "plain") this.#strange(raw);
    return { kind: "word", raw, mode };
  }

  /** Say of what other searches read as a sign that it is none here. @param {string} raw */
  #strange(raw) {
    if (GLUED.test(raw)) this.#notice("literal", `“${raw}”按普通字词检索；要限定相隔几字，“~”和数字两边须有空格。`, raw);
    if (FAR.test(raw)) this.#notice("literal", `“${raw}”按普通字词检索；相隔的字数最多四位数。`, raw);
    if (STARRED.test(raw)) this.#notice("literal", `“${raw}”按普通字词检索，“*”是原文里的隐去符号；任何一个字用“?”。`, raw);
    if (FOREIGN.test(raw)) this.#notice("literal", `“${raw}”按普通字词检索；空格就是“且”，“-”是“不含”。`, raw);
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

  /** @param {string} code @param {string} message @param {string} words */
  #notice(code, message, words) {
    this.notices.push({ code, message, words });
  }
}

/** @param {Token | undefined} token @returns {boolean} */
function isTight(token) {
  return token?.kind === "word" && token.mode === "plain" && TIGHT.test(token.raw);
}

/** @param {Token} token @returns {number} how many brackets it opens and does not close */
function depthOf({ kind, raw }) {
  if (kind !== "word") return 0;
  return Array.from(raw.matchAll(BRACKET)).reduce((open, [sign]) => open + ("(（".includes(sign) ? 1 : -1), 0);
}

/** @param {string} value such as 2009, 2009..2012, 2009.. @returns {{ low: number, high: number, turned: boolean }} the first
    and the last year; `turned`: the last one was written first */
function yearsOf(value) {
  const [, first, range, last] = YEARS.exec(value) ?? [];
  const from = Number(first ?? 0), to = Number(last ?? (range ? 9999 : first));
  return { low: Math.min(from, to), high: Math.max(from, to), turned: from > to };
}

/** @param {Fold} fold @param {string} value such as 推定, inferred, year:inferred
    @returns {{ field: string, word: string } | null} which claim, or any (""), is how sure; null when it says neither */
function certaintyOf(fold, value) {
  const [said = "", ...named] = value.split(/[:：]/u).reverse();
  const word = Object.entries(CERTAINTY).find(([each]) => fold.words(each) === fold.words(said))?.[1];
  const field = named.length ? GROUNDED.find((each) => each === fold.words(named[0] ?? "")) : "";
  return word === undefined || field === undefined || named.length > 1 ? null : { field, word };
}
