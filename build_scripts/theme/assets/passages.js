// @ts-check
/* The text of a paper's blocks -> passages: stretches of words with their place, as links, quotations and the curator's
   rows name them. Other scripts of the page use `ARCHIVE_PASSAGES`. */
var ARCHIVE_PASSAGES = (function () {
  "use strict";

  /** @typedef {{ local: string, before: string }} Reading the place and the words by which a curator's row finds them:
      `before` stands once in the cleaned line, or begins at the place */
  /** @typedef {{ place: string, anchor: string, words: string, text: string, chosen: boolean, nth: number, reading: Reading }} Passage
      `chosen` words, or a whole block, as they are shown, and the paper's `text` there; `nth` among equal words of the
      block's text */
  /** @typedef {{ local: string, line: string, start: number, end: number }} Piece of a block's text that is of one line */

  const BLOCKS = ":is(h2, h3, h4, h5, p)[id^='L']";
  const SHORT = 16; // characters that are enough to find a block's beginning

  const { toText } = ARCHIVE_TRADITIONAL_VIEW;

  const source = document.querySelector("h1[data-doc]")?.getAttribute("data-doc")?.split("-")[0] ?? "";

  /** @param {Node} node @returns {HTMLElement | null} the block that holds it */
  function blockOf(node) {
    const element = node instanceof Element ? node : node.parentElement;
    const block = /** @type {HTMLElement | null} */ (element?.closest(BLOCKS) ?? null);
    return block?.closest(".paper") ? block : null;
  }

  /** @param {HTMLElement} block @param {Node} node @param {number} offset @returns {number} in UTF-16 units of its text */
  function offsetIn(block, node, offset) {
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  /** @param {HTMLElement} block @param {number} start @param {number} end @returns {Range} */
  function rangeIn(block, start, end) {
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (start >= at && start <= at + length) range.setStart(node, start - at);
      if (end > at && end <= at + length) {
        range.setEnd(node, end - at);
        break;
      }
      at += length;
    }
    return range;
  }

  /** @param {HTMLElement} block @param {number} offset @returns {string} the last anchor that begins not after it */
  function anchorAt(block, offset) {
    const inner = Array.from(block.querySelectorAll("span[id^='L']")).filter((each) => each.textContent === "");
    const before = inner.filter((each) => offsetIn(block, each, 0) <= offset);
    return before.at(-1)?.id ?? block.id;
  }

  /** @param {Element} block @returns {string} its text in the paper, whatever is shown */
  const textOf = (block) => ARCHIVE_ORIGINAL_VIEW.textOf(block) ?? ARCHIVE_TRADITIONAL_VIEW.textOf(block);

  /** @param {HTMLElement} block @returns {Piece[]} */
  function piecesOf(block) {
    const joined = (block.dataset["lines"] ?? `${block.id.slice(1)}@0`).split(" ").map((each) => each.split("@"));
    const starts = joined.map(([, start]) => Number(start));
    return joined.map(([local = ""], at) => ({
      local, line: local.split("-")[0] ?? "", start: starts[at] ?? 0, end: starts[at + 1] ?? textOf(block).length,
    }));
  }

  /** @param {string} line @returns {string} what the paper's blocks have of it */
  function wordsOfLine(line) {
    const blocks = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(`.paper > ${BLOCKS}`)));
    const parts = blocks.flatMap((block) => {
      const pieces = piecesOf(block).filter((piece) => piece.line === line);
      return pieces.map(({ start, end }) => textOf(block).slice(start, end));
    });
    return parts.join("\n");
  }

  /** @param {HTMLElement} block @param {number} start @param {number} end of words in its text @returns {Reading} those
      of the line in which they begin, with as many around them as make them stand once in it */
  function readingOf(block, start, end) {
    const piece = /** @type {Piece} */ (piecesOf(block).filter((each) => each.start <= start).at(-1));
    const [text, line] = [textOf(block), wordsOfLine(piece.line)];
    let [from, to] = [start, Math.min(end, piece.end)];
    const words = () => text.slice(from, to);
    if (from === piece.start && piece.local.includes("-")) return { local: piece.local, before: words() };
    while (line.indexOf(words()) !== line.lastIndexOf(words()) && (from > piece.start || to < piece.end)) {
      from = Math.max(from - 1, piece.start);
      to = Math.min(to + 1, piece.end);
    }
    return { local: piece.line, before: words() };
  }

  /** @param {HTMLElement} block @returns {Passage} */
  function whole(block) {
    const words = block.textContent ?? "";
    const text = textOf(block);
    const reading = readingOf(block, 0, SHORT);
    return { place: placeOf(block.id), anchor: block.id, words, text, chosen: false, nth: 0, reading };
  }

  /** @param {HTMLElement} block @param {Range} range @returns {Passage} */
  function chosenIn(block, range) {
    const from = offsetIn(block, range.startContainer, range.startOffset);
    const to = offsetIn(block, range.endContainer, range.endOffset);
    const words = (block.textContent ?? "").slice(from, to);
    const whole = textOf(block);
    const start = toText(block, from);
    const text = whole.slice(start, toText(block, to));
    const place = placeOf(anchorAt(block, from));
    const nth = whole.slice(0, start).split(text).length - 1;
    return { place, anchor: block.id, words, text, chosen: true, nth, reading: readingOf(block, start, start + text.length) };
  }

  /** @param {string} anchor */
  const placeOf = (anchor) => `${source}:${anchor.slice(1)}`;

  return { BLOCKS, blockOf, rangeIn, whole, chosenIn };
})();
