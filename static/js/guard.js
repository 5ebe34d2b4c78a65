// Leaving the page asks first where something typed is not on the server: a draft whose save is still to come, or text
// in another form (<form data-guard>).
import { hasUnsaved } from "./drafts.js";

let changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]:not([data-draft-url])");
  if (form) changed.add(form);
});
document.addEventListener("submit", (event) => changed.delete(event.target));

addEventListener("beforeunload", (event) => {
  changed = new Set([...changed].filter((form) => form.isConnected));
  const hasText = [...changed].some((form) =>
    [...form.querySelectorAll("textarea, input:not([type]), input[type=text]")].some((field) => field.value !== field.defaultValue));
  if (hasText || hasUnsaved()) event.preventDefault();
});
