// <button data-copy-target="#id">: copies the exact text of a field or element; with data-copy-rich="#id2" also that
// element's HTML for mail and Word. Where the clipboard is closed, the text is selected for Ctrl+C.
import { announce, on } from "./dom.js";

function textOf(element) {
  return "value" in element ? element.value : element.textContent;
}

function select(element) {
  // Folded text cannot be selected.
  const fold = element.closest("details");
  if (fold) fold.open = true;
  if ("select" in element) return element.select();
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function write(text, rich) {
  if (!rich || typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(text);
  const item = new ClipboardItem({
    "text/plain": new Blob([text], { type: "text/plain" }),
    "text/html": new Blob([rich.innerHTML], { type: "text/html" }),
  });
  return navigator.clipboard.write([item]);
}

function say(button, words) {
  announce(words);
  const said = button.parentElement.querySelector(".said") ?? button.parentElement.appendChild(document.createElement("span"));
  said.className = "said";
  said.setAttribute("aria-hidden", "true"); // the live region has said it
  said.textContent = words;
  setTimeout(() => { if (said.textContent === words) said.textContent = ""; }, 4000);
}

on("click", "[data-copy-target]", async (button) => {
  const target = document.querySelector(button.dataset.copyTarget);
  if (!target) return;
  const rich = button.dataset.copyRich ? document.querySelector(button.dataset.copyRich) : null;
  try {
    await write(textOf(target), rich);
    say(button, "Copied");
  } catch {
    select(target);
    say(button, "Selected: press Ctrl+C");
  }
});
