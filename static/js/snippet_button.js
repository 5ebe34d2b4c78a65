// <button data-insert="field-id" data-insert-url="…">: opens the menu of templates and snippets for that field.
import { on } from "./dom.js";
import { showMessage } from "./messages.js";
import { signInThen } from "./sign_in.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const written = new WeakSet(); // fields that somebody was in, so that their caret means something
let menu = null; // its module, loaded when it is first wanted

document.addEventListener("focusin", (event) => { if (event.target.matches("textarea")) written.add(event.target); });

on("click", "[data-insert]", async (button) => {
  menu ??= await import("./snippet_menu.js").catch(() => null);
  const status = await menu?.load(button);
  if (status === 401) return signInThen(() => button.click());
  if (status !== 200) return showMessage("The templates cannot be fetched just now. What you typed is still here: try again in a moment.");
  const field = document.getElementById(button.dataset.insert);
  const caret = written.has(field) ? field.selectionEnd : field.value.length;
  menu.openSearch({ field, from: caret, to: caret, button });
});

on("input", "[data-insert-find]", (find) => menu.search(find.value));
on("keydown", "[data-insert-find]", (find, event) => {
  if (event.key in STEPS) menu.move(STEPS[event.key]);
  else if (event.key === "Enter") menu.choose();
  else return;
  event.preventDefault();
});
