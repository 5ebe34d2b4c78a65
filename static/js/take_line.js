// What happened since the last Exec Summary, taken into the form: [data-take] holds the words with their source. They go to
// the field chosen in [data-take-into], at the caret that was last there; the choice follows the field one writes in.
import { announce, on, onContent } from "./dom.js";
import { insertText } from "./insert_text.js";

const FORM = "#exec-summary-form";
const FIELDS = `${FORM} :is(.section, .wl-row) textarea[data-paste="plain"]`;
const visited = new WeakSet();
const choice = () => document.querySelector("[data-take-into]");
const nameOf = (field) => field.labels[0].textContent.replace("(optional)", "").trim().replaceAll(/\s+/g, " ");

onContent("[data-take-into]", (select) => {
  const fields = [...document.querySelectorAll(FIELDS)].filter((field) => field.labels.length && !field.closest("[data-formset]"));
  select.append(...fields.map((field) => new Option(nameOf(field), field.id)));
});

on("focusin", FIELDS, (field) => {
  visited.add(field);
  if (choice() && [...choice().options].some((option) => option.value === field.id)) choice().value = field.id;
});

/** A workload's row may be hidden until its button brings it back. */
function show(field) {
  const row = field.closest("[data-reveal-row]");
  if (row?.hidden) document.querySelector(`[data-reveal-show="${CSS.escape(row.dataset.revealRow)}"]`)?.click();
}

on("click", "[data-take]", (button) => {
  const field = document.getElementById(choice().value);
  show(field);
  // A field nobody has been in has no place of its own: its end is.
  const at = visited.has(field) ? field.selectionEnd : field.value.length;
  const gap = /\S$/.test(field.value.slice(0, at)) ? " " : "";
  insertText(field, gap + button.dataset.take, { from: at, to: at });
  announce(`Inserted into ${nameOf(field)}`);
});
