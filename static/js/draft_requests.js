// One save of a draft: what was typed goes out, and what the server says comes back in one word.
import { csrfToken } from "./dom.js";
import { fieldsOf } from "./form_fields.js";

const PATIENCE = 20_000; // milliseconds until an answer counts as lost
const MOST_AT_THE_END = 60_000; // bytes that a browser sends for a page that is being left

/** What a form holds now, as the journal keeps it and `save` sends it: every sending has a token of its own. */
export function entryOf(form, { version, after }) {
  const { draftCustomer: customer, draftKind: kind, draftAmends: amends = "" } = form.dataset;
  const { key, written_by: author } = form.elements;
  return { key: key.value, author: author.value, customer, kind, amends, fields: fieldsOf(form), version, token: crypto.randomUUID(), after };
}

/** Send a save: {key, author, customer, kind, amends, fields, version, token, after} → {is: "saved", version}, or one of conflict (with version
 *  and fields), ended (with url), signed-out, another, refused, gone, busy (the server failed) and unreachable. */
export async function save(url, entry, { isLeaving = false } = {}) {
  const body = new URLSearchParams(entry.fields);
  body.set("written_by", entry.author);
  ["customer", "kind", "amends", "version", "token"].forEach((name) => body.set(`draft-${name}`, entry[name]));
  body.set("draft-after", (entry.after ?? []).join(" "));
  const response = await fetch(`${url}${entry.key}/save/`, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
    keepalive: isLeaving && body.toString().length < MOST_AT_THE_END,
    signal: isLeaving ? undefined : AbortSignal.timeout(PATIENCE),
  }).catch(() => null);
  if (response === null) return { is: "unreachable" };
  if (response.ok) return { is: "saved", ...(await response.json()) };
  if (response.status === 409) return { is: "conflict", ...(await response.json()) };
  if (response.status === 410) return { is: "ended", ...(await response.json()) };
  if (response.status >= 500 || response.status === 429) return { is: "busy" };
  if (response.headers.has("FTOP-Refusal")) return { is: "another" };
  return { is: { 401: "signed-out", 403: "refused", 404: "gone" }[response.status] ?? "refused" };
}
