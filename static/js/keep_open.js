// <details id data-keep-open> in a part that htmx brings anew stays as the person left it.
import { onContent } from "./dom.js";

const left = new Map();

document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("[data-keep-open]")) left.set(target.id, target.open);
}, true);

onContent("[data-keep-open]", (details) => { details.open = left.get(details.id) ?? details.open; });
