// htmx sends the CSRF token of this moment, and says when a request did not come through.
import { announce, csrfToken, onContent } from "./dom.js";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
});

// A page left open while the person signed in elsewhere holds an old token in its plain forms.
document.addEventListener("submit", (event) => {
  const field = event.target.elements?.namedItem?.("csrfmiddlewaretoken");
  const token = csrfToken();
  if (field && token) field.value = token;
}, true);

// What follows the typing must not interrupt it: a [data-quiet] part says in its own [data-stale] line that it is behind.
function staleLine(event) {
  return event.detail.elt?.closest?.("[data-quiet]")?.querySelector("[data-stale]");
}

function fail(event, text, link) {
  const line = staleLine(event);
  if (line) {
    line.replaceChildren("Not up to date. ", text, ...(link ? [" ", link] : []));
    line.hidden = false;
    return;
  }
  const place = document.getElementById("messages");
  if (!place) return;
  const item = document.createElement("p");
  item.className = "message is-error";
  item.textContent = text;
  if (link) item.append(" ", link);
  const list = document.createElement("div");
  list.className = "messages";
  list.append(item);
  place.replaceChildren(list);
  place.scrollIntoView({ block: "nearest" });
}

// In a new tab, so that what was typed stays where it is; the server says where signing in is.
function signInLink(xhr) {
  const link = document.createElement("a");
  link.href = xhr.getResponseHeader("FTOP-Sign-In");
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "Sign in";
  return link;
}

document.addEventListener("htmx:afterOnLoad", (event) => {
  const line = event.detail.successful === false ? null : staleLine(event);
  if (line) line.hidden = true;
});
document.addEventListener("htmx:sendError", (event) => {
  fail(event, "The server could not be reached. Nothing was saved, and what you typed is still here: please try again.");
});
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) fail(event, event.detail.xhr.responseText, signInLink(event.detail.xhr));
  else if (status === 403) fail(event, "You may not do this, or your sign-in changed. Nothing was saved; reload the page and try again.");
  else if (status === 404) fail(event, "This is not there any more. Reload the page to see the current state.");
  else fail(event, "Something went wrong on our side. Nothing was saved, and what you typed is still here: please try again.");
});

// An answer may carry a sentence to say: <p data-announce>…</p>
onContent("[data-announce]", (element) => announce(element.textContent.trim()));
