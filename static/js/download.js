// <form data-download>: the answer is a file, so the page stays; it says that something happens, and closes its menu.
import { announce } from "./dom.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-download]")) return;
  form.closest("details.menu")?.removeAttribute("open");
  form.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
  form.querySelectorAll("[data-download-said]").forEach((said) => { said.hidden = false; });
  announce("Your file is being made.");
});
