// @ts-check
/* Counts of facets -> lists of boxes to tick: regions as a tree, each value with the number of papers it would leave. */
var ARCHIVE_FACETS = (function () {
  "use strict";

  const { make, counted, CERTAINTY } = ARCHIVE_RESULTS;
  const FEW = 7; // values of a list that is not asked for in full
  /** @type {Record<string, string>} */
  const FIELDS = { region: "地区", year: "年份", genre: "文种", issuer: "发文机关" };
  const UNKNOWN = { region: "地区待考", year: "未定", genre: "待考", topic: "未归主题", issuer: "待考", source: "", certainty: "" };

  /** What the reader has opened: whole lists, and branches of the tree. @type {Set<string>} */
  const opened = new Set();

  /** @param {FacetName} facet @param {string} value @returns {string} */
  function label(facet, value) {
    if (value === "") return UNKNOWN[facet];
    if (facet === "year") return `${value} 年`;
    if (facet === "source") return `来源 ${value}`;
    if (facet === "region") return value.slice(value.lastIndexOf("/") + 1);
    if (facet !== "certainty") return value;
    const [field = "", word = ""] = value.split(":");
    return `${FIELDS[field] ?? field}：${field === "year" && word === "unknown" ? "未定" : (CERTAINTY[word] ?? word)}`;
  }

  /** The values of the answer, and those chosen of which it has none any more.
      @param {FacetName} facet @param {FacetValue[]} values @param {string[]} chosen @returns {FacetValue[]} */
  function withChosen(facet, values, chosen) {
    const gone = chosen.filter((each) => !values.some(({ value }) => value === each));
    return [...values, ...gone.map((value) => ({ value, label: label(facet, value), count: 0, depth: 0, parent: "" }))];
  }

  /** The values of a tree that are in sight, and which of them are open; null: it has nothing below it.
      @param {FacetValue[]} all each after the one above it @param {string[]} chosen @returns {Map<FacetValue, boolean | null>} */
  function inSight(all, chosen) {
    const branches = new Set(all.map(({ parent }) => parent));
    const alone = all.filter(({ depth, value }) => !depth && value).length === 1;
    const open = new Set();
    const made = new Map();
    for (const each of all) {
      if (each.parent && !open.has(each.parent) && !chosen.includes(each.value)) continue;
      const within = chosen.some((value) => value.startsWith(`${each.value}/`));
      const turned = opened.has(`region/${each.value}`); // what the reader did turns it round
      const isOpen = ((alone && !each.depth) || within || chosen.includes(each.value)) !== turned;
      if (isOpen) open.add(each.value);
      made.set(each, each.value !== "" && branches.has(each.value) ? isOpen : null);
    }
    return made;
  }

  /** @param {FacetName} facet @param {FacetValue[]} values @param {string[]} chosen @returns {FacetValue[]} in a short list */
  function few(facet, values, chosen) {
    if (values.length <= FEW + 1 || opened.has(facet)) return values;
    return values.filter(({ value }, at) => at < FEW || value === "" || chosen.includes(value));
  }

  /** @param {FacetName} facet @param {FacetValue} each @param {string[]} chosen @returns {HTMLElement} */
  function box(facet, each, chosen) {
    const input = make("input", { type: "checkbox", name: facet, value: each.value, "data-key": `${facet}=${each.value}` });
    input.checked = chosen.includes(each.value);
    const name = make("span", { class: "facet__name" }, label(facet, each.value));
    const count = make("span", { class: "facet__count" }, counted(each.count), make("span", { class: "search-said" }, " 篇"));
    return make("label", {}, input, name, count);
  }

  /** @param {FacetValue} each @param {boolean | null} open @param {() => void} again @returns {HTMLElement | null} what
      opens and closes a branch */
  function branch(each, open, again) {
    if (open === null) return null;
    const key = `region/${each.value}`;
    const words = { "aria-expanded": String(open), "aria-label": `${each.label}之下`, "data-key": key };
    return toggle(make("button", { type: "button", class: "facet__branch", ...words }), key, again);
  }

  /** @template {HTMLElement} T @param {T} button @param {string} key @param {() => void} again @returns {T} */
  function toggle(button, key, again) {
    button.addEventListener("click", () => {
      if (!opened.delete(key)) opened.add(key);
      again();
    });
    return button;
  }

  /** @param {FacetName} facet @param {string} name @param {FacetValue[]} all @param {string[]} chosen
      @param {() => void} again @returns {HTMLElement | null} */
  function group(facet, name, all, chosen, again) {
    if (!all.length) return null;
    const tree = facet === "region";
    const sight = tree ? inSight(all, chosen) : new Map();
    const within = tree ? Array.from(sight.keys()) : all;
    const shown = few(facet, within, chosen);
    const items = shown.map((each) => {
      const item = make("li", {}, branch(each, sight.get(each) ?? null, again), box(facet, each, chosen));
      item.style.setProperty("--depth", String(each.depth));
      return item;
    });
    const rest = within.length - shown.length;
    const full = opened.has(facet) && within.length > FEW + 1;
    const words = rest ? `另有 ${counted(rest)} 项` : "收起";
    const more = make("button", { type: "button", class: "facet__more", "aria-expanded": String(full), "data-key": facet }, words);
    const list = make("ul", tree ? { class: "facet__tree" } : {}, ...items);
    const content = rest || full ? [list, toggle(more, facet, again)] : [list];
    return make("fieldset", { class: "facet" }, make("legend", {}, name), ...content);
  }

  /** Draw the lists; whatever had the focus has it again. @param {HTMLElement} place
      @param {Record<FacetName, FacetValue[]>} facets @param {Record<FacetName, string[]>} chosen */
  function draw(place, facets, chosen) {
    const again = () => draw(place, facets, chosen);
    const focused = place.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
    const groups = ARCHIVE_STATE.FACETS.map(([facet, name]) => {
      return group(facet, name, withChosen(facet, facets[facet], chosen[facet]), chosen[facet], again);
    });
    place.replaceChildren(...groups.filter((each) => each !== null));
    if (focused) place.querySelector(/** @type {"input"} */ (`[data-key="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
  }

  return { draw, label };
})();
