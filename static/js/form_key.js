// The key that makes publishing idempotent belongs to a page of this tab's history: <form data-draft-url> with its field
// "key". On "back" or "reload" the page comes anew, with a new key; the tab remembers the one it had. Where that draft was
// kept already, it goes on in its form (draft_recovery.js). history.state is no place for it: htmx writes its own there.
import { onContent } from "./dom.js";
import * as journal from "./journal.js";
import { linkTo, showMessage } from "./messages.js";

const FORMS = "form[data-draft-url]";
const place = () => `ftop:form:${location.pathname}`;

function put(what) {
  try { sessionStorage.setItem(place(), JSON.stringify(what)); } catch { /* a reload begins anew then */ }
}

const isFresh = (form) => !Number(form.dataset.draftVersion) && !("draftUnsaved" in form.dataset);

function remember(isSaved) {
  const key = document.querySelector(FORMS)?.elements.key.value;
  if (key) put({ key, isSaved });
}

function remembered() {
  try { return JSON.parse(sessionStorage.getItem(place())); } catch { return null; }
}

const isReturn = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
const before = isReturn ? remembered() : null;
const form = document.querySelector(FORMS);

/** The draft that was being written on this page, where it is kept; its form is to be brought. */
export let unfinished = null;
if (form && before?.published) {
  showMessage("What you wrote here was saved as a note:", { look: "is-info", link: linkTo(before.published, "look at it") });
} else if (form && isFresh(form) && before?.key && before.key !== form.elements.key.value) {
  if (before.isSaved || journal.find(`draft:${before.key}`)) unfinished = before.key;
  else form.elements.key.value = before.key;
}

onContent(FORMS, (element) => remember(!isFresh(element)));
document.addEventListener("ftop:draft-renewed", () => remember(false));
document.addEventListener("ftop:draft-saved", () => remember(true));
document.addEventListener("ftop:draft-published", (event) => put({ published: `/notes/${event.target.dataset.draftAmends ?? event.detail.key}/` }));
