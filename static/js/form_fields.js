// What is typed in a form, as [name, value] pairs in order: the same that the browser would send.

const BESIDE = new Set(["csrfmiddlewaretoken", "written_by"]);

export function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !BESIDE.has(name));
}

/** A map of name to its values in order, for comparing. */
export function byName(fields) {
  const found = new Map();
  fields.forEach(([name, value]) => found.set(name, [...(found.get(name) ?? []), value.replaceAll("\r\n", "\n")]));
  return found;
}

export function isSame(one, other) {
  return JSON.stringify([...byName(one)].sort()) === JSON.stringify([...byName(other)].sort());
}
