// The corpus as it stands in the page: all interviews without their texts, and the texts of each, read when asked for.

const readData = (element) => JSON.parse(element.textContent);
const CORPUS = readData(document.querySelector("script.corpus"));
const INTERVIEWS = readData(document.querySelector("script.interviews"));
const TEXTS = document.getElementsByClassName("texts"); // in the order of INTERVIEWS

const MATCHES = {
  exact: "in the standard wording",
  variant: "in a known wording",
  said: "in other words that say it",
  similar: "in similar words",
  order: "known by its place",
  corrected: "as a person said",
  none: "no standard question",
};
// Each with the outline of its sign, in a square of 16.
const STATES = {
  answered: { name: "answered", sign: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z" },
  similar: {
    name: "answered, the question worded otherwise",
    sign: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 1 1 0 12v-1.5a4.5 4.5 0 1 0 0-9z",
  },
  unanswered: {
    name: "asked, not answered",
    sign: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z",
  },
  "not-asked": { name: "not asked", sign: "M5.5 7.25h5v1.5h-5z" },
};
const SURE = new Set(["exact", "variant", "corrected"]);

const groupBy = (items, name) => {
  const groups = new Map();
  for (const item of items) {
    const key = name(item);
    if (groups.has(key)) groups.get(key).push(item);
    else groups.set(key, [item]);
  }
  return groups;
};
const splitValues = (text) => (text ? text.split("; ") : []);
const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });
const nameLanguage = (tag) => {
  try {
    return LANGUAGES.of(tag);
  } catch {
    return tag;
  }
};
const nameQuestion = (question) => question.description ?? question.question_id;
const keyOf = (questionnaire, id) => (id === null ? "" : `${questionnaire}/${id}`);

INTERVIEWS.forEach((interview, index) => {
  interview.index = index;
  interview.name =
    interview.interviewee ?? (interview.anonymity === "withheld" ? "Name withheld" : (interview.title ?? interview.id));
  interview.year = interview.published?.slice(0, 4) ?? "undated";
  interview.asked = interview.asked.map(([number, id, match, paragraphs], at) => ({
    at, // its place among the answers that this file holds
    number,
    key: keyOf(interview.questionnaire_id, id),
    match,
    state: paragraphs === 0 ? "unanswered" : SURE.has(match) ? "answered" : "similar",
  }));
});
const BY_ID = new Map(INTERVIEWS.map((interview) => [interview.id, interview]));
const QUESTIONS = new Map(CORPUS.questions.map((row) => [keyOf(row.questionnaire_id, row.question_id), row]));
const WORKS = groupBy(INTERVIEWS, (interview) => interview.work_id); // versions of one interview, and its copies

// The introduction, answers and findings of an interview; each answer knows its interview and the key of its question.
const readTexts = (interview) => {
  const texts = readData(TEXTS[interview.index]);
  for (const answer of texts.answers) {
    answer.interview = interview;
    answer.key = keyOf(answer.questionnaire_id, answer.question_id);
  }
  return texts;
};

// The best that an interview has of a question: its state, and the exchange that shows it.
const findAsked = (interview, key) => {
  const asked = interview.asked.filter((each) => each.key === key);
  const order = Object.keys(STATES);
  return asked.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0] ?? null;
};
const followsQuestionnaire = (interview, question) => interview.questionnaire_id === question.questionnaire_id;
