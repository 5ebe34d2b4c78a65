// The key of a form makes saving it twice harmless. The back button brings the typed words back, but the page may come
// anew from the server, with a new key: so the key is kept with the page's place in the history.
import { onContent } from "./dom.js";

const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
let isFirst = true;

onContent('input[type="hidden"][name="key"]', (field) => {
  if (isBack && isFirst && history.state?.formKey) field.value = history.state.formKey;
  isFirst = false;
  history.replaceState({ ...history.state, formKey: field.value }, "");
});
