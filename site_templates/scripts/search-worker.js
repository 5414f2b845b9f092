/* Search: scans short records for parts of words and past one typing error; speaks the theme's four messages. */
"use strict";
(root => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const SHORTEST_FORGIVEN = 5, MOST_SHOWN = 60, COMMON_START = 3;
  // How much one word of a query is worth where it is found.
  const WORTH = { whole: 12, start: 7, inside: 3, near: 2 };
  const IN_TITLE = 4, IN_TEXT = 1, TITLE_BEGINS = 6;

  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#39;": "'" };
  const plain = html => html.replace(/&(?:amp|lt|gt|quot|#x27|#39);/g, entity => ENTITIES[entity]);
  const escaped = text => text.replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'").toLowerCase();
  const wordsOf = text => fold(text).match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) || [];

  /* Whether one letter added, left out, changed or two neighbours swapped turns a into b. */
  function isNear(a, b) {
    const gap = a.length - b.length;
    if (gap > 1 || gap < -1 || a === b) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    if (gap === 1) return a.slice(at + 1) === b.slice(at);
    if (gap === -1) return a.slice(at) === b.slice(at + 1);
    return a.slice(at + 1) === b.slice(at + 1)
      || (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2));
  }

  function worth(term, word) {
    if (word === term) return WORTH.whole;
    const at = word.indexOf(term);
    if (at === 0) return WORTH.start;
    // A part inside a word counts from two letters, and after a hyphen it is a word of its own.
    if (at > 0 && term.length > 1) return word[at - 1] === "-" ? WORTH.start : WORTH.inside;
    if (term.length < SHORTEST_FORGIVEN) return 0;
    if (isNear(term, word)) return WORTH.near;
    // Past one error at the start of a longer word: "medicatoin" still finds "medication-round".
    if (word.length > term.length && word.slice(0, COMMON_START) === term.slice(0, COMMON_START)) {
      for (const cut of [-1, 0, 1]) if (isNear(term, word.slice(0, term.length + cut))) return WORTH.near;
    }
    return 0;
  }

  function makeIndex(docs) {
    const places = new Map();
    const note = (word, place) => {
      const known = places.get(word);
      if (!known) places.set(word, [place]);
      else if (known[known.length - 1] !== place) known.push(place);
    };
    const kept = docs.map((doc, number) => {
      const title = plain(doc.title), text = plain(doc.text || "");
      // An even number stands for a title, the odd one after it for the text of the same record.
      for (const word of wordsOf(title)) note(word, number * 2);
      for (const word of wordsOf(text)) note(word, number * 2 + 1);
      return { location: doc.location, title, text, begins: fold(title) };
    });
    return { docs: kept, places };
  }

  function search(index, query) {
    const terms = [...new Set(wordsOf(query))];
    if (!terms.length) return [];
    const scores = new Map();
    terms.forEach((term, bit) => {
      const best = new Map();
      for (const [word, places] of index.places) {
        const value = worth(term, word);
        if (!value) continue;
        for (const place of places) {
          const points = value * (place % 2 ? IN_TEXT : IN_TITLE), doc = place >> 1;
          if (points > (best.get(doc) || 0)) best.set(doc, points);
        }
      }
      for (const [doc, points] of best) {
        const known = scores.get(doc) || { points: 0, found: 0 };
        known.points += points;
        known.found |= 1 << bit;
        scores.set(doc, known);
      }
    });
    const count = found => { let bits = 0; for (; found; found &= found - 1) bits++; return bits; };
    const phrase = fold(query).trim();
    let hits = [...scores].map(([doc, { points, found }]) => {
      const begins = index.docs[doc].begins.startsWith(phrase) ? TITLE_BEGINS : 0;
      return { doc, found, terms: count(found), points: points + begins };
    });
    // Every word must be found; where no record has them all, those with the most are offered.
    const most = hits.reduce((top, hit) => Math.max(top, hit.terms), 0);
    hits = hits.filter(hit => hit.terms === most);
    hits.sort((a, b) => b.points - a.points || a.doc - b.doc);
    return hits.map(hit => ({ ...index.docs[hit.doc], score: hit.points, found: terms.map((_, bit) => Boolean(hit.found & (1 << bit))), terms }));
  }

  /* The text as HTML, with the words that matched marked. */
  function marked(text, terms) {
    return text.split(/([\p{L}\p{N}][\p{L}\p{N}'-]*)/u).map((piece, n) => {
      const safe = escaped(piece);
      return n % 2 && terms.some(term => worth(term, fold(piece))) ? `<mark data-md-highlight>${safe}</mark>` : safe;
    }).join("");
  }

  function items(index, query) {
    return search(index, query).slice(0, MOST_SHOWN).map(hit => [{
      location: hit.location,
      title: marked(hit.title, hit.terms),
      text: marked(hit.text, hit.terms),
      score: hit.score,
      terms: Object.fromEntries(hit.terms.map((term, n) => [term, hit.found[n]])),
    }]);
  }

  if (typeof module === "object" && module.exports) {
    module.exports = { makeIndex, search, items, isNear };
    return;
  }
  let index = makeIndex([]);
  root.addEventListener("message", ({ data: message }) => {
    if (message.type === SETUP) {
      index = makeIndex(message.data.docs);
      root.postMessage({ type: READY });
    } else if (message.type === QUERY) {
      root.postMessage({ type: RESULT, data: { items: items(index, message.data) } });
    }
  });
})(globalThis);
