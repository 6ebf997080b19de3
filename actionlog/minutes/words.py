"""Words, without case and marks: how headings, statuses and wordings are compared."""

import re

_BETWEEN = re.compile(r"[\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of `text` in small letters, without marks: `Action(s) by:` is `action`, `s`, `by`."""
    return _BETWEEN.sub(" ", text.casefold()).split()


def word_key(text: str) -> str:
    """Return the words of `text` with one space between them, to look them up or compare them."""
    return " ".join(words_of(text))


def word_set(text: str) -> frozenset[str]:
    """Return the words that stand in `text`, parted by spaces: a list of words that is easy to read and to extend."""
    return frozenset(text.split())
