// Small things the other modules share.

/** Run `act` on every matching element, now and in whatever htmx swaps in. */
export function onContent(selector, act) {
  const visit = (root) => {
    if (root.matches?.(selector)) act(root);
    root.querySelectorAll?.(selector).forEach(act);
  };
  visit(document);
  document.addEventListener("htmx:load", (event) => visit(event.detail.elt));
}

/** Listen on the document and call `act(element, event)` when the event came from inside a matching element. */
export function on(type, selector, act) {
  document.addEventListener(type, (event) => {
    const element = event.target.closest?.(selector);
    if (element) act(element, event);
  });
}

/** Say it to screen readers, politely. */
export function announce(text) {
  const region = document.getElementById("announcer");
  if (!region) return;
  region.textContent = "";
  // A tick between the two, or the same words twice in a row stay silent.
  setTimeout(() => { region.textContent = text; }, 50);
}

/** The CSRF token as the cookie holds it now: signing in, in this tab or another, changes it. */
export function csrfToken() {
  const match = document.cookie.match(/(?:^|; )(?:__Host-|__Secure-)?csrftoken=([^;]+)/);
  return match ? decodeURIComponent(match[1]) : "";
}

export function isTyping(target) {
  return Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
}
