// One answer as others cite it. Names stand as the page has them: which part of one is the family's, nobody can tell.

const describeSource = (interview) =>
  [interview.source_retrieved && `captured ${interview.source_retrieved}`, `SHA-256 ${interview.source_sha256}`]
    .filter(Boolean)
    .join(", ");

const formatDate = (published) => {
  if (!published) return "n.d.";
  const [year, month, day] = published.split("-").map(Number);
  const name = new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en", { month: "long", timeZone: "UTC" });
  return `${year}, ${name} ${day}`;
};

const citeApa = ({ interview, answer_id }) => {
  const title = interview.title ?? interview.id;
  const date = `(${formatDate(interview.published)}).`;
  const head = interview.interviewee ? `${interview.interviewee}. ${date} ${title}` : `${title}. ${date}`;
  const parts = [
    `${head} [Interview]`,
    interview.author,
    `Answer ${answer_id}, ${describeSource(interview)}`,
    interview.source_url,
  ];
  return parts.filter(Boolean).join(". ");
};

const buildCsl = ({ interview, answer_id }) => ({
  id: answer_id,
  type: "interview",
  title: interview.title ?? interview.id,
  ...(interview.interviewee && { author: splitValues(interview.interviewee).map((name) => ({ literal: name })) }),
  ...(interview.published && { issued: { "date-parts": [interview.published.split("-").map(Number)] } }),
  ...(interview.author && { publisher: interview.author }),
  ...(interview.source_url && { URL: interview.source_url }),
  ...(interview.source_retrieved && {
    accessed: { "date-parts": [interview.source_retrieved.slice(0, 10).split("-").map(Number)] },
  }),
  language: interview.language,
  note: `Answer ${answer_id}, ${describeSource(interview)}`,
});
const citeCsl = (answer) => JSON.stringify([buildCsl(answer)], null, 2);

const escapeTex = (text) =>
  text
    .replace(/[\\{}]/g, (sign) => ({ "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}" })[sign])
    .replace(/[%&$#_]/g, "\\$&")
    .replace(/~/g, "\\textasciitilde{}")
    .replace(/\^/g, "\\textasciicircum{}");
const citeBibtex = (answer) => {
  const { interview, answer_id } = answer;
  const [year, month] = (interview.published ?? "").split("-");
  const fields = {
    author:
      interview.interviewee &&
      splitValues(interview.interviewee)
        .map((name) => `{${escapeTex(name)}}`)
        .join(" and "),
    title: `{${escapeTex(interview.title ?? interview.id)}}`,
    year,
    month: month && String(Number(month)),
    howpublished: "Interview",
    publisher: interview.author && `{${escapeTex(interview.author)}}`,
    url: interview.source_url?.replace(/[{}\\]/g, encodeURIComponent),
    note: escapeTex(`Answer ${answer_id}, ${describeSource(interview)}`),
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${answer_id.replace(/[^\w.:/-]/g, "-")},\n${lines.join(",\n")}\n}`;
};
const CITATIONS = { "Text (as APA)": citeApa, BibTeX: citeBibtex, "CSL-JSON": citeCsl };
