// @ts-check
/* A term -> what is looked for, and where it stands in a text. */

/** @typedef {"plain" | "quoted" | "exact"} Mode */
/** @typedef {{ start: number, end: number }} Mark a stretch of a text, in UTF-16 units */
/** @typedef {{
      raw: string, mode: Mode, points: number[], literal: number[], bare: boolean, text: string }} Pattern
    `points`: the folded term, with wildcards; `literal`: with its punctuation; `bare`: nothing stands between any two of
    its characters; `text`: how a query writes it */

const HALF_WILDCARD = "?", FULL_WILDCARD = "？";

/** @param {Fold} fold @param {string} raw @param {Mode} mode @returns {Pattern | null} null when nothing is left of it */
function patternOf(fold, raw, mode) {
  return patternFrom(fold, raw, mode, mode === "plain" ? withWildcards(raw) : raw);
}

/** @param {Fold} fold @param {string} raw @param {Mode} mode @param {string} wanted with its wildcards
    @returns {Pattern | null} */
function patternFrom(fold, raw, mode, wanted) {
  const points = fold.fold(wanted).points;
  if (!points.some((point) => !isWildcard(point))) return null;
  const literal = fold.literal(raw).points;
  const bare = mode !== "plain" && literal.length === points.length && !literal.some((point) => fold.loose.has(point));
  const text = mode === "plain" ? raw : mode === "quoted" ? `"${raw}"` : `=${/\s/.test(raw) ? `"${raw}"` : raw}`;
  return { raw, mode, points, literal, bare, text };
}

/** A half-width question mark is a wildcard; a full-width one inside a term too, though it may be a sentence's end.
    @param {string} raw @returns {string} */
function withWildcards(raw) {
  const inside = raw.replace(new RegExp(`(?<=.)${FULL_WILDCARD}(?=.)`, "gu"), String.fromCodePoint(ANY));
  return inside.replaceAll(HALF_WILDCARD, String.fromCodePoint(ANY_IN_SENTENCE));
}

/** @param {number | undefined} point @returns {boolean} */
function isWildcard(point) {
  return point === ANY || point === ANY_IN_SENTENCE;
}

/** @param {number} wanted @param {number | undefined} found @returns {boolean} */
function fits(wanted, found) {
  if (found === undefined) return false;
  return wanted === found || wanted === ANY || (wanted === ANY_IN_SENTENCE && found !== STOP);
}

/** @param {number[]} points @param {number[]} wanted @returns {number[]} where they stand */
function placesOf(points, wanted) {
  const found = [];
  for (let at = 0; at + wanted.length <= points.length; at++) {
    if (wanted.every((point, i) => fits(point, points[at + i]))) found.push(at);
  }
  return found;
}

/** A text, folded as often as is asked. */
class Folding {
  /** @param {Fold} fold @param {string} text */
  constructor(fold, text) {
    this.fold = fold;
    this.text = text;
    /** @type {Folded | null} */
    this.loose = null;
    /** @type {Folded | null} */
    this.strict = null;
  }

  /** @returns {Folded} */
  get folded() {
    return (this.loose ??= this.fold.fold(this.text));
  }

  /** @returns {Folded} */
  get literal() {
    return (this.strict ??= this.fold.literal(this.text));
  }

  /** @param {Pattern} pattern @returns {Mark[]} every occurrence, in order */
  marks(pattern) {
    if (pattern.mode === "exact") return indexesOf(this.text, pattern.raw);
    const { points, starts, ends } = pattern.mode === "plain" ? this.folded : this.literal;
    const wanted = pattern.mode === "plain" ? pattern.points : pattern.literal;
    return placesOf(points, wanted).map((at) => ({
      start: /** @type {number} */ (starts[at]),
      end: /** @type {number} */ (ends[at + wanted.length - 1]),
    }));
  }

  /** How many folded characters stand before this place of the text.
      @param {number} at @returns {number} */
  rank(at) {
    return this.folded.starts.filter((start) => start < at).length;
  }
}

/** @param {string} text @param {string} wanted @returns {Mark[]} */
function indexesOf(text, wanted) {
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push({ start: at, end: at + wanted.length });
  return found;
}
