// The clipboard's HTML as an inert document: no script runs, no image loads, no style applies.

const MOST_CHARACTERS = 5_000_000;
const MOST_ELEMENTS = 100_000;
const DEEPEST = 300; // the browser's own parser gets slow beyond
const MOST_OF_A_STYLE = 2000; // characters

// The content security policy reports styles and handlers even of a document that is never shown. So they are renamed
// before parsing; they are still needed: Word says in its styles what is a list. `[^<>]` keeps this linear for broken
// markup too.
function tamed(html) {
  return html
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"))
    .replace(/<(\/?)style\b/gi, "<$1xmp");
}

function isTooDeep(html) {
  let depth = 0;
  for (const [, end] of html.matchAll(/<(\/?)(?:div|span|section|blockquote|ul|ol|table|font|b|i)\b/gi)) {
    depth += end ? -1 : 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** The body to read, or null where the browser's own plain paste is right: source code, or far too much. */
export function parsed(html) {
  if (html.length > MOST_CHARACTERS || isTooDeep(html)) return null;
  const { body } = new DOMParser().parseFromString(tamed(html), "text/html");
  return body.getElementsByTagName("*").length > MOST_ELEMENTS || isCode(body) ? null : body;
}

/** The style attribute of an element, in small letters, without blanks around its signs. */
export function styleOf(element) {
  const style = element.getAttribute("data-style");
  return style ? style.slice(0, MOST_OF_A_STYLE).toLowerCase().replace(/\s*([:;])\s*/g, "$1") : "";
}

// Code editors wrap plain text into one element that keeps its blanks.
function isCode(body) {
  const roots = [...body.children].filter((element) => !/^(?:META|XMP|LINK|BR)$/.test(element.tagName));
  return roots.length === 1 && (roots[0].tagName === "PRE" || /white-space:pre(?:;|$)/.test(styleOf(roots[0])));
}
