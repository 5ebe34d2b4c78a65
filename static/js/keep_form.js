// Forms other than notes (a risk, a request, a customer): what is typed is kept in this browser until it is saved, and
// stands in the form again when it is opened anew. With it comes the version it started from, so the server still sees
// when somebody else changed the same thing.
import { on, onContent } from "./dom.js";
import { fieldsOf, isSame } from "./form_fields.js";
import * as journal from "./journal.js";

const FORMS = "form[data-guard]:not([data-draft-url])";
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

const nameOf = (form) => `form:${new URL(form.action).pathname}`;

function fill(form, fields) {
  const left = [...fields];
  const take = (name) => {
    const index = left.findIndex(([other]) => other === name);
    return index < 0 ? null : left.splice(index, 1)[0][1];
  };
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.name === "written_by") continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = fields.some(([name, value]) => name === field.name && value === field.value);
    } else if (!["submit", "button"].includes(field.type)) field.value = take(field.name) ?? field.value;
  }
}

function say(form, at) {
  const line = document.createElement("p");
  line.className = "kept-line";
  line.setAttribute("role", "status");
  const time = new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn-link-quiet", textContent: "Drop it" });
  button.addEventListener("click", () => {
    journal.drop(nameOf(form));
    form.reset();
    line.remove();
  });
  line.append(`What you typed here on ${time} and did not save is back. `, button);
  form.prepend(line);
}

onContent(FORMS, (form) => {
  const entry = journal.find(nameOf(form));
  if (!entry || isSame(entry.fields, fieldsOf(form))) return;
  if (Date.now() - entry.at > KEPT_FOR) return journal.drop(nameOf(form));
  // With errors shown, the server has just given back what was sent.
  if (form.querySelector("[aria-invalid=true], .is-invalid") || document.querySelector(".conflict, .error-summary")) return;
  fill(form, entry.fields);
  say(form, entry.at);
});

on("input", FORMS, (form) => journal.keep(nameOf(form), { fields: fieldsOf(form) }));

// Before the answer takes the form's place: afterwards there is no form to ask.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt, xhr, requestConfig } = event.detail;
  if (elt.matches?.(FORMS) && requestConfig.verb === "post" && xhr.status >= 200 && xhr.status < 300) journal.drop(nameOf(elt));
});
