// Pieces of a pasted text that found no field: [data-tray] with [data-tray-piece] items. Their buttons and dragging do at
// once what the server does without JavaScript: add a piece to a field of the form, leave it out, bring it back.
import { announce, on, onContent } from "./dom.js";
import { labelOf } from "./field_words.js";

let dragged = null;

const trayOf = (piece) => piece.closest("[data-tray]");
const valueOf = (piece) => piece.querySelector("[data-tray-value]");

function recount(tray) {
  const pieces = tray.querySelectorAll("[data-tray-pieces] > [data-tray-piece]").length;
  const leftOut = tray.querySelector("[data-tray-left-out]");
  leftOut.hidden = leftOut.querySelector("[data-tray-piece]") === null;
  document.querySelectorAll("[data-tray-count]").forEach((count) => { count.textContent = pieces; });
  document.querySelectorAll("[data-tray-link]").forEach((link) => { link.hidden = pieces === 0; });
  tray.hidden = pieces === 0 && leftOut.hidden;
  // Drafts and the preview follow the form's input events.
  tray.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Put the piece into the field, below what stands there. */
function add(piece, name) {
  const tray = trayOf(piece), { form } = valueOf(piece);
  document.querySelector(`[data-reveal-show="${CSS.escape(name.replace("workload_", ""))}"]`)?.click();
  const field = form.elements[name], words = valueOf(piece).value;
  if (field instanceof RadioNodeList) field.value = piece.querySelector(`option[value="${name}"]`).dataset.choice;
  else field.value = field.value.trim() ? `${field.value.trimEnd()}\n${words}` : words;
  (field[0] ?? field).dispatchEvent(new Event("input", { bubbles: true }));
  const next = piece.nextElementSibling ?? piece.previousElementSibling;
  piece.remove();
  recount(tray);
  announce(`Added to ${labelOf(form, name)}.`);
  (next?.querySelector("select") ?? field[0] ?? field).focus();
}

function move(piece, isLeftOut) {
  const tray = trayOf(piece);
  valueOf(piece).name = isLeftOut ? "left_out" : "not_placed";
  piece.querySelectorAll("[data-tray-in]").forEach((control) => {
    control.hidden = isLeftOut;
    if (control.matches("select")) control.disabled = isLeftOut;
  });
  piece.querySelector("[data-tray-out]").hidden = !isLeftOut;
  piece.querySelector("[data-tray-grip]").hidden = isLeftOut;
  piece.classList.toggle("is-left-out", isLeftOut);
  tray.querySelector(isLeftOut ? "[data-tray-left-out] ul" : "[data-tray-pieces]").append(piece);
  recount(tray);
  announce(isLeftOut ? "Left out. It can be brought back." : "Brought back.");
  const next = isLeftOut ? tray.querySelector("[data-tray-pieces] select") : piece.querySelector("select");
  (next ?? tray).focus();
}

on("click", "[data-tray-act]", (button, event) => {
  event.preventDefault();
  const piece = button.closest("[data-tray-piece]"), select = piece.querySelector("select");
  if (button.dataset.trayAct !== "add") return move(piece, button.dataset.trayAct === "leave");
  if (select.value) return add(piece, select.value);
  select.focus();
  announce("Choose the field that the piece is to be added to.");
});

// Only the grip makes a piece draggable, so text in it can still be selected.
onContent(".tray-piece:not(.is-left-out) [data-tray-grip]", (grip) => { grip.hidden = false; });
on("pointerdown", "[data-tray-grip]", (grip) => { grip.closest("[data-tray-piece]").draggable = true; });
on("dragstart", "[data-tray-piece]", (piece, event) => {
  dragged = piece;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", valueOf(piece).value);
});
on("dragend", "[data-tray-piece]", (piece) => {
  dragged = null;
  piece.draggable = false;
  document.querySelectorAll(".is-drop").forEach((field) => field.classList.remove("is-drop"));
});

const canTake = (field) => dragged && [...dragged.querySelectorAll("option")].some((option) => option.value === field.name);
on("dragover", "textarea", (field, event) => {
  if (!canTake(field)) return;
  event.preventDefault();
  field.classList.add("is-drop");
});
on("dragleave", "textarea", (field) => field.classList.remove("is-drop"));
on("drop", "textarea", (field, event) => {
  if (!canTake(field)) return;
  event.preventDefault();
  add(dragged, field.name);
});
