// One save of a draft: what was typed goes out, and what the server says comes back in one word.
import { csrfToken } from "./dom.js";

const PATIENCE = 20_000; // milliseconds until an answer counts as lost
const MOST_AT_THE_END = 60_000; // bytes that a browser sends for a page that is being left

/** Send a save: {key, author, customer, kind, amends, fields, version, token} → {is: "saved", version}, or one of conflict (with version
 *  and fields), ended (with url), signed-out, another, refused, gone, busy (the server failed) and unreachable. */
export async function save(url, entry, { isLeaving = false } = {}) {
  const body = new URLSearchParams(entry.fields);
  body.set("written_by", entry.author);
  ["customer", "kind", "amends", "version", "token"].forEach((name) => body.set(`draft-${name}`, entry[name]));
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
