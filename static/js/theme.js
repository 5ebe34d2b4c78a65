// The theme comes from the server; on the preferences page a choice shows at once, before it is saved.
import { on } from "./dom.js";

on("change", "[name=theme]", (field) => {
  document.documentElement.dataset.bsTheme = field.value;
});
