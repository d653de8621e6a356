// @ts-check
/* What the quote check found -> what is said of it, in sentences. */
var ARCHIVE_QUOTE_VERDICT = (function () {
  "use strict";

  const { counted } = ARCHIVE_RESULTS;
  const LENGTH = 140; // characters of words that are shown; of longer ones both ends
  const SLIP = 12; // characters that one may have read or written wrong, here or there
  const MOST = 0.8; // of a passage that is the same passage with slips

  /** @type {Record<Difference["kind"], string>} */
  const KINDS = { script: "繁简异体", width: "全角半角", case: "大小写", punctuation: "标点", space: "空白", gloss: "注音" };
  const ORDER = /** @type {Difference["kind"][]} */ (Object.keys(KINDS));

  /** @param {Difference[]} differences @returns {string} 繁简异体 3 处、标点 1 处 */
  function kinds(differences) {
    const told = ORDER.flatMap((kind) => {
      const count = differences.filter((each) => each.kind === kind).length;
      return count ? [`${KINDS[kind]} ${counted(count)} 处`] : [];
    });
    return told.join("、");
  }

  /** @param {Difference[]} differences @returns {string} */
  const likeness = (differences) => (differences.length ? `写法有别：${kinds(differences)}` : "逐字相同");

  /** @param {string} words @returns {string} */
  function short(words) {
    const points = Array.from(words);
    if (points.length <= LENGTH) return words;
    return `${points.slice(0, LENGTH / 2).join("")} …… ${points.slice(-LENGTH / 2).join("")}`;
  }

  /** @param {Checked} checked @param {string} text @returns {string} the verdict in a sentence or two */
  function verdict(checked, text) {
    const { length, least, covered, parts, absent, whole, joints } = checked;
    if (!length) return text.trim() ? "没有可以核对的字：标点单独不能核对。" : "";
    if (!covered) return `本站没有这段文字：没有连着 ${least} 个字相同的地方。`;
    const how = likeness(parts.flatMap(({ hits: [first] }) => first?.differences ?? []));
    if (whole) return `这段文字本站全有，${parts.length > 1 ? "前后相连，" : ""}${where(checked)}；${how}。`;
    const slips = joints.filter(({ kind }) => kind !== "joined").length;
    if (isWithSlips(checked)) return `本站有这段文字，但有 ${counted(slips)} 处字不同，${where(checked)}；其余${how}。`;
    const split = `分作 ${counted(parts.length)} 处，${where(checked)}；`;
    if (!absent.length) return `这些字本站都有，但不是连着的一段：${split}各处${how}。`;
    const share = Math.max(1, Math.floor((100 * covered) / length));
    const rest = `另外 ${counted(length - covered)} 字对不上。`;
    return `本站有其中 ${counted(covered)} 字（${share}%），${parts.length > 1 ? split : `${where(checked)}；`}${how}；${rest}`;
  }

  /** @param {Checked} checked @returns {string} */
  function where({ papers, parts }) {
    const own = new Set(parts.map(({ hits: [first] }) => first?.id)).size;
    if (own > 1) return papers ? `各处都有的共 ${counted(papers)} 篇` : `没有一篇全有，分别见于 ${counted(own)} 篇`;
    return papers > 1 ? `见于 ${counted(papers)} 篇` : "见于一篇";
  }

  /** Is it one passage of the archive, but for some characters? @param {Checked} checked @returns {boolean} */
  function isWithSlips({ covered, length, parts, joints, absent }) {
    const small = joints.every(({ kind, given, size }) => kind === "joined" || (kind === "changed" && size <= SLIP && given.length <= SLIP));
    const first = parts[0]?.start ?? 0, last = parts.at(-1)?.end ?? 0;
    return small && covered >= MOST * length && absent.every(({ start, end }) => start > first && end < last);
  }

  /** @param {Joint} joint @returns {string} what lies between a part and the next; empty when nothing does */
  function between({ kind, given, held, size, blocks }) {
    if (kind === "joined") return "";
    if (kind === "back") return "次序不同：下面这处在本站并不在其后";
    if (kind === "other") return "下一处在另一篇";
    if (kind === "apart") return `本站在这中间另有 ${blocks ? `${counted(blocks)} 段` : ""}${blocks && size ? "又 " : ""}${size ? `${counted(size)} 字` : ""}`;
    if (given && held) return `引文作“${short(given)}”，本站作“${short(held)}”`;
    return given ? `引文多“${short(given)}”` : `引文少“${short(held)}”${size > SLIP ? `，${counted(size)} 字` : ""}`;
  }

  return { KINDS, ORDER, likeness, short, verdict, between };
})();
