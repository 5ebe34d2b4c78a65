// Two windows wrote the same draft. Three versions of its fields: `base`, where both began, `mine` and `theirs`.
import { byName } from "./form_fields.js";

const same = (one = [], other = []) => JSON.stringify(one) === JSON.stringify(other);
const ROWS = /-TOTAL_FORMS$/;

/** {both: names that a person has to choose for, theirs: names changed over there only, fields: choose → pairs}. */
export function merge(base, mine, theirs) {
  const [from, here, there] = [base, mine, theirs].map(byName);
  const names = [...new Set([...here.keys(), ...there.keys()])];
  const isTheirs = (name) => !same(there.get(name), here.get(name)) && same(here.get(name), from.get(name));
  const isBoth = (name) => !same(there.get(name), here.get(name)) && !same(here.get(name), from.get(name)) && !same(there.get(name), from.get(name));
  const counted = (name) => [String(Math.max(Number(here.get(name)?.[0] ?? 0), Number(there.get(name)?.[0] ?? 0)))];
  const take = (name, choose) => {
    if (ROWS.test(name)) return counted(name);
    if (isBoth(name)) return choose(name, here.get(name) ?? [], there.get(name) ?? []);
    return (isTheirs(name) ? there : here).get(name) ?? [];
  };
  return {
    both: names.filter((name) => isBoth(name) && !ROWS.test(name)),
    theirs: names.filter((name) => isTheirs(name) && !ROWS.test(name)),
    versions: (name) => [from, here, there].map((version) => version.get(name) ?? []),
    fields: (choose) => names.flatMap((name) => take(name, choose).map((value) => [name, value])),
  };
}
