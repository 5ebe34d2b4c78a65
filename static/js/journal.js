// The browser's own record of what is typed and not on the server yet. Written at every change, before any request, so
// that a closed tab, a crash or a dead network loses nothing. One entry a form, under the person who typed it: somebody
// else signed in on this browser finds none of it. An entry goes when the server has what it holds.

const PREFIX = `ftop:${document.documentElement.dataset.user ?? ""}:`;

/** Keep an entry; false where the browser has no room or lets nobody write. */
export function keep(name, entry) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ ...entry, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function find(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function drop(name) {
  try { localStorage.removeItem(PREFIX + name); } catch { /* nothing was kept then */ }
}

/** Say that this page is writing an entry, for as long as it is open. */
export function hold(name) {
  navigator.locks?.request(PREFIX + name, { mode: "shared" }, () => new Promise(() => {}));
}

/** Call `act` with an entry that no open page is writing, and with none that another page is looking at as well. */
export function whenLeft(name, act) {
  if (!navigator.locks) return act();
  return navigator.locks.request(PREFIX + name, { ifAvailable: true }, (lock) => (lock ? act() : false));
}

/** The names of all entries of this person that begin so. */
export function names(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + beginning)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}
