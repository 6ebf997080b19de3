"""Every paper in every form: chosen by the suffix, never on the screen where it is no text, the same bytes anywhere."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from actionlog.renderers import RENDERERS
from tests.cli.secretary import Secretary

#: What the first bytes of a file of each form are.
BEGINS = {
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
    "html": b"<!DOCTYPE html>",
    "ics": b"BEGIN:VCALENDAR\r\n",
    "pdf": b"%PDF-",
}
PAPERS = (
    ("outstanding",),
    ("minutes", "--meeting", "2021-05-19"),
    ("minutes", "--meeting", "2021-05-19", "--style", "inline"),
    ("closed",),
    ("overdue",),
    ("decisions",),
    ("deadlines",),
    ("owner",),
    ("owner", "Clerk"),
    ("performance", "--by-owner"),
    ("register",),
)
#: The part of the package that brings what a form needs, and what that is.
NEEDS = {
    "docx": ("docx", "word"),
    "xlsx": ("xlsxwriter", "spreadsheets"),
    "ics": ("icalendar", "calendar"),
    "html": ("jinja2", "pages"),
}

makes_pdf = pytest.mark.skipif(
    not any(map(shutil.which, ("soffice", "libreoffice", "chromium", "chromium-browser", "google-chrome"))),
    reason="neither LibreOffice nor Chromium is on this machine, one of which makes a PDF",
)


@pytest.fixture
def log(forum: Secretary) -> Secretary:
    """A log (invented) with something to say in every paper."""
    for words in (
        ("add", "Print the map of the shore", "--owner", "Clerk", "--deadline", "2 June", "--item", "3"),
        ("add", "Ask the museum & the <ferry>", "--owner", "Review team", "--deadline", "30 June"),
        ("add", "Keep the list of volunteers", "--owner", "Clerk", "--deadline", "On-going"),
        ("add", "=SUM(1+1) is no formula", "--owner", "Chair", "--deadline", "next meeting"),
        ("close", "3", "--evidence", "Sent by e-mail"),
        ("meeting", "add", "2021-06-23"),
        ("extend", "2", "--requested", "--to", "14 July", "--reason", "The museum is closed"),
    ):
        forum.types(*words)
    return forum


@pytest.mark.parametrize("form", [form for form in BEGINS if form != "pdf"])
@pytest.mark.parametrize("paper", PAPERS, ids=" ".join)
def test_the_suffix_of_the_file_chooses_the_form_of_every_paper(
    log: Secretary, tmp_path: Path, paper: tuple[str, ...], form: str
) -> None:
    file = tmp_path / f"paper.{form.upper()}"
    answer = log.types("report", *paper, "-o", str(file))
    assert answer.out == ""
    assert "written to" in answer.err
    assert file.read_bytes().startswith(BEGINS[form])
    assert [p.name for p in tmp_path.glob("*paper*")] == [file.name], "nothing else is left behind"


@makes_pdf
def test_a_paper_is_written_as_pdf(log: Secretary, tmp_path: Path) -> None:
    log.types("report", "outstanding", "-o", str(tmp_path / "paper.pdf"))
    assert (tmp_path / "paper.pdf").read_bytes().startswith(BEGINS["pdf"])


@pytest.mark.parametrize("form", [form for form, about in RENDERERS.items() if form != "pdf"])
def test_a_form_goes_into_a_pipe_byte_for_byte_as_into_a_file(log: Secretary, tmp_path: Path, form: str) -> None:
    file = tmp_path / "paper"
    log.types("report", "outstanding", "--format", form, "-o", str(file))
    piped = subprocess.run(
        [sys.executable, "-m", "actionlog", "report", "outstanding", "--format", form],
        cwd=log.folder, capture_output=True, check=True,
    )  # fmt: skip
    assert piped.stdout == file.read_bytes()
    assert piped.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("form", [form for form, about in RENDERERS.items() if about.is_binary])
def test_what_is_no_text_is_not_shown_on_a_terminal(log: Secretary, form: str) -> None:
    code, shown = on_terminal(log.folder, "report", "outstanding", "--format", form)
    assert code == 2
    assert "is not for the screen" in shown
    assert f"-o outstanding.{form}" in shown
    assert "PK" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("form", ["html", "ics", "csv", "markdown", "json"])
def test_what_is_text_is_shown_on_a_terminal(log: Secretary, form: str) -> None:
    code, shown = on_terminal(log.folder, "report", "outstanding", "--format", form)
    assert code == 0
    assert "Print the map" in shown.replace("\n ", "")
    assert "\x1b" not in shown


@pytest.mark.parametrize("form", NEEDS)
def test_a_form_whose_library_is_missing_says_what_to_install(log: Secretary, tmp_path: Path, form: str) -> None:
    library, extra = NEEDS[form]
    file = tmp_path / f"paper.{form}"
    done = without(log.folder, library, "report", "outstanding", "-o", str(file))
    assert done.returncode == 2
    assert f'python -m pip install "actionlog[{extra}]"' in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not file.exists()


def test_a_template_whose_library_is_missing_says_what_to_install(log: Secretary) -> None:
    (log.folder / "paper.md.j2").write_text("{{ paper.title }}\n")
    done = without(log.folder, "jinja2", "report", "outstanding", "--template", "paper.md.j2")
    assert done.returncode == 2
    assert 'python -m pip install "actionlog[pages]"' in " ".join(done.stderr.split())


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json", "ods"])
def test_the_other_forms_need_no_library_at_all(log: Secretary, tmp_path: Path, form: str) -> None:
    for library, _ in NEEDS.values():
        done = without(log.folder, library, "report", "outstanding", "-f", form, "-o", str(tmp_path / "paper"))
        assert done.returncode == 0, done.stderr


def test_a_document_is_the_same_for_the_same_log_and_day_whoever_makes_it_and_where(
    log: Secretary, tmp_path: Path
) -> None:
    """Two processes: another seed, time zone, user, host, language, folder and clock."""
    forms = [form for form in RENDERERS if form not in ("pdf", "text")]
    (log.folder / "own.md.j2").write_text("{{ paper.title }}{% for a in actions %}{{ a.history|length }}{% endfor %}\n")
    elsewhere = tmp_path / "another place" / "committee"
    shutil.copytree(log.folder, elsewhere)
    one = digests(log.folder, forms, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", USER="anna", LANG="C.UTF-8")
    two = digests(
        elsewhere, forms, PYTHONHASHSEED="2", TZ="America/Los_Angeles", USER="bert", LOGNAME="bert", HOSTNAME="other",
        LANG="de_DE.UTF-8", SOURCE_DATE_EPOCH="1", ACTIONLOG_NOW="2021-07-01",
    )  # fmt: skip
    assert one == two


def digests(folder: Path, forms: list[str], **more: str) -> dict[str, str]:
    """Return what each form of three papers is, made in one process for each run of the program."""
    words = [
        *(
            ["report", paper, "--as-of", "2021-06-24", "-f", form]
            for form in forms
            for paper in ("outstanding", "owner")
        ),
        ["report", "outstanding", "--as-of", "2021-06-24", "--template", "own.md.j2"],
        ["report", "register", "--as-of", "2021-06-24", "-f", "html"],
    ]
    code = (
        "import hashlib, io, sys\n"
        "from actionlog.cli.running import run\n"
        f"for words in {words!r}:\n"
        "    out = io.TextIOWrapper(io.BytesIO(), encoding='utf-8', newline='')\n"
        "    real, sys.stdout = sys.stdout, out\n"
        "    code = run(words)\n"
        "    out.flush()\n"
        "    sys.stdout = real\n"
        "    assert code == 0, words\n"
        "    print(' '.join(words), hashlib.sha256(out.buffer.getvalue()).hexdigest())\n"
    )
    clean = {k: v for k, v in os.environ.items() if k not in ("ACTIONLOG_DIR", "TZ", "LANG")} | more
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    nothing = hashlib.sha256(b"").hexdigest()
    found = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
    assert len(found) == len(words)
    assert nothing not in found.values()
    return found


def without(folder: Path, library: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the program on a machine on which a library is not installed."""
    code = (
        "import sys\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] == {library!r}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        f"sys.argv[1:] = {list(words)!r}\n"
        "from actionlog.cli import main\n"
        "main()\n"
    )
    clean = {k: v for k, v in os.environ.items() if k != "ACTIONLOG_DIR"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder, env=clean, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def on_terminal(folder: Path, *words: str) -> tuple[int, str]:
    """Return the exit code of a command and what it shows on a terminal."""
    import pty

    parent, child = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k != "ACTIONLOG_DIR"} | {"TERM": "xterm-256color"}
    running = subprocess.Popen(
        [sys.executable, "-m", "actionlog", *words], cwd=folder, env=clean, stdin=child, stdout=child, stderr=child
    )
    os.close(child)
    said = b""
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:
            break
        if not chunk:
            break
        said += chunk
    code = running.wait(timeout=60)
    os.close(parent)
    return code, said.decode().replace("\r\n", "\n")
