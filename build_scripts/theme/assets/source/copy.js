// @ts-check
/* Selection of source lines -> clipboard: the source's own characters. Left alone, a browser copies U+00A0 as a
   plain space and makes its own choice of what stands between lines. */
(function () {
  "use strict";

  /** @param {Node} node @returns {Element | null} the source line that holds it */
  function lineOf(node) {
    const element = node instanceof Element ? node : node.parentElement;
    return element ? element.closest("ol.lines > li") : null;
  }

  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (!event.clipboardData || !selection || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const [first, last] = [lineOf(range.startContainer), lineOf(range.endContainer)];
    if (!first || !last) return;
    const copied = range.cloneContents();
    const lines = Array.from(copied.querySelectorAll("li"), (line) => line.textContent ?? "");
    event.clipboardData.setData("text/plain", first === last ? range.toString() : lines.join("\n"));
    event.preventDefault();
  });
})();
