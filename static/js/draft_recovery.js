// What was typed and never reached the server (a killed tab, a dead network) is sent when this person opens a page again.
// What meanwhile changed or ended on the server is not overwritten: the words become a draft of their own.
import { announce } from "./dom.js";
import { save } from "./draft_requests.js";
import { isSame } from "./form_fields.js";
import { unfinished } from "./form_key.js";
import * as journal from "./journal.js";
import { linkTo, showMessage } from "./messages.js";

const url = document.documentElement.dataset.drafts;

/** Send one entry: true where its words are a draft on the server now. */
async function recover(name) {
  const entry = journal.find(name);
  if (!entry) return true;
  let answer = await save(url, entry);
  const isThere = answer.is === "conflict" && isSame(answer.fields, entry.fields);
  // Published as it was sent: there is nothing left to keep.
  if (isThere || (answer.is === "ended" && answer.published && entry.isSubmitted)) return journal.drop(name) ?? true;
  if (answer.is === "conflict" || answer.is === "ended") {
    const key = crypto.randomUUID();
    const fields = entry.fields.map(([field, value]) => [field, field === "key" ? key : value]);
    answer = await save(url, { ...entry, key, fields, version: 0, token: crypto.randomUUID(), after: [] });
  }
  if (answer.is !== "saved") return false;
  journal.drop(name);
  return true;
}

async function goOn(key) {
  const form = document.querySelector("form[data-draft-url]");
  const address = `${form.dataset.draftEditor}?draft=${key}`;
  if (form.hasAttribute("hx-post")) await window.htmx.ajax("GET", address, { target: form, swap: "outerHTML" });
  else location.replace(address);
}

async function recoverOthers() {
  let count = 0;
  for (const name of journal.names("draft:")) count += await journal.whenLeft(name, () => recover(name));
  if (count === 0) return;
  const words = "What you typed earlier was kept in this browser. It is among your drafts now:";
  showMessage(words, { look: "is-info", link: linkTo(url, "look at them") });
  announce(words);
}

if (url) {
  const first = unfinished && (await recover(`draft:${unfinished}`)) ? goOn(unfinished) : null;
  await first;
  await recoverOthers();
}
