// What is shown stands in the address behind `#`, so that it can be shared: a view, what it shows, and the filters.

const readState = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const linkTo = (state) => `#${new URLSearchParams(Object.entries(state).filter(([, value]) => value))}`;

const FILTERS = {
  country: {
    name: "Country",
    values: (each) => splitValues(each.country),
    show: (code) => COUNTRIES.get(code) ?? code,
  },
  language: { name: "Language", values: (each) => [each.language], show: nameLanguage },
  year: { name: "Year", values: (each) => [each.year], show: (year) => year },
};
const COUNTRIES = new Map();
for (const each of INTERVIEWS)
  splitValues(each.country).forEach((code, at) => COUNTRIES.set(code, splitValues(each.country_name)[at] ?? code));

const keepFilters = (state) =>
  Object.fromEntries([...Object.keys(FILTERS), "match", "once"].map((name) => [name, state[name]]));
const hasFilters = (state) => Object.values(keepFilters(state)).some(Boolean);

const order = (each) => `${each.country_name ?? "~"}\n${each.published ?? "~"}\n${each.id}`;
const ORDERED = INTERVIEWS.map((each) => [order(each), each])
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, each]) => each);

// The interviews that the filters keep, by country, date and id; `once` takes one version of each.
const listInterviews = (state) => {
  const works = new Set();
  return ORDERED.filter((each) =>
    Object.entries(FILTERS).every(([name, { values }]) => !state[name] || values(each).includes(state[name])),
  ).filter((each) => !state.once || (!works.has(each.work_id) && works.add(each.work_id)));
};
const isMatching = (state, match) => !state.match || state.match === match;

// A choice by its name in the state.
const choose = (name, label, options, state) => {
  const change = (event) => go({ ...state, [name]: event.target.value });
  const list = options.map(([value, shown]) =>
    make("option", { value, selected: (state[name] ?? "") === value }, shown),
  );
  const id = `choice-${name}`;
  return make("div.field", make("label", { for: id }, label), make("select", { id, onchange: change }, list));
};

const ALL = ["", "all"];
const CHOICES = Object.entries(FILTERS).map(([name, { name: label, values, show }]) => {
  const found = [...new Set(INTERVIEWS.flatMap(values))].map((value) => [value, show(value)]);
  return [name, label, [ALL, ...found.sort((a, b) => a[1].localeCompare(b[1], "en"))]];
});
CHOICES.push(["match", "How it was asked", [ALL, ...Object.entries(MATCHES)]]);

const showFilters = (state) => {
  const choices = CHOICES.map(([name, label, options]) => choose(name, label, options, state));
  if (WORKS.size < INTERVIEWS.length) {
    const change = (event) => go({ ...state, once: event.target.checked ? "1" : "" });
    choices.push(
      make(
        "label.check",
        make("input", { type: "checkbox", id: "filter-once", checked: Boolean(state.once), onchange: change }),
        "one language of each interview",
      ),
    );
  }
  const { country, language, year, match, once, ...others } = state;
  return make(
    "form.filters",
    { "aria-label": "Filters", onsubmit: (event) => event.preventDefault() },
    choices,
    hasFilters(state) && make("a", { href: linkTo(others) }, "Clear filters"),
  );
};

const go = (state) => {
  location.hash = linkTo(state);
};
