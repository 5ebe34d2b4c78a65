// [data-rows] with [data-row] items: j and k go to the next and the row before, Enter opens its [data-row-link] (off with
// <html data-shortcuts="off">, WCAG 2.1.4). What has the focus is the row's own link.
import { isTyping } from "./dom.js";

const STEPS = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || document.documentElement.dataset.shortcuts === "off" || document.querySelector("dialog[open], [data-run]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(event.target)) return;
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  next?.querySelector("[data-row-link]").focus();
  if (next) event.preventDefault();
});
