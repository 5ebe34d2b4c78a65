// Where a pasted link leads: the address itself, without the services that count who clicks.

const WRAPPED = [
  [/^https?:\/\/[\w.-]+\.safelinks\.protection\.outlook\.com\//i, "url"],
  [/^https?:\/\/[\w.-]+\/evergreen-assets\/safelinks\//i, "url"],
  [/^https?:\/\/www\.google\.[a-z.]+\/url\?/i, "q"],
];
const TRACKING = /([?&])(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&#]*&?/gi;
// What the server makes a link of (notes/rendering/markdown.py); everything else keeps its words and loses the link.
const ALLOWED = /^(?:https?:\/\/|mailto:)\S/i;
// What would end an address in Markdown, or in the middle of a sentence.
const UNSAFE = /[\s()<>"'\\^`{|}]/g;
const LONGEST = 2000; // characters
const BARE = /^https?:\/\/\S*[^\s.,;:!?\]_]$/i;

function unwrapped(address) {
  for (const [wrapper, name] of WRAPPED) {
    const inner = wrapper.test(address) && URL.canParse(address) && new URL(address).searchParams.get(name);
    if (inner && ALLOWED.test(inner)) return unwrapped(inner);
  }
  return address;
}

/** The address as it can be written, or "" where there is none to keep (relative, javascript:, file:, #anchor). */
export function addressOf(link) {
  const address = unwrapped((link.getAttribute("href") ?? "").trim());
  if (!ALLOWED.test(address) || address.length > LONGEST) return "";
  const plain = /^mailto:/i.test(address)
    ? address.toLowerCase().split("?")[0]
    : address.replace(TRACKING, "$1").replace(/[?&]+(?=#|$)/, "");
  return plain.replace(UNSAFE, (sign) => `%${sign.codePointAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

/** Whether the words of a link say where it leads anyhow, so that one of the two is enough. */
function saysItself(label, address) {
  const bare = (text) => text.toLowerCase().replace(/^mailto:/, "").replace(/\/$/, "");
  return bare(label) === bare(address);
}

export function markdownLink(label, address) {
  const isSaid = saysItself(label, address);
  if (isSaid && (BARE.test(address) || !label.includes(":"))) return plainLink(label, address);
  return isBalanced(label) ? `[${label}](${address})` : plainLink(label, address);
}

export function plainLink(label, address) {
  const isMail = address.startsWith("mailto:");
  if (saysItself(label, address)) return isMail ? label : address;
  return `${label} (${isMail ? address.slice(7) : address})`;
}

/** Brackets inside the words of a link must come in pairs, or the link would end early. */
function isBalanced(label) {
  let depth = 0;
  for (const sign of label) {
    if (sign === "[") depth += 1;
    if (sign === "]" && (depth -= 1) < 0) return false;
  }
  return depth === 0;
}
