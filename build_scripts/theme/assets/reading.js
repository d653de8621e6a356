// @ts-check
/* The form of reading settings -> attributes of the root, which the style sheet reads, kept for the next page
   (partials/kept.html applies them there). And the heading that one reads under, shown below the header. */
(function () {
  "use strict";

  const KEY = "archive-reading";
  const HEADINGS = ".paper > :is(h2, h3, h4, h5)[id]";

  const root = document.documentElement;
  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".paper"));
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form#reading"));
  if (!paper) return;

  /** @param {() => void} act what a browser may forbid */
  function guarded(act) {
    try {
      act();
    } catch (refusal) {
      if (!(refusal instanceof DOMException)) throw refusal;
    }
  }

  /* ---- settings */

  /** @param {HTMLFormElement} settings */
  function take(settings) {
    const fields = /** @type {HTMLInputElement[]} */ (Array.from(settings.elements).filter((each) => each instanceof HTMLInputElement));
    for (const field of fields) field.checked = field.value === (root.getAttribute(`data-${field.name}`) ?? "");
    settings.addEventListener("change", () => {
      const chosen = fields.filter((field) => field.checked);
      inPlace(() => {
        for (const { name, value } of chosen) {
          if (value) root.setAttribute(`data-${name}`, value);
          else root.removeAttribute(`data-${name}`);
        }
      });
      const kept = Object.fromEntries(chosen.filter((field) => field.value).map((field) => [field.name, field.value]));
      guarded(() => localStorage.setItem(KEY, JSON.stringify(kept)));
    });
    settings.addEventListener("submit", (event) => event.preventDefault());
  }

  /** @param {() => void} change made so that what the reader has before their eyes stays there */
  function inPlace(change) {
    const first = Array.from(/** @type {HTMLElement} */ (paper).children).find((each) => each.getBoundingClientRect().bottom > edge());
    const top = first?.getBoundingClientRect().top ?? 0;
    change();
    const by = (first?.getBoundingClientRect().top ?? 0) - top;
    if (by) window.scrollBy({ top: by, behavior: "instant" });
  }

  /* ---- the heading one reads under */

  const headings = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(HEADINGS)));
  const after = paper.querySelector(":scope > section"); // notes and the rest: no part of the paper's text
  const bar = document.createElement("nav");
  bar.className = "reading-under";
  bar.setAttribute("aria-label", "所在章节");
  bar.hidden = true;
  let under = -1;
  let waiting = false;

  /** @returns {number} below which the page shows */
  const edge = () => document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;

  /** @returns {number} the last heading that is out of sight, above the window or behind the bar; -1: none */
  function passed() {
    const top = edge() + bar.offsetHeight;
    let [from, to] = [0, headings.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((headings[middle]?.getBoundingClientRect().bottom ?? 0) <= top) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }

  /** @param {number} at @returns {HTMLElement[]} the heading, and the one above it */
  function chain(at) {
    const last = headings[at];
    if (!last) return [];
    const above = headings.slice(0, at).reverse().find((each) => each.tagName < last.tagName);
    return above ? [above, last] : [last];
  }

  function tell() {
    const links = chain(under).map((heading) => {
      const link = document.createElement("a");
      link.href = `#${heading.id}`;
      link.textContent = heading.textContent;
      if (heading.lang) link.lang = heading.lang;
      return link;
    });
    bar.replaceChildren(...links);
    bar.hidden = links.length === 0;
  }

  function follow() {
    waiting = false;
    const end = after ? after.getBoundingClientRect().top : Infinity;
    const now = end <= edge() + bar.offsetHeight ? -1 : passed();
    if (now === under) return;
    under = now;
    tell();
  }

  function soon() {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }

  if (form) take(form);
  if (headings.length) {
    paper.parentElement?.before(bar);
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    new MutationObserver(tell).observe(paper, { attributeFilter: ["data-view"] }); // another view, other words
    follow();
  }

  /* ---- the address on a printed sheet */

  const address = document.querySelector(".sheet-address");
  if (address && !address.textContent && location.protocol.startsWith("http")) {
    address.textContent = location.origin + location.pathname;
  }
})();
