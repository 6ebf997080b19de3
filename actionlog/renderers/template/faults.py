"""What is wrong with a committee's own template, in sentences: what jinja2 and Python say of it is for programmers."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from actionlog.renderers.template.fields import Record

#: What jinja2 says of a template that it cannot read, and how a secretary is told.
_SYNTAX: Final = (
    (r"expected token 'end of print statement', got (.+)", r"After what is printed comes \1, where }} should be."),
    (r"expected token 'end of statement block', got (.+)", r"The instruction goes on with \1, where %} should be."),
    (r"[Uu]nexpected end of template.*block .* is '(\w+)'\.", r"{% \1 %} begins here, and {% end\1 %} is missing."),
    (r"[Uu]nexpected end of template.*", "The template ends in the middle of an instruction."),
    (r"Encountered unknown tag '(\w+)'.*tags: (.+?)\. .*'(\w+)'.*", r"{% \1 %} stands where {% end\3 %} should be."),
    (r"Encountered unknown tag '(\w+)'.*", r"There is no instruction {% \1 %}."),
    (r"unexpected char (.+) at \d+", r"\1 has no meaning between the braces."),
    (r"unexpected '(.+)'", r'"\1" stands where it has no meaning.'),
    (r"expected token '(.+)', got '(.+)'", r'"\2" stands where "\1" should be.'),
    (r"Missing end of (?:raw directive|comment tag).*", "What begins here is never closed."),
)  # fmt: skip

#: What Python says of values that do not fit together, likewise.
_VALUES: Final = (
    (r"'[<>]=?' not supported between instances of '(\w+)' and '(\w+)'", "{0} and {1} cannot be put in order."),
    (r"unsupported operand type\(s\) for (\S+): '(\w+)' and '(\w+)'", "{1} and {2} cannot be worked out with {0}."),
    (r"can only concatenate .*", "Text is put together with ~ and not with +."),
    (r"'(\w+)' object is not iterable", "A list is needed here, and this is {0}."),
    (r"'(\w+)' object is not callable", "This is {0}: write no round brackets after it."),
)
_KINDS: Final = {
    "str": "text", "int": "a number", "float": "a number", "bool": "Yes or No", "list": "a list", "tuple": "a list",
    "NoneType": "None", "Record": "a record",
}  # fmt: skip


class Fault(Exception):
    """A template is wrong: in which line (0: not in one), and what is wrong, in whole sentences."""

    def __init__(self, line: int, says: str) -> None:
        self.line, self.says = line, says
        super().__init__(says)


class Wrong(Exception):
    """What a template asks for cannot be; the text says why."""


def syntax_sentence(message: str) -> str:
    """Return what jinja2 says of a template that it cannot read, for a secretary."""
    for pattern, words in _SYNTAX:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(words)
    return f"It cannot be understood ({message.rstrip('.')})."


def value_sentence(error: Exception) -> str:
    """Return what went wrong while a template was filled, for a secretary."""
    if isinstance(error, Wrong):
        return str(error)
    if isinstance(error, ZeroDivisionError):
        return "A number is divided by 0."
    if isinstance(error, RecursionError):
        return "A macro calls itself without end."
    if isinstance(error, OverflowError) and "ange" in str(error):
        return "A range may have no more than 100,000 numbers."
    if isinstance(error, OverflowError):
        return "These numbers are too large."
    if isinstance(error, MemoryError):
        return "It needs more memory than this computer has."
    said = str(error)
    if type(error).__module__.startswith("jinja2"):
        return said if said.endswith((".", "?")) else f"{said}."
    for pattern, words in _VALUES:
        if found := re.fullmatch(pattern, said):
            told = words.format(*(_KINDS.get(group, group) for group in found.groups()))
            return told[0].upper() + told[1:]
    return f"What stands here cannot be worked out ({said})."


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return that a name is not known, with the nearest one that is, or all of them."""
    known = list(known)
    near = get_close_matches(name, known, 1)
    mend = f'Did you mean "{near[0]}"?' if near else f"Known are: {', '.join(known)}."
    return f'{what} "{name}". {mend}'


def no_field(thing: object, name: str) -> str:
    """Return that `thing` has no such field."""
    if isinstance(thing, Record):
        return unknown(f"{thing.kind} has no field", name, thing)
    what = {str: "A text", int: "A number", float: "A number", bool: "Yes or No", list: "A list", tuple: "A list"}
    kind = "What is None" if thing is None else what.get(type(thing), "What stands here")
    return (
        f'{kind} has no field "{name}". Only records have fields; change a text or a list by a filter, such as |upper'
    )
