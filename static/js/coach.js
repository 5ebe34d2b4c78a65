// <form data-coach="address">: a second after a pause in typing the coach is asked for hints on the form as it stands, and
// they appear in [data-coach-lane]. Loaded where there is such a form; without JavaScript there are no hints, and nothing
// needs them.
import { csrfToken, on, onContent } from "./dom.js";
import { insertText } from "./insert_text.js";

const PAUSE = 1000; // milliseconds
let timer = 0;
let asking = null; // the request on its way

const laneOf = (form) => form.querySelector("[data-coach-lane]") ?? document.querySelector("[data-coach-lane]");

/** Show what the server says, and leave open what somebody is reading. */
function show(lane, html) {
  const shown = new DOMParser().parseFromString(html, "text/html").body;
  const reading = lane.querySelector("details[open]")?.dataset.coachRule;
  const same = reading && shown.querySelector(`[data-coach-rule="${reading}"]`);
  if (same) shown.querySelectorAll("details").forEach((hint) => { hint.open = hint === same; });
  lane.replaceChildren(...shown.childNodes);
}

async function ask(form, { rule = "", reason = "" } = {}) {
  const lane = laneOf(form);
  // Whoever writes why a hint does not fit is not to lose it to newer hints.
  if (!lane || (!rule && [...lane.querySelectorAll("[data-coach-reason]")].some((field) => field.value))) return;
  asking?.abort();
  asking = new AbortController();
  const body = new FormData(form);
  if (rule) body.set("coach_rule", rule);
  if (rule) body.set("coach_reason", reason);
  // Signed out or out of reach: the next pause asks again.
  const response = await fetch(form.dataset.coach + (rule ? "dismiss/" : ""), {
    method: "POST", body, signal: asking.signal, headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
  }).catch(() => null);
  if (response?.ok || response?.status === 422) show(lane, await response.text());
}

function put(button) {
  const hint = button.closest("[data-coach-rule]");
  const form = button.closest("form") ?? document.querySelector("form[data-coach]");
  ask(form, { rule: hint.dataset.coachRule, reason: hint.querySelector("[data-coach-reason]").value });
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-coach]");
  if (!form || event.target.matches("[data-coach-reason]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => { if (form.isConnected) ask(form); }, PAUSE);
});

on("click", "[data-coach-dismiss]", put);
on("keydown", "[data-coach-reason]", (field, event) => {
  if (event.key !== "Enter") return;
  event.preventDefault(); // it would save the note
  put(field);
});

// In a note an escalation is called out in the form itself, with the note; anything else has the risk's own form.
on("click", "[data-coach-risk]", (link, event) => {
  const form = document.querySelector("form[data-coach]");
  const title = form?.elements["risk-title"];
  if (!title || link.dataset.coachKind !== "escalation") return;
  event.preventDefault();
  const escalated = form.elements.is_escalated;
  if (!escalated.checked) escalated.click();
  form.elements["risk-kind"].value = "escalation";
  insertText(title, link.dataset.coachRisk, { from: 0, to: title.value.length });
});

// A form that was saved comes back empty.
onContent("form[data-coach]", (form) => laneOf(form)?.replaceChildren());
