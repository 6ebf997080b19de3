"""Readers: the bytes of a file → a neutral `Document`. One module for each kind of file, one line for each suffix."""

from collections.abc import Callable
from typing import Final

from actionlog.document import Document
from actionlog.errors import ActionlogError
from actionlog.readers import text

#: Which reader takes a file, by the end of its name.
READERS: Final[dict[str, Callable[[str, bytes], Document]]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".markdown": text.read,
}

#: Minutes are never as large; what is was chosen by mistake.
LARGEST: Final = 20_000_000


class UnknownFormat(ActionlogError):
    """No reader takes a file with such a name."""

    def __init__(self, name: str) -> None:
        self.name = name
        known = ", ".join(READERS)
        super().__init__(
            f"{name} is of a kind that cannot be read: the name must end in one of {known}. "
            "Save the minutes as plain text and import that file."
        )


class EmptyFile(ActionlogError):
    """The file holds nothing to read."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is empty, so there is nothing to import.")


class FileTooLarge(ActionlogError):
    """The file is larger than minutes ever are."""

    def __init__(self, name: str, size: int) -> None:
        self.name, self.size = name, size
        super().__init__(
            f"{name} has {size:,} bytes, and minutes have at most {LARGEST:,}. Check that it is the right file."
        )


def read(name: str, data: bytes) -> Document:
    """Return what the file called `name` holds. Its reader is chosen by the end of the name.

    Raises an ActionlogError where no reader takes such a file, or the reader cannot make sense of it.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    reader = READERS.get("." + name.lower().rpartition(".")[2])
    if reader is None:
        raise UnknownFormat(name)
    if len(data) > LARGEST:
        raise FileTooLarge(name, len(data))
    document = reader(name, data)
    if not document.blocks:
        raise EmptyFile(name)
    return document
