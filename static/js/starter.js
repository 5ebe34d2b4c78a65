// <button data-starter="field-id">: puts its sentence into the field at the caret, as if typed. Only the beginnings of
// the status that is chosen are shown.
import { insertText } from "./insert_text.js";
import { on, onContent } from "./dom.js";

function show(form) {
  const chosen = form.querySelector("[name=status]:checked")?.value;
  form.querySelectorAll("[data-starters-of]").forEach((part) => { part.hidden = part.dataset.startersOf !== chosen; });
  form.querySelector("[data-starters-none]").hidden = Boolean(chosen);
}

onContent("[data-starters]", (part) => show(part.closest("form")));
on("change", "[name=status]", (choice) => { if (choice.form.querySelector("[data-starters]")) show(choice.form); });
on("click", "[data-starter]", (button) => {
  const field = document.getElementById(button.dataset.starter);
  const at = field.selectionEnd;
  const gap = at && !/\s$/.test(field.value.slice(0, at)) ? " " : "";
  insertText(field, gap + button.textContent, { from: at, to: at });
});
