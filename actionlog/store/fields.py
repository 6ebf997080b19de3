"""Takes typed values out of what was read from a file, and collects what is wrong with them as problems."""

from collections.abc import Mapping, Sequence
from datetime import date

from actionlog.errors import Problem
from actionlog.model import Deadline, day_of, deadline_of

#: What the strict reader makes of a file: every scalar is text.
Value = str | Sequence["Value"] | Mapping[str, "Value"]

_YES = {"yes": True, "true": True, "no": False, "false": False, "": False}


class Fields:
    """One mapping of a file. Each getter returns a usable value and notes a problem where the file's is not one.

    `prefix` is put before a key to find its line (`history.0.`); `known` are the keys the mapping may hold.
    """

    def __init__(
        self,
        data: Mapping[str, Value],
        path: str,
        lines: Mapping[str, int],
        problems: list[Problem],
        prefix: str = "",
    ) -> None:
        self.data, self.path, self.lines, self.problems, self.prefix = data, path, lines, problems, prefix

    def unknown(self, known: frozenset[str]) -> list[str]:
        """Return the keys that are not among `known`, with their prefix."""
        if self.data.keys() <= known:
            return []
        return [self.prefix + key for key in self.data if key not in known]

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self.data.get(key, default)
        if type(value) is str:
            return value
        self.fault(
            "wrong-type",
            key,
            f"{self.named(key)} should be a text, but it holds {_kind(value)}. If it is a text in brackets, put it in "
            'quotes: "[Redact]".',
        )
        return default

    def required(self, key: str, what: str) -> str:
        """Return a text that must be there; `what` says what it is, for the message."""
        value = self.text(key)
        if not value and (key not in self.data or self.data[key] == ""):
            self.fault("missing-key", key, f"{self.named(key)} is missing. Write {what} after `{key}:`.")
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str, check: str) -> str:
        """Return one of the words `allowed`, written exactly so."""
        value = self.text(key, default) or default
        if value in allowed:
            return value
        self.fault(check, key, f"{self.named(key)} is {_quoted(value)}, but it can only be {_or(allowed)}.")
        return default

    def day(self, key: str) -> date | None:
        """Return a date, None where there is none."""
        value = self.text(key)
        if not value:
            return None
        try:
            return day_of(value)
        except ValueError:
            self.fault("impossible-date", key, f"{self.named(key)} is {_quoted(value)}, {date_fault(value)}")
            return None

    def deadline(self, key: str) -> Deadline:
        """Return a deadline."""
        value = self.text(key)
        try:
            return deadline_of(value)
        except ValueError:
            if value.casefold().replace("-", "").replace(" ", "") == "ongoing":
                mend = "but it is written On-going."
            elif any(c.isdigit() for c in value):
                mend = date_fault(value)
            else:
                mend = "but a deadline is a day such as 2021-06-09, On-going, or next meeting."
            check = "impossible-date" if "date" in mend else "unknown-deadline"
            self.fault(check, key, f"{self.named(key)} is {_quoted(value)}, {mend}")
            return None

    def plain(self) -> Mapping[str, str] | None:
        """Return the mapping where every value of it is text, else None: then each key is asked for by itself."""
        for value in self.data.values():
            if type(value) is not str:
                return None
        return self.data  # type: ignore[return-value]  # just looked

    def flag(self, key: str, default: bool = False) -> bool:
        """Return yes or no as a truth value."""
        value = self.text(key)
        if key not in self.data:
            return default
        if value.casefold() in _YES:
            return _YES[value.casefold()]
        self.fault("unknown-word", key, f"{self.named(key)} is {_quoted(value)}, but it can only be yes or no.")
        return default

    def whole(self, key: str, default: int | None) -> int | None:
        """Return a whole number, 0 or more."""
        value = self.text(key)
        if not value:
            return default
        if value.isascii() and value.isdecimal() and len(value) < 7:
            return int(value)
        self.fault(
            "unknown-word", key, f"{self.named(key)} is {_quoted(value)}, but it should be a whole number, such as 5."
        )
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text stands for a list of one."""
        value = self.data.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, Mapping) or not all(isinstance(v, str) for v in value):
            self.fault(
                "wrong-type",
                key,
                f"{self.named(key)} should be a list of texts, such as [All, Review team]. A text that stands in "
                'brackets itself needs quotes: ["[Redact]"].',
            )
            return ()
        return tuple(str(v) for v in value)

    def mapping(self, key: str) -> "Fields":
        """Return the fields of a mapping, empty where there is none."""
        value = self.data.get(key, {})
        if value == "":
            value = {}
        if not isinstance(value, Mapping):
            self.fault(
                "wrong-type",
                key,
                f"{self.named(key)} holds {_kind(value)}, but it should hold keys, each with a colon and its value.",
            )
            value = {}
        return Fields(value, self.path, self.lines, self.problems, f"{self.prefix}{key}.")

    def mappings(self, key: str) -> list["Fields"]:
        """Return the fields of each entry of a list of mappings."""
        value = self.data.get(key)
        if value is None or value == "":
            return []
        if isinstance(value, (str, Mapping)):
            self.fault(
                "wrong-type",
                key,
                f"{self.named(key)} holds {_kind(value)}, but it should be a list, each entry of which begins with a "
                "dash.",
            )
            return []
        found = []
        for i, entry in enumerate(value):
            if isinstance(entry, Mapping):
                found.append(Fields(entry, self.path, self.lines, self.problems, f"{self.prefix}{key}.{i}."))
            else:
                self.fault(
                    "wrong-type",
                    f"{key}.{i}",
                    f"Entry {i + 1} of {self.named(key)} is {_kind(entry)}, but it should hold keys, each with a colon "
                    "and its value.",
                )
        return found

    def named(self, key: str) -> str:
        """Return how a message names `key`: with the key, or the entry of a list, that it stands in."""
        where = ""
        for part in reversed(self.prefix.split(".")[:-1]):
            where += f" in entry {int(part) + 1}" if part.isdecimal() else f" of `{part}`" if where else f" in `{part}`"
        return f"`{key}`{where}"

    def fault(self, check: str, key: str, message: str) -> None:
        """Note a problem at the line of `key`."""
        self.problems.append(Problem(self.path, self.line(key), check, message))

    def line(self, key: str) -> int:
        """Return the line of `key`, of the entry it stands in, or 1."""
        name = self.prefix + key
        while name:
            if name in self.lines:
                return self.lines[name]
            name = name.rpartition(".")[0]
        return 1


def date_fault(value: str) -> str:
    """Return why `value` is no date of the log's files, as the end of a sentence."""
    parts = value.split("-")
    if len(parts) == 3 and all(p.isascii() and p.isdecimal() for p in parts) and len(parts[0]) == 4:
        return "but there is no such day. Write a date that exists, such as 2021-06-09."
    return "but a date is written year, month, day, such as 2021-06-09."


def _kind(value: Value) -> str:
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, Sequence) else "keys with values"


def _quoted(value: str) -> str:
    shown = value if len(value) <= 60 else value[:57] + "…"
    return f"`{shown}`"


def _or(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
