// The same draft in two windows: the older save was refused. This one pauses and shows, field by field, what stood there,
// what is typed here and what the other window saved; nothing is overwritten before the person has chosen.
import { save } from "./draft_requests.js";
import { fieldsOf } from "./form_fields.js";
import { labelOf, wordsOf } from "./field_words.js";
import { merge } from "./merge.js";

const TITLES = ["As it was", "Written here", "Written in the other window"];

function make(tag, { words = "", look = "" } = {}, ...children) {
  const element = document.createElement(tag);
  element.textContent = words;
  element.className = look;
  element.append(...children);
  return element;
}

function choice(name, value, words, isChosen) {
  const radio = make("input");
  Object.assign(radio, { type: "radio", name: `choose:${name}`, value, checked: isChosen });
  return make("label", { look: "choice" }, radio, words);
}

function field(form, name, versions) {
  const words = versions.map((values) => wordsOf(form, name, values));
  const columns = words.map((said, index) => make("div", {}, make("h3", { words: TITLES[index] }), make("p", { words: said, look: "as-typed mb-0" })));
  const choices = [choice(name, "mine", "Keep what is written here", true), choice(name, "theirs", "Take the other window's")];
  if (form.elements[name]?.tagName === "TEXTAREA") choices.push(choice(name, "both", "Both, one below the other"));
  return make("fieldset", {}, make("legend", { words: labelOf(form, name) }),
    make("div", { look: "versions" }, ...columns), make("div", { look: "choices" }, ...choices));
}

function panel(form, merged) {
  const title = make("h2", { words: "This draft was changed in another window" });
  const text = merged.both.length
    ? "Nothing is overwritten: both versions are below. Choose for each field, then go on." : "You wrote in different fields, so both fit together.";
  const taken = merged.theirs.filter((name) => form.elements[name]).map((name) => labelOf(form, name));
  const box = make("section", { look: "conflict" }, title, make("p", { words: text }),
    ...merged.both.map((name) => field(form, name, merged.versions(name))));
  if (taken.length) box.append(make("p", { words: `Changed there only, and taken over: ${taken.join(", ")}.` }));
  const button = make("button", { words: "Go on with this", look: "btn btn-primary btn-sm" });
  button.type = "button";
  box.append(button);
  Object.assign(box, { id: "draft-conflict", tabIndex: -1 });
  box.setAttribute("role", "alert");
  return { box, button };
}

function chosen(box, name, mine, theirs) {
  const picked = box.querySelector(`input[name="${CSS.escape(`choose:${name}`)}"]:checked`)?.value;
  if (picked === "both") return [`${mine[0]}\n\n${theirs[0]}`];
  return picked === "theirs" ? theirs : mine;
}

/** Show both versions in the keeper's form, and go on with what the person chooses. */
export function show({ keeper, answer }) {
  const { form } = keeper;
  form.querySelector("#draft-conflict")?.remove();
  const merged = merge(keeper.base, fieldsOf(form), answer.fields);
  const { box, button } = panel(form, merged);
  form.prepend(box);
  box.focus();
  button.addEventListener("click", async () => {
    const fields = merge(keeper.base, fieldsOf(form), answer.fields).fields((name, mine, theirs) => chosen(box, name, mine, theirs));
    const result = await save(form.dataset.draftUrl, { ...keeper.outgoing(), fields, version: answer.version });
    if (result.is === "conflict") return show({ keeper, answer: result });
    if (result.is !== "saved") return keeper.failed(result);
    keeper.adopt(result.version, fields);
    const address = `${form.dataset.draftEditor}?draft=${keeper.key}`;
    if (form.hasAttribute("hx-post")) window.htmx.ajax("GET", address, { target: form, swap: "outerHTML" });
    else location.assign(address);
  });
}
