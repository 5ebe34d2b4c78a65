// Where the caret of a <textarea> is on the screen: the browser does not tell, so its text is laid out once more, unseen.

const SAME = ["fontFamily", "fontSize", "fontStyle", "fontWeight", "letterSpacing", "lineHeight", "paddingBottom", "paddingLeft",
  "paddingRight", "paddingTop", "tabSize", "textIndent", "textTransform", "wordSpacing"];

/** { left, top, bottom } of the character at `index`, in pixels of the window. */
export function caretBox(field, index) {
  const mirror = document.createElement("div");
  const mark = document.createElement("span");
  const style = getComputedStyle(field);
  SAME.forEach((name) => { mirror.style[name] = style[name]; });
  Object.assign(mirror.style, { position: "absolute", visibility: "hidden", top: "0", left: "0", boxSizing: "border-box",
    width: `${field.clientWidth}px`, whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  mark.textContent = "\u200b";
  mirror.append(field.value.slice(0, index), mark);
  document.body.append(mirror);
  const box = field.getBoundingClientRect();
  const left = box.left + field.clientLeft + mark.offsetLeft;
  const top = box.top + field.clientTop + mark.offsetTop - field.scrollTop;
  const bottom = top + mark.offsetHeight;
  mirror.remove();
  return { left, top, bottom };
}

/** Show an element in the page below a box, above it where there is no room, and never wider than the window. */
export function placeBelow(element, { left, top, bottom }) {
  const { offsetWidth: width, offsetHeight: height } = element;
  const isAbove = bottom + height > innerHeight && top > height;
  element.style.left = `${scrollX + Math.max(0, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
  element.style.top = `${scrollY + (isAbove ? top - height - 4 : bottom + 4)}px`;
}
