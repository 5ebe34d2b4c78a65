// <form data-guard>: leaving the page with typed but unsent text asks first.
let changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) changed.add(form);
});
document.addEventListener("submit", (event) => changed.delete(event.target));

addEventListener("beforeunload", (event) => {
  changed = new Set([...changed].filter((form) => form.isConnected));
  const hasText = [...changed].some((form) =>
    [...form.querySelectorAll("textarea, input:not([type]), input[type=text]")].some((field) => field.value !== field.defaultValue));
  if (hasText) event.preventDefault();
});
