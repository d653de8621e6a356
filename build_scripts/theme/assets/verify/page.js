// @ts-check
/* The page that checks a quotation: what is pasted, or stands behind `#text=` in the address -> what the archive has of it. */
(function () {
  "use strict";

  const PAUSE = 400; // milliseconds without a key
  const LATE = 250; // milliseconds after which one is told that it goes on
  const NAME = "text";
  const LONGEST = 20_000; // characters that an address carries
  const HALVES = /\p{Cs}/gu; // of characters: no address can carry them

  /** @template {HTMLElement} T @param {string} selector @returns {T} */
  const part = (selector) => /** @type {T} */ (document.querySelector(`.verify-page ${selector}`));

  const field = /** @type {HTMLTextAreaElement} */ (part("textarea"));
  const form = /** @type {HTMLFormElement} */ (field.form);
  const progress = /** @type {HTMLProgressElement} */ (part("progress"));
  const [told, outcome, share] = [part(".verify-told"), part(".verify-outcome"), part(".verify-share")];
  const [going, stop] = [part(".verify-going"), part(".verify-stop")];

  let running = new AbortController();
  let checked = ""; // the text that is told about, or asked about

  /** @param {string} message */
  function say(message) {
    if (told.textContent !== message) told.textContent = message;
  }

  /** @param {Checked} answer @param {string} text */
  function show(answer, text) {
    if (!answer.proved) {
      progress.value = answer.done;
      return;
    }
    say(ARCHIVE_QUOTE_TOLD.verdict(answer, text));
    outcome.replaceChildren(...(answer.length ? ARCHIVE_QUOTE_TOLD.outcome(answer, text) : []));
    outcome.hidden = !answer.length;
  }

  async function check() {
    const text = field.value.replace(HALVES, "");
    running.abort();
    const { signal } = (running = new AbortController());
    checked = text;
    note(text);
    outcome.hidden = true;
    if (!text.trim()) return rest("");
    const late = window.setTimeout(() => {
      say("正在核对……");
      going.hidden = false;
    }, LATE);
    try {
      await ARCHIVE_SEARCH.ask("quote", { text, options: {} }, (answer) => {
        if (answer.proved) clearTimeout(late); // or it would come between the answer and the end, and stay
        show(answer, text);
      }, signal);
    } catch (failure) {
      if (signal.aborted) return;
      say("未能载入核对所需的数据，请检查网络后再试。");
      console.warn(failure);
    } finally {
      clearTimeout(late);
      if (!signal.aborted) rest(told.textContent ?? "");
    }
  }

  /** @param {string} message */
  function rest(message) {
    say(message);
    going.hidden = true;
    progress.removeAttribute("value");
  }

  // ---- the address

  /** @param {string} text stands in the address, for whoever it is given to */
  function note(text) {
    const carried = text.trim() !== "" && text.length <= LONGEST;
    share.hidden = !carried;
    const [page = ""] = location.href.split("#");
    history.replaceState(history.state, "", carried ? `${page}#${NAME}=${encodeURIComponent(text)}` : page);
  }

  /** @returns {string} what the address carries */
  function carried() {
    const [, name, value] = /^#(\w+)=(.*)$/su.exec(location.hash) ?? [];
    if (name !== NAME || value === undefined) return "";
    try {
      return decodeURIComponent(value);
    } catch (trouble) {
      if (trouble instanceof URIError) return value;
      throw trouble;
    }
  }

  function takeUp() {
    const text = carried();
    if (!text || text === checked) return;
    field.value = text;
    void check();
  }

  // ---- what one does

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => field.value !== checked && void check(), PAUSE);
  };
  const now = () => {
    clearTimeout(waiting);
    void check();
  };
  field.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) soon();
  });
  field.addEventListener("compositionend", soon);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) now();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
  });
  stop.addEventListener("click", () => {
    running.abort();
    rest("已停止。");
    field.focus();
  });
  form.addEventListener("reset", () => {
    field.value = "";
    now();
    field.focus();
  });
  share.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      share.textContent = "已复制";
    } catch {
      share.textContent = "请从地址栏复制"; // no secure context, or forbidden
    }
    window.setTimeout(() => (share.textContent = "复制网址"), 2500);
  });
  window.addEventListener("hashchange", takeUp);

  form.hidden = false;
  void ARCHIVE_SEARCH.open().catch(console.warn);
  takeUp();
})();
