/* The header's buttons, the drawer, the keys, and the note on an old build. */
(() => {
  "use strict";
  const byId = id => document.getElementById(id);
  const HOUR = 3600000;

  function set(box, open) {
    box.checked = open;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function opener(button) {
    const box = byId(button.dataset.opens);
    const goes = box.id === "__search" ? ".md-search__input" : ".pages a";
    const sync = () => {
      button.setAttribute("aria-expanded", String(box.checked));
      if (box.id === "__drawer") {
        for (const part of document.querySelectorAll(".md-content, .md-footer, .md-sidebar--secondary")) part.inert = box.checked;
      }
    };
    box.addEventListener("change", sync);
    button.addEventListener("click", () => {
      set(box, !box.checked);
      if (box.checked) setTimeout(() => document.querySelector(goes).focus(), 300);
    });
    sync();
  }

  function closeDrawer() {
    const box = byId("__drawer");
    if (!box || !box.checked) return;
    set(box, false);
    document.querySelector('[data-opens="__drawer"]').focus();
  }

  function palette(button) {
    button.addEventListener("click", () => {
      const next = byId(button.dataset.picks);
      next.checked = true;
      next.dispatchEvent(new Event("change", { bubbles: true }));
      const shown = document.querySelector("[data-picks]:not([hidden])");
      if (shown) shown.focus();
    });
  }

  // WCAG 2.1.4: the theme opens search and turns pages on single letters. They stay inert; Ctrl+K opens search.
  window.addEventListener("keydown", event => {
    const command = event.ctrlKey || event.metaKey;
    const search = document.querySelector(".md-search__input");
    if (command && event.key.toLowerCase() === "k" && search) {
      event.preventDefault();
      set(byId("__search"), true);
      search.focus();
      return;
    }
    if (event.key === "Escape") closeDrawer();
    if (command || event.altKey) return;
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea, [contenteditable]");
    if (!typing && /^[a-z/.,]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);

  function noteAge() {
    const strip = document.querySelector(".asat"), facts = getComputedStyle(document.documentElement);
    const fact = name => facts.getPropertyValue(name).trim().replace(/^"|"$/g, "");
    const limit = fact("--stale-after-hours"), hours = (Date.now() - Date.parse(fact("--as-at"))) / HOUR;
    if (!strip || !limit || !(hours > Number(limit))) return;
    const days = Math.floor(hours / 24), note = document.createElement("p");
    const age = days < 2 ? `${Math.floor(hours)} hours` : `${days} days`;
    note.className = "stale";
    note.setAttribute("role", "status");
    note.textContent = `This portal is ${age} old. The workbooks may have changed since: ask for a new build before you rely on it.`;
    strip.after(note);
  }

  // Paper cannot be opened: details are printed open, and closed again after.
  const opened = new Set();
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details.more:not([open])")) { part.open = true; opened.add(part); }
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened.clear();
  });

  // Escape hides the words that a shape of the closure matrix shows, until the next shape.
  for (const kind of ["keydown", "pointerout"]) {
    document.addEventListener(kind, event => document.body.toggleAttribute("data-quiet", event.key === "Escape"));
  }

  document.querySelectorAll("[data-opens]").forEach(opener);
  document.querySelectorAll("[data-picks]").forEach(palette);
  noteAge();
})();
