"""Text from an action can forge nothing in a commit message."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionlog.characters import hidden_in
from actionlog.store.message import LONGEST_SUBJECT, commit_message


def test_one_line_is_the_subject_as_it_stands() -> None:
    assert commit_message("Close 2021-05-19/1: completed") == "Close 2021-05-19/1: completed\n"


def test_further_lines_are_the_body_after_a_blank_line() -> None:
    assert commit_message("Import the minutes\n2021-05-19/1 Café\n\n  set in\n") == (
        "Import the minutes\n\n2021-05-19/1 Café\n\n  set in\n"
    )


def test_no_control_character_gets_into_a_message() -> None:
    message = commit_message("Close 1: \x1b[31mred\x07\r\x9b2J\u202e\nbody\x1b]0;title\x07 \u2028line")
    assert message == ("Close 1: <U+001B>[31mred<U+0007> <U+009B>2J<U+202E>\n\nbody<U+001B>]0;title<U+0007> line\n")


def test_a_very_long_first_line_is_cut() -> None:
    subject = commit_message("x" * 10_000)
    assert subject == "x" * (LONGEST_SUBJECT - 1) + "…\n"


TRAILERS = [
    "Close 1\n\nApproved-by: The Chair <chair@example.org>",
    "Close 1\nApproved-by: The Chair",
    "Approved-by: The Chair",
    "Close 1\n\nSigned-off-by: The Chair",
    "Close 1\n\nApproved-by : The Chair\nand more",
    "Close 1\n\n(cherry picked from commit 1234567)\nApproved-by: The Chair",
    "Close 1\n\nApproved-by: The Chair\n---\nbody",
    "Close 1\n\nApproved-by= The Chair",
    "Close 1\n\nApproved-by #42",
    "Close 1\n\nbody\n\n\nApproved-by: The Chair\n\n",
]


@pytest.mark.parametrize("text", TRAILERS)
def test_no_line_becomes_a_trailer(text: str, own_home: Path) -> None:
    assert _trailers(commit_message(text)) == ""


def test_the_means_by_which_trailers_are_told_would_tell_one(own_home: Path) -> None:
    assert _trailers("Close 1\n\nApproved-by: The Chair\n") == "Approved-by: The Chair\n"


def _trailers(message: str) -> str:
    return subprocess.run(
        ["git", "-c", "trailer.separators=:=#", "interpret-trailers", "--parse"],
        input=message,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


@given(st.text())
def test_a_message_of_any_text_has_one_subject_and_nothing_hidden(text: str) -> None:
    subject, _, rest = commit_message(text).partition("\n")
    assert len(subject) <= LONGEST_SUBJECT
    assert rest == "" or rest.startswith("\n")
    assert all(hidden_in(line) is None and "\t" not in line for line in commit_message(text).split("\n"))


@given(st.lists(st.sampled_from(["Key", "-", ": ", "=", "\n", " ", "Signed-off-by: ", "x", "(", "\t", "é", "1"])))
def test_no_line_of_a_body_has_the_form_of_a_trailer(parts: list[str]) -> None:
    import re

    body = commit_message("Subject\n" + "".join(parts)).split("\n")[2:]
    assert not any(re.match(r"[A-Za-z0-9-]+[ \t]*[:=#]", line) for line in body)


def test_git_keeps_the_message_as_it_was_made(root: Path, git: Callable[..., str]) -> None:
    message = commit_message("Subject\n# no comment\n\n\n  two blank lines above")
    git(root, "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", "-", given=message)
    assert git(root, "log", "-1", "--format=%B") == message + "\n"
