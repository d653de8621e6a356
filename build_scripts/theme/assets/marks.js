// @ts-check
/* Marks in the text -> a tooltip that says what is known of the place: under the pointer, on focus, on a tap. Escape, or
   a tap elsewhere, puts it away. A mark that is a link leads to the page that says more: at once by mouse and keyboard;
   a finger is told first, and goes on by the link in the tooltip or by a second tap. Without this script the browser's
   own tooltip shows the same words, and links are links. */
(function () {
  "use strict";

  const GAP = 6; // pixels between the words and the tooltip
  const EDGE = 8; // pixels that stay free at the window's edges
  const AWAY = 250; // milliseconds in which the pointer can cross from the mark into the tooltip
  /** What a tooltip's link is called. @type {Record<string, string>} */
  const PAGES = { term: "术语表", citation: "法规", "note-sign": "编者注" };

  if (!document.querySelector(".mark")) return;

  const tip = document.createElement("div");
  tip.id = "mark-tip";
  tip.className = "mark-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  const words = document.createElement("div");
  const more = document.createElement("a");
  more.className = "mark-more";
  more.tabIndex = -1; // the mark itself is the keyboard's way there
  tip.append(words, more);
  (document.querySelector("main") ?? document.body).append(tip);

  /** @type {HTMLElement | null} */
  let shown = null;
  let leaving = 0;
  let finger = false; // does a finger hold the pointer?

  /** @param {EventTarget | null} target @returns {HTMLElement | null} the innermost mark there */
  function markAt(target) {
    return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".mark")) : null;
  }

  /** @param {EventTarget | null} target @returns {boolean} */
  const inTip = (target) => target instanceof Node && tip.contains(target);

  /** @param {HTMLElement} mark @param {MouseEvent} [pointer] which of its lines to stand at */
  function show(mark, pointer) {
    clearTimeout(leaving);
    if (mark === shown) return;
    hide();
    shown = mark;
    words.textContent = mark.title;
    lead(mark);
    mark.removeAttribute("title"); // or the browser would show it once more
    mark.setAttribute("aria-describedby", tip.id);
    tip.hidden = false;
    place(mark, pointer);
  }

  /** @param {HTMLElement} mark */
  function lead(mark) {
    const link = /** @type {HTMLAnchorElement | null} */ (mark.closest("a.mark"));
    const kind = Object.keys(PAGES).find((each) => link?.classList.contains(each));
    tip.dataset["kind"] = kind ?? "";
    more.hidden = !kind;
    more.textContent = (kind && PAGES[kind]) ?? "";
    if (link) more.href = link.href;
  }

  function hide() {
    clearTimeout(leaving);
    if (!shown) return;
    shown.title = words.textContent ?? "";
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
    if (mark && !finger) show(mark, event);
    else if (inTip(event.target)) clearTimeout(leaving);
    else if (shown && !finger) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markAt(event.target);
    if (mark && !finger) show(mark);
    else if (!mark && !inTip(event.target)) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (!finger && !inTip(event.relatedTarget)) hide();
  });
  for (const type of /** @type {const} */ (["pointerover", "pointerdown"])) {
    document.addEventListener(type, (event) => {
      finger = event.pointerType === "touch";
    });
  }
  document.addEventListener("keydown", (event) => {
    finger = false;
    if (event.key === "Escape") hide();
  });
  document.addEventListener("click", (event) => {
    if (event.target === more) return;
    const mark = markAt(event.target);
    if (!mark) return hide(); // on the tooltip too: it may cover the next mark
    if (finger && mark !== shown && mark.closest("a")) event.preventDefault();
    show(mark, event);
  });
  window.addEventListener("resize", hide);
})();
