// @ts-check
/* `#L…` that is no anchor of this document, such as a blank line or a place inside a paragraph -> the last anchor that
   does not begin after it. A place outside the document's own lines (`data-lines` of this script) is left alone. */
(function () {
  "use strict";

  /** @typedef {[line: number, offset: number]} Local */

  const LOCAL = /^L([1-9]\d{0,8})(?:-(\d{1,9}))?$/; // L59, L59-18; not L059, apparatus
  const [first = 0, last = 0] = (document.currentScript?.dataset["lines"] ?? "").split(" ").map(Number);

  /** @param {string} id @returns {Local | null} */
  function localOf(id) {
    const found = LOCAL.exec(id);
    return found && [Number(found[1]), Number(found[2] ?? 0)];
  }

  /** @param {Local} one @param {Local} other */
  const isAfter = (one, other) => one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);

  function follow() {
    const asked = localOf(location.hash.slice(1));
    if (!asked || asked[0] < first || asked[0] > last || document.getElementById(location.hash.slice(1))) return;
    /** @type {{ id: string, local: Local } | null} */
    let best = null;
    for (const { id } of document.querySelectorAll(".paper [id]:not(.onward *)")) {
      const local = localOf(id);
      if (local && !isAfter(local, asked) && !(best && isAfter(best.local, local))) best = { id, local };
    }
    if (best) location.replace(`#${best.id}`);
  }

  window.addEventListener("hashchange", follow);
  follow();
})();
