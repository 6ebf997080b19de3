"""What a folder of files cannot hold: another program's lock, a full disk, a merge, somebody at the terminal.

Each function sets up what the problem of its name needs, after the log was committed and all but the last command were
typed.
"""

import errno
import io
import os
import shutil
import smtplib
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from actionlog.cli import output
from actionlog.renderers import pdf
from actionlog.store import commit, files, git_program, journal, lock, published_folder, writer
from actionlog.store.repository import Repository

_GIT = shutil.which("git") or "git"  # before a problem changes the PATH
_EDITOR = Path(__file__).with_name("editor.py")
_GROUP, _MEETING = "forum", "2021-05-19"


class Surroundings(NamedTuple):
    """Where a problem is tried. What is entered into `closing` ends when the last command has run."""

    folder: Path
    patch: pytest.MonkeyPatch
    closing: ExitStack

    def git(self, *words: str) -> str:
        """Run git and return what it prints, whether it succeeds or not."""
        return subprocess.run(
            [_GIT, *words], cwd=self.folder, check=False, capture_output=True, text=True, encoding="utf-8"
        ).stdout

    def commit(self, path: Path, text: str) -> None:
        """Write a file and commit it, as somebody does by hand."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        self.git("add", "--all")
        self.git("commit", "-q", "-m", "By hand")

    def hook(self, script: str) -> None:
        """Let git run a script before each commit."""
        file = self.folder / ".git" / "hooks" / "pre-commit"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8", newline="\n")
        file.chmod(0o755)

    @property
    def action(self) -> Path:
        """The file of the log's first action."""
        return self.folder / "actions" / _GROUP / _MEETING / "01.yaml"

    @property
    def own(self) -> Path:
        """The folder of the program's lock and journal."""
        return self.folder / ".git" / "actionlog"


def _failing(around: Surroundings, place: object, name: str, error: Exception, when: Callable[..., bool]) -> None:
    """Let the function `name` of `place` fail with `error` where `when` says so of its arguments."""

    def function(*arguments: Any, **named: Any) -> Any:
        if when(*arguments, **named):
            raise error
        return really(*arguments, **named)

    really = getattr(place, name)
    around.patch.setattr(place, name, function)


def _always(*_arguments: object, **_named: object) -> bool:
    return True


# ------------------------------------------------------------------------------------------------------ files and disks


def _may_not_be_read(around: Surroundings) -> None:
    """A mode would say nothing to a test that is run by root."""

    def is_action(file: object, *_: object) -> bool:
        return str(file).endswith("01.yaml")

    _failing(around, os, "open", PermissionError(errno.EACCES, "not shown"), is_action)


def _may_not_be_written(around: Surroundings) -> None:
    def is_new(_file: Path, mode: str = "r", *_: object) -> bool:
        return mode == "xb"

    _failing(around, Path, "open", PermissionError(errno.EACCES, "not shown"), is_new)


def _full_disk(around: Surroundings) -> None:
    def is_file(handle: int) -> bool:  # a folder is only flushed: that needs no room
        return stat.S_ISREG(os.fstat(handle).st_mode)

    _failing(around, os, "fsync", OSError(errno.ENOSPC, "not shown"), is_file)


def _longer_than_a_mebibyte(around: Surroundings) -> None:
    around.action.parent.mkdir(parents=True)
    around.action.write_text("#" * (1 << 20) + "\n", encoding="utf-8")


def _thousand_and_one_actions(around: Surroundings) -> None:
    around.action.parent.mkdir()
    for number in range(1, 1002):
        file = around.action.with_name(f"{number:02}.yaml")
        file.write_text("action: Print the map\nstatus: Struck out\n", encoding="utf-8")


def _minutes_of_twenty_megabytes(around: Surroundings) -> None:
    with (around.folder / "minutes.txt").open("wb") as file:
        file.truncate(20_000_001)


def _text_of_three_million_characters(around: Surroundings) -> None:
    (around.folder / "minutes.txt").write_text(f"{'The sun shone. ' * 60}\n\n" * 3400, encoding="utf-8")


def _thousand_and_one_meetings(around: Surroundings) -> None:
    days = (f"{n % 28 + 1} May {2000 + n % 2}" for n in range(1001))
    heads = (f"Minutes of the meeting held on {day}\n\nPresent: Clerk\n\n" for day in days)
    (around.folder / "minutes.txt").write_text("".join(heads), encoding="utf-8")


def _with_a_password(around: Surroundings) -> None:
    """What an office program writes then looks like a file of before 2007, with one part that holds all the rest."""
    (around.folder / "minutes.docx").write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))


def _broken_zip(around: Surroundings) -> None:
    (around.folder / "minutes.docx").write_bytes(b"PK\x03\x04" + bytes(60) + b"word/document.xml" + bytes(60))


def _scan(around: Surroundings) -> None:
    """A page with a picture and no text."""
    pytest.importorskip("pypdfium2")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 30>>stream\nq 500 0 0 700 40 60 cm /I Do Q\nendstream",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n"
        b"A\nendstream",
    )
    data, places = b"%PDF-1.4\n", []
    for number, entry in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, entry)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    (around.folder / "minutes.pdf").write_bytes(data + b"xref\n0 6\n0000000000 65535 f \n" + table + end)


def _no_library(around: Surroundings) -> None:
    around.patch.setitem(sys.modules, "pypdfium2", None)


def _template_of_a_million_and_one_bytes(around: Surroundings) -> None:
    (around.folder / "paper.txt.j2").write_bytes(b"x" * 1_000_001)


def _old_letterhead(text: str) -> Callable[[Surroundings], None]:
    """Return what makes a template in the form that Word used before 2007, and still uses where there is a password."""

    def make(around: Surroundings) -> None:
        (around.folder / "letterhead.docx").write_bytes(b"\xd0\xcf\x11\xe0" + text.encode("utf-16-le"))

    return make


def _letterhead(types: str, relations: str = "", *, size: int = 0) -> Callable[[Surroundings], None]:
    """Return what makes a template that says this of its parts, with a main part of `size` bytes."""

    def make(around: Surroundings) -> None:
        with zipfile.ZipFile(around.folder / "letterhead.docx", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", types)
            archive.writestr("_rels/.rels", relations)
            archive.writestr("word/document.xml", bytes(size))

    return make


def _letterhead_saying(text: str) -> Callable[[Surroundings], None]:
    """Return what makes a Word file that says `text`, in a paragraph of its own."""

    def make(around: Surroundings) -> None:
        from docx import Document

        document = Document()
        document.add_paragraph(text)
        document.save(str(around.folder / "letterhead.docx"))

    return make


def _no_template_library(around: Surroundings) -> None:
    from actionlog.renderers import pages

    pages.environment.cache_clear()
    around.closing.callback(pages.environment.cache_clear)
    around.patch.setitem(sys.modules, "jinja2", None)


def _at_a_screen(around: Surroundings) -> None:
    around.patch.setattr(output, "is_screen", lambda: True)


def _without_a_name(around: Surroundings) -> None:
    """Git knows no name for who sits here, nor can it guess one."""
    around.git("config", "user.useConfigOnly", "true")
    around.patch.setenv("HOME", str(around.folder / "nowhere"))


def _folder_refused(around: Surroundings) -> None:
    refusal = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    _failing(around, published_folder, "_write", refusal, _always)


def _folder_not_looked_into(around: Surroundings) -> None:
    refusal = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    _failing(around, published_folder, "_beside", refusal, _always)


def _page_edited(around: Surroundings) -> None:
    page = around.folder / "public" / "index-internal.html"
    page.write_text(page.read_text("utf-8").replace("Data as at", "Our data as at"), "utf-8")


def _leak(place: str) -> Callable[[Surroundings], None]:
    """Let the last search find something: what it looks for is kept out before, so nothing else brings this about."""

    def surroundings(around: Surroundings) -> None:
        from actionlog.cli import publication
        from actionlog.redaction.scan import Leak

        def scan(files: Mapping[str, bytes], *_: object) -> list[Leak]:
            return [Leak(place, "line 3", "@p-1", "It names @p-1.")] if place in files else []

        around.patch.setattr(publication, "scan", scan)

    return surroundings


def _dirty(around: Surroundings) -> None:
    around.action.write_bytes(around.action.read_bytes() + b"# Ask again\n")


def _saved_meanwhile(around: Surroundings) -> None:
    """Somebody saves the file in the moment before it is put in place."""
    around.patch.setattr(files, "content", lambda _: b"action: Print two maps\nstatus: Open\n")


def _saved_before_writing(around: Surroundings) -> None:
    around.patch.setattr(writer, "content", lambda _: b"action: Print two maps\nstatus: Open\n")


def _saved_after_reading(around: Surroundings) -> None:
    around.patch.setattr(Repository, "present", lambda *_: b"action: Print two maps\nstatus: Open\n")


def _broken_after_reading(around: Surroundings) -> None:
    around.patch.setattr(Repository, "present", lambda *_: b"action: [Print\nstatus: Open\n")


def _made_meanwhile(around: Surroundings) -> None:
    """Somebody else makes the file of the same name in the moment before ours."""

    def is_meeting(_: Path, target: Path) -> bool:
        return target.name == "meeting.yaml"

    if sys.platform == "win32":
        pytest.skip("there, a rename refuses what a second name does elsewhere")
    _failing(around, os, "link", FileExistsError(errno.EEXIST, "not shown"), is_meeting)


def _group_in(name: str) -> Callable[[Surroundings], None]:
    """Return what makes a group with an action in a folder of this name, which git would not take."""

    def make(around: Surroundings) -> None:
        if sys.platform == "win32":
            pytest.skip("there, no folder can have such a name")
        file = around.folder / "actions" / name / _MEETING / "01.yaml"
        file.parent.mkdir(parents=True)
        file.write_text("action: Print the map\nstatus: Open\n", encoding="utf-8")
        file.parents[1].joinpath("group.yaml").write_text("name: Shore Forum\n", encoding="utf-8")

    return make


def _linked_group(around: Surroundings) -> None:
    if sys.platform == "win32":
        pytest.skip("there, not everybody may make a link")
    (around.folder / "actions" / _GROUP).symlink_to(around.folder / "elsewhere")


# ------------------------------------------------------------------------------------------- other programs, and people


def _locked(around: Surroundings) -> None:
    around.closing.enter_context(lock.exclusive(around.own / "lock"))
    defaults = lock.exclusive.__wrapped__.__kwdefaults__  # type: ignore[attr-defined]
    around.patch.setitem(defaults, "patience", 0.0)


def _edited(around: Surroundings) -> None:
    around.patch.setenv("EDITOR", f'"{sys.executable}" "{_EDITOR}"')


def _edited_and_given_up(around: Surroundings) -> None:
    """Somebody sits at the terminal, and answers "no" when asked to edit again."""
    _edited(around)
    around.patch.setattr("actionlog.cli.edit.is_person", lambda: True)
    around.patch.setattr("builtins.input", lambda _: "n")


def _no_mail_server(around: Surroundings) -> None:
    _failing(around, smtplib, "SMTP", ConnectionRefusedError(errno.ECONNREFUSED, "not shown"), _always)


class _PickyServer:
    """A mail server that refuses everybody."""

    def __init__(self, *_: object, **__: object) -> None:
        self.sock = self

    def send_message(self, _message: object, _sender: str, to: tuple[str, ...]) -> None:
        raise smtplib.SMTPRecipientsRefused(dict.fromkeys(to, (550, b"No such mailbox")))

    def quit(self) -> None: ...

    def close(self) -> None: ...


def _picky_mail_server(around: Surroundings) -> None:
    around.patch.setattr(smtplib, "SMTP", _PickyServer)


# ------------------------------------------------------------------------------------------------------------------ git


def _no_repository(around: Surroundings) -> None:
    shutil.rmtree(around.folder / ".git")


def _nothing_committed(around: Surroundings) -> None:
    around.git("update-ref", "-d", "HEAD")


def _no_git(around: Surroundings) -> None:
    around.patch.setenv("PATH", str(around.folder))


def _broken_git(around: Surroundings) -> None:
    (around.folder / ".git" / "config").write_text("[broken\n", encoding="ascii")


def _broken_git_elsewhere(around: Surroundings) -> None:
    """The same, where git has to be asked which repository it is."""
    _broken_git(around)
    around.patch.setenv("GIT_CEILING_DIRECTORIES", str(around.folder.parent))


def _ignored(around: Surroundings) -> None:
    """The action's file is not in git, and git is told to ignore it."""
    around.git("rm", "-q", "--cached", str(around.action))
    around.commit(around.folder / ".gitignore", "01.yaml\n")


def _rejecting_hook(around: Surroundings) -> None:
    around.hook("echo 'Every commit needs the name of a meeting.' >&2\nexit 1")


def _hook_that_breaks_git(around: Surroundings) -> None:
    around.hook("echo '[broken' >.git/config\nexit 1")


def _rejecting_hook_and_no_second_index(around: Surroundings) -> None:
    """The commit is rejected, and git cannot write its index a second time."""
    _rejecting_hook(around)
    refusal = git_program.GitFailed("fatal: unable to write new index file")
    _failing(around, commit, "match_index", refusal, _always)


def _rejecting_hook_and_no_way_back(around: Surroundings) -> None:
    """The commit is rejected, and in the same moment the disk can only be read."""
    _rejecting_hook(around)

    def is_old(source: Path, _: Path) -> bool:
        return source.parent.name == "before"

    _failing(around, files, "_rename", OSError(errno.EROFS, "not shown"), is_old)


def _merge_under_way(around: Surroundings) -> None:
    (around.folder / ".git" / "MERGE_HEAD").write_text(around.git("rev-parse", "HEAD"), encoding="ascii")


def _merged(around: Surroundings) -> None:
    around.git("checkout", "-q", "-b", "other")
    around.commit(around.folder / "actions" / _GROUP / "2021-06-23" / "meeting.yaml", "minutes: draft\n")
    around.git("checkout", "-q", "main")
    around.commit(around.folder / "actions" / _GROUP / "2021-06-09" / "meeting.yaml", "minutes: draft\n")
    around.git("merge", "-q", "-m", "Merge what a colleague wrote", "other")


def _too_many_actions(around: Surroundings) -> None:
    rows = "".join(f"{n}\tPrint map {n}\tClerk\tOn-going\tOpen\n" for n in range(1, 5002))
    head = "Minutes of the meeting of 19 May 2021\n\nActions\n\nNumber\tAction\tOwner\tDeadline\tStatus\n"
    (around.folder / "minutes.txt").write_text(head + rows, encoding="utf-8")


def _deleted(around: Surroundings) -> None:
    around.action.with_name("02.yaml").unlink()


def _committed_by_hand(around: Surroundings) -> None:
    around.commit(around.action, "action: Print the map twice\nstatus: Open\nowners: [Clerk]\n")


def _broken_once(around: Surroundings) -> None:
    text = around.action.read_text(encoding="utf-8")
    around.commit(around.action, "action: [Print\nstatus: Open\n")
    around.commit(around.action, text)


def _git_at_work(around: Surroundings) -> None:
    (around.folder / ".git" / "index.lock").touch()
    around.patch.setattr(commit, "PATIENCE", 0.0)


def _git_at_work_since_a_moment(around: Surroundings) -> None:
    _git_at_work(around)
    around.patch.setattr(commit, "refuse_if_busy", lambda _: None)


def _git_at_work_for_an_interrupted_command(around: Surroundings) -> None:
    around.own.mkdir()
    journal.write(around.own, journal.Entry("actions/", "Close 2021-05-19/1: completed", True, ()))
    journal.git_starts(around.own, os.getpid())
    around.patch.setattr(lock, "PATIENCE", 0.0)


def _no_pdf_program(around: Surroundings) -> None:
    around.patch.setattr(pdf, "find_browser", lambda: None)
    around.patch.setattr(pdf, "find_office", lambda: None)


def _broken_pdf_program(around: Surroundings) -> None:
    _no_pdf_program(around)
    around.patch.setattr(pdf, "find_browser", lambda: around.folder / "browser")


#: By the name of the problem.
SURROUNDINGS: Final[dict[str, Callable[[Surroundings], None]]] = {
    "pdf-without-a-program": _no_pdf_program,
    "pdf-that-a-program-cannot-make": _broken_pdf_program,
    "cannot-open": _may_not_be_read,
    "too-large": _longer_than_a_mebibyte,
    "crowded-meeting": _thousand_and_one_actions,
    "importing-too-much-text": _text_of_three_million_characters,
    "importing-a-file-with-a-password": _with_a_password,
    "importing-a-broken-word-file": _broken_zip,
    "importing-a-scan": _scan,
    "importing-a-pdf-without-its-library": _no_library,
    "template-that-is-too-large": _template_of_a_million_and_one_bytes,
    "importing-too-large-a-file": _minutes_of_twenty_megabytes,
    "folder-that-may-not-be-written": _may_not_be_written,
    "disk-that-is-full": _full_disk,
    "paper-for-the-screen-that-is-no-text": _at_a_screen,
    "web-page-without-its-library": _no_template_library,
    "letterhead-with-a-password": _old_letterhead("EncryptedPackage"),
    "letterhead-of-old-word": _old_letterhead("WordDocument"),
    "letterhead-with-an-unknown-placeholder": _letterhead_saying("{{titel}}"),
    "letterhead-with-words-beside-the-paper": _letterhead_saying("{{paper}} and more"),
    "letterhead-with-macros": _letterhead("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "letterhead-that-is-strict": _letterhead(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    ),
    "letterhead-that-is-too-large": _letterhead("", size=30_000_001),
    "publishing-what-nobody-prepared": _without_a_name,
    "publishing-into-a-folder-that-may-not-be-written": _folder_refused,
    "publishing-where-no-folder-can-be-looked-into": _folder_not_looked_into,
    "publishing-over-a-page-that-was-changed": _page_edited,
    "publishing-a-name-in-the-finished-site": _leak("index.html"),
    "publishing-a-name-in-the-redaction-log": _leak("redaction-log.txt"),
    "file-that-is-dirty": _dirty,
    "file-that-moved": _saved_meanwhile,
    "file-that-moved-before-writing": _saved_before_writing,
    "file-that-moved-after-reading": _saved_after_reading,
    "file-that-broke-after-reading": _broken_after_reading,
    "file-that-somebody-made": _made_meanwhile,
    "path-that-is-a-link": _linked_group,
    "path-that-is-gits": _group_in("git~1"),
    "path-that-windows-forbids": _group_in("fo:rum"),
    "log-that-is-locked": _locked,
    "editing-given-up": _edited_and_given_up,
    "changes-without-git": _no_repository,
    "undo-without-git": _no_repository,
    "undo-with-nothing-done": _nothing_committed,
    "file-deleted": _deleted,
    "reporting-with-a-file-deleted": _deleted,
    "importing-too-many-actions": _too_many_actions,
    "importing-too-many-meetings": _thousand_and_one_meetings,
    "undo-of-a-commit-by-hand": _committed_by_hand,
    "undo-of-a-merge": _merged,
    "undo-after-a-later-edit": _dirty,
    "changes-since-a-broken-log": _broken_once,
    "rejected-by-a-hook": _rejecting_hook,
    "rejected-with-no-way-back": _rejecting_hook_and_no_way_back,
    "rejected-and-left-in-the-index": _rejecting_hook_and_no_second_index,
    "rejected-by-a-hook-that-breaks-git": _hook_that_breaks_git,
    "file-that-git-ignores": _ignored,
    "merge-under-way": _merge_under_way,
    "git-at-work": _git_at_work,
    "git-at-work-since-a-moment": _git_at_work_since_a_moment,
    "git-at-work-for-an-interrupted-command": _git_at_work_for_an_interrupted_command,
    "git-that-is-broken": _broken_git,
    "git-that-is-broken-elsewhere": _broken_git_elsewhere,
    "git-that-is-missing": _no_git,
    "sending-over-a-server-that-does-not-answer": _no_mail_server,
    "sending-to-an-address-that-is-refused": _picky_mail_server,
    **dict.fromkeys(
        (
            "editing-minuted",
            "editing-history",
            "editing-status",
            "editing-deadline-before-the-meeting",
            "editing-the-deadline-of-cleared-minutes",
            "editing-against-the-history",
            "editing-broken",
            "editing-wrong-type",
            "editing-hidden-character",
            "editing-not-utf-8",
        ),
        _edited,
    ),
}


class _Keyboard(io.StringIO):
    """Standard input where somebody sits at it."""

    def isatty(self) -> bool:
        return True


#: What stands on standard input, by the name of the problem; on that of the others stands nothing.
STANDARD_INPUT: Final[dict[str, Callable[[], io.TextIOBase]]] = {
    "importing-from-the-keyboard": _Keyboard,
    "importing-too-much-from-standard-input": lambda: io.TextIOWrapper(io.BytesIO(b"A" * 20_000_001)),
}

#: What cannot leave the log as it was: the system refused to write what was there before.
LEFT_CHANGED: Final = (
    "rejected-with-no-way-back",
    "rejected-and-left-in-the-index",
    "rejected-by-a-hook-that-breaks-git",
)

#: Where a refusal is made that no problem provokes, and why.
NOT_PROVOKED: Final = {
    "store/undoing.py: Refused in last_command (2)": "the first commit is refused by its own name",
    "store/undoing.py: Refused in take_back": "only somebody who commits at the same moment brings this about",
    "cli/correcting.py: Refused in _deadline": "told to the person who is asked, and asked again",
    "cli/correcting.py: Refused in _status": "told to the person who is asked, and asked again",
    "minutes/tables/chosen.py: Refused in read_chosen": "the command refuses it before it reads a document",
    "cli/import_.py: Refused in run": "only somebody who writes while the question stands brings this about",
    "cli/desk.py: Refused in today_in": "on a computer without the world's time zones only",
    "papers/performance.py: Refused in paper (2)": "the command gives no end after the day of the data",
    "store/emit.py: Refused in quoted": "half a character is refused when it is typed, and no file can hold it",
    "store/emit.py: Refused in name": "keys are the program's own",
    "store/splice.py: UnreadableLog in change": "the same bytes were read a moment before",
    "store/git_program.py: GitMissing in tell": "git was asked something a moment before",
    "store/git_program.py: GitMissing in _program": "on Windows only",
}
