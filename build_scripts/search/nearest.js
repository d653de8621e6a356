// @ts-check
/* A query that finds nothing -> the one with the fewest parts left out that finds most. */

const SEARCHED = 40; // queries that are tried for it

/** @param {QueryNode[]} parts @param {(query: string) => Promise<number>} total
    @returns {Promise<{ query: string, total: number } | null>} */
async function nearestOf(parts, total) {
  let tried = 0;
  for (let left = parts.length - 1; left > 0; left--) {
    let best = null;
    for (const some of choices(parts, left)) {
      if (++tried > SEARCHED) return best;
      const query = some.map(written).join(" "), found = await total(query);
      if (found > (best?.total ?? 0)) best = { query, total: found };
    }
    if (best) return best;
  }
  return null;
}

/** @template T @param {T[]} list @param {number} size @returns {Iterable<T[]>} every choice of so many, the first ones first */
function* choices(list, size) {
  if (size === 0) yield [];
  else {
    for (let at = 0; at + size <= list.length; at++) {
      for (const rest of choices(list.slice(at + 1), size - 1)) yield [/** @type {T} */ (list[at]), ...rest];
    }
  }
}
