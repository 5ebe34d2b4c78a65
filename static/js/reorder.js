// [data-reorder="form-id"]: rows ([data-reorder-row]) are dragged by their [data-grip]; dropping sends the form, whose hidden
// fields stand in the rows and so go in the new order. The buttons up and down in each row are the way without a mouse.
import { on, onContent } from "./dom.js";

let dragged = null;

function clear(list) {
  list.querySelectorAll(".is-over-top, .is-over-bottom").forEach((row) => row.classList.remove("is-over-top", "is-over-bottom"));
}

function isUpperHalf(row, event) {
  const box = row.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2;
}

onContent("[data-reorder-row] [data-grip]", (grip) => { grip.hidden = false; });

// Only the grip makes a row draggable, so text in it can still be selected.
on("pointerdown", "[data-grip]", (grip) => { grip.closest("[data-reorder-row]").draggable = true; });
on("pointerup", "[data-reorder-row]", (row) => { row.draggable = false; });

on("dragstart", "[data-reorder-row]", (row, event) => {
  if (!row.draggable) return;
  dragged = row;
  row.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});

on("dragover", "[data-reorder-row]", (row, event) => {
  if (!dragged || row.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  clear(row.parentElement);
  if (row !== dragged) row.classList.add(isUpperHalf(row, event) ? "is-over-top" : "is-over-bottom");
});

on("drop", "[data-reorder-row]", (row, event) => {
  if (!dragged || row === dragged || row.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const list = row.closest("[data-reorder]");
  if (isUpperHalf(row, event)) row.before(dragged);
  else row.after(dragged);
  clear(list);
  document.getElementById(list.dataset.reorder)?.requestSubmit();
});

on("dragend", "[data-reorder-row]", (row) => {
  row.draggable = false;
  row.classList.remove("is-dragged");
  clear(row.parentElement);
  dragged = null;
});
