// <div data-latest="address">: says how many notes were written since the page was, without moving anything.
import { poll } from "./poll.js";

const place = () => document.querySelector("[data-latest]");

poll(() => place()?.dataset.latest, (body) => {
  const news = body.firstElementChild;
  // The same words again would be read out again.
  if (news?.textContent !== place()?.textContent) place()?.replaceChildren(news);
});
