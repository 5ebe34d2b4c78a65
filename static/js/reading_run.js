// [data-run]: next and previous customer by j and k (off with <html data-shortcuts="off">, WCAG 2.1.4), by the arrow
// keys, and by swiping. All of it presses the page's own links.
import { isTyping } from "./dom.js";

const FAR = 70; // pixels sideways that make a swipe, and
const STRAIGHT = 2.5; // how many times further than up or down

const press = (which) => document.querySelector(`[data-run] [data-run-${which}]`)?.click();

document.addEventListener("keydown", (event) => {
  if (!document.querySelector("[data-run]") || document.querySelector("dialog[open]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(event.target)) return;
  const hasLetters = document.documentElement.dataset.shortcuts !== "off";
  if (event.key === "ArrowRight" || (hasLetters && event.key === "j")) press("next");
  else if (event.key === "ArrowLeft" || (hasLetters && event.key === "k")) press("previous");
});

let start = null;

/** Whether something between the finger and the page scrolls sideways itself. */
const scrollsSideways = (element) => {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
  }
  return false;
};

document.addEventListener("touchstart", (event) => {
  const isOne = event.touches.length === 1 && event.target.closest?.("[data-run]");
  start = isOne && !scrollsSideways(event.target) ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
}, { passive: true });

document.addEventListener("touchend", (event) => {
  if (!start) return;
  const { clientX, clientY } = event.changedTouches[0];
  const [across, down] = [clientX - start.x, clientY - start.y];
  start = null;
  const isChoosing = !document.getSelection().isCollapsed;
  if (isChoosing || Math.abs(across) < FAR || Math.abs(across) < STRAIGHT * Math.abs(down)) return;
  press(across < 0 ? "next" : "previous");
}, { passive: true });
