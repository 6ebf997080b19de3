"""Drafts in a folder: the new ones take the place of the old ones, wholly or not at all, and of nothing else."""

import errno
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.errors import Refused
from actionlog.post.drafts import check_place, file_name, put

OLD = {"01-chair.eml": b"old chair", "02-clerk.eml": b"old clerk", "04-warden.eml": b"old warden"}
NEW = {"01-chair.eml": b"new chair", "02-clerk.eml": b"new clerk", "03-treasurer.eml": b"new treasurer"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.integers(1, 200))
def test_the_name_of_a_draft_is_one_that_every_system_takes(to: str, number: int) -> None:
    name = file_name(number, to)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(name) < 60


def test_drafts_take_the_place_of_drafts(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "drafts"
    check_place(folder, replace=False)
    put(folder, OLD)
    check_place(folder, replace=True)
    put(folder, NEW)
    assert held(folder) == NEW


def test_a_file_that_appeared_after_the_folder_was_looked_at_stays(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    check_place(tmp_path, replace=True)
    (tmp_path / "notes.txt").write_bytes(b"mine")
    (tmp_path / ".hidden").write_bytes(b"mine too")
    put(tmp_path, NEW)
    assert held(tmp_path) == NEW | {"notes.txt": b"mine", ".hidden": b"mine too"}


def test_what_a_run_left_behind_that_was_stopped_is_in_nobodys_way(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / ".01-chair.eml.new").write_bytes(b"half a dra")
    (tmp_path / ".07-gone.eml.new").write_bytes(b"")
    check_place(tmp_path, replace=True)
    put(tmp_path, NEW)
    assert held(tmp_path) == NEW


def test_no_draft_is_written_through_a_link_that_was_left_behind(tmp_path: Path) -> None:
    other, folder = tmp_path / "other.txt", tmp_path / "drafts"
    other.write_bytes(b"mine")
    folder.mkdir()
    try:
        (folder / ".01-chair.eml.new").symlink_to(other)
    except OSError:
        pytest.skip("this computer lets nobody make a link")
    put(folder, NEW)
    assert held(folder) == NEW
    assert other.read_bytes() == b"mine"


def test_a_folder_that_holds_only_what_was_left_behind_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".01-chair.eml.new").write_bytes(b"half a dra")
    check_place(tmp_path, replace=False)
    put(tmp_path, NEW)
    assert held(tmp_path) == NEW


@pytest.mark.parametrize(
    ("step", "at", "for_ever"),
    [
        *((step, at, on) for step in ("read_bytes", "write_bytes", "replace") for at in (1, 2, 3) for on in (0, 1)),
        ("unlink", 1, 0),
    ],
)
def test_where_a_step_fails_the_drafts_of_before_are_there_and_no_other(
    step: str, at: int, for_ever: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD)
    done, real = 0, getattr(Path, step)

    def failing(path: Path, *values: object, **named: object) -> object:
        nonlocal done
        done += 1
        if done == at or (for_ever and done > at):
            if step == "write_bytes":
                real(path, b"half")  # as a full disk leaves it
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, *values, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, failing)
        with pytest.raises(Refused, match="No space left on device"):
            put(tmp_path, NEW)
    assert done >= at
    assert held(tmp_path) == OLD
    put(tmp_path, NEW)
    assert held(tmp_path) == NEW


def test_where_the_first_drafts_cannot_be_written_none_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def failing(path: Path, place: Path) -> Path:
        if place.name.startswith("02"):
            raise OSError(errno.EACCES, "Permission denied")
        return real(path, place)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(Refused, match="Permission denied"):
        put(tmp_path / "drafts", NEW)
    assert held(tmp_path / "drafts") == {}
