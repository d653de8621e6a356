// @ts-check
/* The address of the search page ⇄ what is asked there: words, and chosen values of facets. An empty value stands for
   papers of which nothing is known. */
var ARCHIVE_STATE = (function () {
  "use strict";

  /** @typedef {{ query: string, facets: Record<FacetName, string[]>, collapse: boolean }} State of the witnesses of one
      paper only one is to be shown where it says `collapse` */
  /** @typedef {{ typing?: boolean, length?: number, top?: number }} Visit what a step of the history keeps: was it still
      being typed, how many results were shown, and how far down one was */

  /** @type {[FacetName, string][]} */
  const FACETS = [
    ["region", "地区"],
    ["year", "年份"],
    ["genre", "文种"],
    ["topic", "主题"],
    ["issuer", "发文机关"],
    ["source", "来源"],
    ["certainty", "依据"],
  ];

  /** @returns {State} */
  function read() {
    const asked = new URLSearchParams(location.search);
    const facets = FACETS.map(([facet]) => [facet, Array.from(new Set(asked.getAll(facet)))]);
    return { query: asked.get("q") ?? "", facets: Object.fromEntries(facets), collapse: asked.get("collapse") === "1" };
  }

  /** @param {State} state @returns {string} its address; equal states have equal ones */
  function address({ query, facets, collapse }) {
    const made = new URL(location.href);
    const asked = new URLSearchParams();
    if (query) asked.set("q", query);
    for (const [facet] of FACETS) [...facets[facet]].sort().forEach((value) => asked.append(facet, value));
    if (collapse) asked.set("collapse", "1");
    made.search = String(asked);
    made.hash = "";
    return made.href;
  }

  /** @returns {Visit} */
  const visit = () => history.state ?? {};

  /** @param {Visit} more */
  function note(more) {
    history.replaceState({ ...visit(), ...more }, "");
  }

  /** Put a state into the address: what is being typed is one step of the history, whatever the letters on the way.
      @param {State} state @param {boolean} typing */
  function put(state, typing) {
    const href = address(state);
    if (href === address(read())) return note({ typing });
    if (visit().typing && typing) history.replaceState({ typing }, "", href);
    else history.pushState({ typing }, "", href);
  }

  return { FACETS, read, put, note, visit };
})();
