// Something on the page that follows what happens without a reload: asked for while the page is looked at, every half
// minute and on coming back to it. Signed out or out of reach: the next time will tell.
const EVERY = 30_000; // milliseconds

/**
 * @param {() => ?string} addressNow  what to ask for; null: nothing on this page
 * @param {(body: HTMLElement) => void} show  given the answer
 * @returns {(isWanted: boolean) => void} asks anew at once where wanted; an answer on its way cannot know and is asked
 *   for again
 */
export function poll(addressNow, show) {
  let isAsking = false;
  let isStale = false;

  async function ask() {
    const address = addressNow();
    if (!address || isAsking || !navigator.onLine || document.visibilityState !== "visible") return;
    isAsking = true;
    isStale = false;
    const response = await fetch(address, { cache: "no-store", headers: { "HX-Request": "true" } }).catch(() => null);
    if (response?.status === 200) show(new DOMParser().parseFromString(await response.text(), "text/html").body);
    isAsking = false;
    if (isStale) ask();
  }

  setInterval(ask, EVERY);
  addEventListener("focus", ask);
  document.addEventListener("visibilitychange", ask);
  return (isWanted) => {
    isStale = true;
    if (isWanted) ask();
  };
}
