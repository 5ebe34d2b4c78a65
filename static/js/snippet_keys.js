// ";;" and letters in a writing field offer the snippets of that shortcut, "#" and letters the hashtags in use; arrows and
// Enter put one in place of them.
// Only where the page has an Insert button, and not with data-insert-keys="off" (a person's preferences).
import { on } from "./dom.js";

const ASKED = /(?:^|\s)(;;|#)((?<=;;)[a-z]{1,12}|(?<=#)[\p{L}][\p{L}\p{N}_-]{0,49})$/iu;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
let dismissed = -1; // where somebody pressed Escape: the same ";;" asks no second time
let menu = null; // its module, loaded when it is first wanted

/** { from, to, letters, isTag } of what is being asked for at the caret, or null. */
function asked(field) {
  const to = field.selectionEnd;
  if (field.selectionStart !== to) return null;
  const [, sign, letters] = field.value.slice(Math.max(0, to - 52), to).match(ASKED) ?? [];
  return letters ? { from: to - letters.length - sign.length, to, letters: letters.toLowerCase(), isTag: sign === "#" } : null;
}

async function offer(field, isComposing) {
  const button = document.querySelector("[data-insert-url]");
  const found = !isComposing && button && button.dataset.insertKeys !== "off" && asked(field);
  if (!found) {
    dismissed = -1;
    return menu?.close();
  }
  if (found.from === dismissed) return;
  menu ??= await import("./snippet_menu.js").catch(() => null);
  if ((await menu?.load(button)) !== 200) return;
  // The letters may have changed while the menu was on its way.
  const now = document.activeElement === field && asked(field);
  if (now) menu.openTyped({ field, from: now.from, to: now.to }, now.letters, now.isTag);
}

on("input", "textarea[data-paste]", (field, event) => offer(field, event.isComposing));
// Somebody may have typed the letters before this came.
if (document.activeElement?.matches("textarea[data-paste]")) offer(document.activeElement, false);

document.addEventListener("keydown", (event) => {
  if (!menu?.isOpen() || event.isComposing || !event.target.matches("textarea[data-paste]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key in STEPS) menu.move(STEPS[event.key]);
  else if (event.key === "Enter" || event.key === "Tab") menu.choose();
  else if (event.key === "Escape") {
    dismissed = asked(event.target)?.from ?? -1;
    menu.close();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

on("focusout", "textarea[data-paste]", () => menu?.closeTyped());
