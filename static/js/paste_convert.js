// The clipboard's HTML as text for a field. Loaded once somebody is about to write.
import { blocksOf } from "./paste_blocks.js";
import { parsed } from "./paste_source.js";
import { markdown, plain } from "./paste_write.js";

const WRITERS = { markdown, plain };

/** "2 images and 1 video were left out: a note holds text." */
function leftOut(dropped) {
  const counts = Object.entries(dropped);
  const words = counts.map(([what, count]) => `${count} ${what}${count > 1 ? "s" : ""}`);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return total ? `${words.join(" and ")} ${total > 1 ? "were" : "was"} left out: a note holds text.` : "";
}

function hasStructure({ blocks, dropped }) {
  const isMarked = (run) => run.bold || run.italic || run.href;
  const isMore = (block, index) => block.kind !== "text" || (index && block.hasGap) || block.runs.some(isMarked);
  return blocks.some(isMore) || Object.keys(dropped).length > 0;
}

/**
 * { text, isOwnLine, said }: what to insert, whether it has to begin a line (a list, a table), and what to say was left
 * out. null where the browser's own paste is right; `hasPlain`: it has plain text to paste.
 */
export function convert(html, kind, { hasPlain }) {
  const body = parsed(html);
  const found = body && blocksOf(body);
  if (!found || (hasPlain && !hasStructure(found))) return null;
  const isOwnLine = found.blocks.length > 0 && found.blocks[0].kind !== "text";
  return { text: WRITERS[kind](found.blocks), isOwnLine, said: leftOut(found.dropped) };
}
