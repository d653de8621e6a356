// @ts-check
/* The button of the section 异文 -> the words that other papers have too are marked, without a change in the page. */
(function () {
  "use strict";

  const MARK = "archive-parallel";
  const STRETCH = /^(L[\d-]+):(\d+)-(\d+)$/; // L59-18:0-24
  const { rangeIn } = ARCHIVE_PASSAGES;
  const { textOf, toShown } = ARCHIVE_TRADITIONAL_VIEW;
  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".paper"));
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".witnesses .shared-words"));
  const button = line?.querySelector("button");
  if (!paper || !line || !button || !("highlights" in CSS) || !line.dataset["stretches"]) return;

  const stretches = line.dataset["stretches"].split(" ").flatMap((each) => {
    const found = STRETCH.exec(each);
    return found ? [{ anchor: found[1] ?? "", start: Number(found[2]), end: Number(found[3]) }] : [];
  });
  let on = false;

  /** @param {string} text @param {number} points @returns {number} so many code points of the text in UTF-16 units */
  const units = (text, points) => Array.from(text).slice(0, points).join("").length;

  function mark() {
    CSS.highlights.delete(MARK);
    if (!on) return;
    const ranges = stretches.flatMap(({ anchor, start, end }) => {
      const block = document.getElementById(anchor);
      if (!block) return [];
      const text = textOf(block);
      return [rangeIn(block, toShown(block, units(text, start)), toShown(block, units(text, end)))];
    });
    CSS.highlights.set(MARK, new Highlight(...ranges));
  }

  line.hidden = false;
  button.addEventListener("click", () => {
    on = !on;
    button.setAttribute("aria-pressed", String(on));
    mark();
  });
  new MutationObserver(mark).observe(paper, { attributeFilter: ["data-view"] }); // another layer, other nodes
})();
