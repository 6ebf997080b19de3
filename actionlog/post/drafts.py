"""Drafts: a folder of messages that a mail program opens."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from actionlog.errors import Refused

#: A draft's name: its number, then to whom it goes.
_DRAFT: Final = re.compile(r"\d{2,}-[a-z0-9-]+\.eml")

#: A draft that was not yet in place when the program was stopped.
_LEFT_OVER: Final = re.compile(r"\.\d{2,}-[a-z0-9-]+\.eml\.new")


def file_name(number: int, to: str) -> str:
    """Return the name of the file of a draft: `01-review-team.eml`; it holds nothing that a system forbids."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", to).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")
    return f"{number:02}-{words or 'owner'}.eml"


def check_place(folder: Path, *, replace: bool) -> None:
    """Make sure that drafts may be put into `folder`: it is new, empty, or (with `replace`) holds drafts alone.

    Raises Refused.
    """
    if folder.exists() and not folder.is_dir():
        raise _refusal(folder, "it is a file")
    try:
        held = sorted(path.name for path in _beside(folder, _LEFT_OVER)) if folder.exists() else []
    except OSError as error:
        raise _refusal(folder, error.strerror or str(error)) from None
    if not held:
        return
    if not replace:
        raise Refused(
            f"{folder} is not empty. Nothing was written. If it holds drafts of before, put the new ones there instead "
            "with: --replace"
        )
    if strange := next((name for name in held if not _DRAFT.fullmatch(name)), ""):
        raise Refused(
            f"{folder} holds {strange}, which is no draft of this program. Nothing was written. Move it elsewhere, or "
            "write the drafts into another folder."
        )


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the drafts `files` into `folder`, in place of those there; whatever is no draft stays.

    Raises Refused where that fails, at whatever step; the drafts that were there are then there again, and no other.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        old = {path: path.read_bytes() for path in _named(folder, _DRAFT)}
        try:
            _take_over(folder, files, old)
        except OSError:
            _put_back(old, [folder / name for name in files])
            raise
        finally:
            with suppress(OSError):
                _clear(folder)
    except OSError as error:
        raise _refusal(folder, error.strerror or str(error)) from None


def _take_over(folder: Path, files: Mapping[str, bytes], old: Iterable[Path]) -> None:
    """Write all drafts aside, move each into its place, and take away those of before that have none in theirs."""
    waiting = {folder / name: folder / f".{name}.new" for name in files}
    for place, aside in waiting.items():
        aside.write_bytes(files[place.name])
    for place, aside in waiting.items():
        aside.replace(place)
    for path in old:
        if path not in waiting:
            path.unlink()


def _put_back(old: Mapping[Path, bytes], new: Iterable[Path]) -> None:
    """Leave the drafts of before, as they were, and none of the new ones."""
    for path in new:
        if path not in old:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    for path, data in old.items():
        with suppress(OSError):
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)


def _clear(folder: Path) -> None:
    for path in _named(folder, _LEFT_OVER):
        path.unlink()


def _named(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if pattern.fullmatch(path.name))


def _beside(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    return [path for path in folder.iterdir() if not pattern.fullmatch(path.name)]


def _refusal(folder: Path, why: str) -> Refused:
    return Refused(f"Drafts cannot be written into {folder} ({why}). Check the name of the folder.")
