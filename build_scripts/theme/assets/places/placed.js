// @ts-check
/* A place typed in the search box -> why no paper holds it, and where it is shown; nothing when one does. The resolver
   (resolve.js) is loaded when a place is first typed. */
var ARCHIVE_PLACED = (function () {
  "use strict";

  const LIKE = /^\s*\d{3,}[:：]L?[1-9]\d*(?:-\d+)?\s*$/; // 000:59; not region:江苏

  const script = /** @type {HTMLScriptElement} */ (document.currentScript); // of assets/joined/
  const root = new URL("../../", script.src).href;

  /** @type {Promise<void> | null} */
  let loading = null;

  /** @returns {Promise<void>} */
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = `${root}assets/places/resolve.js`;
      element.onload = () => resolve();
      element.onerror = () => reject(new Error("the resolver of places does not load"));
      document.head.append(element);
    });
    return loading;
  }

  /** @param {string} query @returns {Promise<{ words: string, href: string } | null>} */
  async function lost(query) {
    if (!LIKE.test(query)) return null;
    try {
      await load();
      const place = ARCHIVE_GO.parse(query);
      const answer = place && (await ARCHIVE_GO.resolve(place));
      if (!place || !answer || answer.kind === "paper") return null;
      const name = ARCHIVE_GO.named(place);
      return { words: ARCHIVE_GO.why(name, answer), href: `${root}go.html?${name}` };
    } catch {
      return null; // no such source: the search says that nothing was found
    }
  }

  return { lost };
})();
