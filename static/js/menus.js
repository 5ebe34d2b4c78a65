// Dialogs open from [data-dialog="id"]; menus (<details class="menu">) close on Escape and on a click elsewhere.
import { on } from "./dom.js";

on("click", "[data-dialog]", (button) => {
  button.closest("details.menu")?.removeAttribute("open");
  document.getElementById(button.dataset.dialog)?.showModal();
});

// A click on the backdrop is a click on the dialog itself, outside its box.
on("click", "dialog", (dialog, event) => {
  if (event.target !== dialog) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
});

function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});
