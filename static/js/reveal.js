// A long list of rows of which few are used (workloads of an Exec Summary): [data-reveal] holds [data-reveal-row] rows,
// each with one field. Empty rows hide, and a button each (written into [data-reveal-more]) brings one back in its place.
// The field of a hidden row is not sent: so the server knows which rows stood open. Without JavaScript all are there.
import { announce, on, onContent } from "./dom.js";

const field = (row) => row.querySelector("textarea, input:not([type=hidden])");
const name = (row) => row.dataset.revealRow;

function hasError(row) {
  return row.querySelector(".is-invalid, [aria-invalid=true]") !== null;
}

function show(row, isOpen) {
  row.hidden = !isOpen;
  field(row).disabled = !isOpen;
}

function offer(set) {
  const more = set.querySelector("[data-reveal-more]");
  const buttons = [...set.querySelectorAll("[data-reveal-row][hidden]")].map((row) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.dataset.revealShow = name(row);
    button.textContent = name(row);
    button.title = row.dataset.revealLabel ?? "";
    button.setAttribute("aria-label", `Add ${row.dataset.revealLabel ?? name(row)}`);
    return button;
  });
  more.querySelectorAll("[data-reveal-show]").forEach((button) => button.remove());
  more.append(...buttons);
  more.hidden = buttons.length === 0;
}

onContent("[data-reveal]", (set) => {
  set.querySelectorAll("[data-reveal-row]").forEach((row) => {
    show(row, field(row).value.trim() !== "" || hasError(row) || "revealKeep" in row.dataset);
    row.querySelector("[data-reveal-hide]")?.removeAttribute("hidden");
  });
  set.classList.add("is-ready");
  offer(set);
});

on("click", "[data-reveal-show]", (button) => {
  const set = button.closest("[data-reveal]");
  const row = set.querySelector(`[data-reveal-row="${CSS.escape(button.dataset.revealShow)}"]`);
  show(row, true);
  // Text taken out by mistake comes back with its row.
  if (row.dataset.was) field(row).value = row.dataset.was;
  delete row.dataset.was;
  offer(set);
  field(row).focus();
  field(row).dispatchEvent(new Event("input", { bubbles: true }));
});

on("click", "[data-reveal-hide]", (button) => {
  const row = button.closest("[data-reveal-row]");
  const set = row.closest("[data-reveal]");
  row.dataset.was = field(row).value;
  field(row).value = "";
  show(row, false);
  field(row).dispatchEvent(new Event("input", { bubbles: true }));
  offer(set);
  announce(`${name(row)} taken out. Adding it again brings its text back.`);
  set.querySelector(`[data-reveal-show="${CSS.escape(name(row))}"]`)?.focus();
});
