// @ts-check
/* The search box on a narrow screen -> a sheet over the whole page, with all the rest of it out of reach meanwhile: that
   makes it modal; a form may not be called a dialog. */
var ARCHIVE_SHEET = (function () {
  "use strict";

  const NAME = "search-box--sheet";

  /** What lies behind the sheet and was made inert. @type {Element[]} */
  let behind = [];

  /** @param {Element} element @returns {Element[]} all that is beside it, and beside what holds it */
  function around(element) {
    const parent = element.parentElement;
    if (!parent || parent === document.documentElement) return [];
    return [...Array.from(parent.children).filter((each) => each !== element), ...around(parent)];
  }

  /** @param {Element} form @returns {boolean} */
  const isUp = (form) => form.classList.contains(NAME);

  /** @param {Element} form */
  function raise(form) {
    if (isUp(form)) return;
    form.classList.add(NAME);
    behind = around(form).filter((each) => !each.hasAttribute("inert"));
    behind.forEach((each) => each.setAttribute("inert", ""));
  }

  /** @param {Element} form */
  function lower(form) {
    if (!isUp(form)) return;
    form.classList.remove(NAME);
    behind.forEach((each) => each.removeAttribute("inert"));
    behind = [];
  }

  return { isUp, raise, lower };
})();
