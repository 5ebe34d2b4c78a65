// <input list="id" data-options-url="…">: fills its <datalist> with what the server finds for the typed letters.
import { on } from "./dom.js";

const PAUSE = 200; // milliseconds without a key
const timers = new WeakMap();

async function fill(field) {
  const list = document.getElementById(field.getAttribute("list"));
  const asked = field.value.trim();
  if (!list || asked.length < 2 || field.dataset.asked === asked) return;
  field.dataset.asked = asked;
  const url = new URL(field.dataset.optionsUrl, location.href);
  url.searchParams.set("q", asked);
  const response = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (response?.ok && field.dataset.asked === asked) list.innerHTML = await response.text();
}

on("input", "[data-options-url]", (field) => {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => fill(field), PAUSE));
});
