// @ts-check
/* The paper in the source's own characters, the view 原文: the words of each block's stretches of the source stand in
   the place of its text, in the same element and under the same id, anchors inside it too. Other scripts ask
   `ARCHIVE_ORIGINAL_VIEW` for the text that stood there. */
var ARCHIVE_ORIGINAL_VIEW = (function () {
  "use strict";

  /** @typedef {[line: number, offset: number, words: string]} Row a stretch of a source line, in its code points */
  /** @typedef {{ document: string, lang: string, blocks: Record<string, Row[]> }} Layer */
  /** @typedef {{ block: HTMLElement, rows: Row[], nodes: ChildNode[], lang: string | null }} Laid */

  const PLACE = /^L([1-9]\d*)(?:-(\d+))?$/; // L58, L59-18; not apparatus

  /** What stands in place of the text, with the text's own nodes to put back.
      @type {Laid[]} */
  let laid = [];

  /** @param {string} words @param {number} points @returns {number} so many code points in UTF-16 units */
  const units = (words, points) => Array.from(words).slice(0, points).join("").length;

  /** @param {Row[]} rows @returns {string} the rows' words; where a line of the source ends, a line break */
  function join(rows) {
    return rows.map(([line, , words], at) => (at && rows[at - 1]?.[0] !== line ? `\n${words}` : words)).join("");
  }

  /** @param {string} id @param {Row[]} rows @returns {number} where in the rows' words the place begins */
  function position(id, rows) {
    const [, line, offset] = PLACE.exec(id) ?? [];
    const from = Number(offset ?? 0);
    const before = rows.filter((row) => row[0] < Number(line) || (row[0] === Number(line) && row[1] <= from));
    const row = before.at(-1);
    if (!row) return 0;
    return join(before).length - row[2].length + (row[0] === Number(line) ? units(row[2], from - row[1]) : row[2].length);
  }

  /** @param {Row[]} rows @param {Element[]} anchors @returns {Node[]} the rows' words, and each anchor at its place */
  function content(rows, anchors) {
    const words = join(rows);
    const stops = anchors.map((anchor) => ({ anchor, at: position(anchor.id, rows) })).sort((a, b) => a.at - b.at);
    /** @type {Node[]} */
    const nodes = [];
    let from = 0;
    for (const { anchor, at } of stops) {
      nodes.push(new Text(words.slice(from, at)), anchor);
      from = at;
    }
    return [...nodes, new Text(words.slice(from))];
  }

  /** @param {HTMLElement} block @returns {ChildNode[]} what it holds, its permanent link aside */
  function holding(block) {
    return Array.from(block.childNodes).filter((node) => !(node instanceof Element && node.matches(".permalink")));
  }

  /** @param {HTMLElement} block @param {Row[]} rows @param {string} lang */
  function lay(block, rows, lang) {
    const nodes = holding(block);
    const anchors = Array.from(block.querySelectorAll("span[id]")).filter((each) => PLACE.test(each.id));
    laid.push({ block, rows, nodes, lang: block.getAttribute("lang") });
    nodes.forEach((node) => node.remove());
    block.prepend(...content(rows, anchors.map((each) => /** @type {Element} */ (each.cloneNode()))));
    if (lang) block.lang = lang;
  }

  /** @param {Layer} layer */
  function put(layer) {
    for (const [id, rows] of Object.entries(layer.blocks)) {
      const block = document.getElementById(id);
      if (block) lay(block, rows, layer.lang);
    }
  }

  function take() {
    for (const { block, nodes, lang } of laid) {
      holding(block).forEach((node) => node.remove());
      block.prepend(...nodes);
      if (lang === null) block.removeAttribute("lang");
      else block.lang = lang;
    }
    laid = [];
  }

  /** @param {Range} range @returns {string} the words in it that were laid, lines of the source apart */
  function wordsIn(range) {
    let words = "";
    let line = 0;
    for (const { block, rows } of laid.filter((each) => range.intersectsNode(each.block))) {
      const part = document.createRange();
      part.selectNodeContents(block);
      if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
      if (part.collapsed) continue;
      words += line && line !== rows[0]?.[0] ? `\n${part}` : String(part);
      line = rows.at(-1)?.[0] ?? line;
    }
    return words;
  }

  /** @param {string} words @returns {string} */
  const inked = (words) => words.replace(/\s/g, "");

  // Left alone, a browser copies U+00A0 as a plain space, and parts the blocks in its own way.
  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (!event.clipboardData || selection?.rangeCount !== 1) return;
    const range = selection.getRangeAt(0);
    const words = wordsIn(range);
    if (words === "" || inked(words) !== inked(range.toString())) return; // other things of the page are selected too
    event.clipboardData.setData("text/plain", words);
    event.preventDefault();
  });

  /** @param {Element} block @returns {string | null} the paper's own text; null where it is shown */
  function textOf(block) {
    const held = laid.find((each) => each.block === block);
    return held ? held.nodes.map((node) => node.textContent).join("") : null;
  }

  return { put, take, textOf };
})();
