// The gallery's search: cards that do not hold all the words step aside.
"use strict";
(() => {
  const field = document.querySelector(".search input");
  const found = document.querySelector(".found");
  const cards = [...document.querySelectorAll("main li")].map((card) => ({ card, text: card.textContent.toLowerCase() }));
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { card, text } of cards) {
      card.hidden = !words.every((word) => text.includes(word));
      shown += card.hidden ? 0 : 1;
    }
    found.textContent = words.length === 0 ? "" : shown === 0 ? found.dataset.none : `${shown} / ${cards.length}`;
  });
})();
