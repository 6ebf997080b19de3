"""The folder that a published site stands in: put in place as a whole, or not at all.

The site is written beside its place, flushed to the disk, and moved there; the former one is moved aside first and
taken away last. So an interrupted command leaves the old site or the new one, and never half of either. Which files of
a folder are the site's own is told by `manifest.json` in it: a folder that holds anything else is never replaced.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from actionlog.errors import ActionlogError

MANIFEST = "manifest.json"


def _as_typed(folder: Path) -> str:
    """A folder as somebody calls it who stands where the command was typed."""
    here = Path.cwd().resolve()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else os.fspath(folder)


class FolderNotEmpty(ActionlogError):
    """The folder holds something already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{_as_typed(folder)} is not empty. Nothing was written. If it holds the site as it was published before, "
            "replace it with: --replace"
        )


class NotOurFolder(ActionlogError):
    """The folder holds something that publishing did not put there, so it is not replaced."""

    def __init__(self, folder: Path, found: str) -> None:
        self.folder = folder
        super().__init__(
            f"{_as_typed(folder)} holds {found}, which was not published there by this program. Nothing was written. "
            "Move it elsewhere, or publish into another folder."
        )


class FolderNotWritable(ActionlogError):
    """The system refuses to write the folder."""

    def __init__(self, folder: Path, why: str) -> None:
        self.folder = folder
        super().__init__(
            f"{_as_typed(folder)} cannot be written ({why}). The site is as it was. Check the name of its folder."
        )


def with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return `files` (path with forward slashes to content) with the manifest that names each and its SHA-256."""
    held = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    text = json.dumps({"schema": 1, "files": held}, indent=2, ensure_ascii=False) + "\n"
    return {**files, MANIFEST: text.encode()}


def check_place(target: Path, *, replace: bool) -> None:
    """Make sure that a site may be put at `target`: it is new, empty, or (with `replace`) a site and nothing else.

    A site that an interrupted command left aside is moved back first. Raises FolderNotEmpty, NotOurFolder or
    FolderNotWritable.
    """
    try:
        _take_back(target)
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise NotOurFolder(target.parent, target.name)
        if not target.exists() or not any(target.iterdir()):
            return
        if not replace:
            raise FolderNotEmpty(target)
        if strange := _not_of_the_site(target):
            raise NotOurFolder(target, strange)
    except OSError as error:
        raise FolderNotWritable(target, error.strerror or str(error)) from None


def put(target: Path, files: Mapping[str, bytes]) -> None:
    """Put the site of `files`, which has a manifest, at `target`, in place of any there. Raises FolderNotWritable."""
    new = _beside(target, "new")
    try:
        if new.exists():
            shutil.rmtree(new)
        for name, data in files.items():
            _write(new.joinpath(*name.split("/")), data)
        _swap(new, target)
    except OSError as error:
        raise FolderNotWritable(target, error.strerror or str(error)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    old = _beside(target, "old")
    if old.exists():
        shutil.rmtree(old)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except BaseException:  # also where she stops it now: the old site goes back first
        _take_back(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _take_back(target: Path) -> None:
    """Move the former site back where a command was killed between moving it aside and moving the new one in."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        with suppress(OSError):  # some network drives cannot
            os.fsync(file.fileno())


def _not_of_the_site(folder: Path) -> str:
    """Return the name of something in `folder` that the manifest in it does not name, or empty."""
    try:
        named = set(json.loads((folder / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return next(entry.name for entry in sorted(folder.iterdir()))
    named.add(MANIFEST)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in named:
            return name
    return ""
