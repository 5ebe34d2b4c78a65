// How a template or snippet comes into a field: at the caret, beside what stands there and never over it.
import { insertText } from "./insert_text.js";

const BLANK_BULLET = /^(\s*(?:[-*+]|\d+[.)]))$/gm;
// Where writing goes on: a gap in a sentence, an empty bullet, or a label that waits for its answer.
const GAP = /…|^\s*(?:[-*+]|\d+[.)]) $|:$/m;

/** Exec Summaries are plain text: the words stay, the marks go. */
function withoutMarks(text) {
  return text
    .replace(/\*\*(\S(?:.*?\S)?)\*\*/g, "$1")
    .replace(/(^|[^\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])/g, "$1$2")
    .replace(/\[([^\]\n]+)\]\((?:mailto:)?(\S+?)\)/g, "$1 ($2)");
}

/** The line ends or the blank that keep it apart from what stands before and after. */
function apart(text, before, after) {
  if (!text.includes("\n")) {
    return [/[^\s([{"'“‘/-]$/.test(before) ? " " : "", /^[\p{L}\p{N}]/u.test(after) ? " " : ""];
  }
  const above = before.match(/\n*$/)[0].length;
  const below = after.match(/^\n*/)[0].length;
  return [before.trim() ? "\n".repeat(Math.max(0, 2 - above)) : "", after.trim() ? "\n".repeat(Math.max(0, 2 - below)) : ""];
}

/** Put it at `from`, in place of the letters up to `to` that asked for it; the first gap to fill in is selected. */
export function insertSnippet(field, snippet, { from, to }) {
  const words = field.dataset.paste === "markdown" ? snippet : withoutMarks(snippet);
  const text = words.replace(BLANK_BULLET, "$1 ");
  const [lead, trail] = apart(text, field.value.slice(0, from), field.value.slice(to));
  insertText(field, lead + text + trail, { from, to });
  const gap = text.match(GAP);
  const start = from + lead.length + (gap?.index ?? text.length);
  const isWord = gap?.[0] === "…";
  field.setSelectionRange(isWord ? start : start + (gap?.[0].length ?? 0), start + (gap?.[0].length ?? 0));
}
