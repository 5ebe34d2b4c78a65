// <input type="hidden" data-form-key>: the key that makes publishing idempotent belongs to this entry of the browser's
// history. On "back" a browser may fetch the page anew and put the old text into it: with the new page's key, pressing
// save again would make a second note. So the entry remembers its key.
const KEYS = "[data-form-key]";

function known() {
  return history.state?.formKeys ?? {};
}

function keep(field) {
  history.replaceState({ ...history.state, formKeys: { ...known(), [field.id]: field.value } }, "");
}

document.querySelectorAll(KEYS).forEach((field) => {
  field.value = known()[field.id] ?? field.value;
  keep(field);
});
// A form that htmx brings has a key of its own: the one before was used.
document.addEventListener("htmx:load", (event) => event.detail.elt.querySelectorAll?.(KEYS).forEach(keep));
