// @ts-check
/* The tables of figures -> sorted by a column's heading, and filtered by words, indicator and kind. The headings become
   buttons, so that the keyboard reaches them; `aria-sort` tells the order. Without this script the tables are plain. */
(function () {
  "use strict";

  const KINDS = ["实际", "目标", "未明"];
  const order = new Intl.Collator("zh-Hans");

  for (const table of document.querySelectorAll("table.figures-table")) {
    if (table instanceof HTMLTableElement) enhance(table);
  }

  /** @param {HTMLTableElement} table */
  function enhance(table) {
    const body = table.tBodies[0];
    if (!body) return;
    const rows = Array.from(body.rows);
    for (const head of table.querySelectorAll("th")) sortable(table, body, rows, head);
    table.before(filters(table, rows));
  }

  /**
   * @param {HTMLTableElement} table @param {HTMLTableSectionElement} body
   * @param {HTMLTableRowElement[]} rows in the order of the page @param {HTMLTableCellElement} head
   */
  function sortable(table, body, rows, head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const next = before === "ascending" ? "descending" : before === "descending" ? null : "ascending";
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      if (next) head.setAttribute("aria-sort", next);
      body.append(...(next ? sorted(rows, head, next === "descending") : rows));
    });
  }

  /**
   * @param {HTMLTableRowElement[]} rows @param {HTMLTableCellElement} head @param {boolean} down
   * @returns {HTMLTableRowElement[]} what has no value stands last either way
   */
  function sorted(rows, head, down) {
    const at = head.cellIndex;
    const sign = down ? -1 : 1;
    const keyed = rows.map((row) => ({ row, key: key(row.cells[at], head.dataset["sort"] === "number") }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return sign * (typeof a.key === "number" ? a.key - Number(b.key) : order.compare(a.key, String(b.key)));
    });
    return keyed.map((each) => each.row);
  }

  /** @param {HTMLTableCellElement | undefined} cell @param {boolean} number @returns {number | string | null} */
  function key(cell, number) {
    if (number) return cell?.dataset["value"] ? Number(cell.dataset["value"]) : null;
    return cell?.textContent?.trim() || null;
  }

  /** @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows @returns {HTMLElement} */
  function filters(table, rows) {
    const bar = document.createElement("form");
    bar.className = "figures-filter";
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "筛选数字");
    const words = document.createElement("input");
    words.type = "search";
    words.placeholder = "地区、篇名、所指……";
    const named = table.querySelector("th")?.textContent === "指标";
    const names = named ? Array.from(new Set(rows.map((row) => cellText(row, "指标")))) : [];
    const indicator = select("全部指标", names);
    const kind = select("实际与目标", KINDS);
    const told = document.createElement("output");
    bar.append(labelled("含有", words), ...(named ? [labelled("指标", indicator)] : []), labelled("性质", kind), told);

    const show = () => {
      const asked = words.value.trim().split(/\s+/);
      let left = 0;
      for (const row of rows) {
        const text = row.textContent ?? "";
        const fits =
          asked.every((word) => text.includes(word)) &&
          (!indicator.value || cellText(row, "指标") === indicator.value) &&
          (!kind.value || cellText(row, "性质") === kind.value);
        row.hidden = !fits;
        left += Number(fits);
      }
      told.value = left === rows.length ? `${rows.length} 个数字` : `${left} / ${rows.length} 个数字`;
    };
    bar.addEventListener("input", show);
    bar.addEventListener("submit", (event) => event.preventDefault());
    show();
    return bar;
  }

  /** @param {HTMLTableRowElement} row @param {string} label @returns {string} */
  function cellText(row, label) {
    return Array.from(row.cells).find((cell) => cell.dataset["label"] === label)?.textContent?.trim() ?? "";
  }

  /** @param {string} all @param {readonly string[]} names @returns {HTMLSelectElement} */
  function select(all, names) {
    const made = document.createElement("select");
    made.append(new Option(all, ""), ...names.map((name) => new Option(name, name)));
    return made;
  }

  /** @param {string} words @param {HTMLElement} control @returns {HTMLLabelElement} */
  function labelled(words, control) {
    const label = document.createElement("label");
    label.append(words, control);
    return label;
  }
})();
