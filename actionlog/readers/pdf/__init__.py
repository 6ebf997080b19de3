"""PDF files: the text of the pages in reading order, tables found by their lines or by the words that head them."""

from actionlog.document import Document
from actionlog.readers.pdf.flow import blocks_of
from actionlog.readers.pdf.pages import Page, pages_of
from actionlog.readers.refusals import OnlyPictures

__all__ = ["read"]


def read(name: str, data: bytes) -> Document:
    """Return the document that the PDF file `data` holds. `name` is the file's name, for refusals.

    Raises ReaderNotInstalled where its library is missing, OnlyPictures for a scan without text, EncryptedFile,
    BrokenFile or FileTooLarge. Pages that are pictures among others with text are told in the document's remarks.
    """
    pages = list(pages_of(name, data))
    if not any(page.words for page in pages):
        raise OnlyPictures(name)
    return Document(name, tuple(blocks_of(pages)), _remarks(pages))


def _remarks(pages: list[Page]) -> tuple[str, ...]:
    pictures = [page.number for page in pages if page.has_picture and not page.words]
    if not pictures:
        return ()
    if len(pictures) == 1:
        return (f"Page {pictures[0]} is a picture without text, so nothing was read from it.",)
    listed = f"{', '.join(map(str, pictures[:-1]))} and {pictures[-1]}"
    return (f"Pages {listed} are pictures without text, so nothing was read from them.",)
