// Runs of text with their marks, as light Markdown or as plain text.
import { markdownLink, plainLink } from "./paste_links.js";

const WORD = /[\p{L}\p{N}]/u;

export function inlinePlain(runs) {
  return links(runs, plainLink).map((run) => run.text).join("");
}

export function inlineMarkdown(runs) {
  const all = calmed(links(runs, markdownLink));
  // Marks that touch ("**a***b*") can be read in more than one way. Then italics go first, and bold if it must.
  return [["bold", "italic"], ["bold"], []].map((marks) => marked(all, marks)).find((text) => text !== null);
}

/** Runs of the same link become one run, written as a link. */
function links(runs, write) {
  const all = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (run.href && last?.href === run.href) {
      last.label += run.text;
      last.bold &&= run.bold;
      last.italic &&= run.italic;
    } else {
      all.push({ ...run, label: run.text });
    }
  }
  return all.map((run) => {
    const label = run.label.trim().replace(/\s+/g, " ");
    if (!run.href || !label) return run;
    return { ...run, text: run.label.replace(/\S.*\S|\S/s, () => write(label, run.href)), isLink: true };
  });
}

/** Literal asterisks carry no marks: it would not be clear which are which. */
function calmed(runs) {
  return runs.map((run) => (run.isLink || !run.text.includes("*") ? run : { ...run, bold: false, italic: false }));
}

/** The runs with the given marks, the first one outermost; null where two marks touch. */
function marked(runs, [mark, ...others], before = "", behind = "") {
  if (!mark) return runs.map((run) => run.text).join("");
  const pieces = [];
  for (let start = 0, end, last = before; start < runs.length; start = end) {
    for (end = start + 1; end < runs.length && Boolean(runs[end][mark]) === Boolean(runs[start][mark]); end += 1);
    const next = runs[end]?.text[0] ?? behind;
    const inner = marked(runs.slice(start, end), others, last, next);
    if (inner === null) return null;
    const piece = runs[start][mark] ? wrapped(inner, mark === "bold" ? "**" : "*", last, next) : inner;
    if (last === "*" && piece.startsWith("*") && start) return null;
    pieces.push(piece);
    last = piece.at(-1) ?? last;
  }
  return pieces.join("");
}

/** Put marks around words so that they are read as marks: not beside a blank, nor between a sign and a letter. */
function wrapped(text, mark, before, after) {
  let [, lead, core, trail] = text.match(/^(\s*)(.*?)(\s*)$/s);
  if (!lead && WORD.test(before) && /^[^\p{L}\p{N}*[]/u.test(core)) [lead, core] = [core[0], core.slice(1)];
  if (!trail && WORD.test(after) && /[^\p{L}\p{N}*)]$/u.test(core)) [core, trail] = [core.slice(0, -1), core.at(-1)];
  const opens = lead || !WORD.test(before) || WORD.test(core[0]);
  const closes = trail || !WORD.test(after) || WORD.test(core.at(-1));
  return core.trim() === core && core && opens && closes ? `${lead}${mark}${core}${mark}${trail}` : text;
}
