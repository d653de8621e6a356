// @ts-check
/* Places as numbers -> where patterns begin, which units hold them, and which stand near one another. */

const PLACE = 0x200000; // above any offset: unit * PLACE + offset is a place as one number

/** @typedef {Float64Array} PlaceList rising places */

/** @param {Occurrences[]} stretches of a key's list @param {number} shift of the pair in the pattern
    @param {List} candidates @param {boolean} bare @returns {PlaceList} where the pattern would begin */
function placesIn(stretches, shift, candidates, bare) {
  let room = 0;
  for (const { units, starts } of stretches) room += /** @type {number} */ (starts[units.length]) - /** @type {number} */ (starts[0]);
  const made = new Float64Array(room);
  let length = 0, j = 0;
  for (const { units, starts, offsets, across } of stretches) {
    for (let i = 0; i < units.length && j < candidates.length; ) {
      const unit = /** @type {number} */ (units[i]), wanted = /** @type {number} */ (candidates[j]);
      if (unit === wanted) {
        const end = /** @type {number} */ (starts[i + 1]);
        for (let at = /** @type {number} */ (starts[i]); at < end; at++) {
          if (!bare || !across || !across[at]) made[length++] = unit * PLACE + /** @type {number} */ (offsets[at]) - shift;
        }
      }
      if (unit <= wanted) i++;
      if (wanted <= unit) j++;
    }
  }
  return made.subarray(0, length);
}

/** @param {PlaceList} one @param {PlaceList} other @returns {PlaceList} the places in both:
    as `both` of lists.js, which would take twice the time if it had to walk doubles as well as whole numbers */
function common(one, other) {
  const made = new Float64Array(Math.min(one.length, other.length));
  let length = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = /** @type {number} */ (one[i]), b = /** @type {number} */ (other[j]);
    if (a === b) made[length++] = a;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return made.subarray(0, length);
}

/** @param {PlaceList} places @param {number} wanted @returns {boolean} */
function holdsPlace(places, wanted) {
  let low = 0, high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (/** @type {number} */ (places[middle]) < wanted) low = middle + 1;
    else high = middle;
  }
  return places[low] === wanted;
}

/** @param {PlaceList} places @returns {List} */
function unitsOf(places) {
  const made = new Uint32Array(places.length);
  let length = 0, end = 0; // of the last unit: places below lie in it
  for (let at = 0; at < places.length; at++) {
    const place = /** @type {number} */ (places[at]);
    if (place < end) continue;
    const unit = Math.floor(place / PLACE);
    made[length++] = unit;
    end = (unit + 1) * PLACE;
  }
  return made.subarray(0, length);
}

/** Do these stretches, one of each list, follow one another so closely? Those of two lists do not overlap.
    @param {Mark[][]} lists @param {number[]} distances @returns {boolean} */
function nearby(lists, distances) {
  return nearest(lists, distances).length > 0;
}

/** @param {Mark[][]} lists @param {number[]} distances @returns {Mark[]} those of the last list that are near enough */
function nearest(lists, distances) {
  return lists.reduce((left, right, at) =>
    right.filter(({ start, end }) =>
      left.some((other) => {
        const gap = start >= other.end ? start - other.end : other.start - end;
        return gap >= 0 && gap <= (distances[at - 1] ?? 0);
      }),
    ),
  );
}

/** @param {PlaceList[]} places @param {number[]} lengths @param {number[]} distances @returns {List} */
function nearbyUnits(places, lengths, distances) {
  const units = places.map(unitsOf).reduce(both);
  const ends = places.map(() => 0);
  return units.filter((unit) => {
    const lists = places.map((list, which) => {
      let at = /** @type {number} */ (ends[which]);
      /** @type {Mark[]} */
      const marks = [];
      while (at < list.length && /** @type {number} */ (list[at]) < unit * PLACE) at++;
      for (; at < list.length && /** @type {number} */ (list[at]) < (unit + 1) * PLACE; at++) {
        const start = /** @type {number} */ (list[at]) % PLACE;
        marks.push({ start, end: start + /** @type {number} */ (lengths[which]) });
      }
      ends[which] = at;
      return marks;
    });
    return nearby(lists, distances);
  });
}
