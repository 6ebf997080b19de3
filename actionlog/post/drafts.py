"""Drafts: a folder of messages that a mail program opens."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from actionlog.errors import Refused

#: A draft's name: its number, then to whom it goes.
_DRAFT: Final = re.compile(r"\d{2,}-[a-z0-9-]+\.eml")


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
        held = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
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
    """Put the drafts `files` into `folder`, in place of those there. Raises Refused, and leaves the old ones then."""
    waiting = {folder / name: folder / f".{name}.new" for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = [path for path in folder.iterdir() if path not in waiting]
        for place, aside in waiting.items():
            aside.write_bytes(files[place.name])
        for place, aside in waiting.items():
            aside.replace(place)
        for path in old:
            path.unlink()
    except OSError as error:
        raise _refusal(folder, error.strerror or str(error)) from None
    finally:
        for aside in waiting.values():
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def _refusal(folder: Path, why: str) -> Refused:
    return Refused(f"Drafts cannot be written into {folder} ({why}). Check the name of the folder.")
