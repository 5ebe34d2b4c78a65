// Keys: n, /, g h, g c, g l and ? (off with <html data-shortcuts="off">, WCAG 2.1.4); Ctrl+Enter saves the form one is in.
import { isTyping } from "./dom.js";

const AFTER_G = 1000; // milliseconds to press the second key
let pressedG = -Infinity;

function save(event) {
  const form = event.target.closest?.("form");
  if (!form || form.method === "get") return;
  event.preventDefault();
  const button = form.querySelector("[data-save]") ?? form.querySelector("button[type=submit].btn-primary");
  form.requestSubmit(button ?? undefined);
}

function goTo(key) {
  document.querySelector(`a[data-key="${key}"]`)?.click();
}

function writeNote() {
  const field = document.querySelector("[data-note-text]");
  if (!field) return goTo("n");
  field.focus();
  field.scrollIntoView({ block: "center" });
}

function search() {
  // The page's own box, the header's, or at phone width the link to the page.
  const field = [...document.querySelectorAll("[data-search]")].find((box) => box.offsetParent);
  if (!field) return goTo("/");
  field.focus();
  field.select();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return save(event);
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const isSecond = event.timeStamp - pressedG < AFTER_G;
  pressedG = -Infinity;
  if (isSecond && "hcl".includes(event.key)) goTo(event.key);
  else if (event.key === "g") pressedG = event.timeStamp;
  else if (event.key === "n") writeNote();
  else if (event.key === "/") search();
  else if (event.key === "?") document.getElementById("keyboard-help")?.showModal();
  else return;
  event.preventDefault();
});
