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
function show(form, lane, html) {
  const shown = new DOMParser().parseFromString(html, "text/html").body;
  const reading = lane.querySelector("details[open]")?.dataset.coachRule;
  const same = reading && shown.querySelector(`[data-coach-rule="${reading}"]`);
  if (same) shown.querySelectorAll("details").forEach((hint) => { hint.open = hint === same; });
  const wasInside = lane.contains(document.activeElement);
  lane.replaceChildren(...shown.childNodes);
  // What was pressed is gone: on to the next hint, or back to the text.
  if (wasInside) (lane.querySelector("details[open] [data-coach-reason], summary") ?? form.querySelector("textarea"))?.focus();
}

async function ask(form, { rule = "", reason = "" } = {}) {
  const lane = laneOf(form);
  // Whoever reads a hint, or writes why it does not fit, is not to lose it to newer ones.
  const isInUse = lane?.contains(document.activeElement) || [...lane?.querySelectorAll("[data-coach-reason]") ?? []].some((field) => field.value);
  if (!lane || (!rule && isInUse)) return;
  asking?.abort();
  asking = new AbortController();
  const body = new FormData(form);
  if (rule) body.set("coach_rule", rule);
  if (rule) body.set("coach_reason", reason);
  // Signed out or out of reach: the next pause asks again.
  const response = await fetch(form.dataset.coach + (rule ? "dismiss/" : ""), {
    method: "POST", body, signal: asking.signal, headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
  }).catch(() => null);
  if (response?.ok || response?.status === 422) show(form, lane, await response.text());
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

/** A row for a new risk that nobody wrote into, added where there is none: its field of the title. */
function freeRow(form) {
  const free = () => [...form.querySelectorAll('[name^="new_risks-"][name$="-title"]')].find((title) => !title.value.trim() && !title.closest(".is-removed"));
  if (!free()) form.querySelector('[data-formset="new_risks"] [data-formset-add]')?.click();
  return free();
}

/** Where the form takes what is called out. In an Overall note that is an escalation only: an issue must not tell everybody. */
function placeFor(kind, form) {
  const title = form.elements["risk-title"];
  if (!title) return freeRow(form);
  // What somebody wrote there stays; the link opens the risk's own form then.
  if (kind !== "escalation" || title.value.trim()) return null;
  if (!form.elements.is_escalated.checked) form.elements.is_escalated.click();
  return title;
}

on("click", "[data-coach-risk]", (link, event) => {
  const form = link.closest("form") ?? document.querySelector("form[data-coach]");
  const title = placeFor(link.dataset.coachKind, form);
  if (!title) return;
  event.preventDefault();
  if (title.closest("details")) title.closest("details").open = true;
  form.elements[title.name.replace(/title$/, "kind")].value = link.dataset.coachKind;
  insertText(title, link.dataset.coachRisk);
});

onContent("form[data-coach]", (form) => {
  laneOf(form)?.replaceChildren(); // a form that was saved comes back empty
  if (Number(form.dataset.draftVersion)) ask(form); // a draft somebody goes on with
});
