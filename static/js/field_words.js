// How a person would name a field of a form, and what stands in it.

function first(control) {
  return control instanceof RadioNodeList ? control[0] : control;
}

export function labelOf(form, name) {
  const field = first(form.elements[name]);
  const label = field?.type === "radio" || field?.type === "checkbox" && form.elements[name] instanceof RadioNodeList
    ? field.closest("fieldset")?.querySelector("legend") : field?.labels?.[0];
  const words = label?.querySelector(".code")?.textContent ?? label?.textContent ?? field?.getAttribute("aria-label") ?? name;
  return words.trim().replaceAll(/\s+/g, " ");
}

/** `values` as the browser would send them; what was chosen is told by its label. */
export function wordsOf(form, name, values) {
  if (values.length === 0) return "not ticked";
  const control = form.elements[name];
  return values.map((value) => {
    const fields = control instanceof RadioNodeList ? [...control] : [control];
    const chosen = fields.find((field) => ["radio", "checkbox"].includes(field?.type) && field.value === value);
    const option = first(control)?.tagName === "SELECT" ? [...control.options].find((item) => item.value === value) : null;
    return option?.textContent ?? chosen?.labels?.[0]?.textContent.trim() ?? value;
  }).join(", ") || "empty";
}
