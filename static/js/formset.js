// Rows of a Django formset: [data-formset="prefix"] holds the management form, [data-formset-rows], a
// <template data-formset-empty> with __prefix__, and [data-formset-add]; each [data-formset-row] may hold
// [data-formset-remove] and its DELETE checkbox. Without JavaScript the server's extra rows and checkboxes remain.
import { announce, on, onContent } from "./dom.js";

const FIELDS = "input:not([type=hidden]), select, textarea";

function add(set) {
  const total = set.querySelector(`[name="${set.dataset.formset}-TOTAL_FORMS"]`);
  const empty = set.querySelector("template[data-formset-empty]");
  const max = Number(set.querySelector(`[name="${set.dataset.formset}-MAX_NUM_FORMS"]`)?.value || 1000);
  const index = Number(total.value);
  if (index >= max) return announce(`No more than ${max} rows.`);
  const holder = document.createElement("template");
  holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", index);
  const row = holder.content.firstElementChild;
  prepare(row);
  set.querySelector("[data-formset-rows]").append(row);
  total.value = index + 1;
  window.htmx?.process(row);
  set.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: row } }));
  row.querySelector(FIELDS)?.focus();
}

function deleteBox(row) {
  return row.querySelector('[name$="-DELETE"]');
}

function remove(row) {
  const set = row.closest("[data-formset]");
  // A row keeps its number, so it stays in the form: ticked as deleted, or emptied where the formset cannot delete.
  const box = deleteBox(row);
  if (box) box.checked = true;
  row.querySelectorAll(FIELDS).forEach((field) => {
    field.required = false;
    if (!box) field.value = "";
  });
  row.classList.add("is-removed");
  row.hidden = true;
  announce("Row removed");
  set.querySelector("[data-formset-add]")?.focus();
  set.dispatchEvent(new Event("input", { bubbles: true }));
}

/** With JavaScript a button removes the row, so the checkbox hides. */
function prepare(row) {
  const box = deleteBox(row);
  const button = row.querySelector("[data-formset-remove]");
  if (!button) return;
  button.hidden = false;
  const line = box?.closest("[data-formset-delete], .form-check, .mb-3");
  if (line && !line.contains(button)) line.hidden = true;
  if (box?.checked) { row.classList.add("is-removed"); row.hidden = true; }
}

onContent("[data-formset-row]", prepare);
on("click", "[data-formset-add]", (button, event) => {
  event.preventDefault();
  add(button.closest("[data-formset]"));
});
on("click", "[data-formset-remove]", (button, event) => {
  event.preventDefault();
  remove(button.closest("[data-formset-row]"));
});
