// @ts-check
/* The words of certainty in a page's head -> the argument, opened below them: by mouse, keyboard and finger. Escape, a
   press elsewhere or leaving it by Tab closes it. Following a clue shows its words in the paragraph. Without this script
   the same links lead to the section at the end of the page, which holds the same words. */
(function () {
  "use strict";

  const GAP = 6; // pixels between the fact and what opens below it

  /** @type {HTMLElement | null} */
  const paper = document.querySelector(".paper");
  /** @type {HTMLElement | null} */
  const facts = document.querySelector(".facts");
  if (!paper || !facts) return;

  /** @type {{ panel: HTMLElement, trigger: HTMLElement } | null} */
  let opened = null;

  /** @param {HTMLAnchorElement} trigger @returns {HTMLElement | null} the section that argues for the fact */
  function section(trigger) {
    return document.getElementById(trigger.hash.slice(1));
  }

  /** @param {HTMLElement} from @returns {HTMLElement} the same content, without ids, which stand once on a page */
  function panelOf(from) {
    const panel = document.createElement("div");
    panel.id = "grounds";
    panel.className = "grounds";
    panel.setAttribute("role", "dialog");
    panel.tabIndex = -1;
    panel.append(closer(), ...Array.from(from.childNodes, (node) => node.cloneNode(true)));
    panel.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    const heading = panel.querySelector(".fact");
    const name = document.createElement("p"); // a heading up here would belong to the paper's own
    name.id = "grounds-name";
    name.className = "fact";
    name.append(...(heading?.childNodes ?? []));
    heading?.replaceWith(name);
    panel.setAttribute("aria-labelledby", name.id);
    return panel;
  }

  /** @returns {HTMLButtonElement} */
  function closer() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = "×";
    button.setAttribute("aria-label", "关闭");
    button.addEventListener("click", () => close(true));
    return button;
  }

  /** @param {HTMLAnchorElement} trigger */
  function open(trigger) {
    const from = section(trigger);
    if (!from || !paper || !facts) return;
    close(false);
    const panel = panelOf(from);
    facts.after(panel);
    const row = (trigger.closest(".facts > div") ?? trigger).getBoundingClientRect();
    panel.style.top = `${row.bottom + GAP - paper.getBoundingClientRect().top}px`;
    trigger.setAttribute("aria-expanded", "true");
    trigger.setAttribute("aria-controls", panel.id);
    opened = { panel, trigger };
    panel.focus({ preventScroll: true });
  }

  /** @param {boolean} back does the focus return to where it came from? */
  function close(back) {
    if (!opened) return;
    const { panel, trigger } = opened;
    opened = null;
    trigger.setAttribute("aria-expanded", "false");
    trigger.removeAttribute("aria-controls");
    panel.remove();
    if (back) trigger.focus();
  }

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const triggers = facts.querySelectorAll("a.certainty");
  for (const trigger of triggers) {
    if (!section(trigger)) continue;
    trigger.setAttribute("role", "button");
    trigger.setAttribute("aria-haspopup", "dialog");
    trigger.setAttribute("aria-expanded", "false");
    trigger.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (opened?.trigger === trigger) close(true);
      else open(trigger);
    });
    trigger.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      trigger.click();
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = /** @type {HTMLAnchorElement | null} */ (target?.closest(".clues a[data-words]") ?? null);
    if (link) show(link);
    if (target?.closest(".facts a.certainty")) return;
    if (!opened?.panel.contains(target) || target?.closest("a[href]")) close(false);
  });
  document.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (!opened || !(next instanceof Node) || !(event.target instanceof Node)) return;
    if (opened.panel.contains(event.target) && !opened.panel.contains(next) && next !== opened.trigger) close(false);
  });

  /** @param {HTMLAnchorElement} link shows its words, where the browser can mark a stretch without changing the page */
  function show(link) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("clue");
    const block = document.getElementById(link.hash.slice(1));
    if (!block || paper?.dataset["view"] === "source") return;
    const pairs = (link.dataset["words"] ?? "").split(" ").map((pair) => pair.split("-").map(Number));
    const ranges = pairs.map(([start, end]) => rangeOf(block, start ?? 0, end ?? 0)).filter((range) => range !== null);
    CSS.highlights.set("clue", new Highlight(...ranges));
  }

  /** @param {Element} block @param {number} start @param {number} end in code points @returns {Range | null} */
  function rangeOf(block, start, end) {
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const marks = Array.from(node.nodeValue ?? "");
      const units = (/** @type {number} */ count) => marks.slice(0, count).join("").length;
      if (at <= start && start < at + marks.length) range.setStart(node, units(start - at));
      if (at < end && end <= at + marks.length) {
        range.setEnd(node, units(end - at));
        return range;
      }
      at += marks.length;
    }
    return null;
  }
})();
