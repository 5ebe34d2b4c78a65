// A table as lines of cells between tabs, as Excel itself writes it. Tables that only arrange a page are no tables.
const MOST_SPAN = 50;

/** Whether a table only lays things out: others inside, or a single column. */
export function isLayout(table) {
  return table.querySelector("table") !== null
    || /presentation|none/.test(table.getAttribute("role") ?? "")
    || [...table.rows].every((row) => row.cells.length < 2);
}

/** The runs of a table; `read(cell)` gives a cell's own. Cells that span rows or columns keep the others in place. */
export function runsOf(table, read) {
  const lines = [];
  const below = []; // column → how many more rows a cell from above reaches
  if (table.caption) lines.push(inOneLine(read(table.caption)));
  for (const row of table.rows) {
    const line = [];
    let column = 0;
    const skip = () => {
      for (; below[column] > 0; column += 1) {
        below[column] -= 1;
        line.push({ text: "\t" });
      }
    };
    for (const cell of row.cells) {
      skip();
      line.push(...inOneLine(read(cell)));
      const span = Math.min(cell.colSpan, MOST_SPAN);
      for (let end = column + span; column < end; column += 1) {
        below[column] = cell.rowSpan - 1;
        line.push({ text: "\t" });
      }
    }
    skip();
    while (line.length && !line.at(-1).text.trim()) line.pop();
    if (line.length) lines.push(line);
  }
  return lines.flatMap((line, index) => (index ? [{ text: "\n" }, ...line] : line));
}

/** What a cell says, in one line and without marks. */
function inOneLine(blocks) {
  const runs = blocks.flatMap((block, index) => (index ? [{ text: "; " }, ...block.runs] : block.runs));
  return runs.map(({ text, href }) => ({ text: text.replace(/\s+/g, " "), href }));
}
