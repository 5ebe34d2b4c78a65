// Parts of a new Exec Summary that came from the last one: .is-carried holds the field and its "Still true" tick. Typing
// makes a part the writer's own; "the rest" ticks what is left. Without JavaScript the server does both.
import { announce, on, onContent } from "./dom.js";

const PARTS = ".is-carried";
const tick = (part) => part.querySelector("[name=still_true]");
const isWaiting = (part) => !tick(part).checked && !part.classList.contains("is-changed");

function count() {
  const line = document.querySelector("[data-carried-count]");
  if (!line) return;
  const parts = [...document.querySelectorAll(PARTS)];
  const waiting = parts.filter(isWaiting).length;
  line.textContent = waiting ? `${waiting} of ${parts.length} to look at.` : "All of it is looked at.";
  document.querySelector("[data-carried-rest]").hidden = waiting === 0;
}

onContent("[data-carried-count]", count);
on("change", `${PARTS} [name=still_true]`, count);
on("input", PARTS, (part, event) => {
  if (event.target === tick(part)) return;
  // As written by the server, which has just compared it; a part that was changed before stays the writer's own.
  const isAsBrought = (field) => field.type === "radio" ? field.checked === field.defaultChecked : field.value === field.defaultValue;
  part.dataset.wasChanged ??= String(part.classList.contains("is-changed"));
  const fields = [...part.querySelectorAll("textarea, input[type=radio]")];
  part.classList.toggle("is-changed", part.dataset.wasChanged === "true" || !fields.every(isAsBrought));
  count();
});
on("click", "[data-carried-rest]", (button, event) => {
  event.preventDefault();
  document.querySelectorAll(PARTS).forEach((part) => { if (isWaiting(part)) tick(part).checked = true; });
  tick(document.querySelector(PARTS)).dispatchEvent(new Event("change", { bubbles: true }));
  announce("All carried parts are confirmed");
  document.getElementById("exec-summary-start").focus();
});
