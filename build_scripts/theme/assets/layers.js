// @ts-check
/* The switch 简 · 繁 · 原文 -> the page's blocks in the chosen view, in the same elements and under the same ids.
   What a view needs comes from scripts in data/layers/, loaded when it is first asked for. The choice is kept for the
   next page, and stands in the address: ?view=trad, ?view=source. */
(function () {
  "use strict";

  /** @typedef {{ put: () => void, take: () => void }} View */

  const TEXT = "text"; // the view that is in the page
  const KEY = "archive-view";
  const PLACE = /^L[1-9]\d*(?:-\d+)?$/; // L58, L59-18; not apparatus

  const group = /** @type {HTMLElement | null} */ (document.querySelector(".layers [role=group]"));
  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".paper"));
  if (!group || !paper) return;
  const buttons = Array.from(group.querySelectorAll("button"));
  const trouble = group.parentElement?.querySelector("[role=status]");

  /** How each view but the text itself is had.
      @type {Record<string, () => Promise<View>>} */
  const VIEWS = {
    trad: async () => {
      const [characters, traditional] = await Promise.all([
        script("characters", "ARCHIVE_CHARACTERS"),
        script("trad", "ARCHIVE_TRADITIONAL"),
      ]);
      const { put, take } = ARCHIVE_TRADITIONAL_VIEW;
      return { put: () => put(characters, traditional), take };
    },
    source: async () => {
      const layer = await script("source", "ARCHIVE_LAYER");
      return { put: () => ARCHIVE_ORIGINAL_VIEW.put(layer), take: ARCHIVE_ORIGINAL_VIEW.take };
    },
  };

  let wanted = TEXT;
  let shown = TEXT;
  /** @type {View | null} */
  let over = null;
  /** @type {Record<string, Promise<View>>} */
  const loading = {};

  /** @param {string} name which of the group's addresses @param {string} global what the script there sets
      @returns {Promise<any>} */
  function script(name, global) {
    const address = group?.dataset[name] ?? "";
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = () => resolve(/** @type {any} */ (window)[global]);
      element.onerror = () => reject(new Error(`${address} does not load`));
      document.head.append(element);
    });
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

  /** @param {string} name @param {View | null} view none for the text itself */
  function put(name, view) {
    inPlace(() => {
      over?.take();
      over = view;
      view?.put();
      aim();
    });
    shown = name;
    /** @type {HTMLElement} */ (paper).dataset["view"] = name;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === name)));
    tell(name);
  }

  /** @param {string} name put into the address, where a link to this page is copied from */
  function tell(name) {
    const address = new URL(location.href);
    if (name === TEXT) address.searchParams.delete("view");
    else address.searchParams.set("view", name);
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

  /** @param {string} name */
  async function show(name) {
    wanted = name;
    if (trouble) trouble.textContent = "";
    try {
      const load = VIEWS[name];
      const view = load ? await (loading[name] ??= load()) : null;
      if (name === wanted && name !== shown) put(name, view);
    } catch (failure) {
      delete loading[name];
      if (trouble) trouble.textContent = "未能载入";
      console.warn(failure);
    }
    delete document.documentElement.dataset["awaits"]; // set by partials/kept.html
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      guarded(() => localStorage.setItem(KEY, button.value));
      void show(button.value);
    });
  }

  const asked = new URLSearchParams(location.search).get("view") ?? guarded(() => localStorage.getItem(KEY));
  if (asked && Object.hasOwn(VIEWS, asked)) void show(asked);
})();
