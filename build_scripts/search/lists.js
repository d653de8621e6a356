// @ts-check
/* Rising lists of numbers: what both, either, or one but not the other holds. */

/** @typedef {Uint32Array} List */

const NOTHING = new Uint32Array(0);

/** @param {List | Float64Array} list @param {number} wanted @returns {number} how many of the list are less */
function below(list, wanted) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (/** @type {number} */ (list[middle]) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {List} list @param {number} wanted @param {number} from where to begin, and go on by doubled steps
    @returns {number} how many of the list are less, if all before `from` are */
function reached(list, wanted, from) {
  let low = from, high = from, step = 1;
  while (high < list.length && /** @type {number} */ (list[high]) < wanted) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  if (high > list.length) high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (/** @type {number} */ (list[middle]) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {List} list @param {number} wanted @returns {boolean} */
function holds(list, wanted) {
  return list[below(list, wanted)] === wanted;
}

/** @param {List} one @param {List} other @returns {List} */
function both(one, other) {
  if (one.length > other.length) return both(other, one);
  const made = new Uint32Array(one.length);
  let length = 0;
  if (one.length * 16 < other.length) {
    for (let i = 0, j = 0; i < one.length; i++) {
      const each = /** @type {number} */ (one[i]);
      j = reached(other, each, j);
      if (j < other.length && other[j] === each) made[length++] = each;
    }
    return made.subarray(0, length);
  }
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = /** @type {number} */ (one[i]), b = /** @type {number} */ (other[j]);
    if (a === b) made[length++] = a;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return made.subarray(0, length);
}

/** @param {List} one @param {List} other @returns {List} */
function without(one, other) {
  if (!other.length || !one.length) return one;
  const made = new Uint32Array(one.length), last = other.length;
  let j = below(other, /** @type {number} */ (one[0])), length = 0;
  for (let i = 0; i < one.length; i++) {
    const each = /** @type {number} */ (one[i]);
    while (j < last && /** @type {number} */ (other[j]) < each) j++;
    if (j === last || other[j] !== each) made[length++] = each;
  }
  return made.subarray(0, length);
}

/** @param {List} one @param {List} other @returns {List} */
function either(one, other) {
  if (!one.length) return other;
  if (!other.length || !one.length) return one;
  const made = new Uint32Array(one.length + other.length);
  let length = 0, i = 0, j = 0;
  while (i < one.length && j < other.length) {
    const a = /** @type {number} */ (one[i]), b = /** @type {number} */ (other[j]);
    made[length++] = a < b ? a : b;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  const left = i < one.length ? one.subarray(i) : other.subarray(j);
  made.set(left, length);
  return made.subarray(0, length + left.length);
}

/** @param {List[]} lists @returns {List} what any of them holds */
function all(lists) {
  if (lists.length < 2) return lists[0] ?? NOTHING;
  const half = lists.length >>> 1;
  return either(all(lists.slice(0, half)), all(lists.slice(half)));
}

/** @param {number} length @returns {List} 0, 1, 2 … */
function everything(length) {
  const made = new Uint32Array(length);
  for (let at = 0; at < length; at++) made[at] = at;
  return made;
}
