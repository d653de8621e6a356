// @ts-check
/* An address with `?words=…#L59` -> just these words marked in that block; of long ones they are the beginning, `to` the
   end and `length` how many units there are; `nth` says which of equal ones. The marks change nothing in the page. */
(function () {
  "use strict";

  const MARK = "archive-words";
  const { rangeIn } = ARCHIVE_PASSAGES;
  const { textOf, toShown } = ARCHIVE_TRADITIONAL_VIEW;
  const asked = new URLSearchParams(location.search);
  const words = asked.get("words") ?? "";
  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".paper"));
  if (!paper || !words || !("highlights" in CSS)) return;

  /** @param {string} text @returns {number} where the words begin, the first where there are fewer of them; -1: nowhere */
  function start(text) {
    let at = text.indexOf(words);
    for (let left = Number(asked.get("nth") ?? 0); left > 0 && at >= 0; left -= 1) {
      const next = text.indexOf(words, at + words.length);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** @param {string} text @param {number} from @returns {number} where the words end that begin there */
  function end(text, from) {
    const to = asked.get("to") ?? "";
    const whole = from + Number(asked.get("length"));
    if (to && text.slice(from, whole).endsWith(to)) return whole;
    return Math.max(from + words.length, text.indexOf(to, from) + to.length); // corrected since, or short
  }

  function mark() {
    CSS.highlights.delete(MARK);
    const anchor = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const block = /** @type {HTMLElement | null} */ (anchor?.closest("p, h2, h3, h4, h5") ?? null);
    const text = block ? textOf(block) : "";
    const at = start(text);
    if (!block || at < 0) return; // the words have been corrected since: the block is shown all the same
    CSS.highlights.set(MARK, new Highlight(rangeIn(block, toShown(block, at), toShown(block, end(text, at)))));
  }

  new MutationObserver(mark).observe(paper, { attributeFilter: ["data-view"] }); // another layer, other nodes
  window.addEventListener("hashchange", mark);
  mark();
})();
