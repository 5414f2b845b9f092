/* Runs before anything is drawn: says that scripts run, and applies the reader's colours. */
(() => {
  "use strict";
  const scope = new URL(document.currentScript.dataset.base, location);
  const read = (key, store = localStorage, at = scope) => {
    try { return JSON.parse(store.getItem(`${at.pathname}.${key}`)); } catch { return null; }
  };
  const write = (key, value, store = localStorage, at = scope) => {
    try { store.setItem(`${at.pathname}.${key}`, JSON.stringify(value)); } catch { /* storage may be off */ }
  };
  const hash = text => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  // The theme's own script expects these four names.
  Object.assign(window, { __md_scope: scope, __md_get: read, __md_set: write, __md_hash: hash });

  document.documentElement.classList.add("scripted");
  const chosen = (read("__palette") || {}).color;
  const follows = !chosen || chosen.media === "(prefers-color-scheme)";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = follows ? (dark ? "slate" : "default") : chosen.scheme;

  // What works with scripts alone is made by one, once for all pages: colours, search and the theme's settings.
  const { base, site } = document.currentScript.dataset, look = document.body.dataset;
  const icon = name => `<i class="icon icon--${name}"></i>`;
  const colours = [["(prefers-color-scheme)", "default", "auto", "same as device"],
    ["(prefers-color-scheme: light)", "default", "light", "light"], ["(prefers-color-scheme: dark)", "slate", "dark", "dark"]];
  const choice = ([media, scheme, drawn, name], number) => {
    const next = (number + 1) % colours.length, words = `Colours: ${name}. Switch to ${colours[next][3]}`;
    return `<input class="md-option" data-md-color-media="${media}" data-md-color-scheme="${scheme}" data-md-color-primary="${look.mdColorPrimary}" data-md-color-accent="${look.mdColorAccent}" type="radio" name="__palette" id="__palette_${number}" aria-hidden="true" tabindex="-1">` +
      `<button type="button" class="md-header__button md-icon" title="${words}" aria-label="${words}" data-picks="__palette_${next}" hidden>${icon(drawn)}</button>`;
  };
  document.currentScript.insertAdjacentHTML("beforebegin", `<form class="md-header__option" data-md-component="palette">${colours.map(choice).join("")}</form>
<button type="button" class="md-header__button md-icon" data-opens="__search" aria-label="Search" aria-expanded="false">${icon("search")}</button>
<div class="md-search" data-md-component="search" role="dialog" aria-label="Search this portal"><label class="md-search__overlay" for="__search"></label>
<div class="md-search__inner" role="search"><form class="md-search__form" name="search">
<input type="text" class="md-search__input" name="query" aria-label="Search (Ctrl+K)" placeholder="Search" autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" data-md-component="search-query" required>
<label class="md-search__icon md-icon" for="__search">${icon("search")}${icon("back")}</label>
<nav class="md-search__options" aria-label="Search"><button type="reset" class="md-search__icon md-icon" title="Clear" aria-label="Clear" tabindex="-1">${icon("clear")}</button></nav></form>
<div class="md-search__output"><div class="md-search__scrollwrap" tabindex="0" data-md-scrollfix><div class="md-search-result" data-md-component="search-result">
<div class="md-search-result__meta" role="status">Type to search</div><ol class="md-search-result__list" role="presentation"></ol></div></div></div></div></div>
<script id="__config" type="application/json"></script>`);
  document.getElementById("__config").textContent = JSON.stringify({
    base: site, features: ["navigation.tabs"], search: `${base}/assets/portal/search-worker.js`, annotate: null, tags: null, version: null,
    translations: { "clipboard.copied": "Copied to clipboard", "clipboard.copy": "Copy to clipboard", "search.result.more.one": "1 more on this page", "search.result.more.other": "# more on this page", "search.result.none": "No matching documents", "search.result.one": "1 matching document", "search.result.other": "# matching documents", "search.result.placeholder": "Type to start searching", "search.result.term.missing": "Missing", "select.version": "Select version" },
  });
})();
