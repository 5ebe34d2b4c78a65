// One sentence at the head of the page, where the server's own messages stand.

export function showMessage(text, { look = "is-error", link } = {}) {
  const place = document.getElementById("messages");
  if (!place) return;
  const item = document.createElement("p");
  item.className = `message ${look}`;
  const words = document.createElement("span"); // one child: the box lays its children out in a row
  words.append(text, ...(link ? [" ", link] : []));
  item.append(words);
  const list = document.createElement("div");
  list.className = "messages";
  list.append(item);
  place.replaceChildren(list);
  place.scrollIntoView({ block: "nearest" });
}

export function linkTo(address, words, { isNewTab = false } = {}) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  if (isNewTab) Object.assign(link, { target: "_blank", rel: "noopener" });
  return link;
}
