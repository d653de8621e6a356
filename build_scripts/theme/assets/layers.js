// @ts-check
/* The switch 校订 ⇄ 原文 -> the page's blocks in the chosen layer, in the same elements and under the same ids.
   A layer comes from a script of the document's own, data/layers/000/43.js, loaded when it is first asked for. The
   choice is kept for the next page, and stands in the address: ?view=source. */
(function () {
  "use strict";

  /** @typedef {[line: number, offset: number, words: string]} Row a stretch of a source line, in its code points */
  /** @typedef {{ document: string, lang: string, blocks: Record<string, Row[]> }} Layer */
  /** @typedef {{ block: HTMLElement, rows: Row[], nodes: ChildNode[], lang: string | null }} Laid */

  const TEXT = "text"; // the layer that is in the page
  const KEY = "archive-view";
  const PLACE = /^L([1-9]\d*)(?:-(\d+))?$/; // L58, L59-18; not apparatus

  const group = /** @type {HTMLElement | null} */ (document.querySelector(".layers [role=group]"));
  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".paper"));
  if (!group || !paper) return;
  const buttons = Array.from(group.querySelectorAll("button"));
  const trouble = group.parentElement?.querySelector("[role=status]");

  /** How each layer but the text itself is had.
      @type {Record<string, () => Promise<Layer>>} */
  const LAYERS = { source: () => script(group.dataset["source"] ?? "") };

  let wanted = TEXT;
  let shown = TEXT;
  /** What the shown layer put in place of the text, with the text's own nodes to put back.
      @type {Laid[]} */
  let laid = [];
  /** @type {Record<string, Promise<Layer>>} */
  const loading = {};

  /** @param {string} address @returns {Promise<Layer>} */
  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = () => resolve(/** @type {any} */ (window).ARCHIVE_LAYER);
      element.onerror = () => reject(new Error(`${address} does not load`));
      document.head.append(element);
    });
  }

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

  function takeUp() {
    for (const { block, nodes, lang } of laid) {
      holding(block).forEach((node) => node.remove());
      block.prepend(...nodes);
      if (lang === null) block.removeAttribute("lang");
      else block.lang = lang;
    }
    laid = [];
  }

  /** @param {() => void} change made so that what the reader has before their eyes stays there */
  function inPlace(change) {
    const edge = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const blocks = Array.from(/** @type {HTMLElement} */ (paper).children);
    const first = blocks.find((block) => block.getBoundingClientRect().bottom > edge);
    const top = first?.getBoundingClientRect().top ?? 0;
    change();
    const by = (first?.getBoundingClientRect().top ?? 0) - top;
    if (by) window.scrollBy({ top: by, behavior: "instant" });
  }

  /** The address may name an anchor inside a block: another element bears its id now. */
  function aim() {
    const id = location.hash.slice(1);
    const target = PLACE.test(id) ? document.getElementById(id) : null;
    if (target && !target.matches(":target")) location.replace(location.href);
  }

  /** @param {string} view @param {Layer | null} layer none for the text itself */
  function put(view, layer) {
    inPlace(() => {
      takeUp();
      for (const [id, rows] of Object.entries(layer?.blocks ?? {})) {
        const block = document.getElementById(id);
        if (block && layer) lay(block, rows, layer.lang);
      }
      aim();
    });
    shown = view;
    /** @type {HTMLElement} */ (paper).dataset["view"] = view;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === view)));
    name(view);
  }

  /** @param {string} view put into the address, where a link to this page is copied from */
  function name(view) {
    const address = new URL(location.href);
    if (view === TEXT) address.searchParams.delete("view");
    else address.searchParams.set("view", view);
    if (address.searchParams.get("view") === new URL(location.href).searchParams.get("view")) return;
    guarded(() => history.replaceState(history.state, "", address));
  }

  /** @template T @param {() => T} act what a browser may forbid @returns {T | null} */
  function guarded(act) {
    try {
      return act();
    } catch (refusal) {
      if (refusal instanceof DOMException) return null;
      throw refusal;
    }
  }

  /** @param {string} view */
  async function show(view) {
    wanted = view;
    if (trouble) trouble.textContent = "";
    try {
      const load = LAYERS[view];
      const layer = load ? await (loading[view] ??= load()) : null;
      if (view === wanted && view !== shown) put(view, layer);
    } catch (failure) {
      delete loading[view];
      if (trouble) trouble.textContent = "未能载入";
      console.warn(failure);
    }
  }

  /** @param {Range} range @returns {string} the words in it that the layer laid, lines of the source apart */
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

  for (const button of buttons) {
    button.addEventListener("click", () => {
      guarded(() => localStorage.setItem(KEY, button.value));
      void show(button.value);
    });
  }

  const asked = new URLSearchParams(location.search).get("view") ?? guarded(() => localStorage.getItem(KEY));
  if (asked && Object.hasOwn(LAYERS, asked)) void show(asked);
})();
