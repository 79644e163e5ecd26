"""Corrections that last: what a person put right stays right, and fails loudly where the page changed under it."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from commands import Done, Run, read_explained
from hrdcorpus.corpus.entries import put_entry
from hrdcorpus.corpus.files import find_corpus, find_pages
from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.corpus.marks import put_review
from hrdcorpus.corpus.settings import load_settings
from hrdcorpus.errors import CorrectionError
from hrdcorpus.records.sidecar import KeyCorrection, LabelCorrection, load_sidecar, shorten_hash

PAGE = """HRD Interview: Aigul Nobodyeva, civic activist from Semei, Kazakhstan

7 Apr 2021

Business & Human Rights Resource Centre

Can you tell us more about your work on business and human rights?

We meet the inspectors every month.

And what do you gain by that? We gain nothing, the plant goes on.

What do you do when you are tired of it all?

I walk along the river.

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

How do you sleep at night?

The director asked me that, and I laughed.
"""
HTML = """<html><body><main><h1>HRD Interview: Aigul Nobodyeva, nurse, Kazakhstan</h1><p>7 Apr 2021</p>
<p>Can you tell us more about your work on business and human rights?</p><p>We count the wells.</p>
<p>What do you do when you are tired of it all?</p><p>I walk.</p></main></body></html>"""
HELP = "Asking for help\n\nHow does it work?\n\nYou write to us.\n\nWho may write?\n\nAnybody may.\n"
DOCUMENT = Path(__file__).parents[2] / "docs" / "corrections.md"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with a page in data/raw."""
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/page.txt").write_text(PAGE)
    return tmp_path


def correct(run: Run, house: Path, *arguments: str, page: str = "page.txt") -> Done:
    return run("correct", f"data/raw/{page}", "--reason", "a person read it", *arguments, cwd=house)


def ingest(run: Run, house: Path) -> dict[str, Any]:
    done = run("ingest", cwd=house)
    assert done.returncode == 0, done.stderr
    value: dict[str, Any] = json.loads((house / "data/normalized/page.json").read_text("utf-8"))
    return value


def list_keys(record: dict[str, Any]) -> list[tuple[str | None, str, float | None]]:
    questions = [exchange["question"] for exchange in record["exchanges"]]
    return [(question["id"], question["match"], question["score"]) for question in questions]


def list_labels(run: Run, house: Path) -> dict[str, str]:
    """The label of each block, by the first words."""
    done = run("explain", "data/raw/page.txt", "--format", "json", cwd=house)
    rows, _ = read_explained(done.stdout)
    assert "".join("".join(row["text"] for row in rows).split()) == "".join(PAGE.split())
    return {" ".join(row["text"].split()[:3]): row["label"] for row in rows}


def test_a_wrong_label_is_put_right_for_good(house: Path, run: Run) -> None:
    before = ingest(run, house)
    assert "How do you sleep at night?" in [exchange["question"]["text"] for exchange in before["exchanges"]]
    done = correct(run, house, "--line", "19", "--label", "answer")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"data/raw/page.toml: written; now run: hrdcorpus ingest" in done.stderr
    assert run("ingest", "--check", cwd=house).returncode == 1
    after = ingest(run, house)
    assert after["exchanges"][-1]["answer"] == [
        "How do you sleep at night?",
        "The director asked me that, and I laughed.",
    ]
    assert after["exchanges"][-1]["question"]["id"] == "government-role"
    corrected = {"code": "HRD208", "name": "corrected", "detail": "label answer: a person read it", "line": 19}
    assert corrected in after["findings"]
    shown = run("explain", "data/raw/page.txt", cwd=house).stdout.decode()
    assert re.search(r"19-19 +answer +corrected +How do you sleep at night\?\n +corrected: a person read it\n", shown)
    assert run("ingest", "--check", cwd=house).returncode == 0


LABELS = [
    pytest.param(
        ["13 introduction"], {"Can you tell": "introduction", "What do you": "introduction"}, id="introduction"
    ),
    pytest.param(["11 answer"], {"And what do": "answer"}, id="undivided"),
    pytest.param(["13 answer", "19 answer"], {"What do you": "answer", "How do you": "answer"}, id="two"),
    pytest.param(["15 question"], {"I walk along": "question", "What role does": "question"}, id="statement-asks"),
    pytest.param(["9 other"], {"We meet the": "other", "I walk along": "answer"}, id="left-out"),
    pytest.param(["21 chrome"], {"The director asked": "chrome"}, id="chrome"),
    pytest.param(["5 title"], {"Business & Human": "title", "HRD Interview: Aigul": "other"}, id="title"),
    pytest.param(["3 introduction"], {"7 Apr 2021": "introduction", "Business & Human": "author"}, id="head"),
]


@pytest.mark.parametrize(("corrections", "labels"), LABELS)
def test_the_page_is_read_around_what_is_corrected(
    house: Path, run: Run, corrections: list[str], labels: dict[str, str]
) -> None:
    for correction in corrections:
        line, label = correction.split()
        assert correct(run, house, "--line", line, "--label", label).returncode == 0
    assert list_labels(run, house).items() >= labels.items()
    record = ingest(run, house)
    kept = [*record["introduction"]]
    for exchange in record["exchanges"]:
        kept += [exchange["question"]["text"], *exchange["answer"]]
    rows, _ = read_explained(run("explain", "data/raw/page.txt", "--format", "json", cwd=house).stdout)
    spoken = [row for row in rows if row["label"] in ("introduction", "question", "answer")]
    assert " ".join(kept) == " ".join(row["text"] for row in spoken)


def test_a_key_is_given_and_taken_away(house: Path, run: Run) -> None:
    assert list_keys(ingest(run, house))[0] == ("work", "exact", None)
    assert correct(run, house, "--line", "13", "--id", "motivation").returncode == 0
    assert correct(run, house, "--line", "7", "--id", "none").returncode == 0
    record = ingest(run, house)
    by_text = {exchange["question"]["text"][:10]: exchange["question"] for exchange in record["exchanges"]}
    assert by_text["What do yo"] | {"text": ""} == {"id": "motivation", "text": "", "match": "corrected", "score": None}
    assert by_text["Can you te"] | {"text": ""} == {"id": None, "text": "", "match": "corrected", "score": None}
    details = [finding["detail"] for finding in record["findings"] if finding["code"] == "HRD208"]
    assert any(detail.endswith(", id motivation: a person read it") for detail in details)
    shown = run("explain", "data/raw/page.txt", cwd=house).stdout.decode()
    assert "corrected: a person read it" in shown
    assert "key: motivation (corrected); most like: " in shown


def test_two_corrections_at_once_lose_neither(house: Path, run: Run) -> None:
    """One waits for nobody: it says that another is writing. What a killed one left goes with the next."""
    left = house / "data/raw/.hrdcorpus-0123456789abcdef.tmp"
    with lock_folder(house / "data/raw"):
        left.write_text("half of a sidecar")
        done = correct(run, house, "--line", "13", "--id", "motivation")
    assert (done.returncode, b"another run is writing there" in done.stderr) == (1, True)
    assert not (house / "data/raw/page.toml").exists()
    assert correct(run, house, "--line", "13", "--id", "motivation").returncode == 0
    assert sorted(path.name for path in (house / "data/raw").iterdir()) == ["page.toml", "page.txt"]


def test_a_question_that_a_person_says_is_no_standard_one_is_settled(house: Path, run: Run) -> None:
    settled = [finding["line"] for finding in ingest(run, house)["findings"] if finding["code"] == "HRD101"]
    assert settled == [13, 19]
    assert correct(run, house, "--line", "13", "--id", "none").returncode == 0
    settled = [finding["line"] for finding in ingest(run, house)["findings"] if finding["code"] == "HRD101"]
    assert settled == [19]
    assert b"txt:13:" not in run("validate", "--select", "HRD1", cwd=house).stdout


def test_only_a_corrected_key_names_the_questionnaire(house: Path, run: Run) -> None:
    own = PAGE.replace("Can you tell us more about your work on business and human rights?", "How do you work?")
    own = own.replace("What role does the government play? Is it supportive of human rights defenders? ", "")
    (house / "data/raw/page.txt").write_text(own)
    assert ingest(run, house)["questionnaire"] is None
    assert correct(run, house, "--line", "13", "--id", "motivation").returncode == 0
    assert ingest(run, house)["questionnaire"] == {"id": "hrd-kz-2021", "version": "1"}


def test_a_page_refused_as_no_interview_is_put_right(house: Path, run: Run) -> None:
    (house / "data/raw/page.txt").write_text(HELP)
    assert b"not interviews: 1" in run("ingest", cwd=house).stdout
    assert b"still not an interview" in correct(run, house, "--line", "1", "--label", "title").stderr
    for line in ("3", "7"):
        assert b"still" not in correct(run, house, "--line", line, "--label", "question").stderr
    record = ingest(run, house)
    assert record["title"] == "Asking for help"
    assert [exchange["answer"] for exchange in record["exchanges"]] == [["You write to us."], ["Anybody may."]]


def test_html_pages_are_corrected_by_path(house: Path, run: Run) -> None:
    (house / "data/raw/page.txt").unlink()
    (house / "data/raw/page.html").write_text(HTML)
    path = "/html/body/main/p[4]"
    assert correct(run, house, "--path", path, "--label", "answer", page="page.html").returncode == 0
    assert correct(run, house, "--path", "/html/body/main/p[2]", "--id", "none", page="page.html").returncode == 0
    record = ingest(run, house)
    assert [len(exchange["answer"]) for exchange in record["exchanges"]] == [3]
    assert list_keys(record) == [(None, "corrected", None)]
    (house / "data/raw/page.html").write_text(HTML.replace("<p>7 Apr 2021</p>", ""))
    done = run("ingest", cwd=house)
    assert done.returncode == 1
    assert (
        f"page.toml: {path}: the text that was corrected now stands at /html/body/main/p[3]; " in done.stderr.decode()
    )


CHANGES = [
    (
        "What do you do when",
        "What do you eat when",
        "line 13: the text there is no longer the one that was corrected; ",
    ),
    ("We meet the inspectors every month.\n\n", "", "line 13: the text that was corrected now stands at line 11; "),
    ("What do you do when you are tired of it all?", "", "line 13: no text stands there; read the page, "),
]


@pytest.mark.parametrize(("old", "new", "message"), CHANGES)
def test_a_page_that_changed_is_refused_and_the_others_go_on(
    house: Path, run: Run, old: str, new: str, message: str
) -> None:
    assert correct(run, house, "--line", "13", "--label", "answer").returncode == 0
    ingest(run, house)
    (house / "data/raw/page.txt").write_text(PAGE.replace(old, new))
    (house / "data/raw/other.txt").write_text(PAGE)
    done = run("ingest", cwd=house)
    assert done.returncode == 1
    assert (house / "data/normalized/other.json").is_file()
    error = next(line for line in done.stderr.decode().splitlines() if line.startswith("error: "))
    assert error.startswith(f"error: data/raw/page.toml: {message}")
    assert "tired" not in error
    assert b"data/raw/page.toml: HRD412 broken-correction: line 13: " in run("validate", cwd=house).stdout
    explained = run("explain", "data/raw/page.txt", cwd=house)
    assert explained.returncode == 1
    assert (
        b"error: data/raw/page.txt: explained without its corrections: data/raw/page.toml: line 13: "
        in explained.stderr
    )
    assert b"We gain nothing" in explained.stdout


def test_a_page_that_changed_can_be_corrected_again(house: Path, run: Run) -> None:
    correct(run, house, "--line", "13", "--label", "answer")
    (house / "data/raw/page.txt").write_text(PAGE.replace("tired of", "weary of"))
    assert correct(run, house, "--line", "13", "--label", "answer").returncode == 0
    assert ingest(run, house)["exchanges"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--line", "12", "--label", "answer"], 1, "line 12: no text stands there, but: 1 title, 3 date, "),
        (["--line", "9", "--id", "work"], 1, "line 9: no question stands there, but: 7 question, "),
        (["--path", "/html", "--label", "answer"], 1, "/html: no text stands there, but: "),
        (["--line", "9", "--label", "reply"], 2, "is none of chrome, title, date, author, tags,"),
        (["--line", "7", "--id", "wages"], 2, "'wages' is none of situation, risks, work,"),
        (["--line", "9"], 2, "name either --label or --id"),
        (["--label", "answer"], 2, "name either --line"),
        (["--line", "9", "--label", "answer", "--reason", " "], 2, "the reason must have 1 to"),
        (
            ["--line", "5", "--label", "answer"],
            1,
            "page.toml: line 5: not written: corrected as an answer, but no question",
        ),
    ],
)
def test_what_cannot_be_corrected(house: Path, run: Run, arguments: list[str], code: int, message: str) -> None:
    done = correct(run, house, *arguments)
    assert (done.returncode, message in " ".join(done.stderr.decode().replace("│", " ").split())) == (code, True)
    assert not any(word in done.stderr.decode() for word in ("inspectors", "river", "director"))
    assert not (house / "data/raw/page.toml").exists()


SIDECARS = [
    ("[[block]", ":1:8: not TOML, or a key or table stands in it twice; mend it"),
    ("[[blok]]\nline = 3", "file: holds a key that the form does not have"),
    ('[facts]\n"SECRET home" = 1\nreason = "x"', "facts: holds a key that the form does not have"),
    ('[facts]\nquestionnaire = "SECRET home"\nreason = "x"', "facts.questionnaire: "),
    ('"SECRET home" = 1\n["SECRET home"]', ":2:15: not TOML, or a key or table stands in it twice; mend it"),
    ('accept = ["HRD101"]\nreason = "x"\naccept = ["HRD201"]', ":3:20: not TOML, or a key or table stands in it twice"),
    ('[facts]\nreason = "x"\n[facts]\nreason = "x"', ":3:7: not TOML, or a key or table stands in it twice"),
    ('[[block]]\nline = 13\nlabel = "reply"\nreason = "x"', "block.0.label: "),
    ('[[block]]\nline = 13\nlabel = "answer"', "block.0.reason: is missing"),
    ('[[block]]\nlabel = "answer"\nreason = "x"', "block.0: "),
    ('[[block]]\nline = "13"\nlabel = "answer"\nreason = "x"', "block.0.line: "),
    ('[facts]\npublished = "7 Apr 2021"\nreason = "x"', "facts.published: "),
    ('[facts]\npublished = 20210407\nreason = "x"', "facts.published: "),
    ("[facts]\npublished = 2021-04-07", "facts.reason: is missing"),
    ('[facts]\nquestionnaire = "mine"\nreason = "x"', "questionnaire: is none of hrd-kz-2021"),
    ('[[question]]\nline = 7\nid = "wages"\nsha256 = "HASH7"\nreason = "x"', "line 7: id: is none of business"),
    ('[[block]]\nline = 13\nlabel = "answer"\nreason = "x"', 'line 13: the entry does not say which text it is for; if '
     'it is the one that stands there, add sha256 = "HASH13"'),
    ('[[block]]\npath = "SECRET home"\nlabel = "answer"\nreason = "x"', "[[block]] number 1: no text stands there; "),
    ('[[question]]\npath = "/SECRET"\nid = "none"\nreason = "x"', "[[question]] number 1: no question stands there; "),
    ('[[question]]\nline = 7\nid = "SECRET"\nsha256 = "HASH7"\nreason = "x"', "line 7: id: is none of business"),
    ('[[block]]\nline = 13\nlabel = "answer"\nsha256 = "HASH13"\nreason = "x"\n' * 2, "line 13: corrected twice; "),
    ('[facts]\nreason = "x"\n[facts.interviewee]\ncountry = "ZZ"', "facts.interviewee.0.country: "),
    ('[facts]\nreason = "x"\nretrieved = "2021-08-01T99"', "facts.retrieved: "),
    ('[facts]\nreason = "x"\npublished = "2021-02-30"', "facts.published: "),
    ('[facts]\nreason = "x"\nurl = "https://"', "facts.url: "),
    ("a = " + "[" * 5000, "not TOML that can be read"),
    ("a." * 50 + "SECRET = 1", "not TOML that can be read"),  # such keys take time with the square of their length
]  # fmt: skip


@pytest.mark.parametrize(("sidecar", "message"), SIDECARS)
def test_a_broken_sidecar_fails_its_own_page_only(house: Path, run: Run, sidecar: str, message: str) -> None:
    for line in (7, 13):
        digest = shorten_hash(PAGE.split("\n")[line - 1])
        sidecar, message = (text.replace(f"HASH{line}", digest) for text in (sidecar, message))
    (house / "data/raw/page.toml").write_text(sidecar)
    (house / "data/raw/other.txt").write_text(PAGE)
    done = run("ingest", cwd=house)
    assert done.returncode == 1
    assert [path.name for path in (house / "data/normalized").glob("*.json")] == ["other.json"]
    assert f"error: data/raw/page.toml{message if message.startswith(':') else f': {message}'}" in done.stderr.decode()
    assert b"internal error" not in done.stderr
    assert b"SECRET" not in done.stderr + run("validate", cwd=house).stdout


def test_a_sidecar_that_is_no_file(house: Path, run: Run) -> None:
    (house / "data/raw/page.toml").symlink_to("nowhere.toml")
    assert b"page.toml: a link to nothing; mend or remove it" in run("ingest", cwd=house).stderr


def test_several_interviewees_are_corrected_in_their_order(house: Path, run: Run) -> None:
    people = '[[facts.interviewee]]\n[[facts.interviewee]]\nrole = "lawyer"\nanonymity = "withheld"\n'
    (house / "data/raw/page.toml").write_text(f'[facts]\nreason = "x"\n{people}')
    record = ingest(run, house)
    assert [(p["name"], p["role"], p["anonymity"]) for p in record["interviewees"]] == [
        ("Aigul Nobodyeva", "civic activist", None),
        (None, "lawyer", "withheld"),
    ]
    (finding,) = [finding for finding in record["findings"] if finding["code"] == "HRD208"]
    assert finding["detail"] == "interviewee.2.anonymity, interviewee.2.role: x"


def test_nobody_is_left_of_whom_everything_is_taken_away(house: Path, run: Run) -> None:
    fields = "".join(f'{name} = "none"\n' for name in ("name", "role", "place", "country", "organisation"))
    (house / "data/raw/page.toml").write_text(f'[facts]\nreason = "x"\n[facts.interviewee]\n{fields}')
    assert ingest(run, house)["interviewees"] == []


def test_facts_come_before_what_the_page_says(house: Path, run: Run) -> None:
    (house / "data/raw/page.toml").write_text(
        '[facts]\nreason = "The Centre\'s list"\npublished = 2021-07-09\nlanguage = "fr"\nurl = "https://example.org/a"\n'
        'retrieved = 2021-08-01T10:00:00Z\nquestionnaire = "hrd-kz-2021"\n'
        '[facts.interviewee]\nname = "Aigul N."\nplace = "none"\ncountry = "KG"\n'
    )
    record = ingest(run, house)
    assert (record["published"], record["published_text"]) == ("2021-07-09", "7 Apr 2021")
    (person,) = record["interviewees"]
    assert (person["name"], person["place"], person["country"]) == ("Aigul N.", None, "KG")
    assert person["role"]
    assert record["language"]["content"] == "fr"
    assert record["source"]["url"] == "https://example.org/a"
    assert record["source"]["retrieved"] == "2021-08-01T10:00:00+00:00"
    names = (
        "language, published, questionnaire, retrieved, url, interviewee.country, interviewee.name, interviewee.place"
    )
    assert f"{names}: The Centre's list" in [finding["detail"] for finding in record["findings"]]


def test_sidecars_are_no_unknown_files_and_stand_for_their_pages(house: Path) -> None:
    raw = house / "data/raw"
    (raw / "page.toml").touch()
    (raw / "alone.toml").touch()
    found = find_corpus([raw])
    assert ([file.path for file in found.files], found.ignored) == ([raw / "page.txt"], ())
    assert [error.path for error in found.unusable] == [raw / "alone.toml"]
    assert [file.path for file in find_pages([raw / "page.toml", raw / "page.txt"]).files] == [raw / "page.txt"]


OLD = '''# Notes of the team  — kept
[facts] # what we know
reason = """two
lines"""

[[block]]  # the first
line = 3     # as explain shows it
label = "answer" # once
reason = "old"

[[question]]
line = 3
id = "work"
reason = "r"
[[block]]
line = 9
label = 'other'
reason = 'left "out"'
'''


@pytest.mark.parametrize("text", [OLD, OLD.replace("\n", "\r\n"), OLD.rstrip(), "", "# only a comment"])
def test_what_stands_in_a_sidecar_is_kept(text: str) -> None:
    new = LabelCorrection(line=5, label="question", sha256="0" * 12, reason='says "why"\n\x7f')
    changed = put_entry(text, new)
    entry = changed[changed.index("[[block]]  # line 5\n") :].partition(f'"{"0" * 12}"\n')
    assert changed.replace("".join(entry[:2]), "").split() == text.split()
    assert new.model_dump(exclude_none=True) in tomllib.loads(changed)["block"]
    assert put_entry(changed, new) == changed


def test_entries_stand_in_the_order_of_their_places() -> None:
    text, paths = "# ours\n", ["/html/p[1]", "/html/p[2]", "/html/p[10]"]
    for line in (31, 5, 12):
        text = put_entry(text, LabelCorrection(line=line, label="answer", reason="r"))
    text = put_entry(put_review(text, ["0" * 12]), KeyCorrection(line=12, id="work", reason="r"))
    text = put_entry(text, LabelCorrection(line=40, label="answer", reason="r"))
    assert re.findall(r"(?m)^\[+.*", text) == [
        *(f"[[{table}]]  # line {line}" for table, line in
          (("block", 5), ("block", 12), ("question", 12), ("block", 31), ("block", 40))),
        f"[reviewed.{'0' * 12}]",
    ]  # fmt: skip
    assert (
        put_review(text + "# the end\n", ["1" * 12]) == f"{text.rpartition('[')[0]}# the end\n\n[reviewed.{'1' * 12}]\n"
    )
    text = ""
    for path in (paths[2], paths[0], "/gone", paths[1]):
        text = put_entry(text, LabelCorrection(path=path, label="answer", reason="r"), paths)
    assert [entry["path"] for entry in tomllib.loads(text)["block"]] == [*paths, "/gone"]


def test_a_correction_replaces_the_earlier_one_of_its_line() -> None:
    changed = put_entry(OLD, LabelCorrection(line=3, label="other", sha256="0" * 12, reason="new"))
    lines, old = changed.splitlines(), OLD.splitlines()
    assert set(lines) - set(old) == {'label = "other" # once', f'sha256 = "{"0" * 12}"', 'reason = "new"'}
    assert set(old) - set(lines) == {'label = "answer" # once', 'reason = "old"'}


APART = """[[block]]
line = 3
label = "other"
reason = "x"

# about the question
[[question]]
line = 3
id = "work"
reason = "r"

# about line 9
[[block]]
line = 9   # nine
label = "other"
reason = "r"
# the end
"""
INLINE = 'block = [{line=3,label="answer",reason="x"}, {line=9, label="other", reason="r"}]\n'


@pytest.mark.parametrize("text", [APART, INLINE.replace("label=", "label = ")])
def test_comments_stay_beside_what_they_are_about(text: str) -> None:
    changed = put_entry(text, LabelCorrection(line=9, label="answer", reason="r"))
    assert changed == 'label = "answer"'.join(text.rsplit('label = "other"', 1))


def test_entries_of_lines_and_of_paths_stand_beside_each_other() -> None:
    changed = put_entry(OLD, LabelCorrection(path="/html/p[9]", label="answer", reason="r"))
    entry = '\n[[block]]  # /html/p[9]\npath = "/html/p[9]"\nlabel = "answer"\nreason = "r"\n'
    assert changed == OLD + entry


@pytest.mark.parametrize("text", ['[[block]]\nline = 9\nlabel = "other"\nreason = """\n[ 1\n"""\n', INLINE])
def test_what_only_a_person_can_change_is_refused(text: str) -> None:
    with pytest.raises(CorrectionError, match="by hand"):
        put_entry(text, LabelCorrection(line=10, label="answer", reason="r"))


def test_the_document_is_true(tmp_path: Path) -> None:
    example, settings = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    (tmp_path / "page.toml").write_text(example)
    sidecar = load_sidecar(tmp_path / "page.txt")
    assert sidecar.facts is not None
    assert (sidecar.facts.published, sidecar.blocks[0].label) == ("2021-07-09", "answer")
    assert sidecar.questions[0].item == "motivation"
    (tmp_path / "hrdcorpus.toml").write_text(settings)
    assert load_settings(tmp_path).excluded[1:2] == ("tags/",)


FACTS = [
    pytest.param(["--date", "2021-07-09"], {"published": "2021-07-09"}, id="date"),
    pytest.param(["--url", "https://example.org/a"], {"url": "https://example.org/a"}, id="url"),
    pytest.param(["--name", "Aigul N."], {"name": "Aigul N."}, id="name"),
    pytest.param(["--role", "nurse", "--organisation", "Hives"], {"role": "nurse", "organisation": "Hives"}, id="two"),
    pytest.param(["--country", "UZ"], {"country": "UZ"}, id="country"),
    pytest.param(["--country", "none", "--role", "none"], {"country": None, "role": None}, id="none"),
    pytest.param(["--date", "2021-07-09", "--name", "A"], {"published": "2021-07-09", "name": "A"}, id="both"),
]


@pytest.mark.parametrize("old", ["", '[facts]\nreason = "b"\nlanguage = "en"\n'])
@pytest.mark.parametrize(("arguments", "fields"), FACTS)
def test_a_fact_is_put_right(
    house: Path, run: Run, arguments: list[str], fields: dict[str, str | None], old: str
) -> None:
    sidecar = house / "data/raw/page.toml"
    sidecar.write_text(old)
    done = correct(run, house, *arguments)
    assert done.returncode == 0, done.stderr
    record = ingest(run, house)
    (person,) = record["interviewees"] or ({},)
    assert {**record, **record["source"], **person}.items() >= fields.items()
    before = sidecar.read_bytes()
    assert correct(run, house, *arguments).returncode == 0
    assert sidecar.read_bytes() == before


def test_facts_stand_beside_each_other_and_under_their_reasons(house: Path, run: Run) -> None:
    sidecar = house / "data/raw/page.toml"
    digest = shorten_hash("How do you sleep at night?")
    block = f"# about line 19\n[[block]]\nline = 19\nlabel = 'answer'\nsha256 = '{digest}'\nreason = 'x'\n"
    sidecar.write_text(f"# of Maria's list\n\n[facts]\nreason = 'the list'  # hers\nlanguage = 'en'\n\n{block}")
    for arguments in (["--date", "2021-07-09"], ["--name", "Aigul N."], ["--role", "nurse"], ["--release", "internal"]):
        assert correct(run, house, *arguments).returncode == 0
    assert sidecar.read_text("utf-8") == (
        '# of Maria\'s list\n\nrelease = "internal"\nreason = "a person read it"\n\n'
        "[facts]\nreason = \"the list; a person read it\"  # hers\nlanguage = 'en'\npublished = 2021-07-09\n\n"
        '[facts.interviewee]\nname = "Aigul N."\nrole = "nurse"\n\n' + block
    )
    details = [finding["detail"] for finding in ingest(run, house)["findings"] if finding["code"] == "HRD208"]
    assert details[0] == "language, published, interviewee.name, interviewee.role: the list; a person read it"


def test_a_mark_needs_no_reason_and_changes_no_record(house: Path, run: Run) -> None:
    before = ingest(run, house)
    for release in ("withheld", "public", "withheld"):
        assert run("correct", "data/raw/page.txt", "--release", release, cwd=house).returncode == 0
        assert (house / "data/raw/page.toml").read_text() == f'release = "{release}"\n'
    assert ingest(run, house) == before
    assert run("export", cwd=house).stdout == b""


def test_a_finding_is_accepted_and_a_page_excluded(house: Path, run: Run) -> None:
    for code in ("HRD101", "HRD210", "HRD101"):
        assert correct(run, house, "--accept", code).returncode == 0
    sidecar = house / "data/raw/page.toml"
    assert sidecar.read_text() == 'accept = ["HRD101", "HRD210"]\nreason = "a person read it"\n'
    ingest(run, house)
    assert b"accepted by the settings or a sidecar, with a reason there: 3" in run("validate", cwd=house).stderr
    assert b"still not an interview: excluded by its sidecar: " in correct(run, house, "--exclude").stderr
    assert run("ingest", "--strict", "--prune", cwd=house).returncode == 0
    assert not (house / "data/normalized/page.json").exists()
    sidecar.write_text("exclude = true\n")
    assert b"what is excluded needs a `reason`" in run("ingest", cwd=house).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--accept", "HRD405"],
        ["--exclude", "--line", "19"],
        ["--date", "9 July 2021"],
        ["--date", "2021-02-30"],
        ["--country", "Kazakhstan"],
        ["--url", "example.org"],
        ["--name", ""],
        ["--release", "secret"],
        ["--date", "2021-07-09", "--line", "19", "--label", "answer"],
        ["--release", "public", "--line", "19"],
        [],
    ],
)
def test_facts_that_cannot_be_written(house: Path, run: Run, arguments: list[str]) -> None:
    assert correct(run, house, *arguments).returncode == 2
    assert run("correct", "data/raw/page.txt", "--date", "2021-07-09", cwd=house).returncode == 2  # and no reason
    assert not (house / "data/raw/page.toml").exists()


@pytest.mark.parametrize(
    ("option", "value", "wanted"),
    [
        ("--date", "9 July 2021", "must be a day, year first, as 2021-07-09"),
        ("--date", "2021-02-30", "there is no such day"),
        ("--url", "example.org", "must be a whole address, as https://example.org/page"),
        ("--name", "", "must not be empty"),
        ("--country", "Kazakhstan", "neither a country's code in ISO 3166-1 alpha-2 nor 'none'"),
    ],
)
def test_a_wrong_fact_is_told_by_its_option_and_the_form_that_is_wanted(
    house: Path, run: Run, option: str, value: str, wanted: str
) -> None:
    told = " ".join(correct(run, house, option, value).stderr.decode().replace("│", " ").split())
    assert f"{option}: {wanted}" in told


@pytest.mark.parametrize("arguments", [["--date", "2021-07-09"], ["--line", "19", "--label", "answer"]])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_lines_end_as_they_did(house: Path, run: Run, arguments: list[str], end: str) -> None:
    sidecar = house / "data/raw/page.toml"
    sidecar.write_bytes(f'release = "internal"{end}{end}[facts]{end}reason = "r"{end}language = "en"{end}'.encode())
    assert correct(run, house, *arguments).returncode == 0
    written = sidecar.read_bytes()
    assert written.count(end.encode()) == written.count(b"\n") > 5


PEOPLE = '[facts]\nreason = "r"\n[[facts.interviewee]]\nname = "A"\n[[facts.interviewee]]\nname = "B"\n'


@pytest.mark.parametrize("old", [PEOPLE, 'facts = {reason = "r"}\n', 'facts.reason = "r"\n'])
def test_facts_that_only_a_person_can_change(house: Path, run: Run, old: str) -> None:
    (house / "data/raw/page.toml").write_text(old)
    done = correct(run, house, "--role", "nurse")
    assert (done.returncode, b"by hand" in done.stderr) == (1, True)
    assert (house / "data/raw/page.toml").read_text() == old
