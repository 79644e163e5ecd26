// Elements are made, never parsed: what a page said is text here, whatever stands in it.

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

// Text of an interview, in its language and direction, with what is looked for marked.
const tell = (tag, text, interview, attributes, words = []) =>
  make(tag, { lang: interview.language, dir: "auto", ...attributes }, markWords(text, words));

const button = (name, act, attributes) => make("button", { type: "button", onclick: act, ...attributes }, name);
const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

// A long list, some at a time; print shows all of it.
const showSome = (items, most, show, container) => {
  let shown = 0;
  const more = button("", () => grow(most));
  const grow = (number) => {
    container.append(...items.slice(shown, shown + number).map(show));
    shown = Math.min(shown + number, items.length);
    more.hidden = shown === items.length;
    more.textContent = `Show the next ${Math.min(most, items.length - shown)} of ${(items.length - shown).toLocaleString("en")} more`;
  };
  grow(most);
  addEventListener("beforeprint", () => more.isConnected && grow(items.length), { signal: VIEW.signal });
  return make("p", { class: "more" }, more);
};
let VIEW = new AbortController(); // what listens for the sake of the view that is shown
