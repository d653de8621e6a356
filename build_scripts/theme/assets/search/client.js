// @ts-check
/* A page's questions -> the search engine, which is loaded when it is first asked: in a worker, or, where a page comes
   from disk and a worker can read nothing, in the page itself. Other scripts use `ARCHIVE_SEARCH`. */
var ARCHIVE_SEARCH = (function () {
  "use strict";

  /** @typedef {keyof typeof ARCHIVE_ASKED} Asked */
  /** @typedef {(name: Asked, question: any, take: (value: any) => void, signal: AbortSignal) => Promise<void>} Asker */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript); // of assets/joined/
  /** The site's, wherever it stands. */
  const root = new URL("../../", script.src).href;

  /** @type {Promise<Asker> | null} */
  let opened = null;

  /** @param {string} address @returns {Promise<void>} */
  function load(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(`${address} does not load`));
      document.head.append(element);
    });
  }

  /** @returns {Promise<Asker>} */
  async function inPage() {
    await Promise.all([load(`${root}search/engine.js`), load(`${root}assets/search/asked.js`)]);
    /** @type {Engine} */
    const engine = await /** @type {any} */ (window).ArchiveSearch.open(`${root}search/`);
    return async (name, question, take, signal) => {
      const asked = question.options ? { ...question, options: { ...question.options, signal } } : question;
      for await (const value of ARCHIVE_ASKED[name](engine, asked)) {
        if (signal.aborted) return;
        take(value);
      }
    };
  }

  /** @returns {Promise<Asker>} */
  function inWorker() {
    return new Promise((resolve, reject) => {
      const worker = new Worker(`${root}assets/search/worker.js`);
      /** @type {Map<number, { take: (value: any) => void, done: () => void, failed: (why: Error) => void }>} */
      const waiting = new Map();
      let last = 0;
      worker.onerror = reject;
      worker.onmessage = ({ data }) => {
        if ("ready" in data) return data.ready ? resolve(ask) : reject(new Error("the index does not load"));
        const held = waiting.get(data.id);
        if ("value" in data) return held?.take(data.value);
        waiting.delete(data.id);
        return data.failed ? held?.failed(new Error(data.failed)) : held?.done();
      };
      /** @type {Asker} */
      const ask = (name, question, take, signal) =>
        new Promise((done, failed) => {
          const id = ++last;
          waiting.set(id, { take, done, failed });
          signal.addEventListener("abort", () => {
            if (waiting.delete(id)) worker.postMessage({ id, stop: true });
            done();
          });
          worker.postMessage({ id, name, question });
        });
    });
  }

  /** Begin to load, if that has not happened. @returns {Promise<Asker>} */
  function open() {
    opened ??= (location.protocol === "file:" ? inPage() : inWorker()).catch(inPage);
    opened.catch(() => (opened = null)); // the next question tries again
    return opened;
  }

  /** Ask, and be told each answer, the last one being the exact one. One that is no longer wanted ends in silence.
      @param {Asked} name @param {any} question @param {(value: any) => void} take @param {AbortSignal} [signal] */
  async function ask(name, question, take, signal = new AbortController().signal) {
    const asker = await open();
    if (signal.aborted) return;
    try {
      await asker(name, question, (value) => !signal.aborted && take(value), signal);
    } catch (failure) {
      if (!signal.aborted) throw failure;
    }
  }

  return { root, open, ask };
})();
