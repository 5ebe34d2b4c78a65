// htmx sends the CSRF token of this moment, and says when a request did not come through.
import { announce, csrfToken, onContent } from "./dom.js";
import { showMessage } from "./messages.js";
import { signInThen } from "./sign_in.js";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
});

// A page left open while the person signed in elsewhere holds an old token in its plain forms.
document.addEventListener("submit", (event) => {
  const field = event.target.elements?.namedItem?.("csrfmiddlewaretoken");
  const token = csrfToken();
  if (field && token) field.value = token;
}, true);

// A form that is filled in goes out through htmx as well: whatever goes wrong, the page and its words stay.
onContent("form[data-guard]:not([hx-post])", (form) => {
  form.setAttribute("hx-boost", "true");
  window.htmx.process(form);
});

// What follows the typing must not interrupt it: a [data-quiet] part says in its own [data-stale] line that it is behind.
function staleLine(event) {
  return event.detail.elt?.closest?.("[data-quiet]")?.querySelector("[data-stale]");
}

function fail(event, text) {
  const line = staleLine(event);
  if (line) {
    line.textContent = `Not up to date. ${text}`;
    line.hidden = false;
    return;
  }
  // A form that is sent again by itself says so in its own place (resend.js).
  if (!event.detail.elt?.matches?.("form[data-draft-url]")) showMessage(text);
}

document.addEventListener("htmx:afterOnLoad", (event) => {
  const line = event.detail.successful === false ? null : staleLine(event);
  if (line) line.hidden = true;
});

const UNREACHED = "The server could not be reached. Nothing was saved, and what you typed is still here: please try again.";
document.addEventListener("htmx:sendError", (event) => fail(event, UNREACHED));
document.addEventListener("htmx:timeout", (event) => fail(event, UNREACHED));
document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status === 401) return signedOut(event);
  if (status === 403 && event.detail.xhr.getResponseHeader("FTOP-Refusal")) showMessage(responseText);
  else if (status === 403) fail(event, "You may not do this, or your sign-in changed. Nothing was saved; reload the page and try again.");
  else if (status === 404) fail(event, "This is not there any more. Reload the page to see the current state.");
  else fail(event, "Something went wrong on our side. Nothing was saved, and what you typed is still here: please try again.");
});

/** The person signs in where they are, and what they were about to do is done then. */
function signedOut(event) {
  if (staleLine(event)) return fail(event, "You are signed out.");
  const { elt, triggeringEvent } = event.detail.requestConfig;
  const button = triggeringEvent?.submitter;
  signInThen(() => {
    if (elt.matches("form")) elt.requestSubmit(button?.form === elt ? button : undefined);
    else if (button) button.click();
    else elt.click();
  });
}

// An answer may carry a sentence to say: <p data-announce>…</p>
onContent("[data-announce]", (element) => announce(element.textContent.trim()));
