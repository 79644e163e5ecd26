// One interview, whole, and another language version of it beside it.

// Answers that stand between the same questions of two versions: where there are as many on both sides, one by one; else
// only those to questions without a key can be one, and each with a key is alone.
const alignBetween = (ours, theirs) => {
  if (ours.length === theirs.length) return ours.map((answer, at) => [answer, theirs[at]]);
  const pairs = [];
  let [left, right] = [0, 0];
  while (left < ours.length || right < theirs.length) {
    const isAlone = left < ours.length && (ours[left].key || right === theirs.length);
    const isOther = !isAlone && right < theirs.length && (theirs[right].key || left === ours.length);
    pairs.push([isOther ? null : ours[left++], isAlone ? null : theirs[right++]]);
  }
  return pairs;
};

// Pairs of answers of two versions: those to one standard question, in order, and what stands between them.
const alignAnswers = (ours, theirs) => {
  const pairs = [];
  let [left, right] = [0, 0];
  ours.forEach((answer, at) => {
    const other = theirs.findIndex((each, place) => place >= right && answer.key && each.key === answer.key);
    if (other < 0) return;
    pairs.push(...alignBetween(ours.slice(left, at), theirs.slice(right, other)), [answer, theirs[other]]);
    [left, right] = [at + 1, other + 1];
  });
  return [...pairs, ...alignBetween(ours.slice(left), theirs.slice(right))];
};

const showExchange = (answer, state, isChosen) => {
  const question = QUESTIONS.get(answer.key);
  return make(
    "section.exchange",
    { id: isChosen ? "chosen" : null },
    make("h2.asked", make("span.count", `${answer.number}`), tell("span", answer.question, answer.interview)),
    make(
      "p.facts",
      answer.asker && make("span", { dir: "auto" }, `asked by ${answer.asker}`),
      question
        ? make("a", { href: linkToQuestion(answer.key, state), dir: "auto" }, nameQuestion(question))
        : make("span", "no standard question"),
      question && make("span", `asked ${MATCHES[answer.match]}`),
    ),
    showParagraphs(answer),
    showTools(answer),
  );
};

const showSource = (interview, findings) => {
  const { source_url: url } = interview;
  const facts = [
    ["Address", url && make("a", { href: url, rel: "noreferrer noopener", dir: "ltr" }, url)],
    ["Captured", interview.source_retrieved],
    ["File", interview.source_path],
    ["SHA-256", interview.source_sha256],
    ["Read as", [interview.source_media_type, interview.source_encoding].filter(Boolean).join(", ")],
    ["Id", interview.id],
    [
      "To be looked at",
      findings.length
        ? make(
            "ul",
            findings.map((each) =>
              make("li", `${each.code} ${each.name}${each.line ? `, line ${each.line}` : ""}: ${each.detail}`),
            ),
          )
        : "nothing",
    ],
  ].filter(([, value]) => value);
  return make(
    "section.source",
    make("h2", "Source"),
    make(
      "dl",
      facts.map(([name, value]) => [make("dt", name), make("dd", { dir: "auto" }, value)]),
    ),
  );
};

// The first in each other language: what else there is in one is a copy.
const listVersions = (interview) => {
  const versions = groupBy(WORKS.get(interview.work_id), (each) => each.language);
  versions.delete(interview.language);
  return [...versions.values()].map(([first]) => first);
};
const showVersions = (interview, state) => {
  const others = listVersions(interview);
  if (!others.length) return null;
  const beside = others.map((each) =>
    make(
      "a.button",
      { href: linkTo({ ...state, beside: state.beside === each.id ? "" : each.id }) },
      state.beside === each.id
        ? `Without the version in ${nameLanguage(each.language)}`
        : `Beside it: ${nameLanguage(each.language)}`,
    ),
  );
  return make(
    "div.tools",
    beside,
    others.map((each) =>
      make("a", { href: linkToInterview(each, 0, state) }, `Only in ${nameLanguage(each.language)}`),
    ),
  );
};

const showHead = (interview) =>
  make(
    "header.head",
    tell("h1", interview.title ?? interview.name, interview),
    joinFacts(
      interview.interviewee,
      interview.interviewee_elsewhere && `elsewhere ${interview.interviewee_elsewhere}`,
      ...showFacts(interview),
      interview.author && `by ${interview.author}`,
    ),
  );
const showIntroduction = (interview, texts) =>
  make(
    "div.introduction",
    texts.introduction.map((text) => tell("p", text, interview)),
  );

const showInterview = (state) => {
  const interview = BY_ID.get(state.id);
  if (!interview) return [make("h1", "There is no such interview here.")];
  const other = listVersions(interview).find((each) => each.id === state.beside);
  const versions = [interview, other].filter(Boolean).map((each) => [each, readTexts(each)]);
  const shown = versions[1]
    ? alignAnswers(versions[0][1].answers, versions[1][1].answers)
    : versions[0][1].answers.map((answer) => [answer]);
  const side = (parts) => make("div.pair", parts);
  const exchanges = shown.map((pair) =>
    side(
      pair.map((answer) =>
        answer
          ? showExchange(answer, state, answer.interview === interview && String(answer.number) === state.answer)
          : make("div.gap"),
      ),
    ),
  );
  const around = listInterviews(state),
    at = around.indexOf(interview);
  const step = (each, name) =>
    each && make("a", { href: linkToInterview(each, 0, state) }, `${name}: `, tell("span", each.name, each));
  return [
    make(
      other ? "div.interview.two" : "div.interview",
      side(versions.map(([each]) => showHead(each))),
      showVersions(interview, state),
      side(versions.map(([each, texts]) => showIntroduction(each, texts))),
      exchanges,
      side(versions.map(([each, texts]) => showSource(each, texts.findings))),
    ),
    make(
      "div.tools",
      saveButton(() => versions.flatMap(([, texts]) => texts.answers)),
      printButton(),
    ),
    at >= 0 &&
      make(
        "nav.steps",
        { "aria-label": "Interviews before and after" },
        step(around[at - 1], "Before"),
        step(around[at + 1], "Next"),
      ),
  ];
};
