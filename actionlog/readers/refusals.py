"""Why a file cannot be read: each refusal words its own sentence, and says what to do next."""

from collections.abc import Iterable

from actionlog.errors import ActionlogError


class UnknownFormat(ActionlogError):
    """No reader takes a file with such a name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        super().__init__(
            f"{name} is of a kind that cannot be read: the name must end in one of {', '.join(known)}. "
            "Save the minutes as one of these and import that file."
        )


class EmptyFile(ActionlogError):
    """The file holds nothing to read."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is empty, so there is nothing to import.")


class FileTooLarge(ActionlogError):
    """The file is larger than minutes ever are. `holds` is what was counted: `104,857,600 bytes`."""

    def __init__(self, name: str, holds: str, most: str) -> None:
        self.name = name
        super().__init__(f"{name} holds {holds}, and minutes have at most {most}. Check that it is the right file.")


class NotWhatItSays(ActionlogError):
    """The file is of another kind than its name says. `said` and `really` name kinds: `a Word file`, `a PDF`."""

    def __init__(self, name: str, said: str, really: str, suffix: str) -> None:
        self.name = name
        rename = f"Rename it so that it ends in {suffix}" if suffix else "Save the minutes from the program it is of"
        super().__init__(f"{name} is named as {said}, but it is {really}. {rename}, then import it again.")


class BrokenFile(ActionlogError):
    """The file is damaged, or was made by a program that does not keep to its format. `kind`: `a Word file`."""

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        super().__init__(
            f"{name} cannot be read: it is damaged, or not a proper instance of {kind}. Open it in the program it was "
            "made with, save it again under a new name, and import that."
        )


class EncryptedFile(ActionlogError):
    """The file opens only with a password."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is protected by a password, so it cannot be read. Save a copy without the password, import that, "
            "and delete the copy."
        )


class OldFormat(ActionlogError):
    """The file is of a format that Word or Excel used before 2007, which is not read."""

    def __init__(self, name: str, really: str, suffix: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is {really}, which is not read. Open it, save it as a file that ends in {suffix}, and import that."
        )


class MacroFile(ActionlogError):
    """The file holds macros: a program, which minutes do not need."""

    def __init__(self, name: str, suffix: str) -> None:
        self.name = name
        super().__init__(
            f"{name} holds macros (a program), so it was not opened. If you trust it, save it in its own program "
            f"as a file that ends in {suffix}, and import that."
        )


class OnlyPictures(ActionlogError):
    """The pages are pictures of text: a scan."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} has no text: this PDF is pictures; it needs OCR first. Scan it with text recognition (OCR), or "
            "ask who wrote it for the file it was printed from."
        )


class ReaderNotInstalled(ActionlogError):
    """The library that reads such files is not there. `extra` is the name of the set that installs it."""

    def __init__(self, name: str, kind: str, extra: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is {kind}, and the library that reads it is not installed. Install it where actionlog is, "
            f'with: pip install "actionlog[{extra}]"'
        )
