// Publishing a note that did not come through is sent again by itself, later and later, until the server answers: the
// draft's key makes sure that there is one note in the end. Typing on, or "Stop", leaves the next step to the person.
import { on } from "./dom.js";

const FORMS = "form[data-draft-url]";
const FIRST = 2, LAST = 60; // seconds
const waits = new WeakMap(); // form → seconds until the next try

function saveButton(form) {
  return form.querySelector("[data-save]");
}

function stop(form) {
  clearInterval(form.ftopTicking);
  form.querySelector("[data-send-state]")?.remove();
}

function again(form) {
  stop(form);
  if (form.isConnected) form.requestSubmit(saveButton(form));
}

function button(words, act) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className: "btn btn-sm", textContent: words });
  element.addEventListener("click", act);
  return element;
}

function show(form, why, seconds) {
  stop(form);
  const banner = document.createElement("div");
  Object.assign(banner, { className: "alert is-warning send-state", role: "alert" });
  banner.dataset.sendState = "";
  const words = document.createElement("p");
  const countdown = document.createElement("span");
  const what = form.dataset.draftKind === "exec_summary" ? "Not published yet" : "Not saved as a note yet";
  words.append(`${what}: ${why} What you wrote is kept. `, countdown);
  banner.append(words, button("Try now", () => again(form)), button("Stop trying", () => { waits.delete(form); stop(form); }));
  // A bar that stays in sight carries it; elsewhere it stands above the button.
  const place = saveButton(form).parentElement;
  if (place.matches(".sticky-actions")) place.prepend(banner);
  else place.before(banner);
  let left = seconds;
  const tick = () => {
    countdown.textContent = `Trying again in ${left} s.`;
    if (left-- <= 0) again(form);
  };
  tick();
  form.ftopTicking = setInterval(tick, 1000);
}

function failed(event, why) {
  const form = event.detail.elt;
  if (!form?.matches?.(FORMS) || event.detail.requestConfig.verb !== "post") return;
  const button = event.detail.requestConfig.triggeringEvent?.submitter;
  if (button?.name || button?.hasAttribute("formaction")) return; // a preview or another row, not the note
  const seconds = waits.get(form) ?? FIRST;
  waits.set(form, Math.min(seconds * 2, LAST));
  show(form, why, seconds);
}

document.addEventListener("htmx:sendError", (event) => failed(event, "there is no connection."));
document.addEventListener("htmx:timeout", (event) => failed(event, "the server does not answer."));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500) failed(event, "the server has a problem.");
});
addEventListener("online", () => document.querySelectorAll(`${FORMS}:has([data-send-state])`).forEach(again));
on("input", FORMS, (form) => { waits.delete(form); stop(form); });
