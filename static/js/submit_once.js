// A form goes out once: a second press while the first is under way does nothing. The server is idempotent as well;
// this only spares the person the doubt. Coming back with the back button frees the form again.
const sent = new WeakSet();

function mark(form, button) {
  sent.add(form);
  form.setAttribute("aria-busy", "true");
  // After this tick, or the button's own name would not be sent.
  setTimeout(() => button?.classList.add("is-busy"), 0);
}

function free(form) {
  sent.delete(form);
  form.removeAttribute("aria-busy");
  form.querySelectorAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // htmx has taken its own forms over by now; a dialog's form goes nowhere.
  if (event.defaultPrevented || form.method !== "post") return;
  // Downloading twice is no harm, and the page that stays must not wait for another one.
  if ("download" in form.dataset) return;
  if (sent.has(form)) return event.preventDefault();
  mark(form, event.submitter);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form");
  if (!form || event.detail.requestConfig.verb === "get" || event.target !== form) return;
  if (sent.has(form)) return event.preventDefault();
  mark(form, event.detail.requestConfig.triggeringEvent?.submitter);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches?.("form")) free(event.target);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(free);
});
