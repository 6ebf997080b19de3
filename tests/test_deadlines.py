"""Deadlines as minutes print them, and days as users type them."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actionlog
from actionlog.deadlines import DeadlineRefused, Reading, meeting_date, read_date, read_deadline
from actionlog.model import NEXT_MEETING, ONGOING, long_date, weekday_date

MEETING = date(2021, 5, 19)
NEXT = date(2021, 6, 23)
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "deadlines.md"

#: What the page must hold at least: phrases met in real minutes or asked for by secretaries.
PHRASES = """
9th June;9 <sup>th</sup> June;9 June;19 <sup>TH</sup> May;30 June 2021;Wed 9 June;09/06/21;9.6.21;2021-06-09
26/05/2021;17.7.12;2021-06-30;On-going;Ongoing;Continuous;Standing;ASAP;TBC;tba;-;N/A;(blank);next meeting
for July Board;by the AGM;end of June;end June 2021;June 2021;June;end June;30 Sept;mid-June;early June
by COP Friday;w/c 14 June;w/c 7 June;Q3;Q3 2021;within two weeks;14 days;18 months;Spring 2022;Autumn
towards the end of February;31st February;5 Jan;January;10 May;1-3 June;9th June and 16th June;2021/22;Sept 21
Complete 9/6/21;13 Nov;14 Aug;22/03/2017;(April 10th);COB Fri 29 May 2026;From 3 May until 9 June 2017;Week 22
During award phase;Next Board Meeting;June Board Meeting;21th July;in 2-3 months;in a fortnight;Last week of May
"""

dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def ordinal(day: int) -> str:
    return f"{day}" + ("th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th"))


def month(day: date) -> str:
    return long_date(day).split()[1]


#: Ways to print a day that leave no doubt which it is.
FORMATS: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "year first": lambda d: f"{d.year}/{d.month}/{d.day}",
    "long": long_date,
    "ordinal": lambda d: f"{ordinal(d.day)} {month(d)} {d.year}",
    "superscript": lambda d: f"{d.day} <sup>{ordinal(d.day)[-2:].upper()}</sup> {month(d)} {d.year}",
    "of": lambda d: f"the {ordinal(d.day)} of {month(d)}, {d.year}",
    "weekday": weekday_date,
    "short": lambda d: f"{weekday_date(d)[:3]} {d.day:02} {month(d)[:3]}. {d.year}",
    "weekday last": lambda d: f"{long_date(d)} ({weekday_date(d).split()[0]})",
    "month first in words": lambda d: f"{month(d)} {d.day}, {d.year}",
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "dots": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "dashes": lambda d: f"{d.day}-{d.month}-{d.year}",
    "spreadsheet": lambda d: f"{d.isoformat()} 00:00:00",
}
WRAPPED = ["{}", "by {}", "before {}.", "({})", "  {} ", "by 5pm on {}", "Due: {}", "{} 17:00", "no later than {}"]


def shown(text: str, **known: date) -> tuple[str, str, str]:
    """Return what the page says of `text`: the deadline, how it was found, and whether there is a doubt."""
    try:
        found = read_deadline(text, MEETING, next_meeting=known.get("next_meeting", NEXT))
    except DeadlineRefused:
        return "refused", "", ""
    if found.question:
        deadline = "asked: " + " or ".join(map(long_date, found.readings))
    elif found.completed:
        deadline = f"completed on {long_date(found.completed)}"
    elif isinstance(found.deadline, date):
        deadline = long_date(found.deadline)
    else:
        deadline = found.deadline or "none"
    return deadline, found.basis, "yes" if found.doubts else "no"


def rows() -> list[tuple[str, tuple[str, str, str]]]:
    """Return the rows of the page's tables: what is printed, and what the page says of it."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith(("| `", "| (blank)")):
            found.append((cells[0].strip("`"), (cells[1], cells[2], cells[3])))
    return found


@pytest.mark.parametrize(("printed", "promised"), rows())
def test_the_page_of_phrases_tells_what_happens(printed: str, promised: tuple[str, str, str]) -> None:
    assert shown("" if printed == "(blank)" else printed) == promised


def test_the_page_of_phrases_holds_every_phrase_that_secretaries_print() -> None:
    wanted = {phrase for line in PHRASES.split("\n") for phrase in line.split(";") if phrase}
    assert wanted <= {printed for printed, _ in rows()}


@pytest.mark.parametrize("name", FORMATS)
@given(day=dates, meeting=dates, wrap=st.sampled_from(WRAPPED))
def test_a_day_that_is_printed_in_full_is_that_day(name: str, day: date, meeting: date, wrap: str) -> None:
    text = wrap.format(FORMATS[name](day))
    assert read_deadline(text, meeting).deadline == day
    assert read_date(text, meeting) == day


@pytest.mark.parametrize("name", [n for n in FORMATS if n != "weekday last"])
@given(day=dates)
def test_the_day_of_a_meeting_is_found_in_its_title(name: str, day: date) -> None:
    assert meeting_date(f"Minutes of the group, {FORMATS[name](day)}, 15:30 – 17:30 (invented)") == day


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1 May 1021"])
def test_a_year_that_no_committee_reaches_is_refused_as_a_slip(typed: str) -> None:
    with pytest.raises(DeadlineRefused, match="Check the year"):
        read_date(typed, date(2021, 5, 19))


@given(st.integers(1800, 2500), st.integers(0, 99), st.integers(0, 99), dates)
def test_an_iso_date_is_never_read_as_another_day(year: int, month: int, day: int, meeting: date) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        expected = date.fromisoformat(text)
    except ValueError:
        with pytest.raises(DeadlineRefused):
            read_deadline(text, meeting)
        with pytest.raises(DeadlineRefused):
            read_date(text, meeting)
    else:
        assert read_deadline(text, meeting, day_first=False).deadline == expected
        assert read_deadline(text, meeting).deadline == read_date(text, meeting) == expected


@given(dates, dates)
def test_a_year_that_is_not_printed_comes_from_the_meeting(day: date, meeting: date) -> None:
    found = read_deadline(f"{day.day} {month(day)}", meeting)
    if found.question:
        past, future = found.readings
        assert timedelta(0) < meeting - past <= timedelta(days=30)
        assert future - meeting > timedelta(days=300)
        return
    assert isinstance(found.deadline, date)
    assert (found.deadline.day, found.deadline.month) == (day.day, day.month)
    assert found.deadline >= meeting
    assert found.basis == "year inferred"
    assert found.doubts[0] == f"The year is not printed; {found.deadline.year} comes from the meeting."
    assert (found.deadline - meeting > timedelta(days=300)) == any("please confirm" in doubt for doubt in found.doubts)


@given(dates, st.integers(1, 6))
def test_a_weekday_that_is_not_the_days_is_refused(day: date, off: int) -> None:
    wrong = weekday_date(day + timedelta(days=off)).split()[0]
    with pytest.raises(DeadlineRefused, match=f"{long_date(day)} is a {weekday_date(day).split()[0]}"):
        read_deadline(f"{wrong} {long_date(day)}", MEETING)
    assert meeting_date(f"Meeting of {wrong} {long_date(day)}") is None


#: Pieces of deadlines, and characters that have no place in one, to be put together at random.
PIECES = """
9 16 31 0 00 2021 21 99 9999 99999999 june sept feb Mon friday by on the end of early mid late - – / . , ; ( ) [ ]
and or to until from between next last meeting board July AGM week w/c w/e Q3 year month days 18 within in a fortnight
ASAP TBC on-going complete done 1st 21th 5pm 17:00 <sup> </sup> <br> ? ~ about & + ' ٩ İ ß ᵗʰ N/A 2021-06-09 9/6/21
31/2/2021 29 this financial working 2021/22 2011-12 EOM \x00 \x1b[2J \u202e \ud800
"""
pieces = st.lists(st.sampled_from(PIECES.split()), max_size=8)
phrases = st.builds(str.join, st.sampled_from(["", " "]), pieces)
anything = st.one_of(phrases, st.text(max_size=40), st.text(alphabet="0123456789/-. stndrhJunemay", max_size=20))


@given(anything, st.dates(), st.booleans(), st.one_of(st.none(), st.dates()))
def test_whatever_is_printed_gives_a_reading_or_a_refusal(
    text: str, meeting: date, day_first: bool, next_meeting: date | None
) -> None:
    try:
        found = read_deadline(text, meeting, day_first=day_first, next_meeting=next_meeting)
    except DeadlineRefused as refused:
        sentences = [str(refused)]
    else:
        assert found.deadline is None or isinstance(found.deadline, date) or found.deadline in (ONGOING, NEXT_MEETING)
        assert not (found.question and found.deadline), "what is asked is not guessed"
        assert bool(found.readings) <= bool(found.question)
        assert list(found.readings) == sorted(set(found.readings))
        sentences = [*found.doubts, *filter(None, [found.question])]
    for sentence in sentences:
        assert sentence.endswith((".", "?"))
        assert "\x1b" not in sentence
        assert "\n" not in sentence


@given(anything, st.dates(), st.booleans())
def test_whatever_is_typed_for_a_day_gives_a_day_or_a_refusal(text: str, today: date, past: bool) -> None:
    with suppress(DeadlineRefused):
        assert isinstance(read_date(text, today, past=past), date)
    day = meeting_date(text)
    assert day is None or isinstance(day, date)


@pytest.mark.parametrize(
    "text", ["9/6/2021" * 1000, "9/6/2021 " * 1000, "9" * 10_000, "x" * 10_240, "<a" * 5000, "9 " * 5000, "mon," * 2500]
)
def test_a_very_long_cell_holds_no_deadline_and_says_so(text: str) -> None:
    found = read_deadline(text, MEETING)
    assert (found.deadline, found.basis) == (None, "none")
    assert "too long" in found.doubts[0]
    meeting_date(text)
    with pytest.raises(DeadlineRefused, match="is not a date"):
        read_date(text, MEETING)


@pytest.mark.parametrize("text", ["99999999999 days", "9999 years", "٩ June", "９ June", "9 June 20201"])
def test_numbers_beyond_sense_are_not_understood(text: str) -> None:
    found = read_deadline(text, MEETING)
    assert (found.deadline, found.basis) == (None, "none")
    assert not found.understood
    assert "was not understood as a deadline" in found.doubts[0]


@pytest.mark.parametrize(
    "text", ["ASAP", "TBC", "by the AGM", "Spring 2022", "N/A", "", "Done", "Q3", "On-going", "9 June"]
)
def test_words_that_name_no_day_are_told_from_words_that_mean_nothing(text: str) -> None:
    assert read_deadline(text, MEETING).understood
    assert not read_deadline("xyzzy", MEETING).understood


@pytest.mark.parametrize("text", ["31st February", "31 Feb", "30/02/2022", "2021-02-30", "32 June", "31/9", "0/6/2021"])
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(DeadlineRefused, match="There is no"):
        read_deadline(text, MEETING)
    with pytest.raises(DeadlineRefused, match="There is no"):
        read_date(text, MEETING)


def test_a_refusal_says_what_is_wrong_in_the_words_that_were_printed() -> None:
    with pytest.raises(DeadlineRefused) as refused:
        read_deadline("by Wed 10th June 2021", MEETING)
    assert str(refused.value) == (
        '"Wed 10th June 2021" cannot be right: 10 June 2021 is a Thursday. Give the day that was meant.'
    )
    with pytest.raises(DeadlineRefused, match=r"There is no 31 February\. Give the day that was meant."):
        read_deadline("31st February", MEETING)
    with pytest.raises(DeadlineRefused, match='"11/14/24" is not a date: there is no month 14'):
        read_deadline("11/14/24", MEETING)


def test_a_document_known_to_print_months_first_is_read_so() -> None:
    assert read_deadline("11/14/24", MEETING, day_first=False).deadline == date(2024, 11, 14)
    assert read_deadline("12-02-2022", MEETING, day_first=False).deadline == date(2022, 12, 2)
    assert read_deadline("12-02-2022", MEETING).deadline == date(2022, 2, 12)


def test_the_printed_words_are_kept_without_markup() -> None:
    assert read_deadline("9 <sup>th</sup>  June", MEETING).printed == "9th June"
    assert read_deadline("19 <sup>TH</sup> May", MEETING).printed == "19TH May"
    assert read_deadline("by\tCOP<br/>Friday ", MEETING).printed == "by COP Friday"


def test_doubts_and_questions_are_whole_sentences() -> None:
    assert read_deadline("10 May", MEETING).question == (
        '"10 May" has no year: 10 May 2021 was shortly before the meeting and 10 May 2022 is almost a year after it. '
        "Which is meant, or is it already done?"
    )
    assert read_deadline("Q3", MEETING).question == (
        '"Q3" ends on 30 September 2021 in the calendar year and on 31 December 2021 in the financial year. '
        "Which is meant?"
    )
    assert read_deadline("9th June & 16th June", MEETING).question == (
        '"9th June & 16th June" names several: 9 June 2021 and 16 June 2021. Which holds, or are these several actions?'
    )
    assert read_deadline("22/03/2017", MEETING).doubts == ("22 March 2017 is before the meeting.",)
    assert read_deadline("21th July 2021", MEETING).doubts == ('"21th" was read as 21.',)
    assert read_deadline("Complete 9/6/21", MEETING).doubts == (
        "9 June 2021 is printed as the day it was done; no deadline is printed.",
        "9 June 2021 is after the meeting.",
    )
    assert read_deadline("w/c 15 June 2021", MEETING).doubts == (
        "Tuesday 15 June 2021 does not begin a week; the Friday after it was taken.",
    )
    assert read_deadline("ASAP", MEETING).doubts == ('"ASAP" names no day; agree one with the owner.',)


def test_a_named_meeting_is_the_next_one_only_where_that_is_known() -> None:
    july = date(2021, 7, 14)
    assert read_deadline("for July Board", MEETING, next_meeting=july).deadline == NEXT_MEETING
    assert read_deadline("for July Board", MEETING).deadline is None
    assert read_deadline("for July Board", MEETING, next_meeting=date(2022, 7, 13)).deadline is None
    assert read_deadline("July 2022 meeting", MEETING, next_meeting=july).deadline is None
    assert read_deadline("meeting on 14 July", MEETING, next_meeting=july).deadline == NEXT_MEETING
    assert read_deadline("meeting on 14 July", MEETING).deadline == july


def test_a_range_that_ends_before_it_begins_is_asked() -> None:
    assert "ends before it begins" in read_deadline("9-3 June", MEETING).question
    assert "ends before it begins" in read_deadline("9 July 2021 - 3 June 2021", MEETING).question


@pytest.mark.parametrize("text", ["2011-12", "between 9 June 2021 and 3 June 2021", "On-going, 30 June", "w/c 10 May"])
def test_what_could_mean_two_things_is_asked(text: str) -> None:
    found = read_deadline(text, MEETING)
    assert found.deadline is None
    assert found.question


def test_a_plain_date_does_not_import_dateutil() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(actionlog.__file__).parents[1])!r})\n"
        "from datetime import date\n"
        "from actionlog.deadlines import read_date, read_deadline, meeting_date\n"
        "day = date(2021, 5, 19)\n"
        "read_date('2021-06-09', day); read_date('9 June 2021', day); read_deadline('9th June', day)\n"
        "read_deadline('end of June', day); meeting_date('Wednesday 19 May 2021')\n"
        "sys.exit(any('dateutil' in name for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("text", "past", "day"),
    [
        ("2021-05-19", False, date(2021, 5, 19)),
        ("19 May 2021", False, date(2021, 5, 19)),
        ("19/5/2021", False, date(2021, 5, 19)),
        ("19 May", True, date(2021, 5, 19)),
        ("19 May", False, date(2022, 5, 19)),
        ("15 June", True, date(2021, 6, 15)),
        ("15 June", False, date(2021, 6, 15)),
        ("29 Feb", True, date(2020, 2, 29)),
        ("today", True, date(2021, 6, 15)),
        ("Yesterday", True, date(2021, 6, 14)),
        ("tomorrow", False, date(2021, 6, 16)),
    ],
)
def test_a_day_may_be_typed_in_several_ways(text: str, past: bool, day: date) -> None:
    assert read_date(text, date(2021, 6, 15), past=past) == day


@pytest.mark.parametrize("text", ["", "soon", "next week", "June", "14 days", "Q3", "On-going"])
def test_what_is_typed_for_a_day_and_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DeadlineRefused, match=r"is not a date\. Type it as 19 May 2021 or 2021-05-19\."):
        read_date(text, MEETING)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("## Minutes & Actions Wednesday 19<sup>th</sup> May 2021 15:30 – 17:30", date(2021, 5, 19)),
        ("24th January 2022", date(2022, 1, 24)),
        ("minutes_2024-05-22.md", date(2024, 5, 22)),
        ("20240522-minutes.docx", date(2024, 5, 22)),
        ("title: Meeting 25 – 3 November 2011", date(2011, 11, 3)),
        ("Meeting, 12-13 February 2019", date(2019, 2, 12)),
        ("Tues 12 and Wed 13 February 2019", date(2019, 2, 12)),
        ("30 June - 1 July 2021", date(2021, 6, 30)),
        ("19 May 2021 (19/05/2021)", date(2021, 5, 19)),
        ("Meeting 3 - 19 May 2021", date(2021, 5, 19)),
        ("Meeting 18 - 19 May 2021", None),  # the 18th meeting, or two days?
        ("19 May 2021; next meeting 23 June 2021", None),
        ("Thursday 19 May 2021", None),  # it was a Wednesday
        ("31 February 2021", None),
        ("19 May", None),
        ("May 2021", None),
        ("Version 1.2.21.3", None),
        ("", None),
    ],
)
def test_the_day_of_a_meeting_is_read_from_a_title_or_not_at_all(title: str, day: date | None) -> None:
    assert meeting_date(title) == day


def test_a_title_with_months_first_is_read_so_only_when_that_is_known() -> None:
    assert meeting_date("Notes 10/21/2024") is None
    assert meeting_date("Notes 10/21/2024", day_first=False) == date(2024, 10, 21)


def test_a_reading_can_be_made_from_a_deadline_alone() -> None:
    assert Reading(MEETING).days == (MEETING,)
    assert Reading(ONGOING).days == ()
