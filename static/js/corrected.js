// A field that was refused is no longer marked once it is changed: the server looks again when the form is sent. The
// summary above the form stays.
import { on } from "./dom.js";

const MARKED = "[aria-invalid=true], .is-invalid";
const SENTENCE = ".field-error, .invalid-feedback";

function unmark(element) {
  element.removeAttribute("aria-invalid");
  element.classList.remove("is-invalid");
}

function sentencesOf(field, part) {
  const named = (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id));
  return new Set([...part.querySelectorAll(SENTENCE), ...named.filter((element) => element?.matches(SENTENCE))]);
}

on("input", "input, select, textarea", (field) => {
  const part = field.closest(".has-error, .mb-3") ?? field.parentElement;
  if (!field.matches(MARKED) && !part.matches(".has-error")) return;
  // "Tick one of these, or write below": whatever is changed in the part answers for its ticks.
  [field, ...part.querySelectorAll(".choices, [type=checkbox], [type=radio]")].forEach(unmark);
  part.classList.remove("has-error");
  sentencesOf(field, part).forEach((sentence) => {
    const isOfAnother = document.querySelector(`[aria-invalid=true][aria-describedby~="${CSS.escape(sentence.id)}"]`);
    if (!isOfAnother) sentence.remove();
  });
});
