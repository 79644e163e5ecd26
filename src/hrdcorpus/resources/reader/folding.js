// Texts as a search compares them: case, accents, and letters that people write in two ways make no difference.

const MARKS =
  /[\u0300-\u0305\u0307\u0309-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]|(?<!\p{Script=Cyrillic})[\u0306\u0308]/gu;
const LETTERS = new RegExp(Object.keys(CORPUS.letters).join("|") || "(?!)", "gu");
const ASCII = /^[\x00-\x7f]*$/;
const fold = (text) =>
  ASCII.test(text)
    ? text.toLowerCase()
    : text
        .replace(LETTERS, (letter) => CORPUS.letters[letter])
        .toLowerCase()
        .normalize("NFKD")
        .replace(MARKS, "");

const IN_WORD = /[\p{L}\p{N}]/u;
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const splitWords = (query) => [...new Set(fold(query).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])];

// Where a folded text has a word that begins so, from a place on; -1 where it has none. Scripts without spaces between
// words are searched anywhere.
const findWord = (folded, word, from = 0) => {
  let at = folded.indexOf(word, from);
  if (UNSPACED.test(word)) return at;
  while (at > 0 && IN_WORD.test(folded[at - 1])) at = folded.indexOf(word, at + 1);
  return at;
};
const hasAll = (folded, words) => words.every((word) => findWord(folded, word) >= 0);

// The places [from, to) of a text in which one of the words stands.
const findPlaces = (text, words) => {
  const origins = []; // of each unit of the folded text, where the character stands that it is from
  let folded = "",
    place = 0;
  for (const character of text) {
    const part = fold(character);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) origins.push(place);
    place += character.length;
  }
  origins.push(place);
  const places = [];
  for (const word of words)
    for (let at = findWord(folded, word); at >= 0; at = findWord(folded, word, at + word.length))
      places.push([origins[at], origins[at + word.length]]);
  return places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
};

const markWords = (text, words) => {
  if (words.length === 0) return text;
  const parts = [];
  let done = 0;
  for (const [from, to] of findPlaces(text, words)) {
    if (from < done) continue;
    parts.push(text.slice(done, from), make("mark", text.slice(from, to)));
    done = to;
  }
  return [...parts, text.slice(done)];
};
