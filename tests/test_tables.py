"""Tables of minutes: which are of actions, and what their rows say. All documents and names here are invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Block, Document, Heading, ListItem, Paragraph, Place, Row, Table
from actionlog.minutes import Found, read_meetings, read_minutes
from actionlog.minutes.tables.columns import heading_meaning
from actionlog.model import CLOSED, ONGOING, OPEN, PROPOSED

DAY = date(2025, 3, 12)
Cells = tuple[str, ...]


def table(*rows: Cells) -> Table:
    """Return a table of these rows, each with its place."""
    return Table(
        tuple(Row(cells, Place(table=1, row=n)) for n, cells in enumerate(rows, 1)), Place(table=1, paragraph=5)
    )


def document(*blocks: Block) -> Document:
    return Document("minutes.docx", blocks)


def found(*blocks: Block) -> tuple[Found, ...]:
    return read_minutes(document(*blocks), meeting=DAY).actions


def texts(*blocks: Block) -> list[str]:
    return [action.text for action in found(*blocks)]


def rows(*cells: Cells, heading: str = "") -> list[tuple[str, tuple[str, ...]]]:
    """Return text and owners of each action in a table of these rows, below a heading where one is given."""
    above = (Heading(heading),) if heading else ()
    return [(a.text, a.owners) for a in found(*above, table(*cells))]


# Headings of columns


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        ("ref", "Number, No, No., Ref, Ref., Action ref, ID, Action ID, AP#, S.No, #, Sr. No."),
        ("text", "Action, ACTIONS, Action(s), Action Points, Agreed action, Action / Decision, Actions required *"),
        ("text", "Title of action, Actions: Responsible, Actions: Responsible/None, What, Next steps, To do"),
        ("weak text", "Description, Task, Task Description, Recommendation, Issue, Name\nDescription"),
        ("owner", "Owner, Owner(s), Lead, Action by, By whom, Who?, Responsible, Responsibility, Officer responsible"),
        ("owner", "Person/Committee\nResponsible, Res(1), Res**(1)**, Assigned to, Attributed to, Name of lead"),
        ("owner", "Lead Officer, Responsible Person(s), Action owner, Accountable Executive Owner, Allocated to"),
        ("deadline", "Deadline, Due, Due date, Date Due, DUE DATE (dd/mm/yyyy), By when, Target date, Timescale"),
        ("deadline", "Expected completion date, Timeline, When, Completion date, Deadline for action, Due\ndate"),
        ("revised", "Revised date, New date, Revised due date, Extension, Forecast, Revised deadline (if any)"),
        ("status", "Status, Current status, Open/Closed, Status (Open/Closed), State"),
        ("rag", "RAG, BRAG, RAG status, RAG rating, Status (RAG)"),
        ("note", "Progress, Update, Progress since last meeting, Comments, Status/comment, Remarks, Evidence, Outcome"),
        ("item", "Agenda item, Minute, Minute ref, Source, Paper, Topic"),
        ("closed on", "Closed, Date closed, Completed on, Actual completion date"),
        ("raised", "Date raised, Date added, Date opened, Meeting date"),
        ("proposal", "Proposed to open/close"),
        ("known", "Priority, Days, Measurable outcome, Who added the action"),
        ("no action", "Motion, Seconded, Votes, Likelihood, Mitigating action, Story points, Award"),
        ("", "Tea, Report to the board, , The clerk explained that the hall was cold and asked for a heater"),
    ],
)
def test_the_headings_of_columns_are_known_in_all_their_forms(meaning: str, headings: str) -> None:
    for heading in headings.split(", "):
        said = heading_meaning(heading)
        assert said == meaning or (meaning == "rag" and said in ("rag", "status")), heading


# Tables of many bodies


def test_a_parish_council_prints_minute_numbers_and_the_clerk() -> None:
    assert rows(
        ("Minute ref", "Action", "By whom", "By when"),
        ("21/045", "Write to the county about the pothole in Mill Lane.", "Clerk", "30 April"),
        ("21/047", "Obtain three quotations for the bus shelter.", "Cllr Ash & Clerk", "Next meeting"),
        ("21/052", "None", "", ""),
    ) == [
        ("Write to the county about the pothole in Mill Lane.", ("Clerk",)),
        ("Obtain three quotations for the bus shelter.", ("Cllr Ash", "Clerk")),
    ]


def test_a_board_of_a_hospital_prints_initials_with_a_slash_and_a_revised_date() -> None:
    (one, two) = found(
        table(
            ("Ref", "Date raised", "Action", "Lead", "Due", "Revised due", "RAG", "Update", "Proposed to open/close"),
            ("B12", "8 January 2025", "Bring back the winter plan.", "DoN/MD", "12 March 2025", "9 April 2025",
             "Amber", "Drafted", "Open"),
            ("B13", "12 March 2025", "Circulate the survey.", "DoP", "1 April 2025", "", "Green", "Sent", "Close"),
        )
    )  # fmt: skip
    assert (one.ref, one.owners, one.deadline, one.section) == ("B12", ("DoN", "MD"), date(2025, 4, 9), "outstanding")
    assert (two.ref, two.status, two.section) == ("B13", PROPOSED, "new")


def test_a_university_prints_the_name_and_the_description_in_two_lines_of_one_heading() -> None:
    (action,) = found(
        Paragraph("The action points for the next meeting are listed below."),
        table(("AP#", "Name\nDescription", "Due Date"), ("1", "Review the regulations for resits", "Week 22")),
    )
    assert (action.ref, action.text, action.deadline) == ("1", "Review the regulations for resits", None)


@pytest.mark.parametrize(
    "header",
    [
        (("No", "Action to be", "Person", "Date to be"), ("", "taken", "responsible", "completed by")),
        (("No", "Action", "Person/Committee", "Due"), ("", "", "Responsible", "date")),
        (("", "Actions", "Owner", "Due"), ("No", "Required", "", "")),
        (("AP#", "Name", "Who", "Due Date"), ("", "Description", "", "")),
    ],
)
def test_a_header_may_stand_over_two_lines(header: tuple[Cells, ...]) -> None:
    (action,) = found(table(*header, ("1", "Publish the accounts.", "Treasurer", "30 June 2025")))
    assert (action.ref, action.text, action.owners, action.deadline) == (
        "1",
        "Publish the accounts.",
        ("Treasurer",),
        date(2025, 6, 30),
    )


def test_a_title_beside_a_task_is_part_of_the_wording() -> None:
    assert rows(
        ("Title", "Task", "Owner", "Status"),
        ("Website", "Move the old pages", "AB", "Open"),
        ("Newsletter", "Write the spring number", "CD", "Done"),
    ) == [("Website: Move the old pages", ("AB",)), ("Newsletter: Write the spring number", ("CD",))]


def test_a_column_called_action_may_hold_numbers_and_a_column_called_item_the_action() -> None:
    assert rows(
        ("Action", "Description", "Owner", "Due"),
        ("A1", "Book the hall", "AB", "9 June"),
        ("A2", "Order the chairs", "CD", "9 June"),
    ) == [("Book the hall", ("AB",)), ("Order the chairs", ("CD",))]
    assert rows(("Item", "Owner", "Due"), ("Book the hall", "AB", "9 June")) == [("Book the hall", ("AB",))]
    (action,) = found(table(("Item", "Action", "Owner"), ("7", "Book the hall", "AB")))
    assert action.ref == "7"
    (action,) = found(table(("Item", "Action", "Owner"), ("7. Summer fair", "Book the hall", "AB")))
    assert (action.ref, action.item) == ("", "7")


def test_columns_without_a_heading_are_told_from_their_cells() -> None:
    (action,) = found(table(("", "Action", ""), ("3.1", "Book the hall", "AB/CD")))
    assert (action.ref, action.owners) == ("3.1", ("AB", "CD"))


def test_one_column_may_hold_text_and_owner_and_several_actions_in_a_cell() -> None:
    assert rows(
        ("Discussion point", "Notes/Action items", "Actions: Responsible"),
        ("1. Welcome", "All were welcomed.", "1. Ann to share the list\n2. Bob and Cy to draft the leaflet"),
        ("2. Shelter", "Talked over.", "Agenda skipped (to be taken in May)"),
        ("3. Fair", "Date set.", "• No action"),
        ("4. Bins", "Full again.", "- Dee to ring the council"),
        ("5. Close", "", ""),
    ) == [
        ("Ann to share the list", ("Ann",)),
        ("Bob and Cy to draft the leaflet", ("Bob", "Cy")),
        ("Dee to ring the council", ("Dee",)),
    ]


def test_the_lines_of_a_cell_that_each_name_an_owner_are_actions_of_their_own() -> None:
    assert rows(
        ("Topic", "Action", "Who"),
        ("Fair", "AB to book the hall\nCD to order chairs", ""),
        ("Bins", "• Ring the council\n• Write to the owner", "AB\nCD"),
    ) == [
        ("AB to book the hall", ("AB",)),
        ("CD to order chairs", ("CD",)),
        ("Ring the council", ("AB",)),
        ("Write to the owner", ("CD",)),
    ]


def test_the_steps_of_one_numbered_action_stay_together() -> None:
    assert rows(
        ("Ref", "Action", "Owner"),
        ("14", "• Review the policy\n• Send it to the board", "AB"),
    ) == [("• Review the policy • Send it to the board", ("AB",))]


def test_minutes_laid_out_as_a_table_have_their_actions_in_the_third_column() -> None:
    assert rows(
        ("Item", "Discussion", "Action"),
        ("1", "Apologies were received.", ""),
        ("2", "The minutes were agreed.", "Noted"),
        ("3", "The roof leaks. The treasurer explained the reserve. AB to obtain three quotes.", "AB"),
        ("4", "It was agreed that the fair will be held in June. Posters are to be printed.", "CD"),
        ("5", "The grant was discussed.", "Chair to write to the county."),
    ) == [
        ("AB to obtain three quotes.", ("AB",)),
        ("Posters are to be printed.", ("CD",)),
        ("Chair to write to the county.", ("Chair",)),
    ]


def test_a_margin_of_initials_beside_text_names_the_sentence_that_names_them() -> None:
    (one, two) = found(
        table(
            ("", "", "Action"),
            ("1", "Welcome. Nothing was declared by those present at the start of the meeting.", ""),
            ("2", "Ann Brook agreed to write to the school. The head was thanked for the hall.", "AB"),
            ("3", "The path is muddy in winter. Gravel will be laid before the autumn.", "CD\nClerk"),
        )
    )[:2]
    assert (one.text, one.owners) == ("Ann Brook agreed to write to the school.", ("AB",))
    assert two.text == "Gravel will be laid before the autumn."
    assert any("beside it" in doubt for doubt in one.doubts)


def test_an_action_marked_in_the_discussion_is_taken_once() -> None:
    assert rows(
        ("Agenda item", "Discussion", "Action by"),
        ("Roof", "It leaks.\nAction: Obtain three quotes.", "AB"),
        ("Fair", "A long talk about the weather.", ""),
    ) == [("Obtain three quotes.", ("AB",))]


def test_an_owner_and_a_day_may_share_a_cell() -> None:
    (action,) = found(table(("Action", "Who"), ("Book the hall", "AB by 9 June 2025")))
    assert (action.owners, action.deadline) == (("AB",), date(2025, 6, 9))


def test_a_bare_date_is_a_deadline_only_where_it_lies_ahead() -> None:
    (due,) = found(table(("Action", "Owner", "Date"), ("Book the hall", "AB", "9 June 2025")))
    (noted,) = found(table(("Date", "Action", "Owner"), ("8 January 2025", "Book the hall", "AB")))
    assert (due.deadline, due.section) == (date(2025, 6, 9), "new")
    assert (noted.deadline, noted.section) == (None, "outstanding")


def test_as_above_means_what_stands_above_and_a_blank_does_not() -> None:
    (one, two, three) = found(
        table(
            ("Action", "Owner", "Due"),
            ("Book the hall", "AB", "9 June 2025"),
            ("Order the chairs", "as above", '"'),
            ("Print the posters", "", ""),
        )
    )
    assert (two.owners, two.deadline) == (one.owners, one.deadline)
    assert any("as above" in doubt for doubt in two.doubts)
    assert (three.owners, three.deadline) == ((), None)


def test_a_remark_says_how_the_action_stands_where_there_is_no_status() -> None:
    (one, two) = found(
        Heading("Actions"),
        table(("Action", "Res(1)", "Remarks"), ("Book the hall", "AB", "Done"), ("Order it", "CD", "Half-way")),
    )
    assert (one.status, two.status) == (CLOSED, OPEN)


def test_a_table_on_its_side_is_read_as_one_row_for_each_action() -> None:
    (one, two) = found(
        Heading("Actions"),
        table(
            ("Action", "Book the hall"), ("Owner", "AB"), ("Due", "9 June 2025"),
            ("Action", "Order the chairs"), ("Owner", "CD"), ("Due", "On-going"),
        ),
    )  # fmt: skip
    assert (one.text, one.owners, one.deadline) == ("Book the hall", ("AB",), date(2025, 6, 9))
    assert (two.text, two.owners, two.deadline) == ("Order the chairs", ("CD",), ONGOING)
    assert rows(("Action", "Book it", "Order it"), ("Owner", "AB", "CD"), ("Status", "Open", "Done")) == [
        ("Book it", ("AB",)),
        ("Order it", ("CD",)),
    ]


# Awkward tables


def test_headings_between_the_rows_are_no_actions_and_say_what_follows() -> None:
    actions = found(
        Heading("Actions"),
        table(
            ("Action", "Owner", "Due"),
            ("Estates", "", ""),
            ("Book the hall", "AB", "9 June 2025"),
            ("Completed", "", ""),
            ("Order the chairs", "CD", ""),
            ("Print the posters", "CD", ""),
        ),
    )
    assert [(a.text, a.status) for a in actions] == [
        ("Book the hall", OPEN),
        ("Order the chairs", CLOSED),
        ("Print the posters", CLOSED),
    ]


def test_an_action_without_an_owner_is_no_heading() -> None:
    assert texts(
        Heading("Actions"),
        table(("Action", "Owner"), ("Book the hall", "AB"), ("Check the alarm", ""), ("Order the chairs", "CD")),
    ) == ["Book the hall", "Check the alarm", "Order the chairs"]


def test_rows_that_say_that_there_is_nothing_are_left_out() -> None:
    empty = [(str(n), "", "", "") for n in range(3, 16)]
    said = [("1", "No further action", "", ""), ("2", "Nobody has offered to do this", "", "")]
    assert rows(("No", "Action", "Owner", "Due"), *said, *empty, ("16", "Book the hall", "AB", "")) == [
        ("Book the hall", ("AB",))
    ]


def test_an_action_table_may_be_part_of_a_report_that_is_one_table() -> None:
    whole = table(
        ("Summary of the meeting", "", "", ""),
        ("The panel discussed the pier at length. " * 6, "", "", ""),
        ("Name", "Initials", "Organisation", ""),
        ("Ann Brook", "AB", "Harbour", ""),
        ("Action points", "", "", ""),
        ("AP#", "Action", "Due", "Who"),
        ("1", "Book the hall", "9 June 2025", "AB"),
        ("2", "Order the chairs", "", "CD"),
        ("Next meeting", "", "", ""),
        ("The next meeting will be in the harbour office, on a day that the clerk will tell everybody.", "", "", ""),
        ("Room", "Harbour office", "", ""),
    )  # fmt: skip
    assert texts(whole) == ["Book the hall", "Order the chairs"]


@pytest.mark.parametrize("merged", [("Motions", "Motions", "Motions", "Motions"), ("Motions",)])
def test_merged_cells_arrive_repeated_or_alone_and_end_the_actions(merged: Cells) -> None:
    whole = table(
        ("Action log", "", "", ""),
        ("No", "Action", "Owner", "Due"),
        ("1", "Book the hall", "AB", "9 June 2025"),
        merged,
        ("Motion", "Moved", "Seconded", "Result"),
        ("That tea be served", "AB", "CD", "Carried"),
    )
    assert texts(whole) == ["Book the hall"]


def test_a_table_that_follows_at_once_but_has_another_shape_is_no_continuation() -> None:
    assert texts(
        table(("AP#", "Action", "Due", "Who"), ("1", "Book the hall", "9 June", "AB")),
        table(("Proposed agenda:", "Proposed next date:", "2025/06/28")),
    ) == ["Book the hall"]


def test_a_table_without_a_header_is_read_below_a_heading_of_actions_only() -> None:
    bare = (("AB", "Book the hall for the summer fair"), ("CD", "Order the chairs for the fair"))
    assert rows(*bare, heading="Actions") == [
        ("Book the hall for the summer fair", ("AB",)),
        ("Order the chairs for the fair", ("CD",)),
    ]
    assert rows(*bare, heading="Rota") == []
    assert rows(("AB to book the hall",), ("CD to order chairs",), heading="Actions") == [
        ("AB to book the hall", ("AB",)),
        ("CD to order chairs", ("CD",)),
    ]


def test_a_second_table_of_completed_actions_is_closed() -> None:
    header = ("Action", "Owner")
    actions = found(
        Heading("Actions"),
        table(header, ("Book the hall", "AB")),
        Heading("Completed actions"),
        table(header, ("Order the chairs", "CD")),
    )
    assert [(a.text, a.status) for a in actions] == [("Book the hall", OPEN), ("Order the chairs", CLOSED)]


# Tables that are none of actions

OTHERS: dict[str, tuple[Cells, ...]] = {
    "motions": (
        ("Motion", "Moved", "Seconded", "Action", "Status"),
        ("That tea be served", "AB", "CD", "Carried", "Passed"),
    ),
    "votes without the word": (
        ("Item", "Action", "Result"),
        ("Budget", "Motion to approve, moved by Ash, seconded by Elm", "Carried"),
        ("Minutes", "Approved unanimously", "Carried"),
    ),
    "an agenda with purposes": (
        ("Item", "Lead", "Paper", "Action"),
        ("1. Welcome", "Chair", "Verbal", "To note"),
        ("2. Accounts", "Treasurer", "A", "To approve"),
        ("3. Roof", "AB", "B", "For discussion and decision"),
    ),
    "an agenda with times": (
        ("Time", "Item", "Lead", "Action"),
        ("10:00", "Welcome", "Chair", "Note"),
        ("10:15", "Accounts", "Treasurer", "Approve the accounts"),
    ),
    "decisions": (
        ("No", "Decision", "Owner", "Date"),
        ("1", "To close the pier in winter", "Harbour office", "12 March 2025"),
    ),
    "attendance": (("Name", "Initials", "Organisation", "Status"), ("Ann Brook", "AB", "Harbour", "Present")),
    "a priority matrix": (
        ("Task", "Effort", "Impact", "Priority", "Owner"),
        ("Paint the hall", "low", "high", "1", "AB"),
    ),
    "risks": (
        ("Risk", "Likelihood", "Impact", "Mitigating action", "Owner", "Due"),
        ("Fire", "low", "high", "Test the alarm", "AB", "9 June"),
    ),
    "a risk register in brief": (
        ("Risk ID", "Description", "Action", "Owner", "Status"),
        ("R1", "The roof may leak", "Inspect it", "AB", "Open"),
    ),
    "tickets": (
        ("Issue", "Title", "Assignee", "Status"),
        ("#12", "Fix the log-in page", "annb", "In progress"),
        ("#14", "Update the docs", "cydee", "Done"),
    ),
    "pull requests": (("PR", "Title", "Owner", "Status"), ("#7", "Add tests", "annb", "Open")),
    "links": (("Title", "Link", "Owner"), ("Annual report", "https://example.org/a", "Clerk")),
    "awards": (("Award", "Recipient", "Action", "Status"), ("Best garden", "Mr Elm", "Present cup", "Done")),
    "use cases": (("Use case", "Actor", "Description", "Status"), ("Log in", "Member", "Open the page", "Open")),
    "milestones": (
        ("Milestone", "Description", "Owner", "Due date", "Status"),
        ("M1", "Design agreed", "AB", "9 June", "On track"),
        ("M2", "Opening of the hall", "CD", "9 July", "On track"),
    ),
    "documents": (
        ("Document", "Title", "Owner", "Due date"),
        ("P1", "Safeguarding policy", "Clerk", "June 2025"),
        ("P2", "Finance policy", "Treasurer", "July 2025"),
    ),
    "payments": (("Payee", "Description", "Amount", "Status"), ("Elm & Co", "Hall hire", "£30", "Paid")),
    "a rota": (("Date", "Name", "Task"), ("9 June", "AB", "Tea"), ("16 June", "CD", "Chairs")),
    "roles": (("Role", "Name", "Responsibilities"), ("Treasurer", "Ann Brook", "Keeps the accounts")),
    "interests": (("Name", "Interest declared", "Action"), ("Cllr Ash", "Owns the field", "Left the room")),
    "planning": (
        ("Application no", "Description", "Action", "Status"),
        ("25/0012", "Rear extension at Mill Lane", "No objection", "Open"),
    ),
    "events": (("Event", "Date", "Lead", "Status"), ("Summer fair", "9 June", "AB", "Confirmed")),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("heading", ["", "Agenda", "5. Reports", "Notes of the meeting"])
def test_tables_of_other_things_hold_no_actions(name: str, heading: str) -> None:
    assert rows(*OTHERS[name], heading=heading) == []


@pytest.mark.parametrize("name", ["motions", "votes without the word", "risks", "awards", "use cases"])
def test_below_a_heading_of_actions_too_a_table_of_motions_holds_none(name: str) -> None:
    assert rows(*OTHERS[name], heading="Actions") == []


# What holds for every table

WORDS = st.sampled_from(
    ["", "AB", "Action", "Owner", "Due", "Item", "9 June 2025", "Book the hall.", "1", "Status", "Done", "• a\n• b",
     "-",
     "Completed", "Discussion", "as above", "Actions", "Name", "\n", "Motion"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=5).map(tuple), max_size=8), st.sampled_from(["", "Actions", "Closed actions"]))
def test_any_table_is_read_and_every_action_has_words_and_a_place(cells: list[Cells], heading: str) -> None:
    blocks: tuple[Block, ...] = (Heading(heading), table(*cells)) if heading else (table(*cells),)
    actions = found(*blocks)
    assert all(a.text.strip() and a.places and a.places[0].row for a in actions)
    assert read_meetings(document(*blocks), meeting=DAY)


def test_a_table_of_fifty_thousand_rows_that_holds_no_actions_is_read() -> None:
    assert texts(table(("Name", "Town"), *((f"Member {n}", "Harbour") for n in range(50_000)))) == []


def test_lists_beside_tables_are_read_as_before() -> None:
    assert texts(
        Heading("Actions"),
        table(("Action", "Owner"), ("Book the hall", "AB")),
        ListItem("CD to order chairs", place=Place(paragraph=9)),
    ) == ["Book the hall", "CD to order chairs"]


def test_a_number_in_the_middle_of_its_lines_belongs_to_all_of_them() -> None:
    actions = found(
        table(
            ("No", "Action", "Owner", "Due"),
            ("", "Discuss the lots with", "", "Week"),
            ("1", "", "", ""),
            ("", "the directorate", "AB", "23"),
            ("2", "Book the hall", "CD", "9 June 2025"),
            ("", "Review the decision", "", "30"),
            ("3", "once more with all who", "EF", "June"),
            ("", "wrote it", "", "2025"),
        )
    )
    assert [(a.ref, a.text, a.owners) for a in actions] == [
        ("1", "Discuss the lots with the directorate", ("AB",)),
        ("2", "Book the hall", ("CD",)),
        ("3", "Review the decision once more with all who wrote it", ("EF",)),
    ]
    assert actions[2].deadline == date(2025, 6, 30)


def test_a_column_of_kinds_says_which_rows_are_actions() -> None:
    assert rows(
        ("No", "Type", "Description", "Owner", "Due"),
        ("1", "Action", "Send the survey to members", "AB", "1 May 2025"),
        ("2", "Decision", "The budget is agreed", "Board", ""),
        ("3", "Information", "The office moves in June", "", ""),
    ) == [("Send the survey to members", ("AB",))]


def test_completed_in_the_column_of_days_closes_and_a_tick_in_a_column_done_too() -> None:
    (one,) = found(table(("Action", "Owner", "Completion date"), ("Book the hall", "AB", "Completed")))
    (two, three) = found(
        table(("Action", "Owner", "Done"), ("Book the hall", "AB", "[x]"), ("Order the chairs", "CD", "[ ]"))
    )
    assert [one.status, two.status, three.status] == [CLOSED, CLOSED, OPEN]


def test_the_actions_among_the_votes_of_a_board_are_found() -> None:
    assert rows(
        ("Agenda item", "Discussion", "Action"),
        ("Minutes", "Motion by Ash, second by Elm", "Approved"),
        ("Accounts", "The balance is 1,200", "Motion to accept: passed"),
        ("Picnic", "Volunteers are needed", "Dana will call the park office"),
        ("Dues", "An increase was discussed", "Tabled"),
    ) == [("Dana will call the park office", ("Dana",))]


# Columns judged by their cells


def test_days_below_the_heading_by_are_deadlines_and_names_below_an_unknown_heading_are_owners() -> None:
    actions = found(
        Heading("Actions agreed"),
        table(("Action", "Trustee", "By"), ("Ask the surveyor", "AB", "7 June"), ("Count readers", "CD", "ASAP")),
    )
    assert [(a.owners, a.minuted.deadline) for a in actions] == [(("AB",), "7 June"), (("CD",), "ASAP")]


def test_names_below_when_and_days_below_who_are_read_as_what_they_are() -> None:
    actions = found(table(("Action", "When", "Who"), ("Send the list", "AB", "9 June"), ("Ring them", "CD", "June")))
    assert [(a.owners, a.deadline) for a in actions] == [(("AB",), date(2025, 6, 9)), (("CD",), date(2025, 6, 30))]


def test_an_owner_called_june_stays_an_owner() -> None:
    assert rows(("Action", "Owner"), ("Send the list to all", "June"), ("Ring the county", "June")) == [
        ("Send the list to all", ("June",)),
        ("Ring the county", ("June",)),
    ]


def test_a_column_of_progress_that_holds_words_of_status_alone_is_the_status() -> None:
    header = ("Task Name", "Bucket", "Progress", "Assigned To", "Due Date")
    actions = found(
        table(header, ("Book it", "Hall", "Completed", "AB", ""), ("Send it", "Hall", "In progress", "CD", ""))
    )
    assert [(a.minuted.status, a.status) for a in actions] == [("Completed", CLOSED), ("In progress", OPEN)]


# Owners over several lines


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        ("Director of\nFinance", ("Director of Finance",)),
        ("Secretary to\nCouncil", ("Secretary to Council",)),
        ("Chief\nExecutive", ("Chief Executive",)),
        ("Finance\nManager", ("Finance Manager",)),
        ("Registrar;\nStudents’ Union\nPresident", ("Registrar", "Students’ Union President")),
        ("Review\nteam", ("Review team",)),
        ("Clerk\nTreasurer", ("Clerk", "Treasurer")),
        ("AB\nCD", ("AB", "CD")),
        ("Kim\nLou", ("Kim", "Lou")),
        ("Head of Estates\nHead of IT", ("Head of Estates", "Head of IT")),
        ("AB/\nCD", ("AB", "CD")),
    ],
)
def test_a_line_break_within_a_name_parts_no_owners(cell: str, owners: tuple[str, ...]) -> None:
    assert rows(("Action", "Owner", "Due"), ("Send the list", cell, "9 June")) == [("Send the list", owners)]


def test_na_beside_other_initials_is_somebody() -> None:
    assert rows(("Action", "Owner", "Due"), ("Send the list", "GH/NA", ""), ("Ring them", "N/A", "")) == [
        ("Send the list", ("GH", "NA")),
        ("Ring them", ()),
    ]


# Several actions in one cell, each with its owner

MINUTED = ("Item", "Discussion", "Action")
TALK = "It was discussed at length by all those present."


@pytest.mark.parametrize(
    ("cell", "actions"),
    [
        ("Get three quotes\nAB – June\nTell the insurer\nCD", [("Get three quotes", "AB"), ("Tell the insurer", "CD")]),
        (
            "Get quotes for it\nAB\nTell the insurer (CD, 1 June)",
            [("Get quotes for it", "AB"), ("Tell the insurer", "CD")],
        ),
        (
            "AB: book the hall\nCD: get quotes\nAll: bring cake",
            [("book the hall", "AB"), ("get quotes", "CD"), ("bring cake", "All")],
        ),
        (
            "AB to reword it by 30 Jan\nCD to check who owns\nthe field",
            [("AB to reword it by 30 Jan", "AB"), ("CD to check who owns the field", "CD")],
        ),
    ],
)
def test_a_cell_with_several_owners_holds_as_many_actions(cell: str, actions: list[tuple[str, str]]) -> None:
    got = rows(MINUTED, ("1. Roof", TALK, cell), ("2. Hall", TALK, ""))
    assert [(text, owners[0]) for text, owners in got] == actions


def test_a_name_within_a_sentence_that_the_column_broke_begins_no_action() -> None:
    assert texts(table(MINUTED, ("1. Roof", TALK, "Ask the\nClerk to write to the band"), ("2. Hall", TALK, ""))) == [
        "Ask the Clerk to write to the band"
    ]


def test_boxes_in_the_cells_of_notes_are_actions_where_somebody_is_named() -> None:
    notes = (
        "The date slips.\n[ ] AB: write to the panel about it\n[x] CD: tell the printer of it\n[ ] Yes, we do want it"
    )
    actions = found(table(("Time", "Item", "Notes"), ("20m", "Portal", notes)))
    assert [(a.text, a.owners, a.status) for a in actions] == [
        ("write to the panel about it", ("AB",), OPEN),
        ("tell the printer of it", ("CD",), CLOSED),
    ]


# What remarks say of the status


@pytest.mark.parametrize(
    ("remark", "status"),
    [
        ("Completed 9/4", CLOSED),
        ("Completed July 2021", CLOSED),
        ("Superseded by 7", CLOSED),
        ("Presented in June. Discharged.", CLOSED),
        ("Closed – see minute 5", CLOSED),
        ("Complete by June", OPEN),
        ("Not yet complete", OPEN),
        ("To be completed in July", OPEN),
        ("Sent to AB. Awaiting reply", OPEN),
        ("Closed door meeting held", OPEN),
        ("No reply; c/f to September.", OPEN),
    ],
)
def test_a_remark_closes_an_action_only_where_it_says_so(remark: str, status: str) -> None:
    (action,) = found(table(("No", "Action", "Lead", "Position"), ("1", "Buy a bench", "AB", remark)))
    assert action.status == status


# Margins without a heading


def test_initials_in_a_margin_without_a_heading_own_the_sentence_that_asks() -> None:
    actions = found(
        table(
            ("1. Apologies were received from two members.", ""),
            ("2. Highways\nReport the blocked gully to the county again.", "PR"),
            ("The lamp is not mended yet. The county is to be asked for a second one.", "Clerk\n20th May"),
            ("3. Finance. Accounts for £12 were approved.", ""),
            ("The bench is still not there.", "LB"),
            ("4. Borrow the tent from the school.", "JK"),
            ("5. The rest was noted.", ""),
            ("6. Next meeting on 7 June.", ""),
        )
    )
    assert [(a.text, a.owners, a.minuted.deadline) for a in actions] == [
        ("Report the blocked gully to the county again.", ("PR",), ""),
        ("The county is to be asked for a second one.", ("Clerk",), "20th May"),
        ("Borrow the tent from the school.", ("JK",), ""),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        (
            ("1. Welcome to all members", "Chair"),
            ("2. Minutes to be approved", "Chair"),
            ("3. Accounts", "FD"),
            ("4. End", ""),
        ),
        (
            ("10.00", "Welcome by the chair", "Chair"),
            ("10.10", "To receive the accounts", "TB"),
            ("11.00", "Break", ""),
        ),
        (
            ("It was agreed to approve the accounts.", "AB/CD"),
            ("Resolved to adopt it.", "CD/EF"),
            ("Thanks were given.", ""),
        ),
        (
            ("Cllr A declared an interest and will leave.", "AB"),
            ("No more was declared.", ""),
            ("Nothing was said.", ""),
        ),
        (
            ("To book the hall please ring the office.", "Clerk"),
            ("To pay please ring.", "Treasurer"),
            ("Doors are open.", ""),
        ),
        (
            ("22/1", "Two trees to be felled in the garden.", "Object"),
            ("22/2", "A wall to be built.", ""),
            ("22/3", "Nil.", ""),
        ),
    ],
)
def test_an_agenda_votes_interests_and_contacts_are_no_margin(cells: tuple[Cells, ...]) -> None:
    assert texts(table(*cells)) == []


def test_the_next_meeting_below_the_rows_is_no_row() -> None:
    assert texts(
        table(
            ("No", "Action", "Who", "When"),
            ("1", "Next meeting agenda to be drafted", "Clerk", "July"),
            ("Next", "meeting 27.2.12 at the hall", "", ""),
        )
    ) == ["Next meeting agenda to be drafted"]


def test_the_owner_pr_ends_no_table() -> None:
    assert len(rows(("Action", "Owner", "Due"), ("Ring the shop", "AB", ""), ("Send a note", "PR", ""))) == 2


def test_a_table_below_action_points_ap_is_one_of_actions() -> None:
    assert rows(
        ("1", "Send the list to all", "AB", "June"), ("2", "Book the hall", "CD", "July"), heading="Action Points (AP):"
    ) == [
        ("Send the list to all", ("AB",)),
        ("Book the hall", ("CD",)),
    ]


@given(
    st.lists(
        st.sampled_from(["AB", "CD – June", "Ask the", "Send it (EF)", "[x] AB: go", "1. x", "- AB to go", "", "\n"])
    )
)
def test_any_cell_of_lines_is_read(lines: list[str]) -> None:
    found(table(MINUTED, ("1", TALK, "\n".join(lines)), ("2", "\n".join(lines), "AB")))


# What people call their columns, and tables whose cells tell what the headings do not

NOTES = (
    ("1", "APOLOGIES\nApologies were received.", ""),
    ("EA/2", "WALL\nMembers felt a third quotation was needed.\nObtain a third quotation for the wall.", "AB"),
    ("EA/3", "LAMPS\nTwo had failed.\nReport the lamps.\nPrice a new junction box.", "CD\nCD / Clerk"),
    ("4", "LEASE\nThe lease was renewed at the old rent.", "–"),
    ("5", "BUDGET\nThe report was noted. No action required.", "n/a"),
)
JOBS = (
    ("Compile a list of the broken sockets", "AB", "17 January 2025", "Yes"),
    ("Draft wording for the new poster", "CD/EF", "End of January 2025", ""),
    ("Invite a member of the school", "Clerk", "", "No"),
)


@pytest.mark.parametrize("first", ["Min. No.|Item", "No|Discussion", "Ref|Minute text", "Item|Notes", "|"])
@pytest.mark.parametrize("last", ["Action by", "Action", "By", "Lead", "Who", "Owner", "Initials", "For action"])
def test_the_last_paragraphs_beside_initials_are_the_actions_of_those_named_line_by_line(first: str, last: str) -> None:
    assert rows((*first.split("|"), last), *NOTES) == [
        ("Obtain a third quotation for the wall.", ("AB",)),
        ("Report the lamps.", ("CD",)),
        ("Price a new junction box.", ("CD", "Clerk")),
    ]


def test_the_number_of_a_minute_is_the_ref_of_the_actions_beside_it() -> None:
    actions = found(table(("Min. No.", "Item", "Action by"), *NOTES))
    assert [a.ref for a in actions] == ["EA/2", "EA/3", "EA/3"]


@pytest.mark.parametrize(
    "header",
    [
        "What needs doing|Initials|Deadline|Done?",
        "Job|Who's doing it|By|Complete?",
        "Follow-up|For|Timeframe|Progress",
        "Commitment|POC|Needed by|Finished",
        "Deliverable|Assignee(s)|Completion|State of play",
        "Thing|Soul|Moment|Mark",
        "Goal|Owner|Date|Status",
    ],
)
def test_under_a_heading_of_actions_the_cells_tell_what_strange_headings_do_not(header: str) -> None:
    assert rows(tuple(header.split("|")), *JOBS, heading="Actions") == [
        ("Compile a list of the broken sockets", ("AB",)),
        ("Draft wording for the new poster", ("CD", "EF")),
        ("Invite a member of the school", ("Clerk",)),
    ]


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Item|Lead", ("Welcome and apologies|AB", "Approve the minutes|CD", "Review the plan|EF")),
        ("What|Where|When", ("Summer fair|Hall|1 June 2025", "Walk round the hill|Hill|8 June 2025")),
        ("Date|Who|Job", ("1 June 2025|AB|Open the hall", "8 June 2025|CD|Make the tea")),
        ("Item|Discussion|By", ("1|The Chair welcomed all.|AB", "2|The report was received.|CD", "3|Noted by all.|EF")),
    ],
)
def test_agendas_rotas_and_programmes_of_events_hold_no_actions(header: str, body: tuple[str, ...]) -> None:
    assert not rows(*(tuple(line.split("|")) for line in (header, *body)))


def test_a_role_on_three_lines_is_one_owner() -> None:
    header = ("Action", "Who", "By when")
    assert rows(header, ("Check the policy", "School\nBusiness\nManager", "6 December 2024")) == [
        ("Check the policy", ("School Business Manager",))
    ]
