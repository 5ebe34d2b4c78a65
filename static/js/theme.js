// The theme comes from the server; on the preferences page a choice shows at once, before it is saved.
import { on } from "./dom.js";

on("change", "[data-theme-choice] input", (input) => {
  document.documentElement.dataset.bsTheme = input.value;
});
