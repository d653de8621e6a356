// @ts-check
/* The paper in Traditional characters, the view 繁: the words of its text nodes are changed in place, so that elements,
   marks, anchors and listeners stay themselves. A character becomes what the archive's table says, but for the places
   that the document's own script names (render/traditional.py). What is said about the paper follows: facts, tooltips,
   notes, arguments, neighbours; not the apparatus and the citation, which give characters as such. Other scripts ask
   `ARCHIVE_TRADITIONAL_VIEW` for a block's own text, which an address names words of, and for offsets in it and in what
   is shown. */
var ARCHIVE_TRADITIONAL_VIEW = (function () {
  "use strict";

  /** @typedef {(number | string)[]} Exceptions offset in code points, form, offset, form … */
  /** @typedef {{ forms: string, titles: Record<string, Exceptions> }} Characters by the title's words */
  /** @typedef {{ blocks: Record<string, Exceptions>, words?: Record<string, Exceptions> }} Traditional by the block's id,
      and for what is said about the paper by its words */
  /** @typedef {{ words: string, nodes: [node: Text, words: string][], forms: string[], lang: string | null }} Changed
      what the element said, its nodes with what they said, and what each code point of it became */

  const LANGUAGE = "zh-Hant";
  const BLOCKS = ".paper > :is(h2, h3, h4, h5, h6, p)[id^='L']";
  const AROUND = ".facts > div:not(.layers), .paper > .closing:not(.cite, .apparatus), .paper > :is(.cite, .apparatus) > h2";
  /** Attributes that are shown as words. */
  const SHOWN = /** @type {const} */ ([[".paper [title]:not(button)", "title"], [".paper > .lacuna", "aria-label"]]);
  const CONTENTS = ".md-nav--secondary .md-nav__link[href*='#']";
  const TOPIC = "[data-md-component='header-topic'] .md-ellipsis";

  /** @type {Map<Element, Changed>} */
  const changed = new Map();
  /** @type {Map<string, string>} */
  let table = new Map();
  /** @type {Record<string, Exceptions>} */
  let known = {};
  /** @type {[element: Element, name: string, value: string][]} */
  let attributes = [];
  let title = "";

  /** @param {string} forms 万萬与與… @returns {Map<string, string>} */
  function pairs(forms) {
    const characters = Array.from(forms);
    return new Map(characters.flatMap((each, at) => (at % 2 ? [] : [[each, characters[at + 1] ?? each]])));
  }

  /** @param {string} words @param {Exceptions} exceptions @returns {string[]} what each code point becomes */
  function formsOf(words, exceptions) {
    const forms = Array.from(words, (each) => table.get(each) ?? each);
    for (let at = 0; at < exceptions.length; at += 2) forms[Number(exceptions[at])] = String(exceptions[at + 1]);
    return forms;
  }

  /** @param {string} words one whole thing that is said, and spaces around it @returns {string} */
  function said(words) {
    const exceptions = known[words.trim()];
    if (!exceptions) return formsOf(words, []).join("");
    const [start = "", end = ""] = [/^\s*/, /\s*$/].map((space) => space.exec(words)?.[0]);
    return start + formsOf(words.trim(), exceptions).join("") + end;
  }

  /** @param {Element} element in which each text node says one thing */
  function changeParts(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    /** @type {[Text, string][]} */
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = /** @type {Text} */ (node);
      nodes.push([text, text.data]);
      text.data = said(text.data);
    }
    changed.set(element, { words: "", nodes, forms: [], lang: element.getAttribute("lang") });
    element.setAttribute("lang", LANGUAGE);
  }

  /** @param {string} selector @param {string} name */
  function changeAttributes(selector, name) {
    for (const element of document.querySelectorAll(selector)) {
      const value = element.getAttribute(name) ?? "";
      attributes.push([element, name, value]);
      element.setAttribute(name, value.split("\n").map(said).join("\n"));
    }
  }

  /** @param {Element} element @param {Exceptions} exceptions */
  function change(element, exceptions) {
    const words = element.textContent ?? "";
    const forms = formsOf(words, exceptions);
    /** @type {[Text, string][]} */
    const nodes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = /** @type {Text} */ (node);
      nodes.push([text, text.data]);
      const from = at;
      at += Array.from(text.data).length;
      text.data = forms.slice(from, at).join("");
    }
    changed.set(element, { words, nodes, forms, lang: element.getAttribute("lang") });
    element.setAttribute("lang", LANGUAGE);
  }

  /** @param {Element | null} element which repeats a heading's words @param {Element} heading @param {Exceptions} exceptions */
  function changeLike(element, heading, exceptions) {
    if (element) change(element, element.textContent === textOf(heading) ? exceptions : []);
  }

  /** @param {Characters} characters @param {Traditional} traditional */
  function put(characters, traditional) {
    table = pairs(characters.forms);
    known = { ...characters.titles, ...traditional.words };
    title = document.title;
    const heading = document.querySelector("h1[data-doc]");
    if (heading) {
      const exceptions = characters.titles[textOf(heading)] ?? [];
      change(heading, exceptions);
      changeLike(document.querySelector(TOPIC), heading, exceptions);
      document.title = title.replace(textOf(heading).trim(), () => heading.textContent?.trim() ?? "");
    }
    for (const block of document.querySelectorAll(BLOCKS)) change(block, traditional.blocks[block.id] ?? []);
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(CONTENTS))) {
      const id = decodeURIComponent(link.hash.slice(1));
      const block = document.getElementById(id);
      if (block && changed.has(block)) changeLike(link.firstElementChild, block, traditional.blocks[id] ?? []);
      else if (link.firstElementChild) changeParts(link.firstElementChild);
    }
    document.querySelectorAll(AROUND).forEach(changeParts);
    for (const [selector, name] of SHOWN) changeAttributes(selector, name);
  }

  function take() {
    for (const [element, { nodes, lang }] of changed) {
      for (const [node, words] of nodes) node.data = words;
      if (lang === null) element.removeAttribute("lang");
      else element.setAttribute("lang", lang);
    }
    changed.clear();
    for (const [element, name, value] of attributes) element.setAttribute(name, value);
    attributes = [];
    document.title = title;
  }

  /** @param {Element} block @returns {string} what it says in the paper's own text */
  const textOf = (block) => changed.get(block)?.words ?? block.textContent ?? "";

  /** @param {string[]} from @param {string[]} to what the same code points are there @param {number} offset in `from`
      @returns {number} in `to`, in UTF-16 units too */
  function across(from, to, offset) {
    let [at, there] = [0, 0];
    for (let n = 0; n < from.length && at + (from[n]?.length ?? 0) <= offset; n += 1) {
      at += from[n]?.length ?? 0;
      there += to[n]?.length ?? 0;
    }
    return there;
  }

  /** @param {Element} block @param {number} offset in its text @returns {number} in what is shown */
  function toShown(block, offset) {
    const known = changed.get(block);
    return known ? across(Array.from(known.words), known.forms, offset) : offset;
  }

  /** @param {Element} block @param {number} offset in what is shown @returns {number} in its text */
  function toText(block, offset) {
    const known = changed.get(block);
    return known ? across(known.forms, Array.from(known.words), offset) : offset;
  }

  return { put, take, textOf, toShown, toText };
})();
