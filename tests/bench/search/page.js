// @ts-check
/* One page, three searches: `SEARCHES[kind](query)` gives the milliseconds until ten results are there, and all that
   was found, as the search itself names it. The first call loads what the search needs. */

/** @typedef {{ ms: number, found: (string | number)[] }} Timed */

const script = (/** @type {string} */ src) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    Object.assign(element, { src, onload: resolve, onerror: reject });
    document.head.append(element);
  });

/** @type {any} */
let loaded = null;

/** @type {Record<string, (query: string) => Promise<(string | number)[]>>} */
const SEARCHES = {
  async ours(query) {
    loaded ??= (await script("search/engine.js"), await /** @type {any} */ (window).ArchiveSearch.open("search/"));
    const answer = await loaded.search(query);
    return answer.documents.map((/** @type {{ number: number }} */ each) => each.number);
  },
  async pagefind(query) {
    loaded ??= await import(new URL("pagefind/pagefind.js", location.href).href);
    const { results } = await loaded.search(query);
    await Promise.all(results.slice(0, 10).map((/** @type {any} */ each) => each.data()));
    return results.map((/** @type {{ id: string }} */ each) => each.id);
  },
  async material(query) {
    if (!loaded) {
      loaded = new Worker("worker.js");
      const data = await (await fetch("search_index.json")).json();
      await told(0, { ...data, options: { suggest: false } });
    }
    const { items } = await told(2, query);
    return items.map((/** @type {{ location: string }[]} */ group) => group[0]?.location.split(/\.html/)[0]);
  },
};

/** @param {number} type @param {unknown} data @returns {Promise<any>} what Material's worker answers */
function told(type, data) {
  return new Promise((resolve) => {
    loaded.onmessage = (/** @type {MessageEvent} */ event) => resolve(event.data.data);
    loaded.postMessage({ type, data });
  });
}

/** @param {string} kind @param {string} query @returns {Promise<Timed>} */
async function timed(kind, query) {
  const begin = performance.now();
  const found = await /** @type {any} */ (SEARCHES[kind])(query);
  return { ms: performance.now() - begin, found };
}
