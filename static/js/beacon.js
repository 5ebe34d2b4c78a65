// [data-beacon-url]: a POST, once, when the page is really looked at (a page restored in a background tab is not).
// Its plain button, for people without JavaScript, is inside and hides: the mark is made for them.
import { csrfToken, onContent } from "./dom.js";

async function send(element) {
  if (element.dataset.beaconSent) return;
  element.dataset.beaconSent = "1";
  const response = await fetch(element.dataset.beaconUrl, {
    method: "POST", keepalive: true, headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
  }).catch(() => null);
  if (!response?.ok) return;
  element.querySelectorAll("[data-beacon-button]").forEach((button) => { button.hidden = true; });
  document.documentElement.dataset.hasSeen = ""; // for the inbox, which may come later than this
  document.dispatchEvent(new Event("ftop:seen"));
}

onContent("[data-beacon-url]", (element) => {
  if (document.visibilityState === "visible") return send(element);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send(element);
  });
});
