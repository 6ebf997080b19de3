"""A paper as a Word file: for Word, for LibreOffice, for a screen reader, and on a letterhead (all of it invented)."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import docx as word
import mammoth
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionlog import document
from actionlog.papers import Bullets, Divider, Heading, Lines, Paper, Row, Table, Text
from actionlog.readers import docx as reader
from actionlog.renderers import docx
from actionlog.renderers._cells import cell_lines, shown
from actionlog.renderers.word.opening import TemplateRefused
from actionlog.renderers.word.tables import widths
from tests.renderers.conftest import COLUMNS, paper_of, row, standing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice")


def opened(data: bytes) -> Any:
    return word.Document(io.BytesIO(data))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def value(element: Any, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}", "")


def looks(document: Any) -> list[tuple[str, str]]:
    """Each paragraph of the body that is not in a table: its style and its text."""
    return [(p.style.name, p.text) for p in document.paragraphs]


def named(data: bytes, changed: Callable[[str, bytes], bytes]) -> bytes:
    """The file with each of its members changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members(data).items():
            archive.writestr(name, changed(name, content))
    return made.getvalue()


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture
def letterhead() -> Any:
    """An invented committee's own document, to be changed before it is saved."""
    document = word.Document()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Cm(20), Cm(3), Cm(2)
    section.header.paragraphs[0].text = "THE HARBOUR OFFICE (INVENTED)"
    section.footer.paragraphs[0].text = "{{group}}, {{ As  at }}"
    document.styles.add_style("Harbour blue", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("1 Quay Street", style="Harbour blue")
    document.core_properties.author = "A. Template"
    return document


# --------------------------------------------------------------------------------------------------- our own document


def test_title_parts_captions_and_lists_have_words_own_styles(paper: Paper) -> None:
    assert looks(opened(docx.render(paper))) == [
        ("Heading 1", "Hall Group: outstanding actions"),
        ("Normal", "Data as at Tuesday 15 June 2021"),
        ("Normal", "The group is invited to: note progress."),
        ("Normal", "2 open: 1 overdue.\n1 closed since the last paper."),
        ("Caption", "Table 1: Open actions"),
        ("Caption", "Table 2: Closed"),
        ("Caption", "Table 3: Closures proposed"),
        ("Normal", "No action is proposed for closure."),
        ("Heading 2", "To be looked at"),
        ("List Bullet", "An entry was taken out later."),
        ("List Bullet", "The minutes are still a draft."),
    ]


def test_no_level_of_heading_is_skipped() -> None:
    parts = (Heading("Deep", 5), Heading("Deeper", 9), Heading("Up", 2), Heading("Down", 4))
    assert [style for style, _ in looks(opened(docx.render(paper_of(*parts))))[2:]] == [
        "Heading 2",
        "Heading 3",
        "Heading 2",
        "Heading 3",
    ]


def test_a_notice_stands_under_the_title(paper: Paper) -> None:
    noted = paper._replace(notice="Names were left out before this was published.")
    assert looks(opened(docx.render(noted)))[2] == ("Normal", "Names were left out before this was published.")


def test_a_table_has_a_heading_row_that_repeats_and_rows_that_stay_whole(paper: Paper) -> None:
    for table in opened(docx.render(paper)).tables:
        head, *rows = (tr.find(f"{W}trPr") for tr in table._tbl.iterfind(f"{W}tr"))
        assert head.find(f"{W}tblHeader") is not None
        assert all(r.find(f"{W}tblHeader") is None and r.find(f"{W}cantSplit") is not None for r in rows)
        assert table.style.name == "Paper table"
        look = table._tbl.tblPr.find(f"{W}tblLook")
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn"), look.get(f"{W}noHBand")) == ("1", "1", "1")


def test_a_screen_reader_is_told_what_each_table_holds(paper: Paper) -> None:
    first = opened(docx.render(paper)).tables[0]._tbl.tblPr
    assert value(first, "tblCaption") == "Table 1: Open actions"
    assert value(first, "tblDescription") == "2 rows. The columns are: Ref, Action, Owner, Deadline, Status."


def test_a_caption_stays_with_its_table_and_its_number_is_words_own(paper: Paper) -> None:
    body = opened(docx.render(paper)).element.body
    for table in body.iterfind(f"{W}tbl"):
        caption = table.getprevious()
        assert value(caption, "pPr/pStyle") == "Caption"
        assert caption.find(f"{W}pPr/{W}keepNext") is not None
    plain = opened(docx.render(paper_of(Table("Actions", ("Ref",), (Row(("1",)),)))))
    assert plain.paragraphs[-1].paragraph_format.keep_with_next
    fields = [instruction.text for instruction in body.iter(f"{W}instrText")]
    assert fields == [rf" SEQ Table \* ARABIC \r {number} " for number in (1, 2, 3)]


def test_a_caption_keeps_away_from_the_table_above_it(paper: Paper) -> None:
    captions = [p for p in opened(docx.render(paper)).paragraphs if p.style.name == "Caption"]
    assert [p.paragraph_format.space_before for p in captions] == [None, Pt(16), Pt(16)]


def test_every_cell_says_what_the_paper_says_and_none_is_blank_or_merged(paper: Paper) -> None:
    tables = opened(docx.render(paper)).tables
    assert [[cell.text for cell in r.cells] for r in tables[0].rows] == [
        ["Ref", "Action", "Owner", "Deadline", "Status"],
        [
            "1",
            "Write to the three neighbours about the fence.",
            "Clerk and [Redact]",
            "9 June 2021",
            "Overdue by 6 days",
        ],
        [
            "2",
            "Find out what the new roof would cost, and who else has had theirs done lately.",
            "Clerk and [Redact]",
            "Not set",
            "Open, no fixed date",
        ],
    ]
    assert [cell.text for cell in tables[1].rows[1].cells] == ["7", "16 June 2021\n7 days late", "0"]
    blank = Table("Blank", ("Ref", "Action"), (Row(("1", "  ")), Row(("", "x"))))
    made = opened(docx.render(paper_of(blank)))
    assert [[c.text for c in r.cells] for r in made.tables[0].rows[1:]] == [
        ["1", "Not recorded"],
        ["Not recorded", "x"],
    ]
    assert not {f"{W}gridSpan", f"{W}vMerge"} & {element.tag for t in tables for element in t._tbl.iter()}


def test_what_is_overdue_is_bold_and_says_so_in_words(paper: Paper) -> None:
    status = [r.cells[4].paragraphs[0].runs[0] for r in opened(docx.render(paper)).tables[0].rows[1:]]
    assert [(run.text, run.style.name) for run in status] == [
        ("Overdue by 6 days", "Strong"),
        ("Open, no fixed date", "Default Paragraph Font"),
    ]
    assert b"<w:color" not in members(docx.render(paper))["word/document.xml"]


def test_a_page_is_a4_and_lies_on_its_side_for_a_wide_table(paper: Paper) -> None:
    def page(shown: Paper) -> tuple[int, int]:
        section = opened(docx.render(shown)).sections[0]
        return round(section.page_width.mm), round(section.page_height.mm)

    assert page(paper) == (210, 297)  # one of the six columns is left out
    assert page(paper_of(Table("Wide", COLUMNS, (Row(tuple("abcdef")),)))) == (297, 210)


def test_columns_are_as_wide_as_what_they_hold_and_fill_the_page() -> None:
    head = (("Ref",), ("Action",), ("Owner",))
    long = "Find out what the new roof would cost, and who else has had theirs done lately."
    ref, action, owner = widths([head, (("1",), (long,), ("Clerk",))], 9000)
    assert ref < owner < action
    assert ref + action + owner == 9000
    for words in ("x" * 10_000, long * 100, ""):
        assert sum(widths([head, ((words,), (words,), (words,))], 3000)) == 3000


def test_the_footer_has_the_title_and_the_page_of_pages(paper: Paper) -> None:
    footer = opened(docx.render(paper)).sections[0].footer
    assert footer.paragraphs[0].text == "Hall Group: outstanding actions\tPage 1 of 1"
    assert [i.text.strip() for i in footer._element.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_the_page_stands_at_the_right_margin_on_either_side(paper: Paper) -> None:
    for either in (paper, paper_of(Table("Wide", COLUMNS, (Row(tuple("abcdef")),)))):
        section = opened(docx.render(either)).sections[0]
        tab = section.footer.paragraphs[0].paragraph_format.tab_stops[0]
        assert tab.position == section.page_width - section.left_margin - section.right_margin


def test_the_file_says_its_title_and_its_day_and_names_nobody(paper: Paper) -> None:
    data = docx.render(paper)
    about = opened(data).core_properties
    assert (about.title, about.author, about.last_modified_by, about.revision) == (paper.title, "", "", 1)
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == datetime(2021, 6, 15)
    assert list(members(data)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert b"python" not in b"".join(members(data).values()).lower()
    assert value(opened(data).styles.element, "docDefaults/rPrDefault/rPr/lang") == "en-GB"


def test_the_same_paper_gives_the_same_bytes(paper: Paper, letterhead: Any) -> None:
    template = saved(letterhead)
    for ours in (None, template):
        data = docx.render(paper, ours)
        assert data == docx.render(paper, ours)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {(i.date_time, i.create_system, i.external_attr) for i in archive.infolist()} == {
                ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)
            }


def letters(*names: str) -> Paper:
    def letter(name: str) -> list[Text | Table | Lines | Divider]:
        shown = row(standing(1, "Paint the door."), "Open", block=("Ref 1", "Paint the door.", "Deadline: none."))
        return [
            Lines((f"To: {name}", "Subject: Hall Group: your actions")),
            Text("You have 1 action on the Hall Group log."),
            Table(f"To: {name}", COLUMNS, (shown,)),
        ]

    parts = letter(names[0])
    for name in names[1:]:
        parts += [Divider(), *letter(name)]
    return paper_of(*parts, letter=True)


def test_each_letter_begins_a_page_under_a_heading_to_find_it_by() -> None:
    made = opened(docx.render(letters("Clerk", "Chair")))
    one = [
        ("Normal", "Subject: Hall Group: your actions"),
        ("Normal", "You have 1 action on the Hall Group log."),
        ("Normal", "Ref 1"),
        ("Letter text", "Paint the door."),
        ("Letter text", "Deadline: none."),
    ]
    assert looks(made) == [("Heading 1", "To: Clerk"), *one, ("Heading 1", "To: Chair"), *one]
    assert [p.text for p in made.paragraphs if p.paragraph_format.page_break_before] == ["To: Chair"]
    assert {p.runs[0].style.name for p in made.paragraphs if p.text == "Ref 1"} == {"Strong"}
    assert made.sections[0].footer.is_linked_to_previous  # that is, there is none


def test_a_single_letter_begins_with_its_lines() -> None:
    made = looks(opened(docx.render(letters("Clerk"))))
    assert made[0] == ("Normal", "To: Clerk\nSubject: Hall Group: your actions")


# --------------------------------------------------------------------------------------------------------- hostile text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), min_size=1, max_size=60).filter(lambda text: bool(shown(text).strip())))
def test_any_text_comes_back_as_it_is_shown(text: str, of_text: Callable[[str], Paper]) -> None:
    data = docx.render(of_text(text))
    made = opened(data)
    assert [cell.text for cell in made.tables[0].rows[1].cells][1] == shown(text)
    assert made.paragraphs[0].text == shown(text)
    assert made.core_properties.title == shown(text)
    assert shown(text) in mammoth.extract_raw_text(io.BytesIO(data)).value


def test_spaces_at_the_ends_of_a_text_are_kept() -> None:
    texts = list(opened(docx.render(paper_of(Text("  two spaces  ")))).element.body.iter(f"{W}t"))
    assert texts[-1].text == "  two spaces  "
    assert {text.get("{http://www.w3.org/XML/1998/namespace}space") for text in texts} == {"preserve"}


def test_a_word_of_ten_thousand_letters_stands_in_a_column_of_fixed_width() -> None:
    made = opened(docx.render(paper_of(Table("Long", ("Ref", "Action"), (Row(("1", "x" * 10_000)),)))))
    properties = made.tables[0]._tbl.tblPr
    assert value(properties, "tblLayout", "type") == "fixed"
    assert value(properties, "tblW", "w") == "9638"
    assert made.tables[0]._tbl.findall(f"{W}tr")[1].find(f"{W}trPr") is None  # it may go on over the page


def test_what_an_action_says_is_never_taken_for_a_placeholder(letterhead: Any) -> None:
    letterhead.add_paragraph("{{paper}}")
    shown = paper_of(Text("{{title}} {{paper}}"), title="{{group}} {{paper}}")
    text = [p.text for p in opened(docx.render(shown, saved(letterhead))).paragraphs]
    assert text[1] == "{{group}} {{paper}}"
    assert text[3] == "{{title}} {{paper}}"


# ------------------------------------------------------------------------------------------------------------ templates


def test_a_template_keeps_its_page_header_and_styles_and_the_paper_follows_its_text(
    paper: Paper, letterhead: Any
) -> None:
    made = opened(docx.render(paper, saved(letterhead)))
    section = made.sections[0]
    assert (round(section.page_width.cm), section.header.paragraphs[0].text) == (20, "THE HARBOUR OFFICE (INVENTED)")
    assert looks(made)[:2] == [("Harbour blue", "1 Quay Street"), ("Heading 1", paper.title)]
    assert made.element.body[-1].tag == f"{W}sectPr"
    assert round(int(value(made.tables[0]._tbl, "tblPr/tblW", "w") or 0) / 567) == 15  # as wide as its text


def test_the_empty_paragraph_in_which_a_new_document_ends_gives_way(paper: Paper, letterhead: Any) -> None:
    letterhead.add_paragraph("")
    assert looks(opened(docx.render(paper, saved(letterhead))))[1] == ("Heading 1", paper.title)


def test_the_paper_stands_where_the_template_says(paper: Paper, letterhead: Any) -> None:
    asked = letterhead.add_paragraph(" {{pa")
    asked.add_run("per}} ").bold = True
    letterhead.add_paragraph("Signed: the clerk")
    made = looks(opened(docx.render(paper, saved(letterhead))))
    assert [text for _, text in made][:2] == ["1 Quay Street", paper.title]
    assert made[-1] == ("Normal", "Signed: the clerk")
    assert not any("{{" in text for _, text in made)


def test_a_paper_asked_for_in_a_table_stands_below_it(paper: Paper, letterhead: Any) -> None:
    letterhead.add_table(1, 1).cell(0, 0).text = "{{paper}}"
    made = opened(docx.render(paper, saved(letterhead)))
    assert made.tables[0].cell(0, 0).text == ""
    assert len(made.tables) == 3
    assert not next(made.element.body.iter(f"{W}tc")).findall(f".//{W}tbl")


def test_a_section_goes_on_ending_where_the_paper_was_asked_for(paper: Paper, letterhead: Any) -> None:
    asked = letterhead.add_paragraph("{{paper}}")
    letterhead.add_section().page_width = Cm(29)
    asked_properties = letterhead.paragraphs[-1]._p.find(f"{W}pPr")
    asked._p.insert(0, asked_properties)  # its own end of the section, as Word writes it
    made = opened(docx.render(paper, saved(letterhead)))
    assert [round(s.page_width.cm) for s in made.sections] == [20, 29]
    assert round(int(value(made.tables[0]._tbl, "tblPr/tblW", "w") or 0) / 567) == 15


def test_two_tables_never_touch(paper: Paper, letterhead: Any) -> None:
    ending = paper._replace(parts=paper.parts[:3])
    letterhead.add_paragraph("{{paper}}")
    letterhead.add_table(1, 1).cell(0, 0).text = "Signed"
    body = opened(docx.render(ending, saved(letterhead))).element.body
    assert all(table.getnext().tag == f"{W}p" for table in body.findall(f"{W}tbl")[:-1])


def test_placeholders_are_filled_in_text_header_and_footer_also_split_over_runs(paper: Paper, letterhead: Any) -> None:
    split = letterhead.sections[0].header.add_paragraph("Paper: {")
    for piece in ("{ti", "tle", "}", "} of {{AS AT}}"):
        split.add_run(piece)
    letterhead.add_paragraph("For {{meeting}}")
    meeting = paper._replace(lines=("For the meeting on Wednesday 23 June 2021", *paper.lines))
    section = opened(docx.render(meeting, saved(letterhead))).sections[0]
    assert section.header.paragraphs[1].text == f"Paper: {paper.title} of 15 June 2021"
    assert section.footer.paragraphs[0].text == "Hall Group, 15 June 2021"
    assert "For Wednesday 23 June 2021" in [text for _, text in looks(opened(docx.render(meeting, saved(letterhead))))]
    assert "For Not set" in [text for _, text in looks(opened(docx.render(paper, saved(letterhead))))]


@pytest.mark.parametrize(("typed", "named"), [("{{titel}}", "{{titel}}"), ("{{paper}} and more", "beside other words")])
def test_a_placeholder_that_would_stay_printed_is_refused_and_named(
    paper: Paper, letterhead: Any, typed: str, named: str
) -> None:
    letterhead.add_paragraph(typed)
    with pytest.raises(TemplateRefused, match=named):
        docx.render(paper, saved(letterhead), "letterhead.docx")


BOX = (
    "<w:p><w:r><w:t>{{ti</w:t><w:pict><w:p><w:r><w:t>{{group}} {{paper}}</w:t></w:r></w:p></w:pict>"
    "<w:t>tle}}</w:t></w:r></w:p><w:p><w:r><w:pict><w:p><w:r><w:t>{{paper}}</w:t></w:r></w:p></w:pict></w:r></w:p>"
    "<w:p><w:r><w:t>Signed</w:t></w:r></w:p>"
)


def test_a_text_box_has_placeholders_of_its_own_and_a_paper_asked_for_in_one_stands_below(paper: Paper) -> None:
    body = opened(docx.render(paper, bare(BOX))).element.body
    texts = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iterfind(f"{W}p")]
    assert texts[:3] == [f"{paper.title}Hall Group {{{{paper}}}}", "", paper.title]
    assert texts[-1] == "Signed"


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"meeting": "2021-06-23"}, "Wednesday 23 June 2021"), ({"meeting": None}, "Not set"), ({}, "Not set")],
)
def test_a_paper_of_a_meeting_says_its_day(facts: dict[str, object], words: str, paper: Paper, letterhead: Any) -> None:
    letterhead.add_paragraph("{{meeting}}")
    made = looks(opened(docx.render(paper._replace(facts=facts, standings=()), saved(letterhead))))
    assert made[1] == ("Normal", words)


def test_styles_are_found_in_a_template_of_another_language(paper: Paper, letterhead: Any) -> None:
    ids = {"Heading1": "berschrift1", "Heading2": "Titre2", "Caption": "Beschriftung", "ListBullet": "Listepuces"}

    def translated(name: str, content: bytes) -> bytes:
        for english, other in ids.items():
            content = content.replace(f'"{english}"'.encode(), f'"{other}"'.encode())
        return content

    made = opened(docx.render(paper, named(saved(letterhead), translated)))
    used = {value(p._p, "pPr/pStyle") for p in made.paragraphs}
    assert used >= set(ids.values())
    assert not {style.style_id for style in made.styles} & set(ids)


def test_styles_that_a_template_lacks_are_added_and_look_like_the_rest(paper: Paper, letterhead: Any) -> None:
    styles = letterhead.styles.element
    for style in list(styles.iterfind(f"{W}style")):
        if style.get(f"{W}styleId") in ("Heading1", "Heading2", "Caption", "ListBullet", "Strong"):
            styles.remove(style)
    letterhead.styles.add_style("Caption", WD_STYLE_TYPE.CHARACTER)  # the id is taken, by a style of another kind
    made = opened(docx.render(paper, saved(letterhead)))
    assert {style for style, _ in looks(made)} >= {"Heading 1", "Heading 2", "Caption", "List Bullet"}
    bullet = next(p for p in made.paragraphs if p.style.name == "List Bullet")
    number = value(bullet.style.element, "pPr/numPr/numId")
    lists = made.part.numbering_part.element
    assert [n.get(f"{W}numId") for n in lists.iterfind(f"{W}num")].count(number) == 1
    looks_of_lists = [a.get(f"{W}abstractNumId") for a in lists.iterfind(f"{W}abstractNum")]
    assert len(set(looks_of_lists)) == len(looks_of_lists)
    kinds = [child.tag for child in lists]
    assert kinds == sorted(kinds)  # how lists look stands before the lists
    added = next(p for p in made.paragraphs if p.text == "Table 1: Open actions").style
    assert added.style_id == "PaperCaption"
    assert added.font.name is None
    assert len({style.style_id for style in made.styles}) == len(list(made.styles))


def bare(body: str = "<w:p/>", prefix: str = "w") -> bytes:
    """The least that is a Word file: without styles, lists, settings or a section."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        text = f'<w:document xmlns:w="{W[1:-1]}">{body and f"<w:body>{body}</w:body>"}</w:document>'
        archive.writestr("word/document.xml", text.replace("w:", f"{prefix}:").replace("xmlns:w", f"xmlns:{prefix}"))
    return made.getvalue()


@pytest.mark.parametrize("prefix", ["w", "x"])
def test_the_least_that_is_a_word_file_takes_a_paper(prefix: str, paper: Paper) -> None:
    made = opened(docx.render(paper, bare("<w:p><w:r><w:t>{{title}}</w:t></w:r></w:p>", prefix)))
    assert [text for _, text in looks(made)][:2] == [paper.title, paper.title]
    assert looks(made)[-1] == ("List Bullet", "The minutes are still a draft.")
    assert made.tables[0].rows[1].cells[0].text == "1"


def test_a_word_template_gives_a_word_document(paper: Paper, letterhead: Any) -> None:
    dotx = named(saved(letterhead), lambda _, content: content.replace(b"document.main+xml", b"template.main+xml"))
    assert docx.render(paper, dotx) == docx.render(paper, saved(letterhead))


def test_what_names_people_and_places_does_not_come_along(paper: Paper, letterhead: Any) -> None:
    letterhead.add_comment(letterhead.paragraphs[0].runs, "Is this our address?", author="A. Template", initials="AT")
    inserted = OxmlElement("w:ins", {f"{W}author": "A. Template", f"{W}date": "2020-01-02T03:04:05Z", f"{W}id": "9"})
    letterhead.paragraphs[0]._p.append(inserted)
    settings_part = letterhead.part._settings_part
    path = "file:///C:/Users/template/Letterhead.dotx"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    settings_part.element.insert(
        0, OxmlElement("w:attachedTemplate", {qn("r:id"): settings_part.relate_to(path, kind, True)})
    )
    data = docx.render(paper, saved(letterhead))
    everything = b"".join(members(data).values())
    assert b"Template" not in everything.replace(b"attachedTemplate", b"")
    assert b"attachedTemplate" not in everything
    assert b"2020-01-02" not in everything
    assert b"rsidRoot" not in everything
    assert b"Is this our address?" in everything
    assert not [name for name in members(data) if name.startswith(("docProps/app", "docProps/thumb", "customXml"))]


def test_who_changed_a_note_is_not_said(paper: Paper) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    note = (
        f'<w:footnotes xmlns:w="{W[1:-1]}"><w:ins w:id="1" w:author="A. Template" w:date="2020-01-02"/></w:footnotes>'
    )
    made = io.BytesIO(bare())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/footnotes.xml", note)
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
        )
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
    template = named(made.getvalue(), lambda _, content: content.replace(b"</Types>", override))
    assert members(docx.render(paper, template))["word/footnotes.xml"].endswith(
        b'<w:ins w:id="1" w:author="Author"/></w:footnotes>'
    )


REFUSED = {
    "text": b"Dear reader",
    "nothing": b"",
    "a broken zip file": b"PK\x03\x04 and so on",
    "a zip file of something else": saved(word.Document())[:-200],
    "another office file": named(saved(word.Document()), lambda _, c: c.replace(b"wordprocessingml", b"spreadsheetml")),
    "a part that is no XML": named(saved(word.Document()), lambda n, c: b"<w:" if n == "word/document.xml" else c),
    "a part with entities": named(
        saved(word.Document()),
        lambda _, c: c.replace(b"<w:document ", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document ', 1),
    ),
    "styles that are no styles": named(
        saved(word.Document()), lambda _, c: c.replace(b"wordprocessingml.styles+xml", b"wordprocessingml.other+xml")
    ),
    "no body": bare(""),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_word_file_is_refused_in_a_sentence_that_names_it(kind: str, paper: Paper) -> None:
    with pytest.raises(TemplateRefused) as refused:
        docx.render(paper, REFUSED[kind], "letterhead.docx")
    assert re.match(r"The template letterhead\.docx is .+, so nothing was written\. Open it in ", str(refused.value))


def test_a_bomb_is_not_unpacked(paper: Paper, letterhead: Any) -> None:
    made = io.BytesIO(saved(letterhead))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2000):
            archive.writestr(f"word/media/{number}.png", b"")
    with pytest.raises(TemplateRefused, match="far more than a letterhead needs"):
        docx.render(paper, made.getvalue(), "letterhead.docx")


# ------------------------------------------------------------------------------------------------------- other programs


def sayings(paper: Paper) -> Iterator[str]:
    """Every text of a paper that the file must say."""
    yield from (paper.title, *paper.under_title)
    for part in paper.parts:
        if isinstance(part, Table):
            yield part.caption
            yield from (line for r in part.rows for cell in r.cells for line in cell_lines(cell) if line != "None")
        elif isinstance(part, (Text, Heading)):
            yield part.text
        elif isinstance(part, (Lines, Bullets)):
            yield from (part.lines if isinstance(part, Lines) else part.items)


def test_minutes_in_word_are_read_again_as_they_were_written(paper: Paper) -> None:
    blocks = reader.read("paper.docx", docx.render(paper)).blocks
    tables = [block for block in blocks if isinstance(block, document.Table)]
    made = opened(docx.render(paper))
    assert len(tables) == len(made.tables) == 2
    for read, table in zip(tables, made.tables, strict=True):
        assert [list(r.cells) for r in read.rows] == [[cell.text for cell in r.cells] for r in table.rows]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed, which opens the file as another program")
@pytest.mark.parametrize("with_letterhead", [False, True])
def test_libreoffice_shows_every_text_of_the_paper(
    with_letterhead: bool, paper: Paper, letterhead: Any, tmp_path: Path
) -> None:
    assert SOFFICE
    file = tmp_path / "paper.docx"
    file.write_bytes(docx.render(paper, saved(letterhead) if with_letterhead else None))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    form = "txt:Text (encoded):UTF8"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(file)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = " ".join((tmp_path / "paper.txt").read_text("utf-8-sig").split())
    missing = [saying for saying in sayings(paper) if " ".join(saying.split()) not in text]
    assert missing == []
