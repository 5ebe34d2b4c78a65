// The count beside "Inbox" follows what happens without a reload: asked for while the page is looked at, every half
// minute and on coming back to it. Loaded after the page; without it the count is that of the page.
import { announce } from "./dom.js";

const EVERY = 30_000; // milliseconds
let isAsking = false;
let isStale = false; // something was seen while the answer was on its way

/** Show the link as the server sends it; whoever stands on it stays there. */
function show(link, fresh) {
  const before = Number(link.dataset.count);
  const count = Number(fresh.dataset.count);
  link.dataset.count = count;
  link.replaceChildren(...fresh.childNodes);
  document.title = (count ? `(${count}) ` : "") + document.title.replace(/^\(\d+\) /, "");
  if (count > before) announce(`Inbox: ${count} new`);
}

async function ask() {
  const link = document.getElementById("inbox");
  if (!link || isAsking || !navigator.onLine || document.visibilityState !== "visible") return;
  isAsking = true;
  isStale = false;
  const address = `${link.getAttribute("href")}count/?shown=${link.dataset.count}`;
  // Signed out or out of reach: the next time will tell.
  const response = await fetch(address, { cache: "no-store", headers: { "HX-Request": "true" } }).catch(() => null);
  if (response?.status === 200) {
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("inbox");
    if (fresh) show(link, fresh);
  }
  isAsking = false;
  if (isStale) ask();
}

setInterval(ask, EVERY);
addEventListener("focus", ask);
document.addEventListener("visibilitychange", ask);
// Something was marked as seen: by a beacon, or by a button through htmx.
function askAnew() {
  isStale = true;
  if (document.querySelector("#inbox:not([data-count='0'])")) ask();
}

document.addEventListener("ftop:seen", askAnew);
if ("hasSeen" in document.documentElement.dataset) askAnew();
