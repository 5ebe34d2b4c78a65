// <textarea data-paste="markdown|plain">: what is pasted from Word, Outlook, Teams, Excel or a web page keeps its
// paragraphs, bold, italics, lists, links and tables, as light Markdown or as plain text; everything else is dropped.
// Ctrl+Shift+V, and text that has nothing of the kind, is left to the browser.
import { announce, on } from "./dom.js";
import { insertText } from "./insert_text.js";
import { blocksOf } from "./paste_blocks.js";
import { parsed } from "./paste_source.js";
import { markdown, plain } from "./paste_write.js";

const WRITERS = { markdown, plain };
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s*$/;
let wantsPlain = false;

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "v") wantsPlain = event.shiftKey;
});

/** "2 images and 1 video were left out." */
function leftOut(dropped) {
  const counts = Object.entries(dropped).filter(([, count]) => count);
  const words = counts.map(([what, count]) => `${count} ${what}${count > 1 ? "s" : ""}`);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return total ? `${words.join(" and ")} ${total > 1 ? "were" : "was"} left out: a note holds text.` : "";
}

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
function placed(field, text, isOwnLine) {
  const line = field.value.slice(0, field.selectionStart).split("\n").at(-1);
  if (!isOwnLine || !line.trim()) return text;
  return ITEM.test(line) ? text.replace(/^(?:-|\d+\.) /, "") : `\n${text}`;
}

function hasStructure({ blocks, dropped }) {
  const says = (run) => run.bold || run.italic || run.href;
  const isMore = (block, index) => block.kind !== "text" || (index && block.hasGap) || block.runs.some(says);
  return blocks.some(isMore) || Object.values(dropped).some(Boolean);
}

on("paste", "textarea[data-paste]", (field, event) => {
  const isPlain = wantsPlain;
  wantsPlain = false;
  const html = event.clipboardData?.getData("text/html");
  if (!html || isPlain || field.readOnly || field.disabled) return say(field, "");
  const page = parsed(html);
  const found = page && blocksOf(page);
  const hasPlain = event.clipboardData.types.includes("text/plain");
  if (!found || (hasPlain && !hasStructure(found))) return say(field, "");
  event.preventDefault();
  const text = WRITERS[field.dataset.paste](found.blocks);
  if (text) insertText(field, placed(field, text, found.blocks[0].kind !== "text"));
  say(field, leftOut(found.dropped));
});
