"""Any text, however hostile, stands in a workbook as it is shown, and is never anything but text."""

import csv as separated
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog.papers import Paper, Row, Table
from actionlog.renderers._cells import shown as plain
from actionlog.renderers._sheets import LONGEST_TEXT, sheets_of
from tests.renderers.workbooks import (
    FORMATS,
    both,
    by_libreoffice,
    members,
    needs_libreoffice,
    one_table,
    opened,
    read_back,
)

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1+1",
    "-2",
    "'=1+1",
    '=HYPERLINK("http://example.org")',
    "https://example.org/",
    "mailto:clerk@example.org",
    "internal:Sheet1!A1",
    "{=1+1}",
    "1e5",
    "007",
    "9/6/2021",
    "TRUE",
    "#REF!",
    "_x0041_",
    "_x0041_x0042_",
    "a_x000D__x000A_b",
    "<r><t>rich</t></r>",
    "<r></si></sst>&<![CDATA[</r>",
    "]]> & <b>bold</b> &amp; \"quoted\" 'so'",
    "  led, and followed  ",
    "two  and   three spaces",
    "a line\nand =another",
    "\x1b[31mred\x00\x0b\x85\u2028\u202e",
    "a lone \ud800 half, and \ufffe\uffff\U0001fffe",
    "x" * 10_000,
    "議" * 10_000,
    "e" + "\u0301" * 2_000,
    "Zoë, Łukasz, 木村, 🏗",
)


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_is_text_in_excel(said: str) -> None:
    sheet = opened(one_table((said, 1))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == plain(said)
    assert sheet["A2"].hyperlink is None


@both
@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_comes_back_as_it_is_shown(said: str, form: str) -> None:
    assert read_back(one_table((said, 1)), form)["Open actions"][1][0] == plain(said)


@both
def test_hostile_text_may_stand_anywhere(form: str, of_text: Callable[[str], Paper]) -> None:
    for said in HOSTILE:
        for name, part in members(FORMATS[form](of_text(said))).items():
            if name != "mimetype":
                ElementTree.fromstring(part)


@both
@needs_libreoffice
def test_libreoffice_shows_every_text_as_it_is_and_works_nothing_out(form: str, tmp_path: Path) -> None:
    data = FORMATS[form](one_table(*((said, "end") for said in HOSTILE)))
    (made,) = by_libreoffice(data, form, tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,true,true")
    rows = list(separated.reader(io.StringIO(made.read_text("utf-8"), newline="")))
    assert rows == [["Column 0", "Column 1"], *([plain(said), "end"] for said in HOSTILE)]


@both
def test_any_text_date_and_number_comes_back(form: str) -> None:
    cell = st.text(max_size=60) | st.text(st.sampled_from("_x0041 =<r>&;"), max_size=30)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cell, cell, st.dates(date(1900, 3, 1)), st.integers(-(10**15) + 1, 10**15 - 1))
    def run(first: str, second: str, day: date, number: int) -> None:
        paper = one_table((first, second, day, number, "end"))
        row = read_back(paper, form)["Open actions"][1]
        assert row == [plain(first), plain(second), day, number, "end"]
        if form == "xlsx" and "x005F_" not in first + second:  # which openpyxl drops wherever it stands
            cells = next(opened(paper).active.iter_rows(min_row=2, values_only=True))
            assert list(cells) == [plain(first), plain(second), datetime(day.year, day.month, day.day), number, "end"]

    run()


@both
def test_a_day_or_a_number_that_excel_cannot_hold_stands_in_words(form: str) -> None:
    shown = read_back(one_table((date(1900, 2, 28), date(1900, 3, 1), 10**15, -(10**15), 10**15 - 1)), form)
    assert shown["Open actions"][1] == [
        "28 February 1900",
        date(1900, 3, 1),
        "1" + "0" * 15,
        "-1" + "0" * 15,
        10**15 - 1,
    ]


@both
@pytest.mark.parametrize("said", ["x" * (2 * LONGEST_TEXT + 5), "🏗" * LONGEST_TEXT, "x🏗" * 12_000])
def test_a_text_longer_than_a_cell_goes_on_beside_it(said: str, form: str) -> None:
    rows = read_back(one_table(("short", 1), (said, 2)), form)["Open actions"]
    continued = rows[0].count("Column 0 (continued)")
    assert rows[0] == ["Column 0", *["Column 0 (continued)"] * continued, "Column 1"]
    assert rows[1] == ["short", *["None"] * continued, 1]
    assert "".join(map(str, rows[2][:-1])) == said
    assert all(len(str(cell).encode("utf-16-le")) // 2 <= LONGEST_TEXT for cell in rows[2])


@given(st.lists(st.text(max_size=50), max_size=6))
def test_any_captions_make_names_that_differ(captions: list[str]) -> None:
    tables = tuple(Table(caption, ("Ref",), (Row(("1",)),)) for caption in captions)
    names = [sheet.name for sheet in sheets_of(Paper("p", "T", "g", date(2021, 6, 15), parts=tables))]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
