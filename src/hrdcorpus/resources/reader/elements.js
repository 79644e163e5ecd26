// Elements are made, never parsed: what a page said is text here, whatever stands in it.

// An element, as `p.facts`, with what is in it: others, texts, lists of them, and its attributes as objects.
const make = (spec, ...parts) => {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes);
  for (const part of parts.flat(Infinity)) {
    if (part instanceof Node || typeof part === "string") element.append(part);
    else setAttributes(element, part || {});
  }
  return element;
};
const setAttributes = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true || typeof value === "string") element.setAttribute(name, value === true ? "" : value);
  }
};

// Text of an interview, in its language and direction, with the words that are looked for marked.
const tell = (spec, text, interview, { words = [], ...attributes } = {}) =>
  make(spec, { lang: interview.language, dir: "auto", ...attributes }, markWords(text, words));

const button = (name, act) => make("button", { type: "button", onclick: act }, name);
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
  return make("p.more", more);
};
let VIEW = new AbortController(); // what listens for the sake of the view that is shown
