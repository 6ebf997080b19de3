"""The folder that a published site stands in: put in place as a whole, or not at all.

The site is written beside its place and flushed to the disk, then it changes places with the one there, in one step
where the system can (Linux, macOS). Elsewhere the former one is moved aside first, and moved back by the next command
should this one be killed in between. Which files of a folder are the site's own is told by `manifest.json` in it: a
folder that holds anything else, or a page that somebody changed, is never replaced.
"""

import glob
import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from actionlog.errors import ActionlogError

MANIFEST = "manifest.json"
_AN_HOUR = 3600


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


class OtherAudience(ActionlogError):
    """The folder holds a site for others: `audience` is whom it is for."""

    def __init__(self, folder: Path, audience: str) -> None:
        self.folder = folder
        super().__init__(
            f"{_as_typed(folder)} holds a site whose audience is {audience}. Nothing was written. Publish for another "
            "audience into a folder of its own."
        )


class PageChanged(ActionlogError):
    """A page of the site was changed after it was published; replacing it would lose that."""

    def __init__(self, folder: Path, page: str) -> None:
        self.folder = folder
        super().__init__(
            f"{_as_typed(folder)} holds {page}, which was changed after it was published. Nothing was written. Move "
            "the folder elsewhere, or publish into another one."
        )


class FolderNotWritable(ActionlogError):
    """The system refuses to write the folder."""

    def __init__(self, folder: Path, why: str) -> None:
        self.folder = folder
        super().__init__(
            f"{_as_typed(folder)} cannot be written ({why}). The site is as it was. Check the name of its folder."
        )


def with_manifest(files: Mapping[str, bytes], audience: str) -> dict[str, bytes]:
    """Return `files` (path with forward slashes to content) with the manifest: for whom, and each with its SHA-256."""
    held = {name: _sum(data) for name, data in sorted(files.items())}
    text = json.dumps({"schema": 1, "audience": audience, "files": held}, indent=2, ensure_ascii=False) + "\n"
    return {**files, MANIFEST: text.encode()}


def check_place(target: Path, *, replace: bool, audience: str) -> None:
    """Make sure that a site may be put at `target`: it is new, empty, or (with `replace`) a site and nothing else.

    A site for another audience is never replaced: what is for members must not come to stand on a public server.
    Nothing is changed here. Raises FolderNotEmpty, NotOurFolder, OtherAudience, PageChanged or FolderNotWritable.
    """
    try:
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise NotOurFolder(target.parent, target.name)
        old = _beside(target, "old")
        folder = old if old.exists() and not target.exists() else target
        if not folder.exists() or not any(folder.iterdir()):
            return
        if not replace:
            raise FolderNotEmpty(target)
        if strange := _not_of_the_site(folder):
            raise NotOurFolder(target, strange)
        if (held := _manifest(folder).get("audience", audience)) != audience:
            raise OtherAudience(target, str(held))
        if changed := _changed(folder):
            raise PageChanged(target, changed)
    except OSError as error:
        raise FolderNotWritable(target, error.strerror or str(error)) from None


def put(target: Path, files: Mapping[str, bytes]) -> None:
    """Put the site of `files`, which has a manifest, at `target`, in place of any there. Raises FolderNotWritable."""
    new = _beside(target, f"new-{os.getpid()}")
    try:
        _clear(target)
        for name, data in files.items():
            _write(new.joinpath(*name.split("/")), data)
        _swap(new, target)
    except OSError as error:
        raise FolderNotWritable(target, error.strerror or str(error)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    """Let `new` and `target` change places; what was at `target` is at `new` then, or gone."""
    if not target.exists():
        new.rename(target)
        return
    if _exchanged(new, target):
        return
    old = _beside(target, "old")
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:  # also where she stops it now: the old site goes back first
        _take_back(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system or the disk cannot."""
    if os.name != "posix":
        return False
    import ctypes
    from typing import Any

    system: Any = ctypes.CDLL(None)
    if hasattr(system, "renameat2"):  # Linux: renameat2(2), from the current folder, RENAME_EXCHANGE
        return bool(system.renameat2(-100, os.fsencode(one), -100, os.fsencode(other), 2) == 0)
    if hasattr(system, "renamex_np"):  # macOS: renamex_np(2), RENAME_SWAP
        return bool(system.renamex_np(os.fsencode(one), os.fsencode(other), 2) == 0)
    return False


def _clear(target: Path) -> None:
    """Put right what a command that was killed left beside the folder."""
    _take_back(target)
    if target.exists():
        shutil.rmtree(_beside(target, "old"), ignore_errors=True)
    for left in target.parent.glob(f".{glob.escape(target.name)}.new-*"):
        if time.time() - left.stat().st_mtime > _AN_HOUR:  # a younger one may be another command's, at work now
            shutil.rmtree(left, ignore_errors=True)


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
    named = _sums(folder)
    if named is None:
        return next(entry.name for entry in sorted(folder.iterdir()))
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name != MANIFEST and name not in named:
            return name
    return ""


def _changed(folder: Path) -> str:
    """Return the name of a file of the site that is not as it was published, or empty."""
    for name, sum_of in sorted((_sums(folder) or {}).items()):
        path = folder / name
        if path.is_file() and _sum(path.read_bytes()) != sum_of:
            return name
    return ""


def _sums(folder: Path) -> dict[str, str] | None:
    """Return what the manifest of a site says of its files; None where there is none that can be read."""
    files = _manifest(folder).get("files")
    return {str(name): str(sum_of) for name, sum_of in files.items()} if isinstance(files, dict) else None


def _manifest(folder: Path) -> dict[str, object]:
    """Return what the manifest of a site says; empty where there is none that can be read."""
    try:
        held = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def published_pages(target: Path) -> frozenset[str]:
    """Return the names of the pages of the site at `target`; none where there is no site."""
    return frozenset(name for name in _sums(target) or () if name.endswith(".html"))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
