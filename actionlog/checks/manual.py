"""The page of the manual that explains every check, made of the checks themselves so that it cannot go stale."""

from collections.abc import Callable, Sequence
from inspect import cleandoc

#: What the store finds while it reads, by name. It refuses whatever could be read in two ways.
READING = {
    "cannot-open": "The file cannot be opened. Ask whoever looks after the computer for access to it.",
    "missing-file": "A file that the log needs is not there: `actionlog.yaml`, a group's `group.yaml`, or the register "
    "of people that `actionlog.yaml` names. Make it, or bring it back from git.",
    "file-deleted": "A file that git keeps was deleted without a commit, so its action would be missing from every "
    "paper. Bring it back with `git restore`.",
    "stray-file": "A YAML file stands where no file of the log belongs, or its name is no number of two digits or "
    "more. Move or rename it.",
    "too-large": "The file is longer than a mebibyte, which no file of a log is.",
    "empty-file": "The file holds nothing. Bring it back from git.",
    "not-utf-8": "The file is not saved as UTF-8. Open it in an editor and save it again as UTF-8.",
    "control-character": "A character that cannot be seen stands in the file itself. Delete it, or type a space.",
    "conflict-markers": "Git has left both sides of a merge in the file. Keep what is right, and delete the lines of "
    "`<<<<<<<`, `=======` and `>>>>>>>`.",
    "yaml-syntax": "The file is no YAML: a colon or a bracket in a text that is not quoted, a quotation mark that is "
    "not closed, a line that does not line up. Put the text in quotes.",
    "duplicate-key": "A key stands twice in one entry, and other programs would take either. Delete one.",
    "alias": "A text begins with `*` or `&`, which in YAML refers to another text. Put it in quotes.",
    "tag": "A text begins with `!`, which in YAML names a type. Put it in quotes.",
    "several-documents": "A line `---` begins a second document. Move what follows into a file of its own.",
    "nested-too-deep": "Lists are nested more than sixteen deep. Brackets of a text need quotes around it.",
    "not-a-mapping": "The file does not consist of keys with their values, such as `status: Open`.",
    "wrong-type": "A list stands where a text is wanted, or the other way round. `[Redact]` without quotes is a list.",
    "missing-key": "A key that must be there is not, or nothing stands after it.",
    "unknown-format": "The log was written by a later version of this program. Install that.",
    "impossible-date": "There is no such day, or it is not written year, month, day: 2021-06-09.",
    "unknown-deadline": "A deadline is a day, On-going, next meeting, or left out.",
    "unknown-status": "A status is Open, Proposed, Closed or Struck out.",
    "unknown-outcome": "An outcome is completed, superseded, withdrawn, transferred, merged, lapsed or not recorded.",
    "unknown-event": "An entry of a history says what happened in one of the words of the file format.",
    "unknown-policy": "A group's policy uses one of the words of the file format: who may close or extend, and whether "
    "a missing deadline is `advise`, `warn` or `error`.",
    "unknown-word": "Only certain words, yes or no, or a whole number can stand here; the message says which.",
}

_HEAD = """\
# What `actionlog check` looks for

<!-- Made from the code by: python docs/build.py checks -->

`actionlog check` reads every file of the log and says all that it finds in one run. A line of it names the file, the
line, what is wrong and how to mend it, and in square brackets the name of the check, which is explained below.

| Exit code | Means |
|---|---|
| 0 | No fault, and nothing overdue |
| 1 | A fault: the data of the log is wrong |
| 3 | No fault, but something is overdue |
| 2 | The command was typed wrongly, or there is no log |

Advice never changes the exit code. It is what a good secretary would ask, and is given with `--advice`.
"""

_READING = """\
## Faults met while a file is read

A file with one of these is not understood, so no other command shows or changes the log until it is mended: a paper
with an action missing is worse than none.
"""

_FAULTS = """\
## Faults in what the files say
"""

_OVERDUE = """\
## Overdue

An open action is overdue from the day after its deadline. The worst stands first. Not counted are actions proposed for
closure (unless the group's policy says `proposed_counts_overdue: yes`), On-going ones, those of a group that was wound
up, and those at most `--grace DAYS` late. A `next meeting` deadline is the day of that meeting, once it is in the log.

A group can agree to be silent about an action for a while. The waiver stands in its `group.yaml`, and runs out by
itself after the day it names:

```yaml
waivers:
  - action: 2021-05-19/05
    until: 2021-09-30
    reason: The register is rebuilt in August
    agreed_by: chair
```
"""

_ADVICE = """\
## Advice

Actions that were struck out are not asked about, nor those that are closed, unless their closing day is not recorded:
those came in with minutes that print only "Closed", and nobody has looked at them since.
"""

Explained = tuple[str, Callable[..., object]]


def page(faults: Sequence[Explained], advice: Sequence[Explained]) -> str:
    """Return the page, in Markdown. The checks are pairs of a name and the function whose docstring explains it."""
    parts = [_HEAD, _READING, _table(), _FAULTS]
    parts += map(_entry, faults)
    parts += [_OVERDUE, _ADVICE]
    parts += map(_entry, advice)
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _entry(check: Explained) -> str:
    name, function = check
    return f"### {name}\n\n{cleandoc(function.__doc__ or '')}"


def _table() -> str:
    rows = (f"| `{name}` | {words} |" for name, words in READING.items())
    return "\n".join(["| Check | What is wrong |", "|---|---|", *rows])
