// <button data-insert="field-id" data-insert-url="…">: opens the menu of templates and snippets for that field.
import { announce, on } from "./dom.js";
import { choose, discard, loadedMenu, move, openSearch, search } from "./snippet_menu.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const written = new WeakSet(); // fields that somebody was in, so that their caret means something

document.addEventListener("focusin", (event) => { if (event.target.matches("textarea")) written.add(event.target); });

on("click", "[data-insert]", async (button) => {
  if (!(await loadedMenu(button))) return announce("The templates could not be fetched. If you were signed out, sign in and try again.");
  const field = document.getElementById(button.dataset.insert);
  const caret = written.has(field) ? field.selectionEnd : field.value.length;
  openSearch({ field, from: caret, to: caret, button });
});

on("input", "[data-insert-find]", (find) => search(find.value));
on("keydown", "[data-insert-find]", (find, event) => {
  if (event.key in STEPS) move(STEPS[event.key]);
  else if (event.key === "Enter") choose();
  else return;
  event.preventDefault();
});
on("click", ".insert-foot a", discard);
on("mousedown", ".insert-option", (option, event) => event.preventDefault()); // the field keeps the focus
on("click", ".insert-option", (option) => choose(option));
