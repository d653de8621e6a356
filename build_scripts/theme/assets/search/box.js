// @ts-check
/* The search box of every page -> first results beneath it while one types; on a narrow screen, a sheet over the page.
   Without this script the form leads to the search page, and the button is a link there. */
(function () {
  "use strict";

  const { make, words, counted, facts, found, address, searchFor } = ARCHIVE_RESULTS;
  const LIMIT = 6; // papers
  const LENGTH = 56; // characters of a passage
  const PLACE = /^\s*[^\s:：]+[:：][1-9]\d*(?:-\d+)?\s*$/; // 000:59; not region:江苏

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".search-box"));
  const field = form?.querySelector("input");
  const opener = document.querySelector(".search-open");
  if (!form || !field) return;

  const status = make("p", { class: "search-box__status", role: "status" });
  const list = make("ul", { id: "search-box-list", role: "listbox", "aria-label": "检索结果" });
  const hint = make("p", { class: "search-box__hint" });
  hint.append("多个词用空格隔开，须同在一篇；", make("code", {}, "000:59"), " 这样的处所直达那一段。");
  const keys = make("p", { class: "search-box__keys", "aria-hidden": "true" }, "↑ ↓ 选择　Enter 打开　Esc 收起");
  const panel = make("div", { class: "search-box__panel" }, status, hint, list, keys);
  panel.hidden = true;
  form.append(panel);
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(roles)) field.setAttribute(name, value);

  const early = field.value; // typed before this script was there
  field.value ||= (document.querySelector(".paper") && new URLSearchParams(location.search).get("q")) ?? "";

  let running = new AbortController();
  /** @type {Shown | null} */
  let answer = null;
  let active = ""; // the address of the option chosen by key

  const asked = () => field.value.trim();
  /** @returns {HTMLAnchorElement[]} */
  const options = () => Array.from(list.querySelectorAll("a"));
  const sheet = () => ARCHIVE_SHEET.isUp(form);

  // ---- what is shown

  /** @param {string} href @param {string} kind @param {(string | Node | null)[]} content @returns {HTMLElement} */
  function option(href, kind, ...content) {
    const link = make("a", { role: "option", href, class: kind, tabindex: "-1", "aria-selected": "false" }, ...content);
    return make("li", { role: "presentation" }, link);
  }

  /** @param {ShownResult} result @param {Shown} of @returns {HTMLElement} */
  function paper(result, of) {
    const passage = result.passages[0];
    const head = make("span", { class: "search-box__title" }, ...words(result.title));
    const about = make("small", { class: "search-box__facts" });
    for (const each of facts(result).filter((fact) => fact.className !== "unknown")) about.append(each, " ");
    const count = found(result);
    if (count && of.terms.length) about.append(make("span", { class: "search-box__count" }, count));
    const text = passage ? make("span", { class: "search-box__words" }, ...words(passage.pieces)) : null;
    return option(address(passage?.url ?? result.url, of), "search-box__paper", head, about, text);
  }

  /** @param {HTMLElement[]} made */
  function put(made) {
    list.replaceChildren(...made);
    options().forEach((each, at) => (each.id = `search-box-${at}`));
  }

  /** @param {Shown} shown */
  function show(shown) {
    answer = shown;
    const made = shown.results.map((result) => paper(result, shown));
    if (shown.total) made.push(option(searchFor(shown.query), "search-box__all", `在检索页看全部 ${counted(shown.total)} 篇，按地区、年份等筛选`));
    put(made);
    choose(options().find((each) => each.href === active) ?? (PLACE.test(shown.query) && shown.total === 1 ? options()[0] : undefined));
    say(shown.proved ? told(shown) : "正在核对总数……");
    open();
  }

  /** @param {Shown} shown @returns {string} */
  function told({ total, blocks, notices }) {
    const read = notices.map(({ message }) => message).join("");
    if (!total) return `${read}没有找到。`;
    return `${read}${counted(total)} 篇${blocks ? `，${counted(blocks)} 段` : ""}`;
  }

  /** @param {string} message */
  function say(message) {
    if (status.textContent !== message) status.textContent = message;
  }

  /** @param {HTMLAnchorElement | undefined} link */
  function choose(link) {
    active = link?.href ?? "";
    for (const each of options()) each.setAttribute("aria-selected", String(each === link));
    if (link) field?.setAttribute("aria-activedescendant", link.id);
    else field?.removeAttribute("aria-activedescendant");
    link?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} by */
  function move(by) {
    const all = [undefined, ...options()]; // between the last and the first: none, only what is typed
    const at = all.findIndex((each) => (each?.href ?? "") === active);
    choose(all.at((at + by + all.length) % all.length));
  }

  // ---- asking

  async function search() {
    running.abort();
    const query = asked();
    const mine = (running = new AbortController());
    if (!query) return empty();
    const late = window.setTimeout(() => say("正在检索……"), 300);
    const question = { query, options: { limit: LIMIT, passages: 1 }, length: LENGTH };
    try {
      const lost = await ARCHIVE_PLACED.lost(query);
      if (mine.signal.aborted) return;
      if (lost) return tellLost(lost);
      await ARCHIVE_SEARCH.ask("answers", question, (shown) => {
        clearTimeout(late);
        show(shown);
      }, mine.signal);
      if (answer?.query === query && !answer.total && !mine.signal.aborted) await offer(query, mine.signal);
    } catch (failure) {
      list.replaceChildren();
      open();
      say("未能载入检索的数据。按 Enter 到检索页再试。");
      console.warn(failure);
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {{ words: string, href: string }} lost a place that is in no paper */
  function tellLost({ words, href }) {
    answer = null;
    put([option(href, "search-box__all", words, " 看那一处")]);
    choose(options()[0]);
    say(words);
    open();
  }

  /** @param {string} query that finds nothing @param {AbortSignal} signal */
  async function offer(query, signal) {
    await ARCHIVE_SEARCH.ask("why", { query, facets: {} }, (/** @type {Why} */ { ways }) => {
      const made = ways.map((way) => option(searchFor(way.query), "search-box__all", `改为“${way.query}”：${counted(way.total)} 篇`));
      put(made);
      open();
    }, signal);
  }

  function empty() {
    answer = null;
    list.replaceChildren();
    choose(undefined);
    say("");
    if (sheet()) open();
    else close();
  }

  // ---- open and closed

  function open() {
    if (!sheet() && document.activeElement !== field) return;
    panel.hidden = false;
    hint.hidden = asked() !== "";
    list.hidden = keys.hidden = !list.childElementCount;
    field?.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    panel.hidden = true;
    choose(undefined);
    field?.setAttribute("aria-expanded", "false");
  }

  function lower() {
    ARCHIVE_SHEET.lower(/** @type {Element} */ (form));
    close();
  }

  function begin() {
    if (opener?.getClientRects().length) ARCHIVE_SHEET.raise(/** @type {Element} */ (form));
    if (sheet()) open();
    field?.focus();
    field?.select();
  }

  function leave() {
    const narrow = sheet();
    lower();
    if (narrow) /** @type {HTMLElement} */ (opener).focus();
  }

  // ---- keys, fingers, mouse

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (ARCHIVE_TYPING.composes(event)) return;
    const chosen = options().find((each) => each.href === active);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (panel.hidden && asked()) open();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen && !panel.hidden) {
      chosen.click();
    } else if (event.key === "Escape" && (sheet() || !panel.hidden)) {
      leave();
    } else if (event.key === "Escape" && asked()) {
      /** @type {HTMLInputElement} */ (field).value = "";
    } else if (event.key === "Escape") {
      field?.blur();
    } else return;
    event.preventDefault();
  }

  panel.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  ARCHIVE_TYPING.watch(field, () => void search());
  field.addEventListener("keydown", press);
  field.addEventListener("focus", () => {
    void ARCHIVE_SEARCH.open().catch(console.warn);
    if (answer && answer.query === asked()) open();
    else if (asked()) void search();
  });
  form.addEventListener("submit", () => running.abort());
  form.addEventListener("focusout", (event) => {
    if (!sheet() && !form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  form.querySelector(".search-box__close")?.addEventListener("click", leave);
  opener?.addEventListener("click", (event) => {
    event.preventDefault();
    begin();
  });
  window.matchMedia("(min-width: 60em)").addEventListener("change", lower);
  window.addEventListener("pageshow", lower);
  document.addEventListener("keydown", (event) => {
    const key = ARCHIVE_TYPING.plainKey(event);
    if (key !== "/" && key !== "s") return;
    event.preventDefault();
    begin();
  });
  if (early.trim() && document.activeElement === field) void search();
})();
