// @ts-check
/* A passage -> its link, its words with their source, a citation in three forms, a row for the curator; and the box in
   which the whole paper's citations can be copied. Other scripts of the page use `ARCHIVE_CITING`. */
var ARCHIVE_CITING = (function () {
  "use strict";

  /** @typedef {{ place: string, anchor: string, words: string, text: string, chosen: boolean, nth: number,
      reading: { local: string, before: string } }} Passage */
  /** @typedef {{ gbt: string[], bibtex: string[], csl: Record<string, unknown> }} Forms */

  const LONG = 40; // characters of words that an address carries whole; of longer ones it carries both ends
  const END = 16;

  const box = /** @type {HTMLElement | null} */ (document.querySelector(".cite-forms"));
  const identity = document.querySelector("h1[data-doc]")?.getAttribute("data-doc") ?? "";
  const source = identity.split("-")[0] ?? "";
  const forms = /** @type {Forms} */ (JSON.parse(box?.dataset["forms"] ?? '{"gbt": [], "bibtex": [], "csl": {}}'));

  /** @param {string} hash @param {Record<string, string>} [query] @returns {string} empty where there is no address that
      others could open */
  function address(hash, query = {}) {
    if (!location.protocol.startsWith("http")) return "";
    const made = new URL(location.pathname, location.origin);
    for (const [name, value] of Object.entries(query)) made.searchParams.set(name, value);
    made.hash = hash;
    return made.href;
  }

  /** @returns {string} 2026-11-22, where the reader is */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  /** @param {string[]} parts words, and at every second position the name of a gap @param {Record<string, string>} gaps */
  const filled = (parts, gaps) => parts.map((part, at) => (at % 2 ? (gaps[part] ?? "") : part)).join("");

  /** @param {string} place @param {string} link @returns {string} */
  function citation(place, link) {
    return filled(forms.gbt, { place, day: today(), address: link }).replace(/ \.$/, "");
  }

  /** @param {string} place @param {string} link @returns {string} */
  const bibtex = (place, link) =>
    filled(forms.bibtex, { place, day: today(), address: link }).replace(/^ +\w+ = \{\},\n/gm, "");

  /** @param {string} place @param {string} link @returns {string} */
  function csl(place, link) {
    const accessed = { "date-parts": [today().split("-").map(Number)] };
    return JSON.stringify([{ ...forms.csl, archive_location: place, ...(link && { URL: link }), accessed }], null, 2);
  }

  /** @param {Passage} passage @returns {string} the address of the block, or of the words in it */
  function link({ anchor, text, chosen, nth }) {
    if (!chosen) return address(anchor);
    const points = Array.from(text);
    /** @type {Record<string, string>} */
    const query = points.length > LONG
      ? { words: points.slice(0, END).join(""), to: points.slice(-END).join(""), length: String(text.length) }
      : { words: text };
    return address(anchor, nth ? { ...query, nth: String(nth) } : query);
  }

  /** @param {Passage} passage */
  const quotation = (passage) => `“${passage.words}”（${citation(passage.place, link(passage))}）`;

  /** @param {Passage} passage @returns {string} JSON strings are YAML strings too */
  function correction({ reading }) {
    const before = JSON.stringify(reading.before);
    return `# seeds/${source}.yml\nreadings:\n  - {at: "${reading.local}", before: ${before}, after: ${before}, why: ""}\n`;
  }

  /** @type {[label: string, words: (passage: Passage) => string][]} */
  const ACTIONS = [
    ["复制链接", (passage) => link(passage) || passage.place],
    ["复制引文", quotation],
    ["复制出处", (passage) => citation(passage.place, link(passage))],
    ["报错", correction],
  ];

  /** @param {string} words @returns {Promise<boolean>} */
  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return copyByHand(words); // no secure context, or forbidden
    }
  }

  /** @param {string} words @returns {boolean} */
  function copyByHand(words) {
    const area = document.createElement("textarea");
    area.value = words;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  /* ---- the box */

  /** @param {HTMLElement} holder */
  function furnish(holder) {
    const place = identity.replace("-", ":");
    /** @type {[label: string, form: (place: string, link: string) => string][]} */
    const kinds = [["GB/T 7714", citation], ["BibTeX", bibtex], ["CSL-JSON", csl]];
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    for (const [label, form] of kinds) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `复制 ${label}`;
      button.addEventListener("click", async () => {
        status.textContent = (await copy(form(place, address("")))) ? `已复制 ${label}` : "未能复制";
      });
      holder.append(button);
    }
    holder.append(status);
    holder.hidden = false;
  }

  if (box) furnish(box);
  return { ACTIONS, copy };
})();
