"""Makes small PDF files for the tests: text at a place, lines, pictures, in the operators of ISO 32000-1, 8 and 9."""

from typing import Final

#: Widths of Helvetica's characters from space on, in thousandths of the size: Adobe's Core 14 metrics.
_WIDTHS: Final = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
]  # fmt: skip
TOP: Final = 800.0
LEFT: Final = 60.0


def width(text: str, size: float = 10) -> float:
    """Return how wide a text is."""
    return sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 556 for c in text) * size / 1000


class Sheet:
    """A page that is being written; `y` goes down with every line."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = TOP

    def text(self, text: str, x: float = LEFT, *, y: float | None = None, size: float = 10, bold: bool = False) -> None:
        """Write a text at a place."""
        self.parts.append(f"BT /F{2 if bold else 1} {size} Tf 1 0 0 1 {x:.2f} {self.y if y is None else y:.2f} Tm")
        self.parts.append(f"({_escaped(text)}) Tj ET")

    def line(self, text: str, x: float = LEFT, *, size: float = 10, bold: bool = False, gap: float = 1.2) -> None:
        """Write a line of text and go to the next."""
        self.text(text, x, size=size, bold=bold)
        self.y -= gap * size

    def turned(self, text: str, x: float, y: float) -> None:
        """Write a text upwards, as in the margin of a draft."""
        self.parts.append(f"BT /F1 10 Tf 0 1 -1 0 {x} {y} Tm ({_escaped(text)}) Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a straight line."""
        self.parts.append(f"0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def picture(self) -> None:
        """Show a picture of one grey point as large as the page: a scan."""
        self.parts.append("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")

    def row(
        self,
        cells: list[str],
        places: list[float],
        *,
        bold: bool = False,
        centred: bool = False,
        pad: float = 6,
        under: bool = False,
        ruled: bool = False,
    ) -> None:
        """Write a row of a table; cells hold line feeds. `places` are the left edges and, last, the right edge."""
        lines = [cell.split("\n") for cell in cells]
        height = max(map(len, lines))
        top = self.y + 10 + pad / 2
        for cell, x in zip(lines, places, strict=False):
            start = self.y - (6.0 * (height - len(cell)) if centred else 0.0)
            for n, text in enumerate(cell):
                self.text(text, x + 3, y=start - 12 * n, bold=bold)
        self.y -= 12 * height + pad
        bottom = self.y + 10 + pad / 2
        if under or ruled:
            self.rule(places[0], bottom, places[-1], bottom)
        if ruled:
            self.rule(places[0], top, places[-1], top)
            for x in places:
                self.rule(x, top, x, bottom)


def pdf(*sheets: Sheet, encrypted: bool = False, turn: int = 0) -> bytes:
    """Return the file of these pages. `encrypted` asks for a password; `turn` turns the pages, in degrees."""
    count = len(sheets)
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for n, sheet in enumerate(sheets):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {turn} /Contents {6 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        content = "\n".join(sheet.parts)
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R"
    if encrypted:
        secret = f"<{'5a' * 32}>"
        trailer += f" /Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]"
    return _file(objects, trailer)


def _file(objects: list[str], trailer: str) -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for n, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{n} 0 obj\n{content}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    start = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return made + f"{start}trailer\n<< {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n".encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
