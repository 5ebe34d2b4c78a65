// Forms that are kept as drafts: <form data-draft-url="/drafts/" data-draft-kind data-draft-customer data-draft-version>
// with the draft's key in its field "key". [data-draft-unsaved]: the server has not seen what stands in it.
import { on, onContent } from "./dom.js";
import { Keeper } from "./keeper.js";
import * as journal from "./journal.js";

const FORMS = "form[data-draft-url]";
const keepers = new Map(); // by the draft's key

export const keeperOf = (form) => keepers.get(form?.elements?.key?.value);

onContent(FORMS, (form) => {
  const known = keeperOf(form);
  if (known) known.form = form;
  const keeper = known ?? new Keeper(form);
  keepers.set(keeper.key, keeper);
  if ("draftUnsaved" in form.dataset) keeper.changed();
  hideOwnRow(keeper.key);
});
onContent("[data-draft-row]", () => keepers.forEach((keeper) => hideOwnRow(keeper.key)));

/** The draft one is writing is not listed beside itself. */
function hideOwnRow(key) {
  const row = document.querySelector(`#drafts [data-draft-row="${CSS.escape(key)}"]`);
  const isHere = Boolean(row) && keepers.get(key)?.form.isConnected === true;
  if (isHere) row.hidden = true;
}

on("input", FORMS, (form) => keeperOf(form)?.changed());
on("change", FORMS, (form) => keeperOf(form)?.changed());

// Rare, so its part is fetched when it happens; the server has just answered.
document.addEventListener("ftop:draft-conflict", async ({ detail }) => (await import("./draft_conflict.js")).show(detail));

// Discarded in another window, and written on in this one: it goes on as a draft of its own.
document.addEventListener("ftop:draft-ended", ({ target: form, detail: { keeper, answer } }) => {
  if (answer.published) return;
  keeper.end();
  form.elements.key.value = crypto.randomUUID();
  form.dataset.draftVersion = 0;
  keepers.set(form.elements.key.value, new Keeper(form));
  keeperOf(form).changed();
  form.dispatchEvent(new CustomEvent("ftop:draft-renewed", { bubbles: true }));
});

const all = (act) => keepers.forEach((keeper) => act(keeper));
addEventListener("online", () => all((keeper) => keeper.now()));
document.addEventListener("ftop:signed-in", () => all((keeper) => keeper.now()));
document.addEventListener("visibilitychange", () => {
  all((keeper) => keeper.now({ isLeaving: document.visibilityState === "hidden" }));
});

export const hasUnsaved = () => [...keepers.values()].some((keeper) => keeper.isUnsaved && keeper.form.isConnected);

// Publishing: no autosave while it is under way; afterwards the draft is a note, or goes on as before. The journal says
// what was sent, in case the answer never comes to this page.
document.addEventListener("htmx:beforeRequest", (event) => {
  const keeper = isPublishing(event) && keeperOf(event.detail.elt);
  if (!keeper) return;
  keeper.pause();
  journal.keep(keeper.name, { ...keeper.entry(), isSubmitted: true });
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const keeper = isPublishing(event) && keeperOf(event.detail.elt);
  if (!keeper) return;
  const { status } = event.detail.xhr;
  if (status >= 200 && status < 300) published(keeper);
  else if (status === 409) journal.drop(keeper.name);
  else keeper.now();
});

function published(keeper) {
  keeper.end();
  keeper.form.dispatchEvent(new CustomEvent("ftop:draft-published", { bubbles: true, detail: keeper }));
}

const unanswered = (event) => isPublishing(event) && keeperOf(event.detail.elt)?.now();
document.addEventListener("htmx:sendError", unanswered);
document.addEventListener("htmx:timeout", unanswered);

function isPublishing(event) {
  const { requestConfig, elt } = event.detail;
  const button = requestConfig.triggeringEvent?.submitter;
  // A named button, or one with an address of its own, does something else: a preview, another row, a pasted text.
  return elt.matches?.(FORMS) && requestConfig.verb === "post" && !button?.name && !button?.hasAttribute("formaction");
}
