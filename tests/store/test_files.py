"""Files are replaced all together or not at all."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.store import files
from actionlog.store.files import CannotWrite, FileChange, FileMoved, Replacement, UnsafePath, place

Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    (root / "g" / "2021-05-19").mkdir(parents=True)
    for number in (1, 2, 3):
        (root / "g" / "2021-05-19" / f"0{number}.yaml").write_bytes(b"old %d\r\n" % number)
    return root


THREE = [
    FileChange("g/2021-05-19/01.yaml", b"old 1\r\n", b"new 1\n"),
    FileChange("g/2021-06-16/01.yaml", None, b"fresh\n"),
    FileChange("g/2021-05-19/03.yaml", b"old 3\r\n", None),
]


def replacement(log: Path, changes: list[FileChange]) -> Replacement:
    return Replacement(log, changes, log.parent / "aside")


def test_a_change_replaces_makes_and_removes_files_and_leaves_nothing_else(log: Path, snapshot: Snapshot) -> None:
    change = replacement(log, THREE)
    change.make()
    change.keep()
    assert snapshot(log) == {
        "g": b"/",
        "g/2021-05-19": b"/",
        "g/2021-05-19/01.yaml": b"new 1\n",
        "g/2021-05-19/02.yaml": b"old 2\r\n",
        "g/2021-06-16": b"/",
        "g/2021-06-16/01.yaml": b"fresh\n",
    }
    assert not (log.parent / "aside").exists()


def test_a_change_that_is_taken_back_leaves_every_byte_and_folder_as_before(log: Path, snapshot: Snapshot) -> None:
    before = snapshot(log)
    change = replacement(log, THREE)
    change.make()
    change.take_back()
    assert snapshot(log) == before
    assert not (log.parent / "aside").exists()


def test_taking_back_gives_the_very_same_file_back(log: Path) -> None:
    file = log / "g/2021-05-19/01.yaml"
    before = file.stat()
    change = replacement(log, THREE)
    change.make()
    change.take_back()
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_folder_that_a_change_leaves_empty_is_removed(log: Path) -> None:
    change = replacement(log, [FileChange(f"g/2021-05-19/0{n}.yaml", b"old %d\r\n" % n, None) for n in (1, 2, 3)])
    change.make()
    assert not (log / "g").exists()
    assert log.exists()
    change.take_back()
    assert (log / "g/2021-05-19/02.yaml").read_bytes() == b"old 2\r\n"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a POSIX matter")
def test_a_file_keeps_its_mode(log: Path) -> None:
    file = log / "g/2021-05-19/01.yaml"
    file.chmod(0o640)
    replacement(log, THREE).make()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_new_content_is_on_the_disk_before_it_takes_the_old_ones_place(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    flush, replace = os.fsync, Path.replace

    def flushing(handle: int) -> None:
        happened.append("flush")
        flush(handle)

    def replacing(path: Path, to: Path) -> Path:
        happened.append("replace")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", flushing)
    monkeypatch.setattr(Path, "replace", replacing)
    replacement(log, [THREE[0]]).make()
    assert happened[:2] == ["flush", "replace"]


def test_a_file_somebody_made_meanwhile_is_not_overwritten(log: Path, snapshot: Snapshot) -> None:
    change = replacement(log, THREE)
    (log / "g/2021-06-16").mkdir()
    (log / "g/2021-06-16/01.yaml").write_bytes(b"somebody else's")
    before = snapshot(log)
    with pytest.raises(FileMoved, match=r"g/2021-06-16/01\.yaml was changed by somebody else"):
        change.make()
    change.take_back()
    assert snapshot(log) == before


def test_a_file_made_at_the_very_last_moment_is_not_overwritten(
    log: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    def too_late(target: Path) -> bytes | None:
        held = original(target)
        if held is None:
            target.write_bytes(b"somebody else's")
        return held

    original = files.content
    monkeypatch.setattr(files, "content", too_late)
    change = replacement(log, THREE)
    with pytest.raises(FileMoved):
        change.make()
    change.take_back()
    assert (log / "g/2021-06-16/01.yaml").read_bytes() == b"somebody else's"
    assert (log / "g/2021-05-19/01.yaml").read_bytes() == b"old 1\r\n"


def test_a_file_somebody_edited_meanwhile_is_not_overwritten(log: Path, snapshot: Snapshot) -> None:
    (log / "g/2021-05-19/03.yaml").write_bytes(b"edited")
    before = snapshot(log)
    change = replacement(log, THREE)
    with pytest.raises(FileMoved):
        change.make()
    change.take_back()
    assert snapshot(log) == before


FAULTS = [
    (errno.ENOSPC, "the disk is full"),
    (errno.EACCES, "you are not allowed to write there"),
    (errno.EROFS, "the disk can only be read"),
    (errno.EIO, "error"),
]


@pytest.mark.parametrize(("code", "words"), FAULTS, ids=[words for _, words in FAULTS])
@pytest.mark.parametrize("call", ["fsync", "mkdir", "link", "replace", "unlink", "open"])
def test_whatever_the_system_refuses_nothing_is_changed(
    log: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot, code: int, words: str, call: str
) -> None:
    """Each call fails at its first, second, third … time, until the change goes through."""
    before = snapshot(log)
    for allowed in range(20):
        with monkeypatch.context() as patch:
            _fail(patch, call, code, allowed)
            change = replacement(log, THREE)
            try:
                change.make()
            except CannotWrite as refusal:
                message = str(refusal)
            else:
                assert allowed > 0 or code == errno.EACCES  # a file that may not have two names is copied
                break
        change.take_back()
        assert snapshot(log) == before
        assert words in message.lower()
        assert "Nothing was changed" in message
    else:
        pytest.fail("the change never went through")


def _fail(patch: pytest.MonkeyPatch, call: str, code: int, allowed: int) -> None:
    owner: object = Path if call in ("mkdir", "replace", "unlink", "open") else os
    original = getattr(owner, call)
    left = [allowed]

    def failing(*arguments: object, **named: object) -> object:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(code, os.strerror(code), "a file")
        return original(*arguments, **named)

    patch.setattr(owner, call, failing)


OUTSIDE = ["../01.yaml", "g/../../01.yaml", "/etc/passwd", "", "g//01.yaml", "g/./01.yaml", "g\\..\\x", "c:x", "g/\x00"]
GITS_OWN = [".git/hooks/pre-commit", ".GIT/config", "g/GIT~1/config", ".g\u200cit/config"]


@pytest.mark.parametrize("path", [*OUTSIDE, *GITS_OWN, "g/a\nb", "g/x.", "g/x "])
def test_a_path_that_leads_out_of_the_log_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnsafePath, match="cannot be a file of the log"):
        place(tmp_path, path)


@pytest.mark.parametrize(
    "path", ["actionlog.yaml", "g/2021-05-19/01.yaml", ".schema/action.json", "-x/é ü.yaml", ".gitx"]
)
def test_a_path_of_the_log_is_inside_it(tmp_path: Path, path: str) -> None:
    assert place(tmp_path, path) == tmp_path / path


@given(st.text(max_size=12) | st.lists(st.sampled_from(["..", ".", "a", "", ".git", "b.yaml", "\\"])).map("/".join))
def test_no_path_at_all_leads_out_of_the_log(path: str) -> None:
    root = Path("log").absolute()
    try:
        target = place(root, path)
    except UnsafePath:
        return
    assert os.path.normpath(target).startswith(str(root) + os.sep)
    assert ".git" not in target.relative_to(root).parts


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
@pytest.mark.parametrize("link", ["g", "g/2021-05-19", "g/2021-05-19/01.yaml"])
def test_a_link_is_refused_wherever_it_stands_in_the_path(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "log"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside)
    with pytest.raises(UnsafePath, match="is a link to another place"):
        place(root, "g/2021-05-19/01.yaml")


def test_where_files_cannot_have_two_names_a_change_works_all_the_same(
    log: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    def refused(*arguments: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    before = snapshot(log)
    monkeypatch.setattr(os, "link", refused)
    change = replacement(log, THREE)
    change.make()
    assert (log / "g/2021-06-16/01.yaml").read_bytes() == b"fresh\n"
    change.take_back()
    assert snapshot(log) == before
