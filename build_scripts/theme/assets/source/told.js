// @ts-check
/* A source page asked for a place that is in no paper, sources/000.html?place=000:7#L7 -> a sentence on what it is. */
(function () {
  "use strict";

  const place = /^\d{3,}:([1-9]\d{0,8})(?:-\d{1,9})?$/.exec(new URLSearchParams(location.search).get("place") ?? "");
  const line = place && document.getElementById(`L${place[1]}`);
  const first = document.querySelector("ol.lines");
  if (!place || !line || !first) return;

  /** @returns {string} */
  function words() {
    const labels = Array.from(line?.querySelectorAll(".reason") ?? [], (each) => each.getAttribute("data-label") ?? "");
    if (labels.length) return `是“${Array.from(new Set(labels)).join("”“")}”，不属于任何一篇。`;
    return line?.textContent?.trim() ? "的文字整理后没有留下，不属于任何一篇。" : "是空行，没有文字。";
  }

  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("role", "status");
  told.textContent = `${place[0]} ${words()}`;
  first.before(told);
  line.scrollIntoView(); // the sentence has moved it down
})();
