// The column beside the timeline stays in sight. One that fits stands still at the top; a taller one scrolls along until
// its end shows, so that nothing in it needs a scroll bar of its own. Without JavaScript it scrolls with the page.
import { onContent } from "./dom.js";

const GAP = 16;

onContent(".two-col > .side", (side) => {
  const place = () => {
    const top = Math.min(GAP, window.innerHeight - side.offsetHeight - GAP);
    side.style.setProperty("--side-top", `${top}px`);
    side.classList.add("is-placed");
  };
  new ResizeObserver(place).observe(side);
  addEventListener("resize", place);
});
