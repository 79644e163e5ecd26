// What leaves the page: text to the clipboard, and CSV files.

const copyText = async (text, pressed) => {
  const name = pressed.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // where a browser allows it only so
    const area = make("textarea.aside");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    pressed.focus();
  }
  pressed.textContent = "Copied";
  announce("Copied");
  setTimeout(() => {
    pressed.textContent = name;
  }, 1500);
};
const copyButton = (name, write) => button(name, (event) => copyText(write(), event.currentTarget));

const writePlain = (answer) => {
  const { interview } = answer;
  const who = [interview.name, interview.country_name, interview.published].filter(Boolean).join(", ");
  return [who, answer.question, ...answer.answer, citeApa(answer)].join("\n\n");
};

// As `export --format csv --csv-safe`: `'` before what a spreadsheet would take for a formula.
const SIGNS = "=+\\-@＝＋－＠";
const FORMULA = new RegExp(`^[${SIGNS}\\t\\r\\n\\0]`);
const RUN = new RegExp(`(?<![;"\\s\\0])[;"\\s\\0]+(?=[${SIGNS}])`, "g");
const guardFormulas = (cell) => {
  const inside = cell.replace(RUN, (run) => run.replace(/^(.*[;\t\n\v\f\r\x85\u2028\u2029])/s, "$1'"));
  return FORMULA.test(cell) ? `'${inside}` : inside;
};
const formatCell = (name, value) => {
  if (name === "answer") return value.join("\n\n");
  if (Array.isArray(value)) return value.length ? `[${value.map((each) => JSON.stringify(each)).join(", ")}]` : "";
  return value === null || value === undefined ? "" : String(value);
};
const writeCsv = (answers) => {
  const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const rows = answers.map((answer) =>
    CORPUS.columns.map((name) =>
      guardFormulas(formatCell(name, name in answer ? answer[name] : answer.interview[name])),
    ),
  );
  return [CORPUS.columns, ...rows].map((row) => `${row.map(quote).join(",")}\r\n`).join("");
};

// `list` gives the answers when the button is pressed.
const saveButton = (list) =>
  button("Save as CSV", () => {
    const address = URL.createObjectURL(new Blob(["\ufeff", writeCsv(list())], { type: "text/csv" }));
    make("a", { href: address, download: "answers.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
const printButton = () => button("Print", () => print());
