"""A few of the trials of docs/reliability.md; `python scripts/reliability.py --full` makes them all."""

import re
import subprocess
import sys

import pytest

from casebook import ROOT

DOCUMENT = ROOT / "docs" / "reliability.md"


@pytest.mark.skipif(sys.platform != "linux", reason="forks, and limits its children, as Linux does")
def test_nothing_is_lost_torn_or_leaked_whatever_happens() -> None:
    command = [sys.executable, "scripts/reliability.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    # four commands disturbed in three ways, other surroundings, three kinds of changed files
    assert len(done.stdout.splitlines()) == 16


def test_the_document_tells_what_the_script_tries() -> None:
    script = (ROOT / "scripts" / "reliability.py").read_text("utf-8")
    kills, sizes, pairs, changed = re.findall(r"_FULL = .*\((\d+), (\d+), (\d+), ([\d_]+)\)", script)[0]
    text = DOCUMENT.read_text("utf-8")
    for told in (f"{kills} moments", f"{sizes} sizes", f"{pairs} times", f"{int(changed.replace('_', '')):,} each"):
        assert told in text
