// One interview, whole, and another language version of it beside it.

// Pairs of answers of two versions: those to one question, and between these what stands at the same place.
const alignAnswers = (ours, theirs) => {
  const pairs = [];
  let [left, right] = [0, 0];
  const pair = (toLeft, toRight) => {
    while (left < toLeft || right < toRight)
      pairs.push([left < toLeft ? ours[left++] : null, right < toRight ? theirs[right++] : null]);
  };
  for (const answer of ours.filter((each) => each.key)) {
    const other = theirs.findIndex((each, at) => at >= right && each.key === answer.key);
    if (other < 0) continue;
    pair(ours.indexOf(answer), other);
    pairs.push([ours[left++], theirs[right++]]);
  }
  pair(ours.length, theirs.length);
  return pairs;
};

const showExchange = (answer, state, isChosen) => {
  const question = QUESTIONS.get(answer.key);
  return make("section", { class: "exchange", id: isChosen ? "chosen" : null },
    make("h2", { class: "asked" }, make("span", { class: "count" }, `${answer.number}`), tell("span", answer.question, answer.interview)),
    make("p", { class: "facts" }, answer.asker && make("span", { dir: "auto" }, `asked by ${answer.asker}`),
      question ? make("a", { href: linkToQuestion(answer.key, state), dir: "auto" }, nameQuestion(question)) : make("span", null, "no standard question"),
      question && make("span", null, `asked ${MATCHES[answer.match]}`)),
    showParagraphs(answer), showTools(answer));
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
    ["To be looked at", findings.length ? make("ul", null, findings.map((each) => make("li", null, `${each.code} ${each.name}${each.line ? `, line ${each.line}` : ""}: ${each.detail}`))) : "nothing"],
  ].filter(([, value]) => value);
  return make("section", { class: "source" }, make("h2", null, "Source"),
    make("dl", null, facts.map(([name, value]) => [make("dt", null, name), make("dd", { dir: "auto" }, value)])));
};

const listVersions = (interview) => WORKS.get(interview.work_id).filter((each) => each.language !== interview.language);
const showVersions = (interview, state) => {
  const others = listVersions(interview);
  if (!others.length) return null;
  const beside = others.map((each) =>
    make("a", { class: "button", href: linkTo({ ...state, beside: state.beside === each.id ? "" : each.id }) },
      state.beside === each.id ? `Without the version in ${nameLanguage(each.language)}` : `Beside it: ${nameLanguage(each.language)}`));
  return make("div", { class: "tools" }, beside, others.map((each) => make("a", { href: linkToInterview(each, 0, state) }, `Only in ${nameLanguage(each.language)}`)));
};

const showHead = (interview) =>
  make("header", { class: "head" }, tell("h1", interview.title ?? interview.name, interview),
    joinFacts(interview.interviewee, interview.interviewee_elsewhere && `elsewhere ${interview.interviewee_elsewhere}`, ...showFacts(interview), interview.author && `by ${interview.author}`));
const showIntroduction = (interview, texts) =>
  make("div", { class: "introduction" }, texts.introduction.map((text) => tell("p", text, interview)));

const showInterview = (state) => {
  const interview = BY_ID.get(state.id);
  if (!interview) return [make("h1", null, "There is no such interview here.")];
  const other = listVersions(interview).find((each) => each.id === state.beside);
  const versions = [interview, other].filter(Boolean).map((each) => [each, readTexts(each)]);
  const shown = versions[1] ? alignAnswers(versions[0][1].answers, versions[1][1].answers) : versions[0][1].answers.map((answer) => [answer]);
  const side = (parts) => make("div", { class: "pair" }, parts);
  const exchanges = shown.map((pair) => side(pair.map((answer) =>
    answer ? showExchange(answer, state, answer.interview === interview && String(answer.number) === state.answer) : make("div", { class: "gap" }))));
  const around = listInterviews(state), at = around.indexOf(interview);
  const step = (each, name) => each && make("a", { href: linkToInterview(each, 0, state) }, `${name}: `, tell("span", each.name, each));
  return [
    make("div", { class: other ? "interview two" : "interview" },
      side(versions.map(([each]) => showHead(each))), showVersions(interview, state),
      side(versions.map(([each, texts]) => showIntroduction(each, texts))), exchanges,
      side(versions.map(([each, texts]) => showSource(each, texts.findings)))),
    make("div", { class: "tools" }, saveButton(() => versions.flatMap(([, texts]) => texts.answers)), printButton()),
    at >= 0 && make("nav", { class: "steps", "aria-label": "Interviews before and after" }, step(around[at - 1], "Before"), step(around[at + 1], "Next")),
  ];
};
