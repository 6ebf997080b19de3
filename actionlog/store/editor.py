"""Changes a page of text where its values stand: a text in its own style, a list item by item, a mapping key by key.

What cannot be changed without losing a comment raises Beyond. Whether the outcome says what was meant is not judged
here but by reading it again (`splice`).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeGuard

from actionlog.store import emit
from actionlog.store.emit import Value
from actionlog.store.places import HEADER, Items, Keys, Page, Place, Text
from actionlog.store.restyle import Edit, restyled


class Beyond(Exception):
    """An edit that would lose a comment, or that the file's layout does not let us make."""

    def __init__(
        self, offset: int, why: str = "The lines here are laid out so that they cannot be changed alone."
    ) -> None:
        self.offset, self.why = offset, why


class _Frame(NamedTuple):
    """Where a value stands: the key or the item of what is around it."""

    around: Keys | Items
    nth: int
    key: str  #: empty in a list


class Editor:
    """Collects the edits of a page. `coarse`: each value that changes at the top is written anew as a whole."""

    def __init__(self, page: Page, coarse: bool) -> None:
        self.page, self.coarse = page, coarse
        self.edits: list[Edit] = []

    def edited(self, old: Mapping[str, Value], new: Mapping[str, Value], order: Sequence[str]) -> str:
        """Return the text of the page, changed from `old` to `new`. Raises Beyond."""
        self._mapping(self.page.top, old, new, order or tuple(new))
        self._keep_open_text()
        out, offset = [], 0
        for edit in sorted(self.edits, key=lambda e: (e.start, e.end)):  # stable: of two in one place, the first first
            if edit.start < offset:
                raise Beyond(edit.start)
            out += [self.page.text[offset : edit.start], edit.text]
            offset = edit.end
        return "".join([*out, self.page.text[offset:]])

    # --------------------------------------------------------------------------------------------------------- values

    def _value(self, frame: _Frame, place: Place, old: Value, new: Value) -> None:
        if old == new:
            return
        if self.coarse and frame.around is self.page.top:
            self._replace(frame, place, new)
        elif isinstance(place, Text) and isinstance(new, str):
            self._text(frame, place, new)
        elif (
            isinstance(place, Keys)
            and isinstance(new, Mapping)
            and isinstance(old, Mapping)
            and old.keys() & new.keys()
        ):
            self._mapping(place, old, new, tuple(new))
        elif isinstance(place, Items) and old and new and is_list(old) and is_list(new):
            self._list(place, old, new)
        else:
            self._replace(frame, place, new)

    def _text(self, frame: _Frame, place: Text, new: str) -> None:
        page, around = self.page, frame.around
        if isinstance(around, Keys):
            key = around.pairs[frame.nth][0]
            if ":" not in page.text[key.end : max(place.start, key.end)]:  # `{a, b}`: a key alone
                raise Beyond(key.start)
        column = page.column(around.start)
        self.edits.append(restyled(page, place, new, key=frame.key, column=column, flow=around.flow))

    def _replace(self, frame: _Frame, place: Place, new: Value) -> None:
        """Write a value anew as a whole. Raises Beyond where a comment stands inside the old one."""
        page, around = self.page, frame.around
        start = place.start
        if isinstance(around, Keys) and not isinstance(place, Text) and not place.flow:
            start = page.line_end(around.pairs[frame.nth][0].end)  # what stands behind the key itself stays
        if page.holds_comment(place, start):
            raise Beyond(place.start, "The lines here hold a comment, which would be lost.")
        if around.flow:
            written = emit.flow(new, frame.key)
            self.edits.append(Edit(place.start, page.end_of(place), written))
        elif isinstance(around, Keys):
            self._replace_under_key(around, frame, place, new)
        else:
            self._replace_item(around, frame.nth, place, new)

    def _replace_under_key(self, around: Keys, frame: _Frame, place: Place, new: Value) -> None:
        page = self.page
        key = around.pairs[frame.nth][0]
        colon = page.text.find(":", key.end) + 1
        column = page.column(around.start)
        inline = emit.inline(new, frame.key, emit.WIDTH - (colon - page.line_start(key.start)))
        below: list[str] = []
        if inline is None and isinstance(new, str):
            inline = emit.quoted(new)
        elif inline is None and not isinstance(new, str):
            dashes = isinstance(place, Items) and not place.flow and not isinstance(new, Mapping)
            below = emit.below(new, " " * (page.column(place.start) if dashes else column + 2))
        written = "" if inline is None else f" {inline}"
        end = page.end_of(place)
        if isinstance(place, Text) or place.flow:
            self.edits.append(Edit(colon, end, written))
            self._lines(page.next_line(end), below)
        else:
            self.edits.append(Edit(colon, colon, written))
            self.edits.append(Edit(page.line_end(colon), end, "".join(page.newline + line for line in below)))

    def _replace_item(self, around: Items, index: int, place: Place, new: Value) -> None:
        page = self.page
        dash, end = page.dash(around, index), page.end_of(place)
        if not page.begins_line(dash) or page.text[end : page.line_end(end)].strip():
            raise Beyond(dash)
        start = page.line_start(dash)
        lines = emit.item(new, page.text[start:dash])
        self.edits.append(Edit(start, page.line_end(end), page.newline.join(lines)))

    # ------------------------------------------------------------------------------------------------------- mappings

    def _mapping(self, place: Keys, old: Mapping[str, Value], new: Mapping[str, Value], order: Sequence[str]) -> None:
        kept = [i for i, (key, _) in enumerate(place.pairs) if key.value in new]
        if not kept and (place.flow or not new):
            raise Beyond(place.start, "Nothing of what stands here would be left.")
        for i in kept:
            key, value = place.pairs[i]
            self._value(_Frame(place, i, key.value), value, old[key.value], new[key.value])
        gone = [i for i in range(len(place.pairs)) if i not in kept]
        if place.flow:
            self._remove_in_brackets([(key.start, self.page.end_of(value)) for key, value in place.pairs], gone)
        else:
            self._remove_keys(place, gone)
        self._add_keys(place, kept, {k: v for k, v in new.items() if k not in old}, order)

    def _remove_keys(self, place: Keys, gone: Sequence[int]) -> None:
        page = self.page
        for i in gone:
            key, value = place.pairs[i]
            if page.begins_line(key.start):
                self.edits.append(Edit(page.line_start(key.start), page.next_line(page.end_of(value)), ""))
                continue
            # The first key of an entry stands behind its dash: the next that stays moves there.
            following = next((k.start for j, (k, _) in enumerate(place.pairs) if j > i and j not in gone))
            between = page.text[page.end_of(place.pairs[i][1]) : place.pairs[i + 1][0].start]
            if following != place.pairs[i + 1][0].start or between.strip():
                raise Beyond(key.start)
            self.edits.append(Edit(key.start, following, ""))

    def _add_keys(self, place: Keys, kept: Sequence[int], added: Mapping[str, Value], order: Sequence[str]) -> None:
        page = self.page
        anchors = {place.pairs[i][0].value: i for i in kept}  # a key, and the pair behind which the next one goes
        ranked = [key for key in order if key in added]
        for key in [*ranked, *(key for key in added if key not in order)]:
            before = order[: list(order).index(key)] if key in order else tuple(anchors)
            anchor = next((anchors[k] for k in reversed(before) if k in anchors), -1)
            if place.flow:
                written = f"{emit.name(key, flow=True)}: {emit.flow(added[key], key)}"
                first = place.pairs[kept[0]][0].start
                end = first if anchor < 0 else page.end_of(place.pairs[anchor][1])
                self.edits.append(Edit(end, end, f"{written}, " if anchor < 0 else f", {written}"))
            else:
                self._add_lines(
                    place, anchor, kept[0] if kept else 0, emit.entry(key, added[key], " " * page.column(place.start))
                )

    def _add_lines(self, place: Keys, anchor: int, first: int, lines: list[str]) -> None:
        page = self.page
        column = page.column(place.start)
        if anchor >= 0:
            self._lines(page.after(place.pairs[anchor][1], column), lines)
        elif place is page.top:
            self._lines(self._above(place.pairs[first][0].start), lines)
        else:
            start = place.pairs[first][0].start
            written = page.newline.join([*lines, " " * column]).removeprefix(" " * column)
            self.edits.append(Edit(start, start, written))

    def _above(self, offset: int) -> int:
        """Return where a line may be put in above a key, and above its comments; but below the first line's comment."""
        page = self.page
        start = page.line_start(offset)
        while start > 0:
            above = page.line_start(start - 1 if page.text[start - 2 : start] != "\r\n" else start - 2)
            if above == 0 or not page.text[above:start].lstrip(" ").startswith("#"):
                break
            start = above
        return start

    # ---------------------------------------------------------------------------------------------------------- lists

    def _list(self, place: Items, old: Sequence[Value], new: Sequence[Value]) -> None:
        """Leave what both begin and end with; between, change item by item, then put in or take out the rest."""
        shorter = min(len(old), len(new))
        head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
        tail = next((i for i in range(shorter - head) if old[-1 - i] != new[-1 - i]), shorter - head)
        pairs = shorter - tail  # up to here item by item
        for i in range(head, pairs):
            self._value(_Frame(place, i, ""), place.items[i], old[i], new[i])
        if len(old) > len(new):
            gone = range(pairs, len(old) - tail)
            if place.flow:
                self._remove_in_brackets([(p.start, self.page.end_of(p)) for p in place.items], gone)
            else:
                self._remove_items(place, gone)
        elif len(new) > len(old):
            added = new[pairs : len(new) - tail]
            if place.flow:
                self._add_in_brackets(place, pairs, [emit.flow(value) for value in added])
            else:
                self._add_items(place, pairs, added)

    def _remove_items(self, place: Items, gone: Sequence[int]) -> None:
        for i in gone:
            dash = self.page.dash(place, i)
            if not self.page.begins_line(dash):
                raise Beyond(dash)
            end = self.page.next_line(self.page.end_of(place.items[i]))
            self.edits.append(Edit(self.page.line_start(dash), end, ""))

    def _add_items(self, place: Items, index: int, added: Sequence[Value]) -> None:
        """Put in items with dashes before that of `index`, in the way the one above it is written."""
        page = self.page
        model = max(index - 1, 0)
        dash = page.dash(place, model)
        indent = " " * page.column(place.start)
        gap = page.text[dash + 1 : place.items[model].start]
        gap = gap if gap and not gap.strip(" ") else " "
        like = place.items[model]
        flow = not isinstance(like, Text) and like.flow
        apart = index > 1 and self._apart(place, index - 1) and not page.keeps_empty_lines(like)
        lines: list[str] = []
        for value in added:
            written = [f"{indent}-{gap}{emit.flow(value)}"] if flow else emit.item(value, indent, gap)
            lines += ["", *written] if apart else written
        if index > 0:
            self._lines(page.after(like, page.column(place.start)), lines)
        elif page.begins_line(dash):
            self._lines(page.line_start(dash), lines)
        else:
            raise Beyond(dash)

    def _apart(self, place: Items, index: int) -> bool:
        """True where an empty line stands between an item and the one above it."""
        page = self.page
        start, end = page.next_line(page.end_of(place.items[index - 1])), page.line_start(page.dash(place, index))
        return any(not line.strip() for line in page.text[start:end].splitlines())

    # ------------------------------------------------------------------------------------------------ inside brackets

    def _remove_in_brackets(self, parts: Sequence[tuple[int, int]], gone: Sequence[int]) -> None:
        """Take out the parts `gone` of a list or mapping in brackets, each with one comma."""
        last_kept = max(i for i in range(len(parts)) if i not in gone)
        for i in gone:
            start, end = (parts[i][0], parts[i + 1][0]) if i < last_kept else (parts[i - 1][1], parts[i][1])
            if "#" in self.page.text[parts[i][1] : end] or (
                i > last_kept and "#" in self.page.text[start : parts[i][0]]
            ):
                raise Beyond(start, "The lines here hold a comment, which would be lost.")
            self.edits.append(Edit(start, end, ""))

    def _add_in_brackets(self, place: Items, index: int, added: Sequence[str]) -> None:
        """Put in items before that of `index`: behind the one above it, or, where each has its own line, below."""
        page = self.page
        if index == 0:
            start = place.items[0].start
            self.edits.append(Edit(start, start, "".join(f"{item}, " for item in added)))
            return
        like = place.items[index - 1]
        end = page.end_of(like)
        column = page.column(like.start)
        is_last = index == len(place.items)
        if not (is_last and page.begins_line(like.start)):
            self.edits.append(Edit(end, end, "".join(f", {item}" for item in added)))
            return
        closing = page.text[end : place.end - 1]
        comma = closing.lstrip(" ").startswith(",")
        lines = [" " * column + item for item in added]
        if not closing.strip(" ,"):  # the bracket stands on the same line
            self.edits.append(Edit(end, end, "".join(f",{page.newline}{line}" for line in lines)))
            return
        if not comma:
            self.edits.append(Edit(end, end, ","))
        self._lines(page.next_line(end), [*(f"{line}," for line in lines[:-1]), lines[-1] + ("," if comma else "")])

    # ---------------------------------------------------------------------------------------------------------- lines

    def _lines(self, offset: int, lines: Sequence[str]) -> None:
        """Put in whole lines where a line begins, or at the end of the file, even if its last line is open."""
        text, newline = self.page.text, self.page.newline
        if not lines:
            return
        if offset == len(text) and text[-1:] not in ("\n", "\r"):
            self.edits.append(Edit(offset, offset, "".join(newline + line for line in lines)))
        else:
            self.edits.append(Edit(offset, offset, "".join(line + newline for line in lines)))

    def _keep_open_text(self) -> None:
        """Keep a text after `|` that ends with the file, without a line break, where lines come behind it.

        YAML reads no line break there as long as there is none; with lines behind it, it would.
        """
        page, end = self.page, len(self.page.text)
        last = page.last_text()
        header = HEADER.match(page.text, last.start) if last and last.style in ("|", ">") else None
        if last is None or header is None or "-" in header[2] or page.text[-1:] in ("\n", "\r"):
            return
        if any(e.start == end for e in self.edits) and not any(e.start <= last.start < e.end for e in self.edits):
            self.edits.append(Edit(header.start(2), header.end(2), header[2].strip("+") + "-"))


def is_list(value: Value | None) -> TypeGuard[Sequence[Value]]:
    """True for a list; a text is a sequence too, but none."""
    return isinstance(value, Sequence) and not isinstance(value, str)
