// @ts-check
/* What is typed into a field -> a call when it is worth a search: soon after the last key, never in the midst of an
   input method's composition. */
var ARCHIVE_TYPING = (function () {
  "use strict";

  const PAUSE = 70; // milliseconds without a key

  /** Is this key for the input method? Safari sends the Enter that ends a composition after it has ended, as 229.
      @param {KeyboardEvent} event @returns {boolean} */
  const composes = (event) => event.isComposing || event.keyCode === 229;

  /** @param {HTMLInputElement} field @param {() => void} act */
  function watch(field, act) {
    let waiting = 0;
    let composing = false; // does the key that is down end a composition?
    const soon = () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(act, PAUSE);
    };
    field.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) soon();
    });
    field.addEventListener("compositionend", soon);
    field.addEventListener("keydown", (event) => (composing = composes(event)));
    field.addEventListener("keyup", () => (composing = false));
    field.form?.addEventListener(
      "submit",
      (event) => {
        clearTimeout(waiting);
        if (!composing) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      true,
    );
  }

  /** @param {EventTarget | null} target @returns {boolean} does it take letters for itself? */
  function takesText(target) {
    const element = target instanceof HTMLElement ? target : null;
    return !!element && (element.isContentEditable || element.matches("input, textarea, select, [role=textbox]"));
  }

  /** A key pressed alone, anywhere but where one types.
      @param {KeyboardEvent} event @returns {string} which; empty when it is not for us */
  function plainKey(event) {
    const held = event.ctrlKey || event.metaKey || event.altKey;
    return held || event.defaultPrevented || composes(event) || takesText(event.target) ? "" : event.key;
  }

  return { watch, composes, plainKey };
})();
