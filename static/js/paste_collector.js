// Gathers text into blocks: joins runs that look alike, folds blanks as a browser does, and remembers blank lines.

const PICTOGRAM = /^\p{Extended_Pictographic}/u;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const MARKS = ["bold", "italic", "href"];

export class Collector {
  blocks = [];
  dropped = {};
  isHeading = false;
  #block = null;
  #hasGap = false; // a blank line is due before the next block
  #last = "\n"; // the character before
  #isSpaced = false; // a blank is due before the next word
  #isBlank = false; // nothing but a non-breaking blank so far: how mail programs write an empty line

  drop(what, count = 1) {
    this.dropped[what] = (this.dropped[what] ?? 0) + count;
  }

  addText(data, { isPre, ...marks }) {
    const text = data.replace(INVISIBLE, "");
    if (isPre) return text ? this.#write(text.replace(/\r\n?/g, "\n"), marks) : undefined;
    const words = text.trim().replace(/\s+/g, " ");
    this.#isSpaced ||= /^\s/.test(text);
    if (words) {
      this.#write(words, marks);
      this.#isSpaced = /\s/.test(text.at(-1));
    } else if (!this.#block) {
      this.#isBlank ||= text.includes("\u00a0");
    }
  }

  addBreak() {
    if (!this.#block) this.#hasGap = true;
    else if (this.#block.kind === "item" || this.#last !== "\n") this.#breakLine();
    else this.finish(true);
  }

  addImage(image, style, context) {
    const side = (name) => Number.parseFloat(image.getAttribute(name) ?? style.match(`(?:^|;)${name}:([\\d.]+)px`)?.[1] ?? Infinity);
    if (PICTOGRAM.test(image.alt)) this.addText(image.alt, context);
    else if (Math.min(side("width"), side("height")) > 3) this.drop("image"); // smaller ones only count who reads
  }

  addItem(item) {
    this.finish(false);
    this.#block = this.#open({ kind: "item", ...item });
  }

  addTable(runs) {
    this.finish(true);
    if (runs.length) this.blocks.push({ kind: "table", hasGap: true, runs });
    this.#hasGap = true;
  }

  /** An element of its own line begins or ends. Inside a list item what follows goes on in the item's next line. */
  boundary(hasGap) {
    if (this.#block?.kind === "item") this.#block.isBroken = this.#block.runs.length > 0;
    else this.finish(hasGap);
  }

  /** End the block; `hasGap`: a blank line follows. */
  finish(hasGap) {
    const hasWords = this.#block?.runs.some((run) => run.text.trim());
    if (hasWords) this.blocks.push(this.#block);
    this.#hasGap = hasGap || this.#isBlank || (this.#hasGap && !hasWords);
    this.#block = null;
    this.#isBlank = this.#isSpaced = false;
  }

  #open(block) {
    this.#last = "\n";
    this.#isSpaced = false;
    return { ...block, hasGap: this.#hasGap || this.#isBlank, runs: [] };
  }

  #breakLine() {
    this.#block.isBroken = this.#isSpaced = false;
    if (this.#block.runs.length) this.#append("\n", this.#block.runs.at(-1));
  }

  #write(text, marks) {
    this.#block ??= this.#open({ kind: "text", isHeading: this.isHeading });
    if (this.#block.isBroken) this.#breakLine();
    this.#append(this.#isSpaced && this.#last !== "\n" ? ` ${text}` : text, marks);
    this.#isSpaced = false;
  }

  #append(text, marks) {
    this.#last = text.at(-1);
    const last = this.#block.runs.at(-1);
    if (last && MARKS.every((mark) => last[mark] === marks[mark])) last.text += text;
    else this.#block.runs.push({ text, bold: marks.bold, italic: marks.italic, href: marks.href });
  }
}
