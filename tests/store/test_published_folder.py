"""The folder of a published site: the old one whole, or the new one whole."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from actionlog.store import published_folder
from actionlog.store.published_folder import (
    FolderNotEmpty,
    FolderNotWritable,
    NotOurFolder,
    OtherAudience,
    PageChanged,
    check_place,
    put,
    with_manifest,
)

OLD = with_manifest({"index.html": b"old", "group/outstanding.html": b"old"}, "public")
NEW = with_manifest({"index.html": b"new", "group/closed.html": b"new"}, "public")


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_new_site_is_put_into_a_folder_that_was_not_there(tmp_path: Path) -> None:
    target = tmp_path / "sites" / "public"
    check_place(target, replace=False, audience="public")
    put(target, NEW)
    assert held(target) == NEW
    assert [p.name for p in target.parent.iterdir()] == ["public"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    check_place(tmp_path, replace=False, audience="public")
    (tmp_path / "public").mkdir()
    check_place(tmp_path / "public", replace=False, audience="public")
    put(tmp_path / "public", NEW)
    assert held(tmp_path / "public") == NEW


def test_a_site_is_not_overwritten_unless_she_says_so(tmp_path: Path) -> None:
    put(tmp_path / "public", OLD)
    with pytest.raises(FolderNotEmpty, match="--replace"):
        check_place(tmp_path / "public", replace=False, audience="public")
    assert held(tmp_path / "public") == OLD


def test_a_replaced_site_keeps_nothing_of_the_old_one(tmp_path: Path) -> None:
    put(tmp_path / "public", OLD)
    check_place(tmp_path / "public", replace=True, audience="public")
    put(tmp_path / "public", NEW)
    assert held(tmp_path / "public") == NEW


def test_a_folder_with_files_of_hers_is_never_replaced(tmp_path: Path) -> None:
    put(tmp_path / "public", OLD)
    (tmp_path / "public" / "group" / "notes.docx").write_text("hers")
    with pytest.raises(NotOurFolder, match=r"group/notes\.docx"):
        check_place(tmp_path / "public", replace=True, audience="public")
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "letter.txt").write_text("hers")
    with pytest.raises(NotOurFolder, match=r"letter\.txt"):
        check_place(documents, replace=True, audience="public")
    (documents / "manifest.json").write_text('["not", "ours"]')
    with pytest.raises(NotOurFolder):
        check_place(documents, replace=True, audience="public")


def test_a_file_or_a_link_in_the_folders_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("hers")
    with pytest.raises(NotOurFolder):
        check_place(tmp_path / "public", replace=True, audience="public")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotOurFolder):
        check_place(tmp_path / "link", replace=True, audience="public")


@pytest.fixture(params=["in one step", "in two steps"])
def _moved(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that lets folders change places, and one that cannot."""
    if request.param == "in two steps":
        monkeypatch.setattr(published_folder, "_exchanged", lambda *_: False)


@pytest.mark.usefixtures("_moved")
@pytest.mark.parametrize("failing", range(1, 7))
def test_a_disk_that_fails_at_any_write_leaves_the_old_site_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    put(tmp_path / "public", OLD)
    steps = 0

    def step() -> bool:
        nonlocal steps
        steps += 1
        if steps == failing:
            raise OSError(28, "No space left on device")
        return True

    whole_write, rename = published_folder._write, Path.rename
    monkeypatch.setattr(published_folder, "_write", lambda path, data: step() and whole_write(path, data))
    monkeypatch.setattr(Path, "rename", lambda path, to: step() and rename(path, to))
    with suppress(FolderNotWritable):
        put(tmp_path / "public", NEW)
    assert held(tmp_path / "public") == (NEW if steps < failing else OLD)
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


def test_stopping_the_command_while_it_moves_the_folders_brings_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published_folder, "_exchanged", lambda *_: False)
    put(tmp_path / "public", OLD)
    rename = Path.rename

    def stopped(path: Path, to: Path) -> Path:
        if ".new-" in path.name:
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "public", NEW)
    assert held(tmp_path / "public") == OLD


def test_a_command_killed_between_the_two_moves_is_mended_by_the_next(tmp_path: Path) -> None:
    put(tmp_path / "public", OLD)
    (tmp_path / "public").rename(tmp_path / ".public.old")
    with pytest.raises(FolderNotEmpty):
        check_place(tmp_path / "public", replace=False, audience="public")
    assert [p.name for p in tmp_path.iterdir()] == [".public.old"]  # looking changes nothing
    with pytest.raises(FolderNotWritable):
        put(tmp_path / "public", NEW | {"index.html/x": b"no such place"})
    assert held(tmp_path / "public") == OLD


def test_what_a_killed_command_left_beside_the_folder_is_in_nobodys_way(tmp_path: Path) -> None:
    left = tmp_path / ".public.new-1"
    (left / "half").mkdir(parents=True)
    os.utime(left, (0, 0))
    at_work = tmp_path / ".public.new-2"
    at_work.mkdir()
    put(tmp_path / "public", NEW)
    assert held(tmp_path / "public") == NEW
    assert sorted(p.name for p in tmp_path.iterdir()) == [".public.new-2", "public"]


def test_the_manifest_names_every_file_with_its_sum(tmp_path: Path) -> None:
    named = json.loads(NEW["manifest.json"])["files"]
    assert sorted(named) == ["group/closed.html", "index.html"]
    assert named["index.html"] == "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the system's administrator may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FolderNotWritable, match="Permission denied"):
        put(tmp_path / "public", NEW)


def test_a_page_that_somebody_changed_is_not_lost(tmp_path: Path) -> None:
    put(tmp_path / "public", OLD)
    (tmp_path / "public" / "index.html").write_text("with a word of hers")
    with pytest.raises(PageChanged, match=r"index\.html"):
        check_place(tmp_path / "public", replace=True, audience="public")
    (tmp_path / "public" / "index.html").unlink()
    check_place(tmp_path / "public", replace=True, audience="public")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tried where the system certainly can")
def test_the_sites_change_places_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "public", OLD)
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("two steps"))
    put(tmp_path / "public", NEW)
    assert held(tmp_path / "public") == NEW


def test_a_site_for_members_never_takes_the_place_of_one_for_the_public(tmp_path: Path) -> None:
    put(tmp_path / "public", OLD)
    with pytest.raises(OtherAudience, match="public"):
        check_place(tmp_path / "public", replace=True, audience="internal")
