// All interviews: how many, from where and when, and which of them answers which question.

const listAnswered = (interviews, state) =>
  interviews
    .flatMap((each) => each.asked)
    .filter((asked) => asked.state !== "unanswered" && isMatching(state, asked.match));

const showFigures = (interviews, state) => {
  const several = (name) => new Set(interviews.flatMap(FILTERS[name].values)).size;
  const answers = listAnswered(interviews, state).length;
  const works = new Set(interviews.map((each) => each.work_id)).size;
  const figures = [
    [interviews.length, interviews.length === 1 ? "interview" : "interviews"],
    works < interviews.length && [works, "without translations and copies"],
    [answers, answers === 1 ? "answer" : "answers"],
    [several("country"), several("country") === 1 ? "country" : "countries"],
    [several("language"), several("language") === 1 ? "language" : "languages"],
  ].filter(Boolean);
  return make(
    "ul.figures",
    figures.map(([number, name]) => make("li", make("b", number.toLocaleString("en")), ` ${name}`)),
  );
};

const showTimeline = (interviews, state) => {
  const dated = [...groupBy(interviews, (each) => each.year)].map(([year, found]) => [year, found.length]).sort();
  const most = Math.max(...dated.map(([, number]) => number));
  const bars = dated.map(([year, number]) => {
    const bar = make("span.bar", { "aria-hidden": "true" });
    bar.style.setProperty("--part", String(number / most));
    const link = make(
      "a",
      {
        href: linkTo({ ...state, year: state.year === year ? "" : year }),
        "aria-current": state.year === year ? "true" : null,
      },
      make(
        "span.number",
        number.toLocaleString("en"),
        make("span.aside", number === 1 ? " interview in " : " interviews in "),
      ),
      bar,
      make("span", year),
    );
    return make("li", link);
  });
  return make(
    "section",
    { "aria-labelledby": "when" },
    make("h2", { id: "when" }, "When they were published"),
    make("ol.timeline", bars),
  );
};

const showQuestions = (interviews, state) => {
  const answered = groupBy(listAnswered(interviews, state), (each) => each.key);
  const rows = [...QUESTIONS].map(([key, question]) => [key, nameQuestion(question)]);
  if (INTERVIEWS.some((each) => each.asked.some((one) => one.key === "")))
    rows.push(["", "Other questions, which no questionnaire has"]);
  const items = rows.map(([key, name]) =>
    make(
      "li",
      make("a", { href: linkToQuestion(key, state), dir: "auto" }, name),
      make("span.number", count(answered.get(key)?.length ?? 0, "answer")),
    ),
  );
  return make(
    "section",
    { "aria-labelledby": "questions" },
    make("h2", { id: "questions" }, "Questions"),
    make("ol.questions", items),
  );
};

const showCell = (interview, key, question, state) => {
  if (!followsQuestionnaire(interview, question)) return make("td");
  const asked = findAsked(interview, key);
  const kind = asked && isMatching(state, asked.match) ? asked.state : "not-asked";
  if (kind === "not-asked")
    return make("td", { title: STATES[kind].name }, sign(kind), make("span.aside", STATES[kind].name));
  const said = `${nameQuestion(question)}: ${STATES[kind].name}, asked ${MATCHES[asked.match]}`;
  return make(
    "td",
    make(
      "a",
      { href: linkToInterview(interview, asked.number, state), title: said },
      sign(kind),
      make("span.aside", said),
    ),
  );
};
const showRow = (interview, state) =>
  make(
    "tr",
    make(
      "th",
      { scope: "row" },
      tell("a", interview.name, interview, { href: linkToInterview(interview, 0, state) }),
      make("span.facts", [interview.country_name, interview.published, interview.language].filter(Boolean).join(" · ")),
    ),
    [...QUESTIONS].map(([key, question]) => showCell(interview, key, question, state)),
    make("td.other", String(interview.asked.filter((each) => each.key === "" && isMatching(state, each.match)).length)),
  );

// Arrow keys go from cell to cell.
const moveInMatrix = (event) => {
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const cell = event.target.closest("td, th");
  if (!steps[event.key] || !cell) return;
  const [down, right] = steps[event.key];
  let row = cell.parentElement.rowIndex,
    column = cell.cellIndex;
  const { rows } = cell.closest("table");
  do {
    row += down;
    column += right;
  } while (rows[row]?.cells[column] && !rows[row].cells[column].querySelector("a"));
  rows[row]?.cells[column]?.querySelector("a")?.focus();
  event.preventDefault();
};

const showMatrix = (interviews, state) => {
  const heads = [...QUESTIONS].map(([key, question], at) =>
    make(
      "th",
      { scope: "col" },
      make(
        "a",
        { href: linkToQuestion(key, state), title: nameQuestion(question) },
        make("span.item", question.question_id),
      ),
    ),
  );
  const body = make("tbody");
  const more = showSome(interviews, 100, (each) => showRow(each, state), body);
  const legend = Object.entries(STATES).map(([kind, { name }]) => make("li", sign(kind), ` ${name}`));
  return make(
    "section",
    make("h2", { id: "matrix" }, "Interviews and questions"),
    make("ul.legend", legend),
    make(
      "div.wide",
      { tabindex: "0", role: "region", "aria-labelledby": "matrix" },
      make(
        "table.matrix",
        { onkeydown: moveInMatrix },
        make(
          "thead",
          make("tr", make("th", { scope: "col" }, "interview"), heads, make("th", { scope: "col" }, "other")),
        ),
        body,
      ),
    ),
    more,
  );
};

const showAbout = () => {
  const facts = CORPUS.facts.map(([name, text]) => [make("dt", name), make("dd", { dir: "auto" }, text)]);
  return facts.length > 0 && make("section", make("h2", "About this corpus"), make("dl", facts));
};

const showOverview = (state) => {
  const interviews = listInterviews(state);
  return [
    make("h1", { dir: "auto" }, CORPUS.title),
    CORPUS.description && make("p.lead", { dir: "auto" }, CORPUS.description),
    showFigures(interviews, state),
    showFilters(state),
    ...(interviews.length
      ? [
          showTimeline(interviews, state),
          showQuestions(interviews, state),
          showMatrix(interviews, state),
          make(
            "div.tools",
            saveButton(() => collectAnswers(interviews, (each) => isMatching(state, each.match))),
            printButton(),
          ),
          showAbout(),
        ]
      : [make("p.none", "No interview has all of this. Clear the filters to see them all.")]),
  ];
};
