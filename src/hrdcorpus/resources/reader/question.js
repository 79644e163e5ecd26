// One question: all answers to it, and how it was worded.

const countWordings = (answers) => {
  const wordings = new Map();
  for (const answer of answers) {
    const wording = wordings.get(answer.question) ?? { answer, number: 0 };
    wording.number += 1;
    wordings.set(answer.question, wording);
  }
  return [...wordings.values()].sort((a, b) => b.number - a.number);
};
const showWordings = (answers) => {
  const wordings = countWordings(answers);
  const items = wordings.map(({ answer, number }) =>
    make("li", null, tell("span", answer.question, answer.interview),
      make("span", { class: "facts" }, ` ${nameLanguage(answer.interview.language)}, ${MATCHES[answer.match]}, ${count(number, "time")}`)));
  return make("details", { class: "wordings" }, make("summary", null, `Asked in ${count(wordings.length, "wording")}`), make("ul", null, items));
};

const showQuestion = (state) => {
  const key = state.question === "other" ? "" : state.question;
  const question = QUESTIONS.get(key);
  if (key && !question) return [make("h1", null, "There is no such question here.")];
  const answers = collectAnswers(listInterviews(state), (each) => each.key === key && isMatching(state, each.match));
  const answered = answers.filter((answer) => answer.answer.length);
  const list = make("div", { class: state.columns ? "answers beside" : "answers" });
  const more = showSome(answered, 40, (answer) => showAnswer(answer, state, { hasQuestion: !key }), list);
  const others = [...[...QUESTIONS].map(([each, row]) => [each, nameQuestion(row)]), ["other", "Other questions"]];
  return [
    make("h1", { dir: "auto" }, question ? nameQuestion(question) : "Other questions"),
    make("p", { class: "lead" }, `${count(answered.length, "answer")}; asked without an answer: ${answers.length - answered.length}`),
    make("div", { class: "filters" }, choose("question", "Question", others, state)),
    showFilters(state),
    answers.length ? showWordings(answers) : null,
    make("div", { class: "tools" },
      make("a", { class: "button", href: linkTo({ ...state, columns: state.columns ? "" : "1" }) }, state.columns ? "Below each other" : "Side by side"),
      saveButton(() => answers), printButton()),
    make("h2", { class: "aside" }, "Answers"), list, more,
  ];
};
