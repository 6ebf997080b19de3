"""Makes small Word files and OpenDocument texts from their raw XML: one invented thing in each."""

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(members: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def related(*relations: tuple[str, str, str]) -> str:
    """Each an id, the end of a type, and a target."""
    inner = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in relations)
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def word(name: str, inner: str) -> str:
    """The XML of a part of a Word file."""
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{_W}" xmlns:r="{_OFFICE}">{inner}</w:{name}>'


def docx(body: str, *, numbering: str = "", styles: str = "", header: str = "", **more: str | bytes) -> bytes:
    """A Word file with this body; `header` is the text of the head of its pages. `more` are further members."""
    head = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>' if header else ""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": related(("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": related(("h1", "header", "header1.xml")),
        "word/document.xml": word("document", f"<w:body>{body}{head}</w:body>"),
    }
    parts = {"numbering": numbering, "styles": styles}
    members |= {f"word/{part}.xml": word(part, inner) for part, inner in parts.items() if inner}
    if header:
        members["word/header1.xml"] = word("hdr", p(header))
    return zipped(members | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in more.items()})


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", *, style: str = "", numbered: tuple[int, int] | None = None, inner: str = "") -> str:
    """A paragraph; `numbered` is the number of a list and the level in it."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        properties += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def inserted(inner: str) -> str:
    return f'<w:ins w:id="1" w:author="Clerk">{inner}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="Clerk"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def control(inner: str, properties: str = "") -> str:
    """A content control, such as those of templates."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def cell(inner: str, *, across: int = 1, down: str = "") -> str:
    """A cell; `down` is `restart` for one that is merged with the cells below, and `continue` in these."""
    merged = f'<w:vMerge w:val="{down}"/>' if down else ""
    inner = inner if inner.startswith("<") else p(inner)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merged}</w:tcPr>{inner}</w:tc>'


def table(*rows: list[str]) -> str:
    """A table of rows of cells: a text, or what `cell` made."""
    lines = ("".join(c if c.startswith("<w:tc>") else cell(c) for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def numbered_list(*levels: tuple[str, str], start: int = 1) -> str:
    """The XML of one list, number 1: each level a format of numbers and what is printed."""
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def odt(body: str, *, styles: str = "", page_head: str = "", **more: str | bytes) -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    start = '<?xml version="1.0"?>'
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{start}<office:document-content{names}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"{start}<office:document-styles{names}><office:master-styles><style:master-page><style:header>"
        f"<text:p>{page_head}</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>",
        "META-INF/manifest.xml": f"{start}<manifest/>",
    }
    return zipped(members | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in more.items()})
