// A list of options of which one is active (aria-activedescendant), narrowed by what is typed elsewhere.

export const optionsOf = (box) => [...box.querySelectorAll("[role=option]:not([hidden])")];
export const activeOf = (box) => box.querySelector("[role=option][aria-selected=true]");

/** Make an option the active one of the field that has the keys; none with undefined. */
export function activate(box, field, option) {
  activeOf(box)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

/** Go so many options on, round the ends. */
export function step(box, field, steps) {
  const all = optionsOf(box);
  activate(box, field, all[(all.indexOf(activeOf(box)) + steps + all.length) % all.length]);
}

/** Show the options that match, the first preferred one active; false where none does. */
export function narrow(box, field, matches, isPreferred) {
  box.querySelectorAll("[role=option]").forEach((option) => { option.hidden = !matches(option); });
  box.querySelectorAll("[role=group]").forEach((group) => { group.hidden = !group.querySelector("[role=option]:not([hidden])"); });
  const all = optionsOf(box);
  activate(box, field, all.find(isPreferred) ?? all[0]);
  return all.length > 0;
}
