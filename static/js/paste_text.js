// The clipboard's HTML goes along with a pasted text ([data-paste-text], [data-paste-html]): lists and tables are clearer
// in it. What is far too long is not taken at all.
import { on } from "./dom.js";

const LONGEST = 1_000_000, LONGEST_HTML = 300_000; // characters

on("paste", "[data-paste-text]", (field, event) => {
  const { clipboardData } = event;
  const isTooLong = clipboardData.getData("text/plain").length > LONGEST;
  const part = field.closest("details");
  part.querySelector("[data-paste-problem]").hidden = !isTooLong;
  if (isTooLong) return event.preventDefault();
  const html = clipboardData.getData("text/html");
  part.querySelector("[data-paste-html]").value = html.length > LONGEST_HTML ? "" : html;
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("#paste[open]")) event.target.querySelector("textarea").focus();
}, true);
