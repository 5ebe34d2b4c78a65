// <span class="counter" data-counter="field-id" data-limit="20000">: characters left once they get scarce. The server's limit counts
// LF line ends and whole characters (code points), so this does too.
import { onContent } from "./dom.js";

const NEAR = 0.9;

function show(output, field) {
  const limit = Number(output.dataset.limit || field.dataset.limit);
  const used = [...field.value.replaceAll("\r\n", "\n")].length;
  const isOver = used > limit;
  output.classList.toggle("is-near", used >= limit * NEAR && !isOver);
  output.classList.toggle("is-over", isOver);
  const format = (number) => number.toLocaleString("en");
  output.textContent = isOver
    ? `${format(used - limit)} characters too many`
    : used >= limit * NEAR ? `${format(limit - used)} characters left` : `${format(used)} of ${format(limit)}`;
}

onContent("[data-counter]", (output) => {
  const field = document.getElementById(output.dataset.counter);
  if (!field) return;
  show(output, field);
  field.addEventListener("input", () => show(output, field));
});
