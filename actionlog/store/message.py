"""The words of a commit, made so that text from an action can forge nothing in them.

`git log` is the audit trail. Its readers, and programs, trust the first line, and lines such as `Approved-by: …` at
the end (trailers, see git-interpret-trailers). A trailer begins at the edge of its line; so a line of ours that could
be read as one is set in.
"""

import re

from actionlog.characters import visible

#: Longer first lines are cut: the whole text stands in the file.
LONGEST_SUBJECT = 200
#: `Key: value`, with any separator that is customary (`trailer.separators`), and git's own special line.
_LIKE_A_TRAILER = re.compile(r"[A-Za-z0-9-]+\s*[:=#]|\(cherry picked from commit")


def commit_message(text: str) -> str:
    """Return `text` as a commit message: its first line as the subject, a blank line, the other lines as the body."""
    first, *others = text.strip().split("\n")
    subject = visible(first)
    if len(subject) > LONGEST_SUBJECT:
        subject = subject[: LONGEST_SUBJECT - 1].rstrip() + "…"
    body = "\n".join(_harmless(line) for line in others).strip("\n")
    return f"{subject}\n\n{body}\n" if body else f"{subject}\n"


def _harmless(line: str) -> str:
    """Return a line of the body, its margin kept, with nothing in it that is hidden or could be a trailer."""
    margin = " " * (len(line) - len(line.lstrip(" ")))
    shown = visible(line.strip(" "))
    if not margin and _LIKE_A_TRAILER.match(shown):
        margin = "  "
    return margin + shown
