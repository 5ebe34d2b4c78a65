// The sign-in ended while a page was open. The page stays as it is: a dialog asks to sign in again, and what waited for
// it (a save, a publishing) goes through afterwards. Company sign-in happens in a new tab; coming back is enough then.
import { announce, csrfToken, on } from "./dom.js";
import { linkTo, showMessage } from "./messages.js";

const HERE = { "HX-Request": "true" };
const waiting = new Set();
const { signIn: address, drafts, user } = document.documentElement.dataset;
const dialog = () => document.getElementById("sign-in-again");

async function open() {
  if (dialog()) return dialog().open || dialog().showModal();
  const response = await fetch(address, { headers: HERE }).catch(() => null);
  if (!response?.ok) {
    return showMessage("You are signed out. What you typed is still here.", { link: linkTo(address, "Sign in", { isNewTab: true }) });
  }
  if (dialog()) return;
  document.body.insertAdjacentHTML("beforeend", await response.text());
  const person = dialog().querySelector("[data-same-person]");
  if (person) person.value = user;
  dialog().showModal();
}

/** Ask to sign in, then call `act`. */
export function signInThen(act) {
  waiting.add(act);
  open();
}

function goOn() {
  dialog()?.remove();
  announce("Signed in again.");
  const acts = [...waiting];
  waiting.clear();
  document.dispatchEvent(new CustomEvent("ftop:signed-in"));
  acts.forEach((act) => act());
}

function refuse(words) {
  const line = dialog().querySelector("[data-sign-in-error]");
  line.textContent = words;
  line.hidden = false;
  line.focus();
}

async function wrong(response) {
  if (response?.status !== 400) return "Signing in did not work just now. Wait a moment and try again.";
  const { form } = await response.json();
  return [...form.errors, ...Object.values(form.fields).flatMap((field) => field.errors)].join(" ");
}

on("submit", "#sign-in-again form[action]", async (form, event) => {
  event.preventDefault();
  event.stopPropagation();
  const response = await fetch(form.action, {
    method: "POST", body: new URLSearchParams(new FormData(form)),
    headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "XMLHttpRequest" },
  }).catch(() => null);
  if (response?.ok) goOn();
  else refuse(await wrong(response));
});

// Back from the tab of the company's sign-in?
addEventListener("focus", async () => {
  if (!dialog()?.open) return;
  const response = await fetch(drafts, { headers: HERE }).catch(() => null);
  if (response?.ok) goOn();
});

document.addEventListener("ftop:draft-signed-out", () => signInThen(() => {}));
