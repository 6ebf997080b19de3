"""Edits a file of the log: only the lines that must change do, and what it then says is what was meant.

A file is edited where its values stand, so comments, the order of keys, blank lines, quotes, line ends, a byte order
mark and unknown keys stay as they are. The outcome is read again; where it does not say what was wanted, the file is
left alone and the user is told.
"""

from collections.abc import Mapping, Sequence

from actionlog.characters import visible
from actionlog.errors import ActionlogError, UnreadableLog
from actionlog.store import emit, strict_yaml
from actionlog.store.editor import Beyond, Editor, is_list
from actionlog.store.emit import Value
from actionlog.store.places import Page


class EditRefused(ActionlogError):
    """A file cannot be changed without touching more than what was meant; it is as it was.

    `line` is where, `why` a sentence, `by_hand` what the user may write there.
    """

    def __init__(self, path: str, line: int, why: str, by_hand: str = "") -> None:
        self.path, self.line, self.why, self.by_hand = path, line, why, by_hand
        mend = by_hand or "Open the file and make the change by hand."
        super().__init__(f"{path}, line {line}: {why} Nothing was changed. {mend}")


def change(data: bytes, new: Mapping[str, Value | None], path: str, order: Sequence[str] = ()) -> bytes:
    """Return the content of a file that held `data`, changed so that it says what `new` says.

    A key of `new` replaces that of the file; None takes it away; a key that `new` does not name stays. A mapping in
    `new` is merged into the file's in the same way, a list replaces the file's (what they have in common is not
    touched). A new key is put behind the nearest key before it in `order`. The same bytes are returned where nothing
    changes.

    Raises UnreadableLog where the file cannot be read, EditRefused where it cannot be edited, Refused for a text that
    no file can hold.
    """
    parsed = strict_yaml.read(data, path)
    if isinstance(parsed, list):
        raise UnreadableLog(parsed)
    present: Mapping[str, Value] = parsed.data
    wanted = _merged(present, new)
    if wanted == present:
        return data
    mark = strict_yaml.BOM if data.startswith(strict_yaml.BOM) else b""
    page = Page(data[len(mark) :].decode())
    changed = [key for key in {**present, **wanted} if present.get(key) != wanted.get(key)]
    why, line = "", 1
    for coarse in (False, True):
        try:
            edited = mark + Editor(page, coarse).edited(present, wanted, order).encode()
        except Beyond as beyond:
            why, line = beyond.why, page.line(beyond.offset)
            continue
        # A text after `|` needs the line break behind it, if it ends with one, even where the file had none.
        for whole in (edited, edited + page.newline.encode()):
            again = strict_yaml.read(whole, path)
            if not isinstance(again, list) and again.data == wanted:
                return whole
            line = parsed.lines.get(changed[0], 1)
            why = "This cannot be changed without changing what stands beside it."
            if isinstance(again, list):
                why = f"After the change the file could not be read: {again[0].message}"
    raise EditRefused(path, line, why, _by_hand(present, wanted, changed))


def _merged(present: Mapping[str, Value], new: Mapping[str, Value | None]) -> dict[str, Value]:
    merged = dict(present)
    for key, value in new.items():
        held = merged.get(key)
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, Mapping):
            merged[key] = _merged(held if isinstance(held, Mapping) else {}, value)
        else:
            merged[key] = value
    return merged


def _by_hand(present: Mapping[str, Value], wanted: Mapping[str, Value], changed: Sequence[str]) -> str:
    said = []
    for key in changed:
        old, value = present.get(key), wanted.get(key)
        if value is None:
            said.append(f"delete `{visible(key)}:`")
        elif is_list(old) and is_list(value) and value[: len(old)] == old:
            said.append(f"add to the list `{visible(key)}:` {_short(emit.flow(value[len(old) :])[1:-1])}")
        else:
            said.append(f"write `{_short(f'{key}: {emit.flow(value, key)}')}`")
    return f"Open the file and make the change by hand: {'; '.join(said)}."


def _short(text: str) -> str:
    text = visible(text)
    return text if len(text) <= 200 else text[:199] + "…"
