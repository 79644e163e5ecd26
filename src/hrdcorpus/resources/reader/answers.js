// One answer, as every view shows it.

const linkToInterview = (interview, number, state = {}) =>
  linkTo({ ...keepFilters(state), view: "interview", id: interview.id, answer: number ? String(number) : "" });
const linkToQuestion = (key, state = {}) =>
  linkTo({ ...keepFilters(state), view: "question", question: key || "other" });

const sign = (state) => {
  const image = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const outline = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", class: `sign ${state}`, "aria-hidden": "true" }))
    image.setAttribute(name, value);
  outline.setAttribute("d", STATES[state].sign);
  image.append(outline);
  return image;
};
const joinFacts = (...facts) =>
  make(
    "p.facts",
    facts.filter(Boolean).map((fact) => make("span", { dir: "auto" }, fact)),
  );
const showFacts = (interview) => [
  [interview.role, interview.organisation].filter(Boolean).join(", "),
  [interview.place, interview.country_name].filter(Boolean).join(", "),
  interview.published ?? interview.published_text,
  nameLanguage(interview.language),
];

const showParagraphs = (answer, words = []) => {
  const said = [];
  answer.answer.forEach((text, at) => {
    const speaker = answer.speakers?.[at];
    if (speaker && speaker !== answer.speakers[at - 1]) said.push(tell("p.speaker", speaker, answer.interview));
    said.push(tell("p.said", text, answer.interview, { words }));
  });
  return said.length ? said : [make("p.none", "No answer.")];
};

const showCitations = (answer) => {
  const details = make("details.cite", make("summary", "Cite"));
  details.addEventListener("toggle", () => {
    if (details.children.length > 1) return;
    for (const [name, cite] of Object.entries(CITATIONS))
      details.append(
        make(
          "section",
          make("p.label", name),
          make("pre", { tabindex: "0", dir: "auto" }, cite(answer)),
          copyButton("Copy", () => cite(answer)),
        ),
      );
  });
  return details;
};
const showTools = (answer) =>
  make(
    "div.tools",
    showCitations(answer),
    copyButton("Copy as text", () => writePlain(answer)),
    make("code.id", { dir: "auto", title: "the answer's id" }, answer.answer_id),
  );

// Something of an interview, below who, where and when; they lead to the answer of this number.
const showCard = (interview, number, state, ...parts) =>
  make(
    "article.answer",
    make("h3", tell("a", interview.name, interview, { href: linkToInterview(interview, number, state) })),
    joinFacts(...showFacts(interview)),
    parts,
  );

// An answer, below the question as it was asked, unless that stands above.
const showAnswer = (answer, state, { words = [], hasQuestion = true } = {}) =>
  showCard(
    answer.interview,
    answer.number,
    state,
    hasQuestion && tell("p.asked", answer.question, answer.interview),
    make("div.text", showParagraphs(answer, words)),
    showTools(answer),
  );

// The answers of interviews to what `wants` a row of what was asked, read as they are needed.
const collectAnswers = (interviews, wants) =>
  interviews.flatMap((interview) => {
    const { asked } = interview;
    return asked.some(wants) ? readTexts(interview).answers.filter((answer, at) => wants(asked[at])) : [];
  });
