// Customers are chosen with check boxes in the rows of a list: [data-pick] is the form they belong to. What was chosen
// stays chosen when the list is sorted, narrowed or turned over in place. Rows of the same customer are ticked together.
// Without JavaScript the boxes of one page are sent.
import { on, onContent } from "./dom.js";

const chosen = new Set();
const boxes = () => [...document.querySelectorAll("input[name=customer][form=customer-pick]")];

function show() {
  const form = document.querySelector("[data-pick]");
  if (!form) return;
  const all = document.querySelector("[data-pick-all]");
  const ticked = boxes().filter((box) => box.checked);
  const here = new Set(ticked.map((box) => box.value)).size;
  if (all) {
    all.checked = here > 0 && ticked.length === boxes().length;
    all.indeterminate = here > 0 && !all.checked;
  }
  form.classList.toggle("has-chosen", chosen.size > 0);
  form.querySelector("[data-pick-count]").textContent =
    `${chosen.size} chosen${chosen.size > here ? `, ${chosen.size - here} of them not on this page` : ""}`;
}

function keep(box) {
  if (box.checked) chosen.add(box.value);
  else chosen.delete(box.value);
}

onContent("[data-pick]", () => {
  // A browser that goes back ticks boxes by itself; a list that came anew has none ticked.
  boxes().forEach((box) => { if (chosen.has(box.value)) box.checked = true; else keep(box); });
  show();
});

on("change", "input[name=customer][form=customer-pick]", (box) => {
  boxes().filter((other) => other.value === box.value).forEach((other) => { other.checked = box.checked; });
  keep(box);
  show();
});
on("change", "[data-pick-all]", (all) => {
  boxes().forEach((box) => { box.checked = all.checked; keep(box); });
  show();
});
on("click", "[data-pick-clear]", () => {
  chosen.clear();
  boxes().forEach((box) => { box.checked = false; });
  show();
  boxes()[0]?.focus();
});

// The chosen ones of other pages go along.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-pick]")) return;
  const here = new Set(boxes().map((box) => box.value));
  chosen.forEach((key) => { if (!here.has(key)) event.formData.append("customer", key); });
});
