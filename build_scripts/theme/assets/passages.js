// @ts-check
/* The text of a paper's blocks -> passages: stretches of words with their place, as links, quotations and the curator's
   rows name them. Other scripts of the page use `ARCHIVE_PASSAGES`. */
var ARCHIVE_PASSAGES = (function () {
  "use strict";

  /** @typedef {{ place: string, anchor: string, words: string, text: string, chosen: boolean, nth: number, context: string }} Passage
      `chosen` words, or a whole block, as they are shown, and the paper's `text` there; `nth` among equal words of the
      block's text; `context` are words that stand once in it */

  const BLOCKS = ":is(h2, h3, h4, h5, p)[id^='L']";
  const SHORT = 16; // characters that are enough to find a block's beginning

  const { textOf, toText } = ARCHIVE_TRADITIONAL_VIEW;

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

  /** @param {string} text @param {string} words @param {number} start @returns {string} the words, with as many before and
      after them as make them stand once in the text */
  function unique(text, words, start) {
    let [from, to] = [start, start + words.length];
    while (text.indexOf(text.slice(from, to)) !== text.lastIndexOf(text.slice(from, to))) {
      if (from > 0) from -= 1;
      if (to < text.length) to += 1;
    }
    return text.slice(from, to);
  }

  /** @param {HTMLElement} block @returns {Passage} */
  function whole(block) {
    const words = block.textContent ?? "";
    const text = textOf(block);
    const context = unique(text, text.slice(0, SHORT), 0);
    return { place: placeOf(block.id), anchor: block.id, words, text, chosen: false, nth: 0, context };
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
    return { place, anchor: block.id, words, text, chosen: true, nth, context: unique(whole, text, start) };
  }

  /** @param {string} anchor */
  const placeOf = (anchor) => `${source}:${anchor.slice(1)}`;

  return { BLOCKS, blockOf, rangeIn, whole, chosenIn };
})();
