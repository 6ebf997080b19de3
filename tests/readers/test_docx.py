"""Word files as a Document: what a reader of the document sees, with its paragraphs and rows. All are invented."""

import io
import random
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Document, Heading, ListItem, Paragraph, Place, Table
from actionlog.errors import ActionlogError
from actionlog.readers import read
from actionlog.readers.refusals import BrokenFile, EncryptedFile, FileTooLarge, MacroFile
from tests.readers import making
from tests.readers.making import cell, control, deleted, inserted, numbered_list, p, run, table


def document(body: str, **parts: str) -> Document:
    return read("minutes.docx", making.docx(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in document(body, **parts).blocks if not isinstance(block, Table)]


def items(body: str, numbering: str) -> list[tuple[int, str, str]]:
    blocks = document(body, numbering=numbering).blocks
    return [(b.depth, b.marker, b.text) for b in blocks if isinstance(b, ListItem)]


def rows(body: str, **parts: str) -> list[tuple[str, ...]]:
    (only,) = (block for block in document(body, **parts).blocks if isinstance(block, Table))
    return [row.cells for row in only.rows]


def test_places_are_paragraphs_and_rows_of_tables() -> None:
    blocks = document(
        p("Board", style="Heading1") + p() + p("Actions") + table(["Action", "Owner"], ["Write", "Clerk"])
    )
    assert blocks.blocks[:2] == (Heading("Board", 1, Place(paragraph=1)), Paragraph("Actions", Place(paragraph=2)))
    (found,) = (block for block in blocks.blocks if isinstance(block, Table))
    assert [str(row.place) for row in found.rows] == ["table 1, row 1", "table 1, row 2"]
    assert found.rows[0].place.paragraph == 2


def test_tracked_insertions_are_read_and_deletions_are_not_and_both_are_told() -> None:
    found = document(p(inner=run("Clerk ") + deleted("to phone") + inserted(run("to write"))))
    assert found.blocks[0] == Paragraph("Clerk to write", Place(paragraph=1))
    assert found.remarks == (
        "minutes.docx has 2 tracked changes that nobody accepted yet; insertions were read and deletions were not.",
    )


def test_an_owner_who_is_only_a_tracked_insertion_is_read() -> None:
    owner = cell(p(inner=inserted(run("Clerk"))))
    assert rows(table(["Action", "Owner"], ["Write", owner])) == [("Action", "Owner"), ("Write", "Clerk")]


def test_text_that_was_moved_stands_where_it_was_moved_to() -> None:
    moved = f"<w:p><w:moveFrom>{run('old')}</w:moveFrom></w:p><w:p><w:moveTo>{run('new')}</w:moveTo></w:p>"
    assert texts(moved) == ["new"]


def test_content_controls_are_read_and_their_prompts_are_not() -> None:
    prompt = control(run("Choose an owner."), "<w:showingPlcHdr/>")
    assert texts(control(p("Clerk to write")) + p("Owner: ", inner=prompt)) == ["Clerk to write", "Owner:"]
    assert rows(table(["Write", cell(control(p("Clerk")))], ["Sign", "Chair"]))[0] == ("Write", "Clerk")


def test_hidden_text_is_not_read_and_that_is_told() -> None:
    found = document(p(inner=run("Seen ") + run("secret", "<w:vanish/>")))
    assert found.blocks[0] == Paragraph("Seen", Place(paragraph=1))
    assert found.remarks == ("minutes.docx has hidden text, which was not read.",)


def test_comments_are_not_read_and_that_is_told() -> None:
    comments = making.word("comments", f'<w:comment w:id="0">{p("Is this so?")}</w:comment>')
    found = read("minutes.docx", making.docx(p("Text"), word__comments_xml=comments))
    assert [block for block in found.blocks if not isinstance(block, Table)] == [Paragraph("Text", Place(paragraph=1))]
    assert found.remarks == ("minutes.docx has 1 comment, which was not read.",)


def test_merged_cells_are_read_where_they_belong() -> None:
    body = table(
        ["No", cell("Action", across=2)],
        ["1", "Write", cell("Clerk", down="restart")],
        ["2", "Sign", cell("<w:p/>", down="continue")],
    )
    assert rows(body) == [("No", "Action", ""), ("1", "Write", "Clerk"), ("2", "Sign", "Clerk")]


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    inner = table(["Action", "Owner"], ["Write", "Clerk"])
    blocks = document(table(["Item", "Notes"], ["1", cell(p("Text") + inner + p())])).blocks
    tables = [[row.cells for row in block.rows] for block in blocks if isinstance(block, Table)]
    assert tables == [[("Item", "Notes"), ("1", "Text")], [("Action", "Owner"), ("Write", "Clerk")]]


def test_automatic_numbers_are_those_that_word_prints() -> None:
    body = "".join(p(text, numbered=(1, level)) for text, level in (("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1)))
    assert items(body, numbered_list(("decimal", "%1."), ("lowerLetter", "(%2)"))) == [
        (1, "1.", "a"),
        (2, "(a)", "b"),
        (2, "(b)", "c"),
        (1, "2.", "d"),
        (2, "(a)", "e"),
    ]
    assert items(body, numbered_list(("decimal", "%1"), ("decimal", "%1.%2"), start=0))[1:3] == [
        (2, "0.0", "b"),
        (2, "0.1", "c"),
    ]


def test_numbers_go_on_after_paragraphs_in_between() -> None:
    body = p("Apologies", numbered=(1, 0)) + p("None.") + p("Minutes", numbered=(1, 0))
    assert items(body, numbered_list(("decimal", "%1."))) == [(1, "1.", "Apologies"), (1, "2.", "Minutes")]


def test_the_automatic_number_of_a_row_is_in_its_cell() -> None:
    number = cell(p(numbered=(1, 0)))
    body = table(["No", "Action"], [number, "Write"], [number, "Sign"])
    assert rows(body, numbering=numbered_list(("decimal", "%1."))) == [
        ("No", "Action"),
        ("1.", "Write"),
        ("2.", "Sign"),
    ]


def test_headings_with_automatic_numbers_have_them() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Our part"/><w:pPr><w:outlineLvl w:val="1"/>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Part"/></w:style>'
    )
    found = document(
        p("Apologies", style="Part") + p("Minutes", style="Own"),
        styles=styles,
        numbering=numbered_list(("upperRoman", "%1.")),
    )
    assert [block for block in found.blocks if not isinstance(block, Table)] == [
        Heading("I. Apologies", 2, Place(paragraph=1)),
        Heading("II. Minutes", 2, Place(paragraph=2)),
    ]


def test_a_deleted_paragraph_takes_no_number() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        f"{deleted('gone')}</w:p>"
    )
    body = p("a", numbered=(1, 0)) + gone + p("b", numbered=(1, 0))
    assert items(body, numbered_list(("decimal", "%1."))) == [(1, "1.", "a"), (1, "2.", "b")]


@pytest.mark.parametrize(
    ("inner", "seen"),
    [
        (run("9") + run("th", '<w:vertAlign w:val="superscript"/>') + run(" June"), "9th June"),
        (run("Res") + run("1", '<w:vertAlign w:val="superscript"/>'), "Res¹"),
        (run("Clerk") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" to write"), "Clerk to write"),
        (run("Write to all", "<w:strike/>"), "~~Write to all~~"),
        (run("Write to all", "<w:dstrike/>"), "~~Write to all~~"),
        (run("Write") + "<w:r><w:br/></w:r>" + run("soon"), "Write\nsoon"),
        (run("by") + "<w:r><w:tab/></w:r>" + run("June"), "by June"),
        (f'<w:fldSimple w:instr="DATE">{run("9 June 2021")}</w:fldSimple>', "9 June 2021"),
    ],
)
def test_text_is_what_a_person_reads(inner: str, seen: str) -> None:
    assert texts(p(inner=inner)) == [seen]


def test_a_ticked_box_is_the_marker_of_its_line() -> None:
    box = '<w:sdt xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox>{}</w14:checkbox>'
    box += "</w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
    ticked, open_ = box.format('<w14:checked w14:val="1"/>'), box.format('<w14:checked w14:val="0"/>')
    body = p(inner=ticked + run(" Clerk to write")) + p(inner=open_ + run(" Chair to sign"))
    assert items(body, "") == [(1, "[x]", "Clerk to write"), (1, "[ ]", "Chair to sign")]


def test_text_in_a_box_is_read_once() -> None:
    namespaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    box = f"<w:txbxContent>{p('Clerk to write')}</w:txbxContent>"
    for fallback in (f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>", "<mc:Fallback/>"):
        drawn = (
            f"<w:r><mc:AlternateContent {namespaces}><mc:Choice>{box}</mc:Choice>{fallback}</mc:AlternateContent></w:r>"
        )
        assert texts(p("Text", inner=drawn)) == ["Text", "Clerk to write"]


def test_the_head_of_the_page_stands_in_front_where_the_text_does_not_say_it() -> None:
    assert texts(p("Minutes"), header="Board, 9 June 2021") == ["Board, 9 June 2021", "Minutes"]
    assert texts(p("Board, 9  June 2021"), header="board, 9 June 2021") == ["Board, 9 June 2021"]
    assert texts(p("Minutes"), header="Page 1 of 3") == ["Minutes"]
    assert texts(p("Minutes"), header="Long. " * 60) == ["Minutes"]


def test_a_table_of_contents_is_not_read() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    assert texts(p("Actions 3", style="T1") + p("Text"), styles=styles) == ["Text"]


def test_a_document_whose_text_has_another_name_is_read() -> None:
    data = making.zipped(
        {
            "_rels/.rels": making.related(("r1", "officeDocument", "/word/document2.xml")),
            "word/document2.xml": making.word("document", f"<w:body>{p('Text')}</w:body>"),
        }
    )
    assert read("a.docx", data).blocks == (Paragraph("Text", Place(paragraph=1)),)


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (making.docx(p("x"))[:-80], BrokenFile),
        (making.docx("<w:p>"), BrokenFile),
        (making.zipped({"word/document.txt": "x"}), BrokenFile),
        (making.zipped({"word/document.xml": BOMB}), BrokenFile),
        (making.zipped({"word/document.xml": making.word("document", "")}), BrokenFile),
        (making.docx(p("x"), word__vbaProject_bin="x", **{"word/vbaProject.bin": "x"}), MacroFile),
        (making.zipped({"word/document.xml": b" " * 70_000_000}), FileTooLarge),
        (making.zipped({"word/document.xml": b" " * 11_000_000}), FileTooLarge),
        (making.docx("<w:p/>" * 130_000), FileTooLarge),
        (making.docx("<w:tbl><w:tr><w:tc>" * 5_000), BrokenFile),
        (making.docx("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000), BrokenFile),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, refusal: type[ActionlogError]) -> None:
    with pytest.raises(refusal, match=r"^minutes\.docx .*\.$"):
        read("minutes.docx", data)


def test_a_file_with_a_password_is_refused_in_a_sentence() -> None:
    data = bytearray(making.docx(p("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(EncryptedFile):
        read("minutes.docx", bytes(data))


SAMPLE = making.docx(
    p("Board", style="Heading1") + p("Write", numbered=(1, 0)) + table(["Action", "Owner"], ["Write", "Clerk"]),
    numbering=numbered_list(("decimal", "%1.")),
    header="Board",
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAMPLE)))
def test_a_file_cut_short_anywhere_is_read_or_refused_in_a_sentence(end: int) -> None:
    with suppress(ActionlogError):
        read("minutes.docx", SAMPLE[:end])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_file_damaged_anywhere_is_read_or_refused_in_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    members = {}
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as file:
        for name in file.namelist():
            data = bytearray(file.read(name))
            for _ in range(chance.randint(0, 2)):
                at = chance.randrange(len(data))
                data[at : at + chance.randint(0, 3)] = chance.choice(
                    (b"", b"0", b"<", b'"', b"w:p", b"9" * 30, b"\xff")
                )
            members[name] = bytes(data)
    with suppress(ActionlogError):
        read("minutes.docx", making.zipped(dict(members)))
