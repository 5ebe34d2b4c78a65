// The count beside "Inbox" follows what happens. Loaded after the page; without it the count is that of the page.
import { announce } from "./dom.js";
import { poll } from "./poll.js";

/** Show the link as the server sends it; whoever stands on it stays there. */
function show(body) {
  const fresh = body.querySelector("#inbox");
  const link = document.getElementById("inbox");
  if (!fresh || !link) return;
  const before = Number(link.dataset.count);
  const count = Number(fresh.dataset.count);
  link.dataset.count = count;
  link.replaceChildren(...fresh.childNodes);
  document.title = (count ? `(${count}) ` : "") + document.title.replace(/^\(\d+\) /, "");
  if (count > before) announce(`Inbox: ${count} new`);
}

function address() {
  const link = document.getElementById("inbox");
  return link && `${link.getAttribute("href")}count/?shown=${link.dataset.count}`;
}

const ask = poll(address, show);

// Something was marked as seen: by a beacon, or by a button through htmx.
const askAnew = () => ask(Boolean(document.querySelector("#inbox:not([data-count='0'])")));

document.addEventListener("ftop:seen", askAnew);
if ("hasSeen" in document.documentElement.dataset) askAnew();
