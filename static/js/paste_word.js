// Word's lists on the clipboard are paragraphs: their style says "mso-list: l0 level2 lfo1", and the mark stands in a
// span with "mso-list: Ignore".

import { styleOf } from "./paste_source.js";

const MOST_ITEMS = 100; // that are counted by letters
const LIST = /(?:^|;)mso-list:\s*(l\d+)\s+level(\d)/;

/** Whether paragraphs have no space between them, only empty ones where the writer wanted it, as in mail. */
export function isSpacedByHand(root) {
  const sheet = root.ownerDocument.querySelector("xmp")?.textContent.match(/p\.MsoNormal[^{}]*\{([^{}]*)\}/);
  if (sheet) return bottomMargin(sheet[1].replace(/\s*([:;])\s*/g, "$1")) < 1;
  return [...root.querySelectorAll("p[class^=Mso]")].some((line) => !line.textContent.trim());
}

/** In whatever unit; NaN where the style does not say. */
export function bottomMargin(style) {
  const all = style.match(/(?:^|;)margin:([^;]+)/)?.[1].split(" ");
  return Number.parseFloat(style.match(/(?:^|;)margin-bottom:([^;]+)/)?.[1] ?? all?.[2] ?? all?.[0]);
}

/** The bullet or number that Word writes in front of an item: it is written anew, or left out. */
export function isListMark(element, style) {
  return style.includes("mso-list:ignore") || /^Mso(?:CommentReference|CommentText|CommentSubject)/i.test(element.className);
}

/** { level, number } of a paragraph that is an item of a list, or null. */
export function wordItemOf(element, style) {
  const found = style.match(LIST);
  if (!found) return null;
  const mark = [...element.querySelectorAll("[data-style]")].find((part) => styleOf(part).includes("mso-list:ignore"));
  return { level: Number(found[2]) - 1, number: numberOf(mark?.textContent.trim() ?? "", element, found) };
}

/** "3." and "1.3." are 3; letters and Roman numbers are counted. 0 for a bullet. */
function numberOf(mark, element, [, list, level]) {
  const digits = mark.match(/(\d+)[.)]?$/);
  if (digits) return Number(digits[1]);
  if (!/^\(?[a-z]{1,5}[.)]$/i.test(mark)) return 0;
  let number = 1;
  for (let steps = 0, other = element; steps < MOST_ITEMS && (other = other.previousElementSibling); steps += 1) {
    const [, otherList, otherLevel] = styleOf(other).match(LIST) ?? [];
    if (otherList !== list || otherLevel < level) break;
    if (otherLevel === level) number += 1;
  }
  return number;
}
