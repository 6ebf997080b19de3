"""A secretary in an empty repository, one whose log has begun, and one who has imported minutes."""

from pathlib import Path

import pytest

from tests.cli.secretary import DOCUMENTS, SEEDS, Minutes, Secretary


@pytest.fixture
def secretary(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Secretary:
    """A secretary in an empty git repository, on 24 June 2021."""
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n  name = Test secretary\n  email = secretary@localhost\n")
    for name, value in {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": "100",
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("XDG_CONFIG_HOME", "GIT_DIR", "EDITOR", "VISUAL", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "committee"
    folder.mkdir()
    monkeypatch.chdir(folder)
    somebody = Secretary(folder, capsys, monkeypatch)
    somebody.git("init", "-q", "-b", "main")
    return somebody.on("2021-06-24")


@pytest.fixture
def forum(secretary: Secretary) -> Secretary:
    """A secretary whose log has one group, Shore Forum (invented), and its meeting of 19 May 2021."""
    secretary.types("init", "--group", "Shore Forum", "--code", "SF")
    secretary.types("meeting", "add", "2021-05-19")
    return secretary


@pytest.fixture(params=["invented", "real"])
def minutes(request: pytest.FixtureRequest) -> Minutes:
    """The minutes that the scenarios begin with: invented ones, and the real ones where they are at hand."""
    if request.param == "invented":
        return Minutes("Shore Forum", DOCUMENTS / "may.txt", DOCUMENTS / "january.txt", DOCUMENTS / "council.txt")
    if not SEEDS.is_dir():
        pytest.skip(f"the real minutes are not at hand ({SEEDS})")
    found = {path.name[:3]: path for path in SEEDS.iterdir()}
    return Minutes("Evidence Group", found["000"], found["004"], found["001"])


@pytest.fixture
def may(secretary: Secretary, minutes: Minutes) -> Secretary:
    """Scenario 1: a log that holds the ten actions of the May minutes, and nothing else."""
    secretary.types("init", "--group", minutes.group)
    secretary.types("import", str(minutes.may), "--yes")
    return secretary
