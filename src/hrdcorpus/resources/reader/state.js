// What is shown stands in the address behind `#`, so that it can be shared: a view, what it shows, and the filters.

const readState = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const linkTo = (state) => `#${new URLSearchParams(Object.entries(state).filter(([, value]) => value))}`;

const FILTERS = {
  country: { name: "Country", values: (each) => splitValues(each.country), show: (code) => COUNTRIES.get(code) ?? code },
  language: { name: "Language", values: (each) => [each.language], show: nameLanguage },
  year: { name: "Year", values: (each) => [each.year], show: (year) => year },
};
const COUNTRIES = new Map();
for (const each of INTERVIEWS)
  splitValues(each.country).forEach((code, at) => COUNTRIES.set(code, splitValues(each.country_name)[at] ?? code));

const keepFilters = (state) =>
  Object.fromEntries([...Object.keys(FILTERS), "match", "once"].map((name) => [name, state[name]]));
const hasFilters = (state) => Object.values(keepFilters(state)).some(Boolean);

// The interviews that the filters keep, by country, date and id; `once` takes one version of each.
const listInterviews = (state) => {
  const kept = INTERVIEWS.filter((each) =>
    Object.entries(FILTERS).every(([name, { values }]) => !state[name] || values(each).includes(state[name])),
  );
  const works = new Set();
  const once = state.once ? kept.filter((each) => !works.has(each.work_id) && works.add(each.work_id)) : kept;
  const order = (each) => `${each.country_name ?? "~"}\n${each.published ?? "~"}\n${each.id}`;
  return once.map((each) => [order(each), each]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
};
const isMatching = (state, match) => !state.match || state.match === match;

// A choice by its name in the state; `chosen` is the value there.
const choose = (name, label, options, state, chosen = state[name] ?? "") => {
  const change = (event) => go({ ...state, [name]: event.target.value });
  const list = options.map(([value, shown]) => make("option", { value, selected: chosen === value }, shown));
  const id = `choice-${name}`;
  return make("div", { class: "field" }, make("label", { for: id }, label), make("select", { id, onchange: change }, list));
};

const ALL = ["", "all"];
const showFilters = (state) => {
  const choices = Object.entries(FILTERS).map(([name, { name: label, values, show }]) => {
    const found = [...new Set(INTERVIEWS.flatMap(values))].map((value) => [value, show(value)]);
    return choose(name, label, [ALL, ...found.sort((a, b) => a[1].localeCompare(b[1], "en"))], state);
  });
  choices.push(choose("match", "How it was asked", [ALL, ...Object.entries(MATCHES)], state));
  if (WORKS.size < INTERVIEWS.length) {
    const change = (event) => go({ ...state, once: event.target.checked ? "1" : "" });
    choices.push(make("label", { class: "check" }, make("input", { type: "checkbox", id: "filter-once", checked: Boolean(state.once), onchange: change }), "one language of each interview"));
  }
  const { country, language, year, match, once, ...others } = state;
  return make("form", { class: "filters", "aria-label": "Filters", onsubmit: (event) => event.preventDefault() }, choices,
    hasFilters(state) && make("a", { href: linkTo(others) }, "Clear filters"));
};

const go = (state) => {
  location.hash = linkTo(state);
};
