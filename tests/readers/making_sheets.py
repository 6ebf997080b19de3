"""Spreadsheets made from XML as the programs write it, each no larger than what a test is about. All invented."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | bool | None | tuple[object, int]  #: a pair is a value and its style

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(
                zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def xlsx(
    rows: Sequence[Sequence[Cell]] = (),
    *,
    formats: Sequence[str] = (),
    hidden: Sequence[int] = (),
    columns: str = "",
    sheets: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return an Excel file. `sheets` holds whole sheets by name; else `rows` make one, called Sheet1.

    Style 0 is plain, style 1 struck out; those from 2 on have the number `formats` in order. `hidden` are numbers of
    rows; `columns` goes into the sheet as it is; `states` says which sheets are hidden.
    """
    sheets = {"Sheet1": sheet(rows, hidden=hidden, columns=columns)} if sheets is None else sheets
    states = states or {}
    links, names, members, kinds = "", "", {}, ""
    for number, (name, content) in enumerate(sheets.items(), 1):
        state = f' state="{states[name]}"' if name in states else ""
        names += f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="rId{number}"/>'
        links += f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        members[f"xl/worksheets/sheet{number}.xml"] = _HEAD + content
        kinds += f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}worksheet+xml"/>'
    links += f'<Relationship Id="rIdS" Type="{_DOCUMENT}/styles" Target="styles.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": _HEAD
            + f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}styles+xml"/>{kinds}</Types>',
            "_rels/.rels": _HEAD + f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": _HEAD
            + f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _HEAD
            + f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
            "xl/styles.xml": _HEAD + _styles(formats),
            **members,
            **(more or {}),
        }
    )


def sheet(rows: Sequence[Sequence[Cell]], *, hidden: Sequence[int] = (), columns: str = "") -> str:
    """Return the XML of a sheet with these rows; an empty one is left out, as the programs do."""
    body = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{_letters(n)}{number}", cell) for n, cell in enumerate(row, 1) if cell is not None)
        shut = ' hidden="1"' if number in hidden else ""
        body += f'<row r="{number}"{shut}>{cells}</row>' if cells else ""
    return f'<worksheet xmlns="{_MAIN}">{columns}<sheetData>{body}</sheetData></worksheet>'


def _cell(address: str, cell: Cell) -> str:
    value, style = cell if isinstance(cell, tuple) else (cell, 0)
    head = f'<c r="{address}" s="{style}"'
    if isinstance(value, bool):
        return f'{head} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"{head}><v>{value}</v></c>"
    text = str(value)
    if text.startswith("#"):
        return f'{head} t="e"><v>{text}</v></c>'
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _letters(column: int) -> str:
    return (_letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


def _styles(formats: Sequence[str]) -> str:
    numbered = "".join(f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(f)}/>' for n, f in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + n}" fontId="0"/>' for n in range(len(formats)))
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(formats)}">{numbered}</numFmts>'
        '<fonts count="2"><font><sz val="10"/></font><font><strike/></font></fonts>'
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{2 + len(formats)}"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>{styles}'
        "</cellXfs>"
        "</styleSheet>"
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(tables: str, *, styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an OpenDocument spreadsheet of these `table:table` elements."""
    content = (
        f'{_HEAD}<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" '
        f'xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0" office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>'
    )
    return zipped({"mimetype": _ODS, "META-INF/manifest.xml": manifest, "content.xml": content, **(more or {})})


def ods_table(*rows: str, name: str = "Sheet1", before: str = "") -> str:
    """Return a sheet of these rows; `before` holds its columns."""
    return f"<table:table table:name={quoteattr(name)}>{before}{''.join(rows)}</table:table>"


def ods_row(*texts: str, attributes: str = "", style: str = "") -> str:
    """Return a row of these cells: text, or a whole cell where it begins with `<`."""
    named = f' table:style-name="{style}"' if style else ""
    cells = "".join(
        text
        if text.startswith("<")
        else f'<table:table-cell office:value-type="string"{named}><text:p>{escape(text)}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
        for text in texts
    )
    return f"<table:table-row {attributes}>{cells}</table:table-row>"
