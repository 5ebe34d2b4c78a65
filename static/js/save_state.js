// The quiet line of a form that is kept: [data-save-state]. It says "Saved" only after the server said so; what is not
// saved stays in sight and is told to screen readers once.
import { announce } from "./dom.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const IN_WORDS = {
  unreachable: "Not saved: no connection. Kept in this browser, trying again.",
  busy: "Not saved: the server has a problem. Kept in this browser, trying again.",
  "signed-out": "Not saved: you are signed out. Kept in this browser.",
  another: "Not saved: somebody else is signed in on this browser now. Kept here for you.",
  refused: "Not saved: you may not write this here. Kept in this browser; copy the text if you need it.",
  gone: "Not saved: this draft or customer is out of your reach. Kept in this browser; copy the text if you need it.",
  conflict: "Not saved: the same draft was changed in another window. Choose below.",
  ended: "This was saved as a note in another window. What you typed since is kept in this browser: save it to amend that note or to make another.",
  full: "Not saved yet, and this browser cannot keep it. Do not close this page.",
};

function put(form, words, look) {
  const line = form.querySelector("[data-save-state]");
  if (!line || line.textContent === words) return;
  line.textContent = words;
  line.className = `save-state ${look}`;
  if (look === "is-unsaved") announce(words);
}

export const showSaving = (form) => put(form, "Saving…", "");
export const showSaved = (form) => put(form, `Saved ${CLOCK.format(new Date())}`, "");
export const showUnsaved = (form, why) => put(form, IN_WORDS[why], "is-unsaved");
