// <div data-latest="address">: says how many notes were written since the page was, without moving anything: asked for
// while the page is looked at, every half minute and on coming back to it.
const EVERY = 30_000; // milliseconds
let isAsking = false;

async function ask() {
  const place = document.querySelector("[data-latest]");
  if (!place || isAsking || !navigator.onLine || document.visibilityState !== "visible") return;
  isAsking = true;
  // Signed out or out of reach: the next time will tell.
  const response = await fetch(place.dataset.latest, { cache: "no-store", headers: { "HX-Request": "true" } }).catch(() => null);
  if (response?.status === 200) {
    const news = new DOMParser().parseFromString(await response.text(), "text/html").body.firstElementChild;
    // The same words again would be read out again.
    if (news?.textContent !== place.textContent) place.replaceChildren(news);
  }
  isAsking = false;
}

setInterval(ask, EVERY);
addEventListener("focus", ask);
document.addEventListener("visibilitychange", ask);
