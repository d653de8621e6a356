// @ts-check
/* The search page: what is asked, in the field and by facets -> the address, and the papers found with their passages. */
(function () {
  "use strict";

  const { make, counted, paper } = ARCHIVE_RESULTS;
  const { FACETS, read, put, note, visit } = ARCHIVE_STATE;
  const STEP = 20; // papers shown at once
  const MOST = 200; // papers shown again when one comes back
  const NARROW = window.matchMedia("(max-width: 59.984375em)");

  /** @template {HTMLElement} T @param {string} selector @returns {T} */
  const part = (selector) => /** @type {T} */ (document.querySelector(`.search-page ${selector}`));

  const field = /** @type {HTMLInputElement} */ (part(".search-form input"));
  const form = /** @type {HTMLFormElement} */ (field.form);
  const [status, notices, chosen, list, more, aid, outcome] = [
    part(".search-count"), part(".search-notices"), part(".search-chosen"), part(".search-results"),
    part(".search-more"), part(".search-aid"), part(".search-outcome"),
  ];
  const drawer = /** @type {HTMLDetailsElement} */ (part(".search-facets"));
  const boxes = part(".search-facets__lists");
  const collapse = /** @type {HTMLInputElement} */ (part(".search-collapse input"));
  const help = /** @type {HTMLDetailsElement} */ (document.querySelector(".search-help"));

  let state = read();
  let running = new AbortController();
  let length = STEP; // papers asked for

  // ---- the answer

  /** @param {Shown} answer */
  function show(answer) {
    outcome.hidden = false;
    outcome.removeAttribute("aria-busy");
    aid.replaceChildren();
    notices.replaceChildren(...answer.notices.map(({ message }) => make("li", {}, message)));
    list.replaceChildren(...answer.results.map((result) => paper(result, answer)));
    if (!answer.proved) return say("正在核对总数……");
    say(told(answer));
    offerMore(answer);
    ARCHIVE_FACETS.draw(boxes, answer.facets, state.facets);
    drawer.hidden = !answer.total && !isNarrowed();
    if (!answer.total && !isAtRest()) explain(answer);
    else if (answer.results.length) goBack();
  }

  /** @param {Shown} answer @returns {string} */
  function told({ total, blocks, documents }) {
    if (isAtRest()) return `全部 ${counted(total)} 篇。输入字词，或从地区、年份等选起：`;
    if (!total) return isNarrowed() ? "在所选的筛选之内没有找到。" : `全部 ${counted(documents)} 篇里没有找到。`;
    return `找到 ${counted(total)} 篇${blocks ? `，${counted(blocks)} 段` : ""}`;
  }

  /** @param {string} message */
  function say(message) {
    if (status.textContent !== message) status.textContent = message;
  }

  /** @param {Shown} answer */
  function offerMore({ total }) {
    const rest = total - list.childElementCount;
    more.hidden = rest <= 0 || isAtRest();
    more.textContent = `再看 ${counted(Math.min(STEP, rest))} 篇（还有 ${counted(rest)} 篇）`;
  }

  async function showMore() {
    const offset = list.childElementCount;
    const show = (/** @type {Shown} */ answer) => {
      if (!answer.proved || list.childElementCount !== offset) return;
      list.append(...answer.results.map((result) => paper(result, answer)));
      list.children[offset]?.querySelector("a")?.focus({ preventScroll: true });
      length = list.childElementCount;
      note({ length });
      offerMore(answer);
    };
    await ask({ limit: STEP, offset }, show).catch((failure) => {
      say("未能载入，请再试。");
      console.warn(failure);
    });
  }

  function showChosen() {
    const made = FACETS.flatMap(([facet, name]) =>
      state.facets[facet].map((value) => {
        const label = facet === "certainty" || facet === "source" ? "" : `${name}：`;
        const words = `${label}${ARCHIVE_FACETS.label(facet, value)}`;
        const button = make("button", { type: "button", "aria-label": `去掉筛选 ${words}` }, words);
        button.addEventListener("click", () => choose(facet, value, false));
        return make("li", {}, button);
      }),
    );
    chosen.replaceChildren(...made);
    part(".search-facets > summary").textContent = made.length ? `筛选（${made.length}）` : isAtRest() ? "按地区、年份等浏览" : "筛选";
  }

  const isNarrowed = () => Object.values(state.facets).some((values) => values.length);
  /** Is nothing asked, neither by words nor by facets? Then the facets are offered, and no paper. */
  const isAtRest = () => !state.query.trim() && !isNarrowed();

  /** @param {Shown} answer that is empty */
  function explain({ query, terms }) {
    const show = (/** @type {Why} */ why) => aid.replaceChildren(...ARCHIVE_EMPTY.explained(query, terms, why, widen));
    ARCHIVE_SEARCH.ask("why", { query, facets: state.facets }, show, running.signal).catch(console.warn);
  }

  function widen() {
    for (const [facet] of FACETS) state.facets[facet] = [];
    go(false);
    field.focus();
  }

  // ---- asking

  /** @param {Options} options @param {(answer: Shown) => void} take @returns {Promise<void>} */
  function ask(options, take) {
    const question = { query: state.query, options: { ...options, facets: state.facets, collapse: state.collapse } };
    return ARCHIVE_SEARCH.ask("answers", question, take, running.signal);
  }

  async function search() {
    running.abort();
    const mine = (running = new AbortController());
    showChosen();
    outcome.classList.toggle("search-outcome--rest", isAtRest());
    if (isAtRest()) help.open = true;
    outcome.setAttribute("aria-busy", "true");
    const late = window.setTimeout(() => say("正在检索……"), 300);
    try {
      await ask({ limit: isAtRest() ? 0 : length }, (answer) => {
        clearTimeout(late);
        show(answer);
      });
    } catch (failure) {
      if (mine.signal.aborted) return;
      say("未能载入检索的数据，请检查网络后再试。");
      console.warn(failure);
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {boolean} typing */
  function go(typing) {
    length = STEP;
    put(state, typing);
    entitle();
    void search();
  }

  /** @param {FacetName} facet @param {string} value @param {boolean} wanted */
  function choose(facet, value, wanted) {
    const others = state.facets[facet].filter((each) => each !== value);
    state.facets[facet] = wanted ? [...others, value] : others;
    go(false);
  }

  // ---- the history

  const name = document.title;

  function entitle() {
    document.title = state.query ? `${state.query} - ${name}` : name;
  }

  /** To where one was, once, when a step of the history is taken up again. */
  function goBack() {
    const { top } = visit();
    if (top === undefined) return;
    window.scrollTo({ top, behavior: "instant" });
    history.replaceState({ ...visit(), top: undefined }, "");
  }

  function takeUp() {
    state = read();
    field.value = state.query;
    collapse.checked = state.collapse;
    length = Math.min(visit().length ?? STEP, MOST);
    entitle();
    void search();
  }

  // ---- what one does

  ARCHIVE_TYPING.watch(field, () => {
    if (field.value === state.query) return;
    state.query = field.value;
    go(true);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    state.query = field.value;
    go(false);
    if (NARROW.matches) field.blur(); // the keyboard of a telephone gives way to the results
  });
  field.addEventListener("change", () => note({ typing: false }));
  boxes.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    choose(/** @type {FacetName} */ (box.name), box.value, box.checked);
  });
  collapse.addEventListener("change", () => {
    state.collapse = collapse.checked;
    go(false);
  });
  more.addEventListener("click", () => void showMore());
  window.addEventListener("popstate", takeUp);
  window.addEventListener("pagehide", () => note({ top: window.scrollY, typing: false }));
  document.addEventListener("keydown", (event) => {
    const key = ARCHIVE_TYPING.plainKey(event);
    if (key !== "/" && key !== "s") return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  const fold = () => (drawer.open = !NARROW.matches);
  NARROW.addEventListener("change", fold);
  fold();
  part(".search-live").hidden = false;
  void ARCHIVE_SEARCH.open().catch(console.warn);
  const early = field.value; // typed before this script was there
  takeUp();
  if (early && early !== state.query) {
    field.value = state.query = early;
    go(true);
  }
  help.open = isAtRest();
  if (!state.query && !NARROW.matches) field.focus();
})();
