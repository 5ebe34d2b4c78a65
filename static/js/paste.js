// <textarea data-paste="markdown|plain">: what is pasted from Word, Outlook, Teams, Excel or a web page keeps its
// paragraphs, bold, italics, lists, links and tables, as light Markdown or as plain text; everything else is dropped.
// Ctrl+Shift+V, and text that has nothing of the kind, is left to the browser.
import { announce, on, onContent } from "./dom.js";
import { insertText } from "./insert_text.js";

const ITEM = /^\s*(?:[-*+]|\d+[.)])\s*$/;
let convert = null;
let wantsPlain = false;

// Not needed to see the page, but at hand when somebody pastes.
const whenIdle = window.requestIdleCallback ?? setTimeout;
const fetchConverter = () => import("./paste_convert.js").then((module) => { convert = module.convert; }, () => {});
onContent("textarea[data-paste]", () => { if (!convert) whenIdle(fetchConverter); });

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "v") wantsPlain = event.shiftKey;
});

function say(field, words) {
  const known = field.parentElement.querySelector(":scope > .paste-said");
  if (!words) return known?.remove();
  const line = known ?? document.createElement("p");
  line.className = "paste-said meta";
  line.textContent = words;
  field.after(line);
  announce(words);
}

/** A list or a table begins on a line of its own; behind a typed "- " its first item takes that place. */
function placed(field, { text, isOwnLine }) {
  const line = field.value.slice(0, field.selectionStart).split("\n").at(-1);
  if (!isOwnLine || !line.trim()) return text;
  return ITEM.test(line) ? text.replace(/^(?:-|\d+\.) /, "") : `\n${text}`;
}

function insert(field, found) {
  if (found.text) insertText(field, placed(field, found));
  say(field, found.said);
}

on("paste", "textarea[data-paste]", (field, event) => {
  const isPlain = wantsPlain;
  wantsPlain = false;
  const [html, text] = ["text/html", "text/plain"].map((type) => event.clipboardData?.getData(type));
  if (!html || isPlain || field.readOnly || field.disabled) return say(field, "");
  const converted = () => convert?.(html, field.dataset.paste, { hasPlain: Boolean(text) });
  const found = converted();
  if (convert && !found) return say(field, "");
  event.preventDefault();
  if (found) insert(field, found);
  else fetchConverter().then(() => insert(field, converted() ?? { text, said: "" }));
});
