// The menu of templates and snippets: snippet_button.js opens it to search in, snippet_keys.js at the caret while
// ";;letters" are typed, and then the keys stay in the field.
import { caretBox, placeBelow } from "./caret.js";
import { announce, on } from "./dom.js";
import { activeOf, narrow, step } from "./listbox.js";
import { insertSnippet } from "./snippet_insert.js";

let loading = null;
let menu = null;
let target = null; // { field, from, to } where the text shall go, and the button where one was pressed

async function fetchMenu(address) {
  const response = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => ({ status: 0 }));
  if (!response.ok) {
    loading = null;
    return response.status;
  }
  const holder = document.createElement("template");
  holder.innerHTML = await response.text();
  menu = document.body.appendChild(holder.content.firstElementChild);
  menu.addEventListener("toggle", (event) => { if (event.newState === "closed") forget(); });
  return response.status;
}

/** Fetch the menu when it is first wanted; 200 once it is there, else why it is not (0: no connection). */
export function load(button) {
  // A form that came back took the page's body, and the menu with it.
  if (menu && !menu.isConnected) document.body.append(menu);
  return (loading ??= fetchMenu(button.dataset.insertUrl));
}

export const isOpen = () => menu?.matches(":popover-open") ?? false;
export const close = () => { if (isOpen()) menu.hidePopover(); };
export const closeTyped = () => { if (target && !target.button) close(); };
export const move = (steps) => step(menu, listener(), steps);
const findField = () => menu.querySelector("[data-insert-find]");
const listener = () => (target.button ? findField() : target.field);
const titleOf = (option) => option.querySelector(".insert-title").textContent;

function forget() {
  ["aria-controls", "aria-activedescendant"].forEach((name) => target?.field.removeAttribute(name));
  target?.button?.setAttribute("aria-expanded", "false");
  target = null;
}

export function choose(option = activeOf(menu)) {
  if (!option || !target) return;
  const place = target;
  close();
  insertSnippet(place.field, option.dataset.text, place);
  announce(`${titleOf(option)} inserted. Ctrl+Z takes it back.`);
}

/** Open it where letters are typed. `place` is { field, from, to }. */
export function openTyped(place, letters, isTag) {
  forget();
  target = place;
  const isExact = (option) => (option.dataset.shortcut ?? option.dataset.tag) === letters;
  const byTag = (option) => option.dataset.tag?.startsWith(letters) && option.dataset.tag !== letters;
  const byShortcut = (option) => option.dataset.shortcut?.startsWith(letters);
  const byTitle = (option) => "shortcut" in option.dataset && titleOf(option).toLowerCase().split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(letters));
  if (!(isTag ? [byTag] : [byShortcut, byTitle]).some((fits) => narrow(menu, place.field, fits, isExact))) return close();
  if (!isOpen()) announce(`${isTag ? "Hashtags" : "Snippets"}: arrow keys and Enter insert one, Escape closes.`);
  menu.classList.add("is-typed");
  menu.showPopover();
  place.field.setAttribute("aria-controls", "insert-list");
  placeBelow(menu, caretBox(place.field, place.from));
}

/** Open it below a button, to search in. `place` is { field, from, to, button }. */
export function openSearch(place) {
  target = place;
  place.button.setAttribute("aria-expanded", "true");
  menu.classList.remove("is-typed");
  findField().value = "";
  menu.showPopover();
  search("");
  placeBelow(menu, place.button.getBoundingClientRect());
  findField().focus();
}

/** Show what has all the words in its title, shortcut or first words. */
export function search(text) {
  const words = text.toLowerCase().replace(/^;;/, "").split(/\s+/);
  const fits = (option) => "shortcut" in option.dataset && words.every((word) => option.textContent.toLowerCase().includes(word));
  const hasAny = narrow(menu, findField(), fits, (option) => option.dataset.shortcut === words[0]);
  menu.querySelector("[data-insert-none]").hidden = hasAny;
}

on("mousedown", ".insert-option", (option, event) => event.preventDefault()); // the field keeps the focus
on("click", ".insert-option", (option) => choose(option));
// Somebody goes to change them: fetched anew the next time.
on("click", ".insert-foot a", () => {
  close();
  menu.remove();
  loading = null;
});
