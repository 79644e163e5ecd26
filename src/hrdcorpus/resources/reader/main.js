// The page itself: its head, and the view that the address asks for.

const VIEWS = { overview: showOverview, question: showQuestion, interview: showInterview, search: showSearch };
const main = make("main.page", { id: "main", tabindex: "-1" });
const status = make("p.aside", { role: "status" });
const announce = (text) => {
  status.textContent = text;
};

const field = make("input", {
  type: "search",
  id: "search",
  name: "q",
  autocomplete: "off",
  placeholder: "Search the answers",
  dir: "auto",
  "aria-keyshortcuts": "/",
});
const search = () => {
  const state = readState();
  const asked = { ...keepFilters(state), view: "search", q: field.value, in: state.view === "search" ? state.in : "" };
  if (state.view === "search") history.replaceState(null, "", linkTo(asked));
  else history.pushState(null, "", linkTo(asked));
  render();
};
field.addEventListener("input", search);

const render = () => {
  VIEW.abort();
  VIEW = new AbortController();
  const state = readState();
  const focused = document.activeElement?.id;
  if (document.activeElement !== field) field.value = state.q ?? "";
  main.replaceChildren(...(Object.hasOwn(VIEWS, state.view) ? VIEWS[state.view] : showOverview)(state).filter(Boolean));
  document.title = [main.querySelector("h1")?.textContent, CORPUS.title]
    .filter((text, at, all) => all.indexOf(text) === at)
    .join(" · ");
  if (focused && focused !== field.id) document.getElementById(focused)?.focus();
};

// To another view: from its top, or from the answer that it is about.
const arrive = (event) => {
  const before = new URLSearchParams(new URL(event.oldURL).hash.slice(1)),
    state = readState();
  render();
  if (["view", "id", "answer"].every((name) => (before.get(name) ?? "") === (state[name] ?? ""))) return;
  showChosen();
};
const showChosen = () => {
  const chosen = document.getElementById("chosen");
  if (chosen) chosen.scrollIntoView();
  else scrollTo(0, 0);
  const head = (chosen ?? main).querySelector("h1, h2") ?? main;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
};
const pressKey = (event) => {
  if (
    event.key !== "/" ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.target.closest("input, select, textarea")
  )
    return;
  event.preventDefault();
  field.focus();
};

document.body.prepend(
  make(
    "a.skip",
    {
      href: "#main",
      onclick: (event) => {
        event.preventDefault();
        main.focus();
      },
    },
    "To the content",
  ),
  make(
    "header.top",
    make("a.home", { href: "#" }, CORPUS.title),
    make(
      "form",
      {
        role: "search",
        onsubmit: (event) => {
          event.preventDefault();
          search();
        },
      },
      make("label.aside", { for: "search" }, "Search the answers"),
      field,
    ),
  ),
  main,
  status,
  make(
    "footer.page",
    make("p", "The words of the interviews are those of the people in them. This file asks nothing of any network."),
  ),
);
addEventListener("hashchange", arrive);
addEventListener("keydown", pressKey);
render();
if (readState().answer) showChosen();
setTimeout(foldAll, 0);
