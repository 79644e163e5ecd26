// Search: every word must begin a word of one answer. The folded texts are kept; a search goes through all of them,
// which takes less time than an index of them takes to build.

const FOLDED = []; // of each interview, by its index: its answers, introduction and questions
const foldInterview = (interview) => {
  const { answers, introduction } = readTexts(interview);
  return {
    answers: answers.map((answer) => fold(answer.answer.join("\n"))),
    questions: answers.map((answer) => fold(answer.question)),
    introduction: fold(introduction.join("\n")),
  };
};

// In the background, a little at a time; what waits for the last is called then.
const WAITING = [];
const isFolded = () => FOLDED.length === INTERVIEWS.length;
const foldAll = () => {
  const until = performance.now() + 12;
  while (!isFolded() && performance.now() < until) FOLDED.push(foldInterview(INTERVIEWS[FOLDED.length]));
  if (isFolded()) WAITING.splice(0).forEach((call) => call());
  else setTimeout(foldAll);
};

const PLACES = { answers: "Answers", introductions: "Introductions", questions: "Questions" };
const findHits = (state) => {
  const words = splitWords(state.q ?? "");
  const hits = { words, answers: [], introductions: [], questions: [] };
  if (!words.length) return hits;
  for (const interview of listInterviews(state)) {
    const folded = FOLDED[interview.index];
    if (hasAll(folded.introduction, words)) hits.introductions.push({ interview });
    interview.asked.forEach((asked, at) => {
      if (!isMatching(state, asked.match)) return;
      if (hasAll(folded.answers[at], words)) hits.answers.push({ interview, asked });
      if (hasAll(folded.questions[at], words)) hits.questions.push({ interview, asked });
    });
  }
  return hits;
};

const readAnswer = ({ interview, asked }) => readTexts(interview).answers[asked.at];
const showHit = (hit, place, words, state) => {
  const { interview, asked } = hit;
  if (place === "introductions") {
    const said = readTexts(interview).introduction.map((text) => tell("p.said", text, interview, { words }));
    return showCard(interview, 0, state, said);
  }
  const answer = readAnswer(hit);
  if (place === "answers") return showAnswer(answer, state, { words });
  return showCard(interview, asked.number, state, tell("p.asked", answer.question, interview, { words }));
};

const countQuestions = (hits, state) => {
  const counts = new Map();
  for (const { asked } of hits) counts.set(asked.key, (counts.get(asked.key) ?? 0) + 1);
  const rows = [...QUESTIONS.keys(), ""].filter((key) => counts.has(key));
  const items = rows.map((key) => {
    const value = key || "other",
      isChosen = state.question === value;
    return make(
      "li",
      make(
        "a",
        {
          href: linkTo({ ...state, question: isChosen ? "" : value }),
          "aria-current": isChosen ? "true" : null,
          dir: "auto",
        },
        key ? nameQuestion(QUESTIONS.get(key)) : "Other questions",
      ),
      make("span.number", count(counts.get(key), "answer")),
    );
  });
  const isWide = matchMedia("(min-width: 44rem)").matches;
  return make("details.counts", { open: isWide }, make("summary", "By question"), make("ol.questions", items));
};

const showSearch = (state) => {
  const head = [make("h1", "Search"), showFilters(state)];
  if (!isFolded()) {
    const { signal } = VIEW; // each key draws anew: the last waits, as long as one stays
    WAITING.push(() => signal.aborted || render());
    return [...head, make("p.lead", { role: "status" }, "Reading the interviews …")];
  }
  const hits = findHits(state);
  const place = Object.hasOwn(PLACES, state.in) ? state.in : "answers";
  const tabs = Object.entries(PLACES).map(([name, title]) =>
    make(
      "a",
      {
        href: linkTo({ ...state, in: name === "answers" ? "" : name, question: "" }),
        "aria-current": name === place ? "true" : null,
      },
      title,
      " ",
      make("span.number", hits[name].length.toLocaleString("en")),
    ),
  );
  const chosen = hits[place].filter(({ asked }) => !state.question || (asked?.key || "other") === state.question);
  const list = make("div.answers");
  const more = showSome(chosen, 20, (hit) => showHit(hit, place, hits.words, state), list);
  announce(hits.words.length ? `${count(hits.answers.length, "answer")} found` : "");
  if (!hits.words.length)
    return [
      ...head,
      make(
        "p.lead",
        "Type the beginnings of words. Accents and capitals make no difference; each answer shown has all of them.",
      ),
    ];
  return [
    ...head,
    make("nav.tabs", { "aria-label": "Where it was found" }, tabs),
    make(
      "div.found",
      place === "answers" && hits.answers.length > 0 && countQuestions(hits.answers, state),
      make(
        "div",
        make("h2.aside", PLACES[place]),
        chosen.length
          ? make("div.tools", place !== "introductions" && saveButton(() => chosen.map(readAnswer)), printButton())
          : make("p.none", `Nothing is found in the ${PLACES[place].toLowerCase()}.`),
        list,
        more,
      ),
    ),
  ];
};
