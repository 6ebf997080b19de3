"""`import --compare`: where a document and the log disagree, and nothing is changed."""

import pytest

from tests.cli.secretary import Secretary

HEADER = "Number\tAction\tOwner\tDeadline\tStatus\n"
ROWS = (
    "1\tPrint the map of the shore\tClerk\t9 June 2021\tOpen\n"
    "2\tBook the hall for the dinner\tChair\t16 June 2021\tOpen\n"
)


def document(secretary: Secretary, rows: str = ROWS, day: str = "19 May 2021", heading: str = "Actions") -> str:
    text = f"Minutes of the Shore Forum\n\n{day}\n\n{heading}\n\n{HEADER}{rows}"
    (secretary.folder / "minutes.txt").write_text(text, encoding="utf-8")
    return "minutes.txt"


@pytest.fixture
def logged(forum: Secretary) -> Secretary:
    """A secretary whose log holds the two actions of the minutes of May."""
    forum.types("import", document(forum), "--yes")
    return forum


def compared(
    secretary: Secretary, *, code: int = 1
) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Compare the minutes with the log, insist that nothing changes, and return what they disagree on."""
    with secretary.untouched():
        answer = secretary.json("import", "--compare", "minutes.txt", code=code)
    assert answer["schema"] == 1
    return [(d["what"], d["ref"], d["field"], d["document"], d["log"]) for d in answer["disagreements"]]


def test_what_agrees_is_one_line_and_exit_0(logged: Secretary) -> None:
    with logged.untouched():
        assert logged.types("import", "--compare", "minutes.txt").out == "minutes.txt and the log agree: 2 actions.\n"
    assert compared(logged, code=0) == []


def test_a_row_that_the_log_has_not_is_told(logged: Secretary) -> None:
    document(logged, ROWS + "3\tWrite to the harbour office\tClerk\t23 June 2021\tOpen\n")
    assert compared(logged) == [("not in the log", "3", None, "Write to the harbour office", None)]
    answer = logged.types("import", "--compare", "minutes.txt", code=1)
    assert "minutes.txt and the log disagree: 1 difference" in answer.out
    assert "3: Write to the harbour office (line 10)" in answer.out


def test_an_action_that_the_document_has_not_is_told(logged: Secretary) -> None:
    document(logged, ROWS.splitlines(keepends=True)[0])
    assert compared(logged) == [("not in the document", "2", None, None, "Book the hall for the dinner")]


def test_what_was_struck_out_is_missed_by_nobody(forum: Secretary) -> None:
    forum.types("add", "Buy a boat", "--owner", "Clerk", "--deadline", "On-going", "--meeting", "2021-05-19")
    forum.types("strike-out", "1", "--reason", "Entered by mistake")
    forum.types("add", "Print the map of the shore", "--owner", "Clerk", "--deadline", "9 June 2021", "--meeting",
                "2021-05-19")  # fmt: skip
    document(forum, ROWS.splitlines(keepends=True)[0].replace("1\t", "2\t", 1))
    assert compared(forum, code=0) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "the shore\t",
            "the whole shore\t",
            ("action", "Print the map of the whole shore", "Print the map of the shore"),
        ),
        ("Clerk", "Treasurer", ("owners", "Treasurer", "Clerk")),
        ("Clerk", "Clerk and Chair", ("owners", "Clerk and Chair", "Clerk")),
        ("9 June 2021", "30 June 2021", ("deadline", "2021-06-30", "2021-06-09")),
        ("9 June 2021\tOpen", "9 June 2021\tClosed", ("status", "Closed", "Open")),
    ],
)
def test_each_part_that_differs_is_told_with_both_sides(
    logged: Secretary, old: str, new: str, told: tuple[str, str, str]
) -> None:
    document(logged, ROWS.replace(old, new))
    assert compared(logged) == [("differs", "1", *told)]
    answer = logged.types("import", "--compare", "minutes.txt", code=1).out
    assert "In both, but not the same" in answer


def test_a_wording_that_is_quite_another_is_a_difference_of_the_action_with_that_ref(logged: Secretary) -> None:
    document(logged, ROWS.replace("Print the map of the shore", "Paint the gate of the harbour office"))
    assert compared(logged) == [
        ("differs", "1", "action", "Paint the gate of the harbour office", "Print the map of the shore")
    ]


def test_minutes_are_compared_with_the_log_as_their_meeting_left_it(logged: Secretary) -> None:
    logged.types("close", "1", "--date", "2021-06-10")
    logged.types("extend", "2", "--to", "30 July 2021", "--date", "2021-06-10")
    assert compared(logged, code=0) == []


def test_a_register_is_compared_with_the_log_as_it_is_today(logged: Secretary) -> None:
    logged.types("close", "1", "--date", "2021-06-10")
    (logged.folder / "minutes.txt").unlink()
    (logged.folder / "action log.csv").write_text(
        "Ref,Date raised,Action,Owner,Due,Status\n"
        "1,19/05/2021,Print the map of the shore,Clerk,09/06/2021,Open\n"
        "2,19/05/2021,Book the hall for the dinner,Chair,16/06/2021,Open\n"
    )
    answer = logged.json("import", "--compare", "action log.csv", code=1)
    told = [(d["what"], d["field"], d["document"], d["log"]) for d in answer["disagreements"]]
    assert told == [("differs", "status", "Open", "Closed")]


def test_outstanding_actions_are_missed_only_where_the_document_lists_outstanding_ones(logged: Secretary) -> None:
    document(logged, "1\tWrite to the harbour office\tClerk\t23 June 2021\tOpen\n", day="9 June 2021")
    assert [d[0] for d in compared(logged)] == ["not in the log"]
    first = ROWS.splitlines(keepends=True)[0]
    document(logged, first, day="9 June 2021", heading="Outstanding actions")
    assert compared(logged) == [("not in the document", "2", None, None, "Book the hall for the dinner")]


def test_a_promise_that_was_taken_is_in_the_document(forum: Secretary) -> None:
    text = (
        "Minutes of the Shore Forum\n\n19 May 2021\n\nPresent: Clerk\n\n1. Signs\n\nThe Clerk will mend the signs.\n\n"
    )
    (forum.folder / "minutes.txt").write_text(f"{text}Actions\n\n{HEADER}{ROWS}")
    forum.types("import", "minutes.txt", "--yes")
    forum.types("add", "The Clerk will mend the signs.", "--owner", "Clerk", "--deadline", "On-going", "--meeting",
                "2021-05-19")  # fmt: skip
    assert compared(forum, code=0) == []


def test_owners_are_not_missed_where_the_document_names_none_at_all(logged: Secretary) -> None:
    text = "Minutes of the Shore Forum\n\n19 May 2021\n\nActions\n\n1. Print the map of the shore\n"
    (logged.folder / "minutes.txt").write_text(f"{text}2. Book the hall for the dinner\n")
    assert compared(logged, code=0) == []


def test_several_documents_are_each_compared(logged: Secretary) -> None:
    (logged.folder / "may.txt").write_bytes((logged.folder / "minutes.txt").read_bytes())
    document(logged, ROWS.replace("Clerk", "Treasurer"))
    answer = logged.types("import", "--compare", "may.txt", "minutes.txt", code=1)
    assert "may.txt and the log agree: 2 actions." in answer.out
    assert "minutes.txt and the log disagree: 1 difference" in answer.out
    found = logged.json("import", "--compare", "may.txt", "minutes.txt", code=1)["disagreements"]
    assert [d["file"] for d in found] == ["minutes.txt"]
