// Blocks as text: the light Markdown of notes, or plain text with "- " for bullets.
import { inlineMarkdown, inlinePlain } from "./paste_inline.js";

const DEEPEST = 8; // levels of a list, as in Word

export function markdown(blocks) {
  return written(blocks, (block) => (block.isHeading
    ? inlineMarkdown(block.runs.map((run) => ({ ...run, bold: true, italic: false })))
    : inlineMarkdown(block.runs)));
}

export function plain(blocks) {
  return written(blocks, (block) => inlinePlain(block.runs));
}

function written(blocks, inline) {
  const widths = []; // of the marks of the items that the next one can stand in
  let before = null;
  return blocks.map((block) => {
    const separator = before ? between(before, block) : "";
    before = block;
    const text = block.kind === "table" ? inline(block) : inline(block).trim();
    if (block.kind !== "item") {
      widths.length = 0;
      return separator + text;
    }
    const mark = block.number ? `${block.number}. ` : "- ";
    widths.length = Math.min(widths.length, block.level, DEEPEST);
    const indent = " ".repeat(widths.reduce((sum, width) => sum + width, 0));
    widths.push(mark.length);
    return `${separator}${indent}${mark}${text.replaceAll("\n", `\n${indent}${" ".repeat(mark.length)}`)}`;
  }).join("");
}

/** A list may follow its sentence at once, but what follows a list needs a blank line, or it would join the last item. */
function between(before, block) {
  if (block.kind === "item") return before.kind === "item" || (before.kind === "text" && block.number < 2) ? "\n" : "\n\n";
  return before.kind !== "text" || block.hasGap ? "\n\n" : "\n";
}
