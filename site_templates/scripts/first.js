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
})();
