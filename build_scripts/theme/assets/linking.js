// @ts-check
/* A block's permanent link, or words selected in one -> a menu of what can be copied of them (passages.js, citing.js). */
(function () {
  "use strict";

  const GAP = 6; // pixels between the menu and what it belongs to
  const STILL = 350; // milliseconds after which a selection is taken to be made

  const { BLOCKS, blockOf, whole, chosenIn } = ARCHIVE_PASSAGES;
  const { ACTIONS, copy } = ARCHIVE_CITING;
  /** @typedef {ReturnType<typeof whole>} Passage */

  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".paper"));
  if (!paper) return;

  const menu = document.createElement("div");
  menu.className = "place-menu";
  menu.setAttribute("role", "menu");
  menu.hidden = true;
  const title = document.createElement("span");
  title.className = "place-menu-title";
  const status = document.createElement("span");
  status.className = "place-menu-status";
  status.setAttribute("role", "status");
  const buttons = ACTIONS.map(([label, compose]) => {
    const item = document.createElement("button");
    item.type = "button";
    item.setAttribute("role", "menuitem");
    item.tabIndex = -1;
    item.textContent = label;
    item.addEventListener("click", () => void give(compose));
    return item;
  });
  const check = document.createElement("a"); // to where else these words stand (assets/verify/)
  check.setAttribute("role", "menuitem");
  check.tabIndex = -1;
  check.textContent = "核对引文";
  /** @type {HTMLElement[]} */
  const items = [...buttons.slice(0, -1), check, ...buttons.slice(-1)];
  menu.append(title, ...items);
  (document.querySelector("main") ?? document.body).append(menu, status); // inside a landmark

  /** @type {Passage | null} */
  let passage = null;
  /** @type {HTMLElement | null} */
  let opener = null;

  /** @param {(passage: Passage) => string} compose */
  async function give(compose) {
    if (!passage) return;
    const done = await copy(compose(passage));
    close(true);
    say(done ? "已复制" : "未能复制，请手动选取");
  }

  /** @param {string} words */
  function say(words) {
    status.textContent = words;
    window.setTimeout(() => (status.textContent = ""), 2500);
  }

  /** @param {Passage} what @param {DOMRect} at */
  function open(what, at) {
    passage = what;
    title.textContent = what.place;
    check.href = `${ARCHIVE_SEARCH.root}verify.html#text=${encodeURIComponent(what.text)}`;
    menu.setAttribute("aria-label", what.chosen ? `所选文字，${what.place}` : what.place);
    menu.hidden = false;
    const { width, height } = menu.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - GAP;
    const above = at.bottom + GAP + height > window.innerHeight;
    menu.style.left = `${window.scrollX + Math.max(GAP, Math.min(at.left, room))}px`;
    menu.style.top = `${window.scrollY + (above ? at.top - GAP - height : at.bottom + GAP)}px`;
  }

  /** @param {boolean} back whether the focus returns to where it was */
  function close(back) {
    if (menu.hidden) return;
    menu.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    if (back) opener?.focus();
    opener = null;
  }

  /** @param {number} by */
  function move(by) {
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    items.at((at + by + items.length) % items.length)?.focus();
  }

  for (const trigger of /** @type {NodeListOf<HTMLElement>} */ (paper.querySelectorAll(`${BLOCKS} > .permalink`))) {
    trigger.setAttribute("aria-haspopup", "menu");
    trigger.setAttribute("aria-expanded", "false");
    trigger.addEventListener("click", (event) => {
      const block = trigger.parentElement;
      if (!block || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault(); // the address is set all the same, and nothing scrolls away under the menu
      close(false);
      if (location.hash.slice(1) !== block.id) aim(block.id);
      opener = trigger;
      trigger.setAttribute("aria-expanded", "true");
      open(whole(block), trigger.getBoundingClientRect());
      items[0]?.focus({ preventScroll: true });
    });
  }

  /** @param {string} id set as the address's hash, the page staying where it is */
  function aim(id) {
    const { scrollX, scrollY } = window;
    location.hash = id;
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  }

  menu.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowRight") move(1);
    else if (event.key === "ArrowUp" || event.key === "ArrowLeft") move(-1);
    else if (event.key === "Tab") close(true);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close(false);
  });
  menu.addEventListener("pointerdown", (event) => event.preventDefault()); // or the selection would be gone

  function offer() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount !== 1) return;
    const range = selection.getRangeAt(0);
    const block = blockOf(range.startContainer);
    if (!block || block !== blockOf(range.endContainer) || paper?.dataset["view"] === "source") return;
    const what = chosenIn(block, range);
    if (what.words.trim() === "") return;
    opener = null;
    open(what, Array.from(range.getClientRects()).at(-1) ?? range.getBoundingClientRect());
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    if (opener === null && document.getSelection()?.isCollapsed) close(false);
    waiting = window.setTimeout(offer, STILL);
  });
})();
