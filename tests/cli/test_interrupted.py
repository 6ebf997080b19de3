"""A command that was killed: what a reader sees before the next command has finished it."""

import subprocess
import sys

import pytest

from tests.cli.secretary import DOCUMENTS, Secretary

#: Stands in for the power failing after the third action of an import has been put into place.
_KILLED_BETWEEN_TWO_FILES = """
import os, sys
real = os.link
def link(source, target, **named):
    real(source, target, **named)
    if str(target).endswith("03.yaml"):
        os._exit(9)
os.link = link
from actionlog.cli.running import run
sys.exit(run(["import", sys.argv[1], "--yes"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the step at which it is killed is another there")
def test_a_reader_sees_all_of_a_change_or_nothing_of_it(secretary: Secretary) -> None:
    secretary.types("init", "--group", "Shore Forum")
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_BETWEEN_TWO_FILES, str(DOCUMENTS / "may.txt")],
        cwd=secretary.folder,
        capture_output=True,
        check=False,
    )
    on_disk = len(list(secretary.root.glob("*/*/[0-9]*.yaml")))
    assert killed.returncode == 9
    assert 0 < on_disk < 10
    with secretary.untouched():
        assert len(secretary.json("list", "--all")["actions"]) == 10
    secretary.types("note", "8", "After the interruption")
    assert len(list(secretary.root.glob("*/*/[0-9]*.yaml"))) == 10
    assert secretary.git("status", "--porcelain") == ""
    assert any(subject.startswith("Import minutes") for subject in secretary.commits())
