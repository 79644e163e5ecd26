"""`hrdcorpus.toml`: found from below, read whatever stands there, and its mistakes named like a sidecar's."""

from pathlib import Path

import pytest
import tomli

from commands import NO_FILES, Run, start
from hrdcorpus.corpus.settings import Settings, load_settings
from hrdcorpus.errors import KnowledgeError

SETTINGS = 'questionnaires = "mine"\n'


def test_no_settings(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert load_settings(tmp_path) == Settings()


@pytest.mark.parametrize("folder", [".", "data", "data/raw/2021"])
def test_settings_are_found_from_below(tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data/raw/2021").mkdir(parents=True)
    (tmp_path / "hrdcorpus.toml").write_text(SETTINGS)
    assert load_settings(tmp_path / folder).questionnaires == tmp_path / folder / "mine" or folder != "."
    monkeypatch.chdir(tmp_path / folder)
    found = load_settings(Path()).questionnaires
    assert found is not None
    assert found.absolute() == tmp_path / "mine"


def test_the_nearest_settings_count(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "hrdcorpus.toml").write_text(SETTINGS)
    (tmp_path / "part/hrdcorpus.toml").write_text("")
    assert load_settings(tmp_path / "part") == Settings()


@pytest.mark.parametrize("top", ["repository", "worktree", "home"])
def test_what_stands_above_a_project_is_not_its_own(tmp_path: Path, top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project/data").mkdir(parents=True)
    (tmp_path / "hrdcorpus.toml").write_text(SETTINGS)
    assert load_settings(tmp_path / "project/data") != Settings()
    match top:
        case "repository":
            (tmp_path / "project/.git").mkdir()
        case "worktree":
            (tmp_path / "project/.git").write_text("gitdir: elsewhere\n")
        case "home":
            monkeypatch.setenv("HOME", str(tmp_path / "project"))
    assert load_settings(tmp_path / "project/data") == Settings()


WRONG = [
    pytest.param(b"questionnaire = 'SECRET'\n", "file: holds a key that the form does not have; mend it", id="key"),
    pytest.param(b"questionnaires = ['SECRET']\n", "questionnaires: must be a path, as a text", id="kind"),
    pytest.param(b"exclude = ['SECRET']\n", "exclude: must be a table, with keys and values", id="table"),
    pytest.param(b"[exclude]\npatterns = []\nreason = 'x'\n", "exclude.patterns: must have at least 1;", id="few"),
    pytest.param(b"[exclude]\nreason = 'x'\n", "exclude.patterns: is missing; mend it", id="missing"),
    pytest.param(b"[limits]\nblocks = 'SECRET'\n", "limits.blocks: must be a whole number", id="number"),
    pytest.param(b"questionnaires = [\n", ":2:1: not TOML, or a key or table stands in it twice; mend it", id="toml"),
    pytest.param(b'"SECRET" = 1\n"SECRET" = 2\n', ":2:", id="twice"),
    pytest.param(b"questionnaires = '\xff'\n", "not UTF-8; save it as UTF-8", id="encoding"),
    pytest.param(b'questionnaires = "\\u0000"\n', "questionnaires: no path: it holds a NUL", id="nul-in-path"),
    pytest.param(b"\0", ":1:1: not TOML, or a key or table stands in it twice; mend it", id="nul"),
    pytest.param(b"a = " + b"[" * 100_000, "not TOML that can be read; mend it", id="brackets"),
    pytest.param(b"a = " + b"{a=" * 100_000, "not TOML that can be read; mend it", id="braces"),
    pytest.param(b"a = " + b"9" * 100_000, "not TOML that can be read; mend it", id="digits"),
    pytest.param(b"a." * 200_000 + b"b = 1\n", "not TOML that can be read; mend it", id="dots"),
    pytest.param(b'["a"' + b' . "a"' * 900 + b"]\n", "not TOML that can be read; mend it", id="quoted-dots"),
    pytest.param(b"# " + b"x" * 1_000_000, "larger than 1,000,000 bytes", id="large"),
]


@pytest.mark.parametrize(("content", "message"), WRONG)
def test_wrong_settings_are_told_by_file_and_place(tmp_path: Path, content: bytes, message: str, run: Run) -> None:
    (tmp_path / "hrdcorpus.toml").write_bytes(content)
    for command in (["ingest"], ["export"], ["coverage"]):
        done = run(*command, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"error: hrdcorpus.toml")
        assert message in done.stderr.decode()
        assert b"SECRET" not in done.stderr


def test_a_folder_of_questionnaires_that_is_not_there(tmp_path: Path, run: Run) -> None:
    (tmp_path / "hrdcorpus.toml").write_text("questionnaires = 'gone'\n")
    told = b"error: hrdcorpus.toml: questionnaires: no folder: gone; a path counts from the file's folder\n"
    assert run("ingest", cwd=tmp_path).stderr == told


@pytest.mark.parametrize("kind", NO_FILES)
def test_settings_that_are_no_file_are_no_reason_to_wait(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "hrdcorpus.toml"
    NO_FILES[kind](path)
    done = start("coverage", cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith(b"error: hrdcorpus.toml: ")) == (2, True)


def test_tables_deep_in_others_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line below such a table would take the time of its depth."""
    (tmp_path / "hrdcorpus.toml").write_text(f"[a{'.a' * 900}]\nb = 1\n")
    monkeypatch.setattr(tomli, "loads", lambda _: pytest.fail("read"))
    with pytest.raises(KnowledgeError, match="not TOML that can be read"):
        load_settings(tmp_path)


@pytest.mark.parametrize(("settings", "placed"), [("", 1), ("[keying]\norder = false\n", 0)])
def test_keys_by_order_can_be_switched_off(tmp_path: Path, settings: str, placed: int, run: Run) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "hrdcorpus.toml").write_text(settings)
    free = "Which dangers worry you and other activists most, and is it getting better or worse?"
    known = ("Are businesses cooperating with civil society?", "What drives you?")
    asked = "".join(f"{each}\n\nNobody knows.\n\n" for each in (free, "Can you tell us more about your work?", *known))
    (tmp_path / "data/raw/page.txt").write_text(f"HRD Interview: Ana Ejemplo, nurse, Chad\n\n7 Apr 2021\n\n{asked}")
    assert run("ingest", cwd=tmp_path).returncode == 0
    record = (tmp_path / "data/normalized/page.json").read_text()
    assert (record.count('"match": "order"'), record.count('"HRD108"')) == (placed, placed)
    assert record.count("question 1 matches no item; most like risks 0.") == 1 - placed


LIMITS = {
    "blocks = 1": (b"more than 1 lines of text", "--max-blocks", "2"),
    "characters = 9": (b"a block of more than 9 characters", "--max-characters", "10"),
}


@pytest.mark.parametrize("command", ["ingest", "validate", "explain"])
@pytest.mark.parametrize("limit", LIMITS)
def test_limits_hold_and_an_option_allows_more(command: str, limit: str, tmp_path: Path, run: Run) -> None:
    reason, option, enough = LIMITS[limit]
    (tmp_path / "hrdcorpus.toml").write_text(f"[limits]\n{limit}\n")
    (tmp_path / "page.txt").write_text("Who comes?\n\nNobody.\n")
    refused = run(command, "page.txt", cwd=tmp_path)
    told = refused.stdout + refused.stderr
    assert (refused.returncode, reason in told, option.encode() in told) == (1, True, True)
    taken = run(command, "page.txt", option, enough, cwd=tmp_path)
    assert reason not in taken.stdout + taken.stderr
