// @ts-check
/* Marks in the text -> a tooltip that says what is known of the place: under the pointer, on focus, on a tap. Escape, or
   a tap elsewhere, puts it away. Without this script the browser's own tooltip shows the same words. */
(function () {
  "use strict";

  const GAP = 6; // pixels between the words and the tooltip
  const EDGE = 8; // pixels that stay free at the window's edges
  const AWAY = 250; // milliseconds in which the pointer can cross from the mark into the tooltip

  if (!document.querySelector(".mark")) return;

  const tip = document.createElement("div");
  tip.id = "mark-tip";
  tip.className = "mark-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  (document.querySelector("main") ?? document.body).append(tip);

  /** @type {HTMLElement | null} */
  let shown = null;
  let leaving = 0;

  /** @param {EventTarget | null} target @returns {HTMLElement | null} the innermost mark there */
  function markAt(target) {
    return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".mark")) : null;
  }

  /** @param {HTMLElement} mark @param {MouseEvent} [pointer] which of its lines to stand at */
  function show(mark, pointer) {
    clearTimeout(leaving);
    if (mark === shown) return;
    hide();
    shown = mark;
    tip.textContent = mark.title;
    mark.removeAttribute("title"); // or the browser would show it once more
    mark.setAttribute("aria-describedby", tip.id);
    tip.hidden = false;
    place(mark, pointer);
  }

  function hide() {
    clearTimeout(leaving);
    if (!shown) return;
    shown.title = tip.textContent ?? "";
    shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = window.setTimeout(() => {
      if (shown !== document.activeElement) hide();
    }, AWAY);
  }

  /** @param {HTMLElement} mark @param {MouseEvent} [pointer] */
  function place(mark, pointer) {
    const lines = Array.from(mark.getClientRects());
    const line = lines.find((each) => pointer && each.top <= pointer.clientY && pointer.clientY <= each.bottom) ?? lines[0];
    if (!line) return hide();
    tip.style.left = tip.style.top = "0";
    const { left, top, width, height } = tip.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - EDGE;
    const below = line.bottom + GAP + height <= window.innerHeight;
    tip.style.left = `${Math.max(EDGE, Math.min(line.left, room)) - left}px`;
    tip.style.top = `${(below ? line.bottom + GAP : line.top - GAP - height) - top}px`;
  }

  document.addEventListener("mouseover", (event) => {
    const mark = markAt(event.target);
    if (mark) show(mark, event);
    else if (event.target instanceof Node && tip.contains(event.target)) clearTimeout(leaving);
    else if (shown) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markAt(event.target);
    if (mark) show(mark);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => {
    const mark = markAt(event.target);
    if (mark) show(mark, event);
    else hide(); // on the tooltip too: it may cover the next mark
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  window.addEventListener("resize", hide);
})();
