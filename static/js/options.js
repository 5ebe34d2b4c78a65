// <input list="id" data-options-url="…">: fills its <datalist> with what the server finds for the typed letters.
// With data-options-with="role" the value of that field of the same form narrows what is found.
import { on } from "./dom.js";

const PAUSE = 200; // milliseconds without a key
const timers = new WeakMap();

async function fill(field) {
  const list = document.getElementById(field.getAttribute("list"));
  const asked = field.value.trim();
  if (!list || asked.length < 2) return;
  const url = new URL(field.dataset.optionsUrl, location.href);
  url.searchParams.set("q", asked);
  const narrowing = field.dataset.optionsWith;
  if (narrowing) url.searchParams.set(narrowing, field.form.elements[narrowing].value);
  if (field.dataset.asked === url.search) return;
  field.dataset.asked = url.search;
  const response = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (response?.ok && field.dataset.asked === url.search) list.innerHTML = await response.text();
}

on("input", "[data-options-url]", (field) => {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => fill(field), PAUSE));
});
