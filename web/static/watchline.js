// Moves what a search field offers to the word that is being typed. Without it the field offers whole searches only.
"use strict";
(() => {
  const list = document.getElementById("completions");
  const field = document.querySelector("input[list='completions']");
  if (!list || !field) return;
  const offers = [...list.querySelectorAll("option:not([data-whole])")].map((option) => [option.value, option.textContent]);
  // Where the last word begins: after a blank or a bracket that stands in no quotation.
  const begin = (text) => {
    let at = 0;
    let quoted = false;
    [...text].reduce((place, character) => {
      if (character === '"') quoted = !quoted;
      if (!quoted && /[\s(]/.test(character)) at = place + character.length;
      return place + character.length;
    }, 0);
    return at + (/^-/.test(text.slice(at)) ? 1 : 0);
  };
  let head = null;
  const move = () => {
    const before = field.value.slice(0, begin(field.value));
    if (before === head) return;
    head = before;
    list.replaceChildren(...offers.map(([value, what]) => {
      const option = document.createElement("option");
      option.value = head + value;
      option.textContent = what;
      return option;
    }));
  };
  field.addEventListener("input", move);
})();
