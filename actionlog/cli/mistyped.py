"""What was typed wrongly, in words for a secretary: what the parser of the command line found, and what to type."""

import re
from typing import Any

_TOO_MANY = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)


def mistyped(error: Any) -> str:
    """Return what the parser's `error` means as sentences; its own words where these are plain enough."""
    kind, said = type(error).__name__, str(error.format_message())
    param = getattr(error, "param", None)
    if kind == "NoSuchOption":
        guess = _guess(error.option_name, error.possibilities or ())
        words = "" if guess else ' Words that begin with a dash stand after two dashes: -- "-5% of the budget"'
        return f"There is no option {error.option_name}.{guess or words}"
    if kind == "BadOptionUsage":
        if "does not take" in said:
            return f"{error.option_name} stands alone: take away the = and what follows it."
        return f"{error.option_name} needs a word or a text in quotes after it."
    if kind == "MissingParameter" and param is not None:
        return f"{_name(param)} is missing. {param.help or ''}".rstrip()
    if kind == "BadParameter" and param is not None and "int" in param.type.name:
        return f"{_name(param)} needs a whole number, 0 or more: {_name(param)} 5"
    if found := _TOO_MANY.match(said):
        more = f"More was typed than this command takes: {found[1]}."
        return f'{more} A text of several words stands in quotes: "Print the map"'
    return said


def _guess(typed: str, options: "list[str] | tuple[str, ...]") -> str:
    from difflib import get_close_matches

    near = get_close_matches(typed, options, n=1, cutoff=0.7)
    return f" Did you mean {near[0]}?" if near else ""


def _name(param: Any) -> str:
    """Return how a user types a parameter: `--since`, or what stands for it in the help, `REF`."""
    options = [name for name in param.opts if name.startswith("-")]
    return str(max(options, key=len) if options else param.metavar or param.name.upper())
