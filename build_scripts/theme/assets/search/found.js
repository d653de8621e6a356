// @ts-check
/* A page opened from a search (`?q=…#L59`) -> every occurrence marked, without a change in the page, and a bar to go from
   one to the next: n and N, Escape to end. */
(function () {
  "use strict";

  const { make, counted, searchFor } = ARCHIVE_RESULTS;
  const { BLOCKS, rangeIn } = ARCHIVE_PASSAGES;
  const [ALL, ONE] = ["archive-found", "archive-found-one"];
  const STUCK = 40; // pixels
  const POPUPS = ":is(.mark-tip, .place-menu, .grounds):not([hidden])"; // which Escape closes first

  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".paper"));
  const query = new URLSearchParams(location.search).get("q") ?? "";
  if (!paper || !query) return;

  /** @type {Range[]} */
  let ranges = [];
  let at = -1;
  let round = 0; // of marking: only the last one counts
  const status = make("span", { role: "status" });
  const [back, on, end] = [button("上一处", "N"), button("下一处", "n"), button("清除标记", "Escape")];
  const again = make("a", { href: searchFor(query) }, `“${query}”`);
  const bar = make("div", { class: "found-bar", role: "region", "aria-label": "检索所得" }, again, status, back, on, end);

  /** @param {string} label @param {string} key @returns {HTMLButtonElement} */
  function button(label, key) {
    const words = { type: "button", "aria-label": label, "aria-keyshortcuts": key, title: `${label}（${key === "Escape" ? "Esc" : key}）` };
    return make("button", words);
  }

  /** @returns {HTMLElement[]} the title, and every block */
  function blocks() {
    const title = /** @type {HTMLElement | null} */ (document.querySelector("h1[data-doc]"));
    const held = /** @type {HTMLElement[]} */ (Array.from(/** @type {HTMLElement} */ (paper).querySelectorAll(BLOCKS)));
    return title ? [title, ...held] : held;
  }

  /** @param {TermMark[]} marks @returns {[number, number][]} stretches; those that overlap are one */
  function merged(marks) {
    /** @type {[number, number][]} */
    const made = [];
    for (const { start, end: until } of marks) {
      const last = made.at(-1);
      if (last && start < last[1]) last[1] = Math.max(last[1], until);
      else made.push([start, until]);
    }
    return made;
  }

  async function mark() {
    const held = blocks();
    const texts = held.map((block) => block.textContent ?? "");
    const mine = ++round;
    await ARCHIVE_SEARCH.ask("marks", { query, texts }, (/** @type {TermMark[][]} */ marks) => {
      if (mine !== round) return;
      ranges = held.flatMap((block, index) => merged(marks[index] ?? []).map(([from, to]) => rangeIn(block, from, to)));
      at = Math.min(at, ranges.length - 1);
      paint();
    });
  }

  function paint() {
    if ("highlights" in CSS) {
      CSS.highlights.set(ALL, new Highlight(...ranges));
      const one = new Highlight(...ranges.slice(at, at + 1).filter(() => at >= 0));
      one.priority = 1;
      CSS.highlights.set(ONE, one);
    }
    const where = at < 0 ? `${counted(ranges.length)} 处` : `第 ${counted(at + 1)} 处，共 ${counted(ranges.length)} 处`;
    status.textContent = ranges.length ? where : "这一页没有";
    back.disabled = on.disabled = !ranges.length;
  }

  /** @returns {number} the occurrence that the address names the block of, or the first one after it; -1: none */
  function named() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !location.hash) return -1;
    const block = target.closest(BLOCKS) ?? target;
    return ranges.findIndex((range) => range.comparePoint(block, 0) <= 0);
  }

  /** @returns {number} where text begins to be in sight: below the header and what may stick to it */
  const edge = () => (document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0) + STUCK;

  /** @returns {number} the first occurrence from the top of the window on */
  function ahead() {
    const top = edge();
    const next = ranges.findIndex((range) => range.getBoundingClientRect().top >= top);
    return next < 0 ? 0 : next;
  }

  /** @param {number} index */
  function go(index) {
    if (!ranges.length) return;
    at = (index + ranges.length) % ranges.length;
    paint();
    const range = /** @type {Range} */ (ranges[at]);
    const { top, bottom } = range.getBoundingClientRect();
    const room = window.innerHeight - bar.getBoundingClientRect().height * 2;
    if (top < edge() || bottom > room) window.scrollBy({ top: top - (edge() + room) / 2.5, behavior: "instant" });
    if (!("highlights" in CSS)) document.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  const next = () => go(at < 0 ? ahead() : at + 1);
  const previous = () => go(at < 0 ? ahead() - 1 : at - 1);

  function clear() {
    round++;
    bar.remove();
    watching.disconnect();
    window.removeEventListener("keydown", press, true);
    if ("highlights" in CSS) [ALL, ONE].forEach((name) => CSS.highlights.delete(name));
    const address = new URL(location.href);
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const key = ARCHIVE_TYPING.plainKey(event);
    if (key === "n") next();
    else if (key === "N") previous();
    else if (key === "Escape" && !document.querySelector(POPUPS)) clear();
    else return;
    event.preventDefault();
  }

  const watching = new MutationObserver(() => void mark()); // another layer, other nodes
  watching.observe(paper, { attributeFilter: ["data-view"] });
  back.addEventListener("click", previous);
  on.addEventListener("click", next);
  end.addEventListener("click", clear);
  window.addEventListener("keydown", press, true);
  document.body.append(bar);
  status.textContent = "正在标出……";
  mark().then(
    () => named() >= 0 && go(named()),
    (failure) => {
      status.textContent = "未能载入检索的数据";
      console.warn(failure);
    },
  );
})();
