// A document from the clipboard as a flat list of blocks: what is worth keeping of it, and a count of what is not.
//   { kind: "text" | "item" | "table", hasGap, isHeading, level, number, runs: [{ text, bold, italic, href }] }
// `hasGap`: a blank line stands before it. `level` counts from 0; `number` is 0 for a bullet.
import { Collector } from "./paste_collector.js";
import { addressOf } from "./paste_links.js";
import { styleOf } from "./paste_source.js";
import { isLayout, runsOf } from "./paste_table.js";
import { bottomMargin, isListMark, isSpacedByHand, wordItemOf } from "./paste_word.js";

const named = (names) => new Set(names.split(" "));
const SKIPPED = named("XMP SCRIPT TEMPLATE NOSCRIPT SVG CANVAS MAP BUTTON SELECT INPUT TEXTAREA TITLE META LINK");
const EMBEDDED = { VIDEO: "video", AUDIO: "recording", IFRAME: "embedded page", OBJECT: "embedded object", EMBED: "embedded object" };
const WITH_GAP = named("P PRE BLOCKQUOTE TABLE HR DL UL OL H1 H2 H3 H4 H5 H6");
const BLOCKS = named(`${[...WITH_GAP].join(" ")} ADDRESS ARTICLE ASIDE BODY CAPTION CENTER DD DETAILS DIALOG DIR DIV DT FIELDSET `
  + "FIGCAPTION FIGURE FOOTER FORM HEADER LI MAIN MENU NAV SECTION SUMMARY TBODY TD TFOOT TH THEAD TR");
const SIGNS = "0123456789+-()";
const RAISED = { SUP: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", SUB: "₀₁₂₃₄₅₆₇₈₉₊₋₍₎" };
const HIDDEN = /(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|mso-element:(?:comment|header|footer))/;

/** { blocks, dropped: { image: 2, … } } of an element's content. */
export function blocksOf(root) {
  const out = new Collector();
  const isByHand = isSpacedByHand(root);

  function visitAll(parent, context) {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) out.addText(child.data, context);
      else if (child.nodeType === Node.ELEMENT_NODE) visit(child, context);
    }
  }

  function visit(element, context) {
    const tag = element.tagName.toUpperCase();
    const style = styleOf(element);
    if (SKIPPED.has(tag) || element.hidden || HIDDEN.test(style) || isListMark(element, style)) return;
    if (tag === "BR") return element.className === "Apple-interchange-newline" ? undefined : out.addBreak();
    if (tag === "IMG") return out.addImage(element, style, context);
    if (tag === "DEL" || EMBEDDED[tag]) return out.drop(EMBEDDED[tag] ?? "deleted passage");
    const raised = RAISED[tag] && /^[0-9+()-]{1,6}$/.test(element.textContent);
    if (raised) return out.addText(element.textContent.replace(/./g, (sign) => RAISED[tag][SIGNS.indexOf(sign)]), context);
    const inner = within(context, element, tag, style);
    if (BLOCKS.has(tag)) visitBlock(element, tag, style, inner);
    else visitAll(element, inner);
  }

  function readCell(cell) {
    const { blocks, dropped } = blocksOf(cell);
    Object.entries(dropped).forEach(([what, count]) => out.drop(what, count));
    return blocks;
  }

  function visitBlock(element, tag, style, context) {
    const item = tag === "LI" ? itemOf(element, context.list) : wordItemOf(element, style);
    if (item) {
      out.addItem(item);
      visitAll(element, context);
      return out.finish(false);
    }
    const isLine = tag === "P" && (bottomMargin(style) < 1 || (isByHand && /^Mso/.test(element.className)));
    const hasGap = WITH_GAP.has(tag) && !isLine;
    out.boundary(hasGap);
    out.isHeading = /^H[1-6]$/.test(tag);
    if (tag === "TABLE" && !isLayout(element)) out.addTable(runsOf(element, readCell));
    else visitAll(element, context);
    out.boundary(hasGap);
    out.isHeading = false;
  }

  visitAll(root, { bold: false, italic: false, href: "", isPre: false, list: null });
  out.finish(false);
  return { blocks: out.blocks, dropped: out.dropped };
}

/** What an element says about the text inside it. */
function within(context, element, tag, style) {
  const weight = style.match(/(?:^|;)font-weight:(bold|normal|[1-9]00)/)?.[1];
  const slant = style.match(/(?:^|;)font-style:(italic|normal)/)?.[1];
  const isList = tag === "UL" || tag === "OL";
  return {
    bold: weight ? /bold|[6-9]00/.test(weight) : context.bold || tag === "B" || tag === "STRONG",
    italic: slant ? slant === "italic" : context.italic || tag === "I" || tag === "EM",
    href: tag === "A" ? addressOf(element) : context.href,
    isPre: context.isPre || tag === "PRE" || /(?:^|;)white-space:pre(?:;|$)/.test(style),
    list: isList ? { level: (context.list?.level ?? -1) + 1, isNumbered: tag === "OL", last: (element.start || 1) - 1 } : context.list,
  };
}

function itemOf(element, list) {
  // Word for the web writes each item as a list of its own and says in an attribute how deep it is.
  const level = Number(element.dataset.ariaLevel || NaN) - 1 || (list?.level ?? 0);
  if (!list?.isNumbered) return { level, number: 0 };
  list.last = element.hasAttribute("value") ? element.value : list.last + 1;
  return { level, number: list.last };
}
