// Put text into a field as if it were typed: the browser's own undo takes it back, counters and autosave hear "input".
// Used by pasting and by templates; use it for everything that writes into a field on a person's behalf.

// The browser's editing command takes a time that grows with the square of the lines: 0.3 s for this many.
const MANY_LINES = 500;
const last = new WeakMap();

/**
 * Replace `from`..`to` of a field (its selection, unless given) by `text`; the caret ends behind it.
 * Typed text is only replaced where the caller names its place.
 */
export function insertText(field, text, { from = field.selectionStart, to = field.selectionEnd } = {}) {
  field.focus();
  field.setSelectionRange(from, to);
  if (text.split("\n", MANY_LINES).length < MANY_LINES && document.execCommand("insertText", false, text)) return;
  const before = field.value;
  field.setRangeText(text, from, to, "end");
  last.set(field, { before, after: field.value, from, to });
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

// What went around the browser's editing has no undo of the browser's.
document.addEventListener("keydown", (event) => {
  const step = last.get(event.target);
  if (!step || event.key.toLowerCase() !== "z" || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
  if (event.target.value !== step.after) return;
  event.preventDefault();
  last.delete(event.target);
  event.target.value = step.before;
  event.target.setSelectionRange(step.from, step.to);
  event.target.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "historyUndo" }));
});
