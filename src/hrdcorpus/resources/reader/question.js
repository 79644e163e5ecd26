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
    make(
      "li",
      tell("span", answer.question, answer.interview),
      make(
        "span.facts",
        ` ${nameLanguage(answer.interview.language)}, ${MATCHES[answer.match]}, ${count(number, "time")}`,
      ),
    ),
  );
  return make("details.wordings", make("summary", `Asked in ${count(wordings.length, "wording")}`), make("ul", items));
};

const showQuestion = (state) => {
  const key = state.question === "other" ? "" : state.question;
  const question = QUESTIONS.get(key);
  if (key && !question) return [make("h1", "There is no such question here.")];
  const answers = collectAnswers(listInterviews(state), (each) => each.key === key && isMatching(state, each.match));
  const answered = answers.filter((answer) => answer.answer.length);
  const list = make(state.columns ? "div.answers.beside" : "div.answers");
  const more = showSome(answered, 40, (answer) => showAnswer(answer, state, { hasQuestion: !key }), list);
  const others = [...[...QUESTIONS].map(([each, row]) => [each, nameQuestion(row)]), ["other", "Other questions"]];
  return [
    make("h1", { dir: "auto" }, question ? nameQuestion(question) : "Other questions"),
    make("p.lead", `${count(answered.length, "answer")}; asked without an answer: ${answers.length - answered.length}`),
    make("div.filters", choose("question", "Question", others, state)),
    showFilters(state),
    answers.length > 0 && showWordings(answers),
    make(
      "div.tools",
      make(
        "a.button",
        { href: linkTo({ ...state, columns: state.columns ? "" : "1" }) },
        state.columns ? "Below each other" : "Side by side",
      ),
      saveButton(() => answers),
      printButton(),
    ),
    make("h2.aside", "Answers"),
    list,
    more,
  ];
};
