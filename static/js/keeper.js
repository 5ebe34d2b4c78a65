// Keeps one draft: the journal at every change, the server at most PAUSE after the typing rests and LONGEST while it goes
// on. A keeper belongs to a draft, not to a form element: htmx may bring the form anew.
import { entryOf, save } from "./draft_requests.js";
import { fieldsOf, isSame } from "./form_fields.js";
import * as journal from "./journal.js";
import { showSaved, showSaving, showUnsaved } from "./save_state.js";

const PAUSE = 1500, LONGEST = 8000, FIRST_RETRY = 2000, LAST_RETRY = 60_000; // milliseconds

export class Keeper {
  constructor(form) {
    const version = Number(form.dataset.draftVersion || 0);
    // `after`: the tokens that were sent and not answered, see the service.
    Object.assign(this, { form, key: form.elements.key.value, version, after: [], base: fieldsOf(form), retry: FIRST_RETRY });
    journal.hold(this.name);
  }

  get name() { return `draft:${this.key}`; }
  get isUnsaved() { return this.unsentSince !== undefined; }

  entry() { return entryOf(this.form, this); }

  /** An entry that goes out now. The journal is told first: if this page dies, its next save comes after this one. */
  outgoing() {
    const entry = this.entry();
    this.after = [...this.after, entry.token].slice(-20); // the server takes no more
    journal.keep(this.name, { ...journal.find(this.name), ...this.entry() });
    return entry;
  }

  /** Something was typed. */
  changed() {
    if (!journal.keep(this.name, this.entry())) showUnsaved(this.form, "full");
    this.unsentSince ??= Date.now();
    if (!this.isPaused) this.later(Math.min(PAUSE, Math.max(0, this.unsentSince + LONGEST - Date.now())));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  async send(options) {
    clearTimeout(this.timer);
    if (this.isSending || this.isPaused || !this.isUnsaved) return;
    const entry = this.outgoing();
    this.isSending = true;
    if (this.retry === FIRST_RETRY) showSaving(this.form);
    const answer = await save(this.form.dataset.draftUrl, entry, options);
    this.isSending = false;
    if (this.isOver) return;
    if (answer.is === "saved") this.saved(entry, answer);
    else this.failed(answer);
  }

  saved(entry, answer) {
    Object.assign(this, { version: answer.version, after: [], base: entry.fields, retry: FIRST_RETRY });
    this.unsentSince = undefined;
    if (!isSame(fieldsOf(this.form), entry.fields)) return this.changed();
    journal.drop(this.name);
    showSaved(this.form);
    this.form.dispatchEvent(new CustomEvent("ftop:draft-saved", { bubbles: true, detail: this }));
  }

  failed(answer) {
    showUnsaved(this.form, answer.is);
    if (answer.is === "unreachable" || answer.is === "busy") {
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
      return this.later(this.retry / 2);
    }
    this.isPaused = true;
    this.needsChoice = answer.is === "conflict" || answer.is === "ended";
    this.form.dispatchEvent(new CustomEvent(`ftop:draft-${answer.is}`, { bubbles: true, detail: { keeper: this, answer } }));
  }

  /** Try at once: the network is back, somebody signed in again, or the page is being left. */
  now(options) {
    if (this.needsChoice) return;
    this.isPaused = false;
    this.send(options);
  }

  pause() { this.isPaused = true; }

  /** The words of two windows were put together and saved so. */
  adopt(version, fields) {
    Object.assign(this, { version, base: fields, after: [], retry: FIRST_RETRY, unsentSince: undefined });
    this.isPaused = this.needsChoice = false;
    journal.drop(this.name);
  }

  /** The draft became a note, or was put away. */
  end() {
    this.pause();
    Object.assign(this, { isOver: true, unsentSince: undefined });
    journal.drop(this.name);
  }
}
