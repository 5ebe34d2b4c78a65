// The menu of templates and snippets: snippet_button.js opens it to search in, snippet_keys.js at the caret while
// ";;letters" are typed, and then the keys stay in the field.
import { placeBelow } from "./caret.js";
import { announce } from "./dom.js";
import { insertSnippet } from "./snippet_insert.js";

let loading = null;
let menu = null;
let target = null; // { field, from, to } where the text shall go

/** The menu, fetched when it is first wanted; null where the server does not give it. */
export async function loadedMenu(button) {
  loading ??= fetch(button.dataset.insertUrl, { headers: { "HX-Request": "true" } })
    .then(async (response) => {
      if (!response.ok) throw new Error(response.statusText);
      const holder = document.createElement("template");
      holder.innerHTML = await response.text();
      menu = document.body.appendChild(holder.content.firstElementChild);
      menu.addEventListener("toggle", (event) => { if (event.newState === "closed") forget(); });
      return menu;
    })
    .catch(() => { loading = null; });
  return loading;
}

export const isOpen = () => menu?.matches(":popover-open") ?? false;
export const close = () => { if (isOpen()) menu.hidePopover(); };
const options = () => [...menu.querySelectorAll("[role=option]:not([hidden])")];
const active = () => menu.querySelector("[aria-selected=true]");
const listener = () => (menu.classList.contains("is-typed") ? target.field : menu.querySelector("[data-insert-find]"));

/** Fetch it anew the next time: somebody went to change it. */
export function discard() {
  close();
  menu.remove();
  loading = null;
}

function forget() {
  ["aria-controls", "aria-activedescendant"].forEach((name) => target?.field.removeAttribute(name));
  target?.button?.setAttribute("aria-expanded", "false");
  target = null;
}

function activate(option) {
  active()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) listener().setAttribute("aria-activedescendant", option.id);
  else listener().removeAttribute("aria-activedescendant");
}

export function move(step) {
  const all = options();
  activate(all[(all.indexOf(active()) + step + all.length) % all.length]);
}

export function choose(option = active()) {
  if (!option || !target) return;
  const place = target;
  close();
  insertSnippet(place.field, option.dataset.text, place);
  announce(`${option.querySelector(".insert-title").textContent} inserted. Ctrl+Z takes it back.`);
}

/** Show what matches, and say how many; false where nothing does. */
function narrow(matches, preferred) {
  menu.querySelectorAll("[role=option]").forEach((option) => { option.hidden = !matches(option); });
  menu.querySelectorAll("[role=group]").forEach((group) => { group.hidden = !group.querySelector("[role=option]:not([hidden])"); });
  const all = options();
  menu.querySelector("[data-insert-none]").hidden = all.length > 0;
  activate(all.find((option) => option.dataset.shortcut === preferred) ?? all[0]);
  return all.length > 0;
}

/** Open it where letters are typed. `place` is { field, from, to }, `box` the caret's. */
export function openTyped(place, box, letters) {
  forget();
  target = place;
  menu.classList.add("is-typed");
  const starts = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(letters));
  const fits = (option) => option.dataset.shortcut.startsWith(letters) || starts(option.querySelector(".insert-title").textContent);
  if (!narrow(fits, letters)) return close();
  if (!isOpen()) announce("Snippets: arrow keys and Enter insert one, Escape closes.");
  menu.showPopover();
  place.field.setAttribute("aria-controls", "insert-list");
  placeBelow(menu, box);
}

/** Open it below a button, to search in. `place` is { field, from, to, button }. */
export function openSearch(place) {
  target = place;
  place.button.setAttribute("aria-expanded", "true");
  menu.classList.remove("is-typed");
  const find = menu.querySelector("[data-insert-find]");
  find.value = "";
  menu.showPopover();
  search("");
  placeBelow(menu, place.button.getBoundingClientRect());
  find.focus();
}

/** Show what has all the words, in its title, shortcut or first words. */
export function search(text) {
  const words = text.toLowerCase().replace(/^;;/, "").split(/\s+/);
  narrow((option) => words.every((word) => option.textContent.toLowerCase().includes(word)), words[0]);
}
