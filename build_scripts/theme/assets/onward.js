// @ts-check
// Old address -> the place's new one: follows the onward link that bears the hash's id.
//
// Loaded, as a classic script, only by pages that places have left, below their list of onward links.
// A place that is in no document any more is not followed: its line in the list says why.
(function () {
  "use strict";

  const list = document.querySelector(".onward");

  /** @returns {HTMLAnchorElement | undefined} */
  function link() {
    const id = location.hash.slice(1);
    const whole = list?.classList.contains("vanished") && !/^L\d/.test(id);
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll(".onward :is(li.moved, li.withdrawn) a");
    return Array.from(links).find((each) => whole || each.id === id);
  }

  function follow() {
    const found = link();
    if (!found) return;
    const address = new URL(found.href);
    address.search = location.search;
    location.replace(address.href);
  }

  window.addEventListener("hashchange", follow);
  follow();
})();
