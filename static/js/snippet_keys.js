// ";;" and letters in a writing field offer the snippets of that shortcut; arrows and Enter put one in place of them.
// Only where the page has an Insert button, and not with data-insert-keys="off" (a person's preferences).
import { caretBox } from "./caret.js";
import { on } from "./dom.js";
import { choose, close, isOpen, loadedMenu, move, openTyped } from "./snippet_menu.js";

const ASKED = /(?:^|\s);;([a-z]{1,12})$/i;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
let dismissed = -1; // where somebody pressed Escape: the same ";;" asks no second time

/** { from, to, letters } of what is being asked for at the caret, or null. */
function asked(field) {
  const to = field.selectionEnd;
  if (field.selectionStart !== to) return null;
  const letters = field.value.slice(Math.max(0, to - 15), to).match(ASKED)?.[1];
  return letters ? { from: to - letters.length - 2, to, letters: letters.toLowerCase() } : null;
}

on("input", "textarea[data-paste]", async (field, event) => {
  const button = document.querySelector("[data-insert-url]");
  const found = !event.isComposing && button && button.dataset.insertKeys !== "off" && asked(field);
  if (!found) {
    dismissed = -1;
    return close();
  }
  if (found.from === dismissed || !(await loadedMenu(button))) return;
  // The letters may have changed while the menu was on its way.
  const now = document.activeElement === field && asked(field);
  if (now) openTyped({ field, from: now.from, to: now.to }, caretBox(field, now.from), now.letters);
});

document.addEventListener("keydown", (event) => {
  if (!isOpen() || event.isComposing || !event.target.matches("textarea[data-paste]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key in STEPS) move(STEPS[event.key]);
  else if (event.key === "Enter" || event.key === "Tab") choose();
  else if (event.key === "Escape") {
    dismissed = asked(event.target)?.from ?? -1;
    close();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

on("focusout", "textarea[data-paste]", () => { if (document.querySelector(".insert-menu.is-typed")) close(); });
