// Keeps one draft: the journal at every change, the server at most PAUSE after the typing rests and LONGEST while it goes
// on. A keeper belongs to a draft, not to a form element: htmx may bring the form anew.
import { save } from "./draft_requests.js";
import { fieldsOf, isSame } from "./form_fields.js";
import * as journal from "./journal.js";
import { showSaved, showSaving, showUnsaved } from "./save_state.js";

const PAUSE = 1500, LONGEST = 8000, FIRST_RETRY = 2000, LAST_RETRY = 60_000; // milliseconds

export class Keeper {
  constructor(form) {
    this.key = form.elements.key.value;
    this.version = Number(form.dataset.draftVersion || 0);
    this.token = crypto.randomUUID(); // the same until the server answers: see the service
    this.retry = FIRST_RETRY;
    this.form = form;
    this.base = fieldsOf(form);
    journal.hold(this.name);
  }

  get name() { return `draft:${this.key}`; }
  get isUnsaved() { return this.unsentSince !== undefined; }

  entry() {
    const { draftCustomer: customer, draftKind: kind, draftAmends: amends = "" } = this.form.dataset;
    const about = { key: this.key, author: this.form.elements.written_by.value, customer, kind, amends };
    return { ...about, fields: fieldsOf(this.form), version: this.version, token: this.token };
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
    if (this.isSending || this.isPaused || !this.isUnsaved) return;
    clearTimeout(this.timer);
    const entry = this.entry();
    this.isSending = true;
    if (this.retry === FIRST_RETRY) showSaving(this.form);
    const answer = await save(this.form.dataset.draftUrl, entry, options);
    this.isSending = false;
    if (this.isOver) return;
    if (answer.is === "saved") this.saved(entry, answer);
    else this.failed(answer);
  }

  saved(entry, answer) {
    Object.assign(this, { version: answer.version, token: crypto.randomUUID(), base: entry.fields, retry: FIRST_RETRY });
    this.unsentSince = undefined;
    if (!isSame(fieldsOf(this.form), entry.fields)) return this.changed();
    journal.drop(this.name);
    showSaved(this.form);
    this.form.dispatchEvent(new CustomEvent("ftop:draft-saved", { bubbles: true, detail: this }));
  }

  failed(answer) {
    showUnsaved(this.form, answer.is);
    if (answer.is === "unreachable" || answer.is === "busy") {
      this.later(this.retry);
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
      return;
    }
    this.isPaused = true;
    this.form.dispatchEvent(new CustomEvent(`ftop:draft-${answer.is}`, { bubbles: true, detail: { keeper: this, answer } }));
  }

  /** Try at once: the network is back, somebody signed in again, or the page is being left. */
  now(options) {
    this.isPaused = false;
    this.send(options);
  }

  pause() {
    this.isPaused = true;
    clearTimeout(this.timer);
  }


  /** The words of two windows were put together and saved so. */
  adopt(version, fields) {
    Object.assign(this, { version, base: fields, token: crypto.randomUUID(), retry: FIRST_RETRY, unsentSince: undefined, isPaused: false });
    journal.drop(this.name);
  }

  /** The draft became a note, or was put away. */
  end() {
    this.isOver = true;
    this.pause();
    this.unsentSince = undefined;
    journal.drop(this.name);
  }
}
