// @ts-check
/* A worker, so that no search ever holds up the page: questions come in by number, answers go back under it. */
(function () {
  "use strict";

  /** @typedef {{ id: number, name: keyof typeof ARCHIVE_ASKED, question: any } | { id: number, stop: true }} Order */
  /** @typedef {{ ready: boolean } | { id: number, value?: any, done?: boolean, failed?: string }} Report */

  const scope = /** @type {any} */ (globalThis);
  const folder = new URL("../../search/", scope.location.href).href;

  /** @type {Map<number, AbortController>} */
  const running = new Map();

  /** @param {Report} message */
  const report = (message) => scope.postMessage(message);

  /** @returns {Promise<Engine>} */
  async function open() {
    scope.importScripts(`${folder}engine.js`, new URL("asked.js", scope.location.href).href);
    return scope.ArchiveSearch.open(folder);
  }

  const engine = open();
  engine.then(
    () => report({ ready: true }),
    () => report({ ready: false }), // so will every question say
  );

  /** @param {number} id @param {keyof typeof ARCHIVE_ASKED} name @param {any} question */
  async function answer(id, name, question) {
    const stop = new AbortController();
    running.set(id, stop);
    if (question.options) question.options.signal = stop.signal;
    try {
      for await (const value of ARCHIVE_ASKED[name](await engine, question)) {
        if (stop.signal.aborted) return;
        report({ id, value });
      }
      report({ id, done: true });
    } catch (failure) {
      report({ id, failed: String(failure) });
    } finally {
      running.delete(id);
    }
  }

  /** @param {MessageEvent<Order>} message */
  scope.onmessage = ({ data }) => {
    if ("stop" in data) running.get(data.id)?.abort();
    else void answer(data.id, data.name, data.question);
  };
})();
