"""Who may read an interview: `public` takes only what is marked so, and everything else stays at home."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Run
from hrdcorpus.records.sidecar import load_sidecar
from hrdcorpus.release.releasing import Terms, judge_records
from invented import ask, build_record

Change = Callable[[Path, Path], object]  # (page, record)


@pytest.fixture
def house(tmp_path: Path, run: Run) -> Path:
    """Two interviews, both marked public."""
    for name, person in {"one": "Rosa Omarova", "2021/two": "Ivan Brik"}.items():
        put_page(tmp_path / "data/raw" / f"{name}.txt", person)
        (tmp_path / "data/raw" / f"{name}.toml").write_text('release = "public"\n')
    assert run("ingest", cwd=tmp_path).returncode == 0
    return tmp_path


def put_page(page: Path, person: str) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    asked = "What drives you?\n\nI must.\n\nWhat role does the government play?\n\nNone.\n"
    page.write_text(f"HRD Interview: {person}, Chairwoman of the Clean Wells NGO, Kazakhstan\n\n{asked}")


def list_ids(run: Run, house: Path, *arguments: str) -> tuple[list[str], str]:
    done = run("export", *arguments, cwd=house)
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["id"] for line in done.stdout.decode().splitlines()], done.stderr.decode()


def mark(text: str | bytes) -> Change:
    data = text if isinstance(text, bytes) else text.encode()
    return lambda page, _: page.with_suffix(".toml").write_bytes(data)


def remove_mark(page: Path, _: Path) -> None:
    page.with_suffix(".toml").unlink()


def put_folder(page: Path, _: Path) -> None:
    page.with_suffix(".toml").unlink()
    page.with_suffix(".toml").mkdir()


def put_dangling_link(page: Path, _: Path) -> None:
    page.with_suffix(".toml").unlink()
    page.with_suffix(".toml").symlink_to("nowhere")


UNMARKED = "1 not marked public"
BROKEN = "1 with a sidecar that cannot be read"


@pytest.mark.parametrize(
    ("change", "is_internal", "said"),
    [
        (mark('release = "internal"\n'), True, UNMARKED),
        (mark('release = "withheld"\n'), False, "1 withheld"),
        (mark(""), True, UNMARKED),
        (mark('# release = "public"\n'), True, UNMARKED),
        (remove_mark, True, UNMARKED),
        (mark('release = "Public"\n'), False, BROKEN),
        (mark("release = true\n"), False, BROKEN),
        (mark('release = ["public"]\n'), False, BROKEN),
        (mark('released = "public"\n'), False, BROKEN),
        (mark('[facts]\nreason = "x"\nrelease = "public"\n'), False, BROKEN),
        (mark('release = "public"\nrelease = "withheld"\n'), False, BROKEN),
        (mark('release = "public"\n[[block]]\nline = 1\n'), False, BROKEN),
        (mark(b'release = "public" # \xff'), False, BROKEN),
        (put_folder, False, BROKEN),
        (put_dangling_link, False, BROKEN),
        (lambda page, _: page.unlink(), True, "1 without their page"),
        (lambda page, _: page.write_text("another page"), True, "1 whose page has changed"),
        (lambda page, _: page.parent.rename(page.parent.with_name("away")), True, "2 without their page"),
    ],
)
def test_public_fails_closed(change: Change, is_internal: bool, said: str, house: Path, run: Run) -> None:
    change(house / "data/raw/one.txt", house / "data/normalized/one.json")
    is_moved = not (house / "data/raw").exists()
    ids, told = list_ids(run, house, "--profile", "public")
    assert ids == ([] if is_moved else ["2021/two"])
    hint = "note: hrdcorpus validate says what is wrong with data/raw/one.toml\n" if said == BROKEN else ""
    assert told == f"note: the profile public keeps {len(ids)} of 2 interviews; left out: {said}\n{hint}"
    ids, told = list_ids(run, house)
    assert len(ids) == (2 if is_internal else 1)
    is_unseen = "page" in said
    assert bool(told) is (is_unseen or not is_internal)
    assert ("nobody can tell whether they are withheld" in told) is is_unseen


@pytest.mark.parametrize("profile", ["internal", "public"])
@pytest.mark.parametrize("records", ["data/normalized", "elsewhere"])
def test_a_record_under_another_id_than_its_place_escapes_no_mark(
    profile: str, records: str, house: Path, run: Run
) -> None:
    (house / "data/raw/one.toml").write_text('release = "withheld"\n')
    if records != "data/normalized":
        (house / "data/normalized").rename(house / records)
    place = house / records / "one.json"
    value = json.loads(place.read_text())
    value["id"], value["source"]["path"] = "2021/three", "2021/three.txt"
    place.write_text(json.dumps(value))
    done = run("export", records, "--raw", "data/raw", "--profile", profile, cwd=house)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2021/two"]
    assert (done.returncode, f"error: {records}/one.json: id: is not the place" in done.stderr.decode()) == (1, True)


@pytest.mark.parametrize("place", ["one\0.txt", "a" * 300])
def test_a_path_that_leads_nowhere(place: str, house: Path) -> None:
    record = build_record("one", [ask(1, None, "Why?")])
    moved = record.model_copy(update={"source": record.source.model_copy(update={"path": place})})
    file = house / "data/normalized/one.json"
    assert judge_records({file: moved}, Terms("public")).obstacles[file] in (BROKEN[2:], "without their page")


def test_what_is_marked_is_exported(house: Path, run: Run) -> None:
    assert list_ids(run, house, "--profile", "public") == (["2021/two", "one"], "")
    assert list_ids(run, house) == (["2021/two", "one"], "")


def test_an_excluded_page_is_not_exported_before_its_record_is_removed(house: Path, run: Run) -> None:
    (house / "data/raw/one.toml").write_text("exclude = true\nreason = 'a list of interviews'\n")
    ids, told = list_ids(run, house)
    assert ids == ["2021/two"]
    assert "left out: 1 whose page is excluded" in told


def test_nothing_public_makes_an_empty_export(house: Path, run: Run) -> None:
    for sidecar in (house / "data/raw").rglob("*.toml"):
        sidecar.unlink()
    done = run("export", "--profile", "public", "--format", "csv", "--output", "out.csv", cwd=house)
    assert done.returncode == 0
    assert b"keeps 0 of 2 interviews; left out: 2 not marked public" in done.stderr
    assert len((house / "out.csv").read_text().splitlines()) == 1


def test_records_in_another_place(house: Path, run: Run) -> None:
    (house / "data/normalized").rename(house / "records")
    (house / "data/raw").rename(house / "pages")
    assert list_ids(run, house, "records", "--profile", "public")[0] == []
    assert list_ids(run, house, "records", "--profile", "public", "--raw", "pages")[0] == ["2021/two", "one"]


@pytest.mark.parametrize("named", ["records", "records/2021/two.json", "{house}/records"])
def test_records_in_a_folder_of_ones_own_know_where_their_pages_are(named: str, house: Path, run: Run) -> None:
    (house / "data/raw").rename(house / "pages")
    assert run("ingest", "pages", "--output", "records", cwd=house).returncode == 0
    (house / "pages/2021/two.toml").write_text('release = "withheld"\n')
    ids, told = list_ids(run, house, named.format(house=house))
    assert "2021/two" not in ids
    assert "left out: 1 withheld" in told
    assert "nobody can tell" not in told


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_a_wrong_folder_of_pages_lets_nothing_through(profile: str, house: Path, run: Run) -> None:
    done = run("export", "--raw", "nowhere", "--profile", profile, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    (house / "empty").mkdir()
    ids, told = list_ids(run, house, "--raw", "empty", "--profile", profile)
    assert (ids, "left out: 2 without their page" in told) == ([], True)
    (house / "data/raw/one.txt").unlink()
    ids, told = list_ids(run, house, "--raw", "data/raw", "--profile", profile)
    assert (ids, "left out: 1 without their page" in told) == (["2021/two"], True)


@pytest.mark.parametrize("records", ["data/normalized", "records"])
def test_of_records_alone_it_is_told_that_nobody_can_tell(records: str, house: Path, run: Run) -> None:
    (house / "data/raw/one.toml").write_text('release = "withheld"\n')
    (house / "data/raw").rename(house / "pages")
    (house / "data/normalized").rename(house / records)
    ids, told = list_ids(run, house, records)
    assert ids == ["2021/two", "one"]
    assert "nobody can tell whether they are withheld, since" in told
    assert "has changed: 2 (2021/two, one); name the folder of the pages with --raw" in told
    assert list_ids(run, house, records, "--quiet") == (ids, told)
    assert list_ids(run, house, records, "--raw", "pages")[0] == ["2021/two"]
    (house / "data/raw").mkdir(parents=True)
    put_page(house / "data/raw/one.txt", "Vera Lind")  # another folder's page, that is called so
    (house / "data/raw/one.toml").write_text('release = "public"\n')
    assert "(2021/two, one); name" in list_ids(run, house, records)[1]


def edit_answer(_: Path, record: Path) -> None:
    record.write_text(record.read_text().replace("I must.", "She was never there."))


def edit_encoding(_: Path, record: Path) -> None:
    record.write_text(record.read_text().replace('"encoding": "utf-8"', '"encoding": "Rosa"'))


def edit_version(_: Path, record: Path) -> None:
    record.write_text(record.read_text().replace('"version": "1"', '"version": "0.9"'))


def correct(page: Path, _: Path) -> None:
    page.with_suffix(".toml").write_text('release = "public"\n[facts]\nreason = "sure"\npublished = 2021-04-07\n')


@pytest.mark.parametrize("change", [edit_answer, edit_encoding, edit_version, correct])
def test_public_takes_only_what_the_page_says(change: Change, house: Path, run: Run) -> None:
    change(house / "data/raw/one.txt", house / "data/normalized/one.json")
    ids, told = list_ids(run, house, "--profile", "public")
    assert (ids, "left out: 1 that their page does not make as they are" in told) == (["2021/two"], True)
    assert run("ingest", cwd=house).returncode == 0
    assert list_ids(run, house, "--profile", "public") == (["2021/two", "one"], "")


def test_layout_of_a_record_is_nobodys_words(house: Path, run: Run) -> None:
    place = house / "data/normalized/one.json"
    place.write_text(json.dumps(json.loads(place.read_text())))
    assert list_ids(run, house, "--profile", "public")[0] == ["2021/two", "one"]


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_a_copy_of_what_is_withheld_is_withheld(profile: str, house: Path, run: Run) -> None:
    shutil.copy(house / "data/raw/one.txt", house / "data/raw/copy.txt")
    (house / "data/raw/copy.toml").write_text('release = "public"\n')
    (house / "data/raw/one.toml").write_text('release = "withheld"\n')
    assert run("ingest", cwd=house).returncode == 0
    ids, told = list_ids(run, house, "--profile", profile)
    assert (ids, "left out: 2 withheld" in told) == (["2021/two"], True)


def exclude(house: Path) -> None:
    (house / "hrdcorpus.toml").write_text('[exclude]\npatterns = ["one.txt"]\nreason = "not ours"\n')


@pytest.mark.parametrize(
    ("arguments", "sidecar"),
    [
        (["data/normalized"], "release = 'withheld'"),
        (["data/normalized/2021"], "relese = 'withheld'"),
        (["data/normalized/2021/copy.json", "--profile", "public"], "release = 'withheld'"),
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        lambda house: house,
        lambda house: (house / "data/normalized/one.json").unlink(),
        exclude,
        lambda house: (house / "data/raw/one.toml").rename(house / "data/raw/one.TOML"),
        lambda house: shutil.copy(house / "data/raw/one.txt", house / "data/raw/one.html"),
    ],
    ids=["with a record", "without", "excluded", "misnamed", "called as another"],
)
def test_a_copy_is_withheld_wherever_the_other_stands(
    change: Callable[[Path], object], sidecar: str, arguments: list[str], house: Path, run: Run
) -> None:
    """Nor does it matter which records are named, or that the withheld page has none."""
    shutil.copy(house / "data/raw/one.txt", house / "data/raw/2021/copy.txt")
    (house / "data/raw/2021/copy.toml").write_text('release = "public"\n')
    assert run("ingest", cwd=house).returncode == 0
    (house / "data/raw/one.toml").write_text(sidecar)
    change(house)
    done = run("export", *arguments, cwd=house)
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert ids == ([] if "public" in arguments else ["2021/two"]), done.stderr
    assert " withheld" in done.stderr.decode()
    if (house / "data/raw/one.TOML").exists() and arguments == ["data/normalized"]:
        assert "1 with a sidecar that is not called as its page" in done.stderr.decode()
        assert "what is wrong with data/raw/one.TOML\n" in done.stderr.decode()


LONG = "Every spring we walk along the river and write down which of the wells the company has closed with concrete."


@pytest.mark.parametrize("named", ["data/normalized", "data/normalized/2021/copy.json"])
@pytest.mark.parametrize(
    ("change", "is_copy"),
    [
        (lambda text: text + "\n", True),
        (lambda text: text.replace("\n", "\r\n"), True),
        (lambda text: text.replace("Every", "EVERY"), True),
        (lambda text: text.replace("Rosa Omarova", "R. Omarova"), True),
        (lambda text: text.replace(LONG, "That is nothing like it, but as long: we count the birds above the lake "
                                         "each autumn, and tell the ministry how many of them are left there."), False),
    ],
)  # fmt: skip
def test_what_says_the_same_as_what_is_withheld_is_withheld(
    change: Callable[[str], str], is_copy: bool, named: str, house: Path, run: Run
) -> None:
    page, copy = house / "data/raw/one.txt", house / "data/raw/2021/copy.txt"
    page.write_text(page.read_text().replace("I must.", LONG))
    copy.write_bytes(change(page.read_text()).encode())
    copy.with_suffix(".toml").write_text('release = "public"\n')
    (house / "data/raw/one.toml").write_text('release = "withheld"\n')
    assert run("ingest", cwd=house).returncode == 0
    ids, told = list_ids(run, house, named, "--profile", "public")
    assert ("2021/copy" in ids, "1 that says the same as one that is withheld" in told) == (not is_copy, is_copy)


def test_what_says_the_same_as_a_withheld_page_without_a_record_is_withheld(house: Path, run: Run) -> None:
    page, copy = house / "data/raw/one.txt", house / "data/raw/2021/copy.txt"
    copy.write_text(page.read_text().replace("Rosa Omarova", "R. Omarova").replace("I must.", LONG))
    page.write_text(page.read_text().replace("I must.", LONG))
    copy.with_suffix(".toml").write_text('release = "public"\n')
    (house / "data/raw/one.toml").write_text('release = "withheld"\n')
    assert run("ingest", cwd=house).returncode == 0
    (house / "data/normalized/one.json").unlink()
    assert "2021/copy" not in list_ids(run, house, "--profile", "public")[0]


@pytest.mark.parametrize("mark", ["release = 'withheld'", "relese = 'withheld'", "release = 'with"])
def test_nothing_is_exported_while_a_mark_is_lost(mark: str, house: Path, run: Run) -> None:
    (house / "data/raw/one.toml").unlink()
    (house / "data/raw/onne.toml").write_text(mark)
    for profile in ("internal", "public"):
        for output in ("-", "out.jsonl"):
            done = run("export", "--profile", profile, "--output", output, cwd=house)
            assert (done.returncode, done.stdout, (house / "out.jsonl").exists()) == (1, b"", False)
            assert done.stderr.startswith(b"error: data/raw/onne.toml: a sidecar without its page")
    (house / "data/raw/onne.toml").write_text("release = 'internal'")
    assert list_ids(run, house)[0] == ["2021/two", "one"]


def test_whom_nobody_could_name_is_no_pseudonym(house: Path, run: Run) -> None:
    pytest.importorskip("phonenumbers")
    (house / "names.toml").touch()
    page, sidecar = house / "data/raw/one.txt", house / "data/raw/one.toml"
    old, new = "HRD Interview: Rosa Omarova, Chairwoman", "Interview with the Chairwoman"
    page.write_text(page.read_text().replace(old, new))
    assert run("ingest", cwd=house).returncode == 0
    pseudonyms = ("--pseudonyms", "names.toml")
    done = run("export", "--profile", "public", *pseudonyms, cwd=house)
    assert len(done.stdout.splitlines()) == 1
    assert "1 with an interviewee whom nobody could name" in done.stderr.decode()
    assert "or that no name is given, in one\n" in done.stderr.decode()
    done = run("export", *pseudonyms, cwd=house)
    (nameless,) = [json.loads(line)["id"] for line in done.stdout.splitlines() if json.loads(line)["title"] is None]
    assert f"exported without a title: 1; read them: {nameless}\n" in done.stderr.decode()
    sidecar.write_text(sidecar.read_text() + '[facts]\nreason = "she said so"\ninterviewee.anonymity = "withheld"\n')
    assert run("ingest", cwd=house).returncode == 0
    assert len(run("export", "--profile", "public", *pseudonyms, cwd=house).stdout.splitlines()) == 2


@pytest.mark.parametrize("option", ["--output", "--key", "--leftovers"])
@pytest.mark.parametrize(
    ("records", "place"),
    [
        ("data/normalized", "data/normalized/all.json"),
        ("data/normalized/2021", "data/normalized/all.csv"),
        ("data/normalized/one.json", "data/normalized/2021/deep/all"),
        ("records", "records/all.json"),
        ("records", "records/2021/all.csv"),
        ("records", "data/normalized/all.json"),
        ("records/one.json", "records/all.json"),
        ("records", "link/all.json"),
    ],
)
def test_no_export_is_put_among_records(option: str, records: str, place: str, house: Path, run: Run) -> None:
    shutil.copytree(house / "data/normalized", house / "records")
    (house / "link").symlink_to("records")
    (house / "names.toml").touch()
    before = sorted(house.rglob("*"))
    done = run("export", records, "--pseudonyms", "names.toml", option, place, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{option}: must not lie among the records" in " ".join(done.stderr.decode().replace("│", " ").split())
    assert sorted(house.rglob("*")) == before


def test_beside_a_record_that_is_named_there_is_room(house: Path, run: Run) -> None:
    shutil.copy(house / "data/normalized/one.json", house)
    assert run("export", "one.json", "--output", "one.jsonl", cwd=house).returncode == 0


@pytest.mark.parametrize("option", ["--output", "--leftovers"])
@pytest.mark.parametrize(
    "place", ["data/normalized/one.json", "link.json", "data/raw/one.txt", "data/raw/one.toml", "data/raw/new.jsonl"]
)
def test_nothing_is_written_over_records_and_pages(option: str, place: str, house: Path, run: Run) -> None:
    (house / "link.json").symlink_to("data/normalized/one.json")
    (house / "names.toml").touch()
    before = {path: path.read_bytes() for path in (house / "data").rglob("*.*") if path.is_file()}
    done = run("export", "--pseudonyms", "names.toml", option, place, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{option}: " in " ".join(done.stderr.decode().replace("│", " ").split())
    assert {path: path.read_bytes() for path in (house / "data").rglob("*.*") if path.is_file()} == before


def test_a_mark_changes_no_record_and_survives_corrections(tmp_path: Path, run: Run) -> None:
    page = tmp_path / "data/raw/page.txt"
    page.parent.mkdir(parents=True)
    page.write_text(
        "HRD Interview: Rosa Omarova, Kazakhstan\n\nWhat is your work?\n\nI sue.\n\nWhy do you do it?\n\nI must.\n"
    )
    assert run("ingest", cwd=tmp_path).returncode == 0
    record = (tmp_path / "data/normalized/page.json").read_bytes()
    page.with_suffix(".toml").write_text('release = "public" # she agreed\n')
    assert run("ingest", "--check", cwd=tmp_path).returncode == 0
    assert (tmp_path / "data/normalized/page.json").read_bytes() == record
    done = run("correct", "data/raw/page.txt", "--line", "3", "--label", "question", "--reason", "sure", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert load_sidecar(page).release == "public"
