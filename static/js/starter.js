// <button data-starter="field-id">: puts its sentence into the field at the caret, as if typed. Only the beginnings of
// the status that is chosen are shown; with none chosen, all of them.
import { insertText } from "./insert_text.js";
import { on, onContent } from "./dom.js";

function show(form) {
  const chosen = form.querySelector("[name=status]:checked")?.value;
  form.querySelectorAll("[data-starters-of]").forEach((part) => {
    part.hidden = Boolean(chosen) && part.dataset.startersOf !== chosen;
  });
}

onContent("[data-starters-of]", (part) => show(part.closest("form")));
on("change", "[name=status]", (choice) => show(choice.form));
on("click", "[data-starter]", (button) => {
  const field = document.getElementById(button.dataset.starter);
  const at = field.selectionEnd ?? field.value.length;
  const gap = at && !/\s$/.test(field.value.slice(0, at)) ? " " : "";
  insertText(field, gap + button.textContent, { from: at, to: at });
});
