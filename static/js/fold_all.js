// <button data-fold-all=".carried" aria-controls="…" aria-expanded>: opens or closes all folds of the controlled part.
import { on } from "./dom.js";

on("click", "[data-fold-all]", (button) => {
  const isOpen = button.getAttribute("aria-expanded") !== "true";
  const part = document.getElementById(button.getAttribute("aria-controls"));
  part.querySelectorAll(button.dataset.foldAll).forEach((fold) => { fold.open = isOpen; });
  button.setAttribute("aria-expanded", String(isOpen));
  button.textContent = button.textContent.replace(/^(Show|Hide)/, isOpen ? "Hide" : "Show");
});
