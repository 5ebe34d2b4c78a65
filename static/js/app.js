// The enhancements of every page. Each module listens on the document, so content swapped in later is covered;
// every page works without any of them.
import "./htmx_config.js";
import "./menus.js";
import "./shortcuts.js";
import "./copy.js";
import "./formset.js";
import "./reveal.js";
import "./carried.js";
import "./take_line.js";
import "./fold_all.js";
import "./keep_open.js";
import "./counter.js";
import "./corrected.js";
import "./side.js";
import "./beacon.js";
import "./submit_once.js";
import "./download.js";
import "./pick.js";
import "./form_key.js";
import "./drafts.js";
import "./draft_recovery.js";
import "./resend.js";
import "./keep_form.js";
import "./guard.js";
import "./options.js";
import "./paste.js";
import "./snippet_button.js";
import "./starter.js";
import "./paste_text.js";
import "./theme.js";
import { onContent } from "./dom.js";

// The page works without any of these: one that is out of reach is no error.
const extra = (loading) => loading.catch(() => {});

if (document.getElementById("inbox")) extra(import("./inbox.js"));
// What few pages need comes when they do; what answers keys from the start stands in those pages themselves.
onContent("[data-latest]", () => extra(import("./latest.js")));
onContent("[data-insert-url]", () => extra(import("./snippet_keys.js")));
onContent("form[data-coach]", () => extra(import("./coach.js")));
onContent("[data-tray]", () => extra(import("./tray.js")));
onContent("[data-reorder]", () => extra(import("./reorder.js")));
// Controls that only work with JavaScript are written hidden.
onContent("[data-needs-js]", (element) => { element.hidden = false; });
// What the person must see first: an error summary, a conflict.
onContent("[data-focus]", (element) => element.focus());
