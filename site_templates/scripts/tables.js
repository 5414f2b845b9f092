/* Tables: sort, filter, count, CSV, state in the address. Works from file://; nothing is fetched. */
(() => {
  "use strict";
  const FIRST = 200;
  const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const clean = node => node.textContent.trim().replace(/\s+/g, " ");
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const sortKey = (text, head) => (head.dataset.sort === "number" ? parseFloat(text.replace(/,/g, "")) : text);
  const isLacking = key => key === "" || Number.isNaN(key);

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  function csvField(text) {
    // A field that a spreadsheet would run as a formula becomes text; a signed number stays one.
    const risky = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)*%?$/.test(text);
    return `"${(risky ? "'" : "") + text.replace(/"/g, '""')}"`;
  }

  function download(name, text) {
    const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function enhance(table, prefix) {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], wrap = table.closest(".tablewrap");
    const titles = heads.map(clean), keys = heads.map(head => head.dataset.key);
    const rows = [...body.rows].map((row, index) => {
      const texts = [...row.cells].map(clean);
      const sorts = [...row.cells].map((cell, n) => sortKey(cell.dataset.v ?? texts[n], heads[n]));
      return { row, index, texts, all: texts.join(" ").toLowerCase(), sorts };
    });
    const state = { q: "", picks: new Map(), sort: -1, down: false };
    let limit = rows.length > FIRST ? FIRST : Infinity, matching = rows, timer = 0, drawing = 0;

    const find = make("input", { type: "search", id: `${table.id}-q`, autocomplete: "off" });
    const form = make("form", { class: "filters", role: "search", "aria-label": `Filter: ${clean(table.caption)}` },
      make("div", {}, make("label", { for: find.id }, "Find in this table"), find));
    const selects = new Map();
    heads.forEach((head, column) => {
      if (!("filter" in head.dataset)) return;
      const values = [...new Set(rows.map(row => row.texts[column]))].filter(Boolean).sort(collator.compare);
      const select = make("select", { id: `${table.id}-f${column}` }, make("option", { value: "" }, "All"), ...values.map(value => make("option", { value }, value)));
      select.addEventListener("change", () => { state.picks.set(column, select.value); changed(); });
      selects.set(column, select);
      form.append(make("div", {}, make("label", { for: select.id }, titles[column]), select));
    });
    const count = make("p", { role: "status" });
    const clear = make("button", { type: "button", class: "btn" }, "Clear filters");
    const save = make("button", { type: "button", class: "btn" }, "Download these rows (CSV)");
    const rest = make("button", { type: "button", class: "btn rest" });
    const box = make("details", { class: "filterbox" }, make("summary", {}, "Filter these rows"), form);
    box.open = matchMedia("(min-width:45em)").matches;
    wrap.before(box, make("div", { class: "tablebar" }, count, make("div", {}, clear, " ", save)));
    wrap.after(rest);

    heads.forEach((head, column) => {
      if (head.dataset.sort === "none") return;
      const button = make("button", { type: "button" }, titles[column]);
      button.addEventListener("click", () => {
        state.down = state.sort === column && !state.down;
        state.sort = column;
        order();
        changed();
      });
      head.replaceChildren(button);
    });

    function order() {
      const column = state.sort, sign = state.down ? -1 : 1;
      const kind = column < 0 ? "" : heads[column].dataset.sort;
      const compare = {
        number: (a, b) => a - b,
        date: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
      }[kind] || collator.compare;
      const ordered = [...rows].sort((one, other) => {
        if (column < 0) return one.index - other.index;
        const a = one.sorts[column], b = other.sorts[column], lacks = isLacking(a);
        // What is not recorded comes last, whichever way the rest is sorted.
        return lacks - isLacking(b) || (lacks ? 0 : sign * compare(a, b)) || one.index - other.index;
      });
      rows.splice(0, rows.length, ...ordered);
      body.replaceChildren(...rows.map(each => each.row));
      heads.forEach((head, n) => n === column ? head.setAttribute("aria-sort", state.down ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    }

    function show(most) {
      drawing++;
      const shown = new Set(matching.slice(0, most));
      for (const each of rows) if (each.row.hidden === shown.has(each)) each.row.hidden = !each.row.hidden;
    }

    // Laying out 2,000 rows takes half a second: the first are drawn at once, the rest after the reader has seen them.
    function draw() {
      show(Math.min(limit, FIRST));
      const begun = drawing;
      if (limit > FIRST && matching.length > FIRST) requestAnimationFrame(() => setTimeout(() => { if (begun === drawing) show(limit); }, 0));
    }

    function apply() {
      const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
      const picks = [...state.picks].filter(([, value]) => value);
      matching = rows.filter(row => words.every(word => row.all.includes(word)) && picks.every(([column, value]) => row.texts[column] === value));
      draw();
      const found = matching.length;
      rest.hidden = found <= limit;
      rest.textContent = `Show all ${plural(found, "row")}`;
      count.textContent = found > limit ? `Showing the first ${limit} of ${plural(found, "row")}`
        : found === rows.length ? `Showing all ${plural(found, "row")}` : `Showing ${found} of ${plural(rows.length, "row")}`;
      clear.hidden = !(state.q || picks.length || state.sort >= 0);
    }

    function changed() {
      apply();
      const address = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
      for (const key of [...address.keys()]) if (mine(key)) address.delete(key);
      if (state.q) address.set(`${prefix}q`, state.q);
      for (const [column, value] of state.picks) if (value) address.set(prefix + keys[column], value);
      if (state.sort >= 0) address.set(`${prefix}sort`, keys[state.sort] + (state.down ? "-down" : ""));
      const text = address.toString();
      history.replaceState(history.state, "", text ? `#${text}` : `#${table.id}`);
    }

    const mine = key => key.startsWith(prefix) && (key === `${prefix}q` || key === `${prefix}sort` || keys.includes(key.slice(prefix.length)));

    function showTarget() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !body.contains(target) || !target.closest("tr").hidden) return;
      limit = Infinity;
      reset();
      apply();
      show(limit);
      target.scrollIntoView();
    }

    function load() {
      if (!location.hash.includes("=")) return showTarget();
      const address = new URLSearchParams(location.hash.slice(1));
      state.q = find.value = address.get(`${prefix}q`) || "";
      for (const [column, select] of selects) {
        select.value = address.get(prefix + keys[column]) || "";
        state.picks.set(column, select.value);
      }
      const sort = address.get(`${prefix}sort`) || "";
      state.down = sort.endsWith("-down");
      state.sort = sort ? keys.indexOf(sort.replace(/-down$/, "")) : -1;
      if ([...address.keys()].some(mine)) box.open = true;
      order();
      apply();
    }

    form.addEventListener("submit", event => event.preventDefault());
    find.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { state.q = find.value.trim(); changed(); }, 80);
    });
    function reset() {
      state.q = find.value = "";
      state.picks.clear();
      state.sort = -1;
      for (const select of selects.values()) select.value = "";
      order();
    }

    clear.addEventListener("click", () => {
      reset();
      changed();
      find.focus();
    });
    const all = () => { limit = Infinity; apply(); };
    rest.addEventListener("click", all);
    window.addEventListener("beforeprint", () => { all(); show(limit); });
    window.addEventListener("hashchange", load);
    save.addEventListener("click", () => download(`${table.id}.csv`,
      [titles, ...matching.map(each => each.texts)].map(line => line.map(csvField).join(",")).join("\r\n")));
    apply();
    load();
    table.dataset.ready = "";
  }

  // The first table owns the plain names (#risk=High); a further one puts its id before them.
  document.querySelectorAll("table[data-tools]").forEach((table, n) => enhance(table, n ? `${table.id}.` : ""));
})();
