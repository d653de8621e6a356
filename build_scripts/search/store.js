// @ts-check
/* Names -> pieces of the index: asked for once, kept while there is room, on a server, from disk, in Node alike. */

const ROOM = 64_000_000; // bytes of pieces that are kept
const FACTOR = 6; // what a decoded piece takes of memory, for each byte of it, about

const NAME = 8; // characters
const GROUP = 64; // files whose names share a digest

/** @typedef {(path: string, text: string) => void} Receiver */

class Store {
  /** @param {string} base the address of the folder `search/`, or its path in Node */
  constructor(base) {
    this.base = base.endsWith("/") ? base : `${base}/`;
    this.read = reader(this.base);
    /** @type {Map<string, { value: Promise<any>, size: number }>} */
    this.kept = new Map();
    this.size = 0;
    /** What was asked for since the beginning. */
    this.requests = 0;
    this.bytes = 0;
  }

  /** @param {string} path @returns {boolean} */
  has(path) {
    return this.kept.has(path);
  }

  /** @template T @param {string} path such as `sets/AbCdEfGh` @param {(bytes: Uint8Array) => T} decode @returns {Promise<T>} */
  load(path, decode) {
    const known = this.kept.get(path);
    if (known) {
      this.kept.delete(path); // and back at the end: what was not used for longest goes first
      this.kept.set(path, known);
      return known.value;
    }
    const entry = { value: this.#loaded(path, decode), size: 0 };
    this.kept.set(path, entry);
    entry.value.catch(() => this.kept.delete(path));
    return entry.value;
  }

  /** @template T @param {string} path @param {(bytes: Uint8Array) => T} decode @returns {Promise<T>} */
  async #loaded(path, decode) {
    this.requests++;
    const packed = await this.read(path);
    this.bytes += packed.length;
    const data = await inflated(packed);
    const value = decode(data);
    this.#make(path, data.length * FACTOR);
    return value;
  }

  /** Make room for a piece. @param {string} path @param {number} size */
  #make(path, size) {
    const entry = this.kept.get(path);
    if (!entry) return;
    entry.size = size;
    this.size += size;
    for (const [old, { size: freed }] of this.kept) {
      if (this.size <= ROOM) break;
      if (old === path || !freed) continue;
      this.kept.delete(old);
      this.size -= freed;
    }
  }
}

/** @param {string} folder @param {string} names of the groups @param {number} number @returns {string} a file's path */
function grouped(folder, names, number) {
  const group = Math.floor(number / GROUP);
  return `${folder}/${names.slice(group * NAME, (group + 1) * NAME)}-${number % GROUP}`;
}

/** @param {string} base @returns {(path: string) => Promise<Uint8Array>} how the files of this folder are had here */
function reader(base) {
  const page = typeof document === "object" && typeof location === "object";
  if (page && new URL(base, document.baseURI).protocol === "file:") return (path) => scripted(base, path);
  const { readFile } = ArchiveSearch_;
  if (readFile && !/^https?:/.test(base)) return async (path) => unwrapped(await readFile(`${base}${path}.js`));
  return async (path) => {
    const answer = await fetch(`${base}${path}.js`);
    if (!answer.ok) throw new Error(`${base}${path}.js: ${answer.status}`);
    return unwrapped(new Uint8Array(await answer.arrayBuffer()));
  };
}

/** What waits for scripts that are on their way. @type {Map<string, (bytes: Uint8Array) => void>} */
const AWAITED = new Map();

/** @param {string} base @param {string} path @returns {Promise<Uint8Array>} a piece, by way of a script element */
function scripted(base, path) {
  const around = /** @type {{ ARCHIVE_PIECE?: Receiver }} */ (/** @type {unknown} */ (globalThis));
  around.ARCHIVE_PIECE = (name, text) => AWAITED.get(name)?.(bytesOf(text));
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.setAttribute("charset", "windows-1252");
    element.src = `${base}${path}.js`;
    AWAITED.set(path, resolve);
    element.onload = () => element.remove();
    element.onerror = () => {
      element.remove();
      reject(new Error(`${base}${path}.js does not load`));
    };
    document.head.append(element);
  });
}
