"""The language of a committee's own template: jinja2's, in its sandbox, with fields and filters and nothing else.

A template reaches no method, no attribute of Python and no other file. Whatever it prints is made harmless for its
form, without being asked. What it does is counted (`counting`): one that would never end is stopped.

Imported by `template.render` alone: jinja2 is not installed everywhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from types import GeneratorType, TracebackType
from typing import Final

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.environment import Template
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import Context, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from actionlog.model import day_of, deadline_words, long_date, weekday_date
from actionlog.owners import joined
from actionlog.renderers.template.counting import LONGEST, Counter, Counting, check_length, check_number
from actionlog.renderers.template.faults import Fault, Wrong, no_field, syntax_sentence, unknown, value_sentence
from actionlog.renderers.template.fields import Record
from actionlog.renderers.template.forms import TemplateForm, markdown, seen

#: Those of jinja2's filters that ask nothing of Python, are the same every time, and make nothing large of little.
_SAFE_FILTERS: Final = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "groupby", "items", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort",
    "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
#: The longest text that is read as a number, in characters.
_DIGITS: Final = 1_000
_OTHER_FILES: Final = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_DEBUG: Final = re.compile(r"^debug_info = '([\d=&]*)'$", re.MULTILINE)


_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_ONLY_TAGS = re.compile(r"\s*(?:(?:\{%.*?%\}|\{#.*?#\})\s*)+")
#: A tag that ends a line and began in it, without a sign of its own.
_ENDS_WITH_TAG = re.compile(r"^(.*(?:\{%|\{#)(?:(?!%\}|#\}).)*(?<![-+]))([%#]\})[ \t]*$")


class Written(str):
    """Text that is as it shall be written: it is not made harmless once more."""


class Unknown(StrictUndefined):
    """What a template names and is not there."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        known = ("paper", "actions", "facts")
        return self._undefined_hint or unknown("There is no", str(self._undefined_name), known)


def filled(source: str, form: TemplateForm, fields: Mapping[str, object]) -> str:
    """Return what a template makes of `fields`. Raises Fault."""
    environment = Sandbox(form)
    template = _compiled(environment, _with_line_ends(source))
    running = template.root_render_func(template.new_context(dict(fields)))
    pieces, length = [], 0
    try:
        for piece in running:
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                raise Fault(_line_now(template, running), f"The paper becomes longer than {LONGEST:,} characters.")
    except Fault:
        raise
    except Exception as error:
        raise Fault(_line_of(error.__traceback__), value_sentence(error)) from None
    return _without_hidden("".join(pieces), form)


def _with_line_ends(source: str) -> str:
    """Keep the end of each line that holds more than tags: jinja2 takes it away after any line that ends with one.

    So `{{ action.ref }}{% if action.overdue %} LATE{% endif %}` is a line, and `{% for action in actions %}` is none.
    """
    if _RAW.search(source):  # what stands between {% raw %} and {% endraw %} is nobody's to change
        return source
    lines = source.split("\n")
    return "\n".join(_ENDS_WITH_TAG.sub(r"\1+\2", line) if not _ONLY_TAGS.fullmatch(line) else line for line in lines)


def _compiled(environment: "Sandbox", source: str) -> Template:
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        raise Fault(_begun(environment, source, error), syntax_sentence(error.message or "")) from None
    except (RecursionError, MemoryError, ValueError):
        raise Fault(0, "It cannot be read: something in it is nested too deep, or a number too long.") from None
    _refuse_what_is_not_there(environment, tree)
    try:
        program = environment.compile(Counting(environment).visit(tree), raw=True)
    except TemplateSyntaxError as error:
        raise Fault(error.lineno, syntax_sentence(error.message or "")) from None
    except RecursionError:
        raise Fault(0, "It cannot be read: something in it is nested too deep.") from None
    try:
        code = compile(program, "<template>", "exec")
    except (SyntaxError, RecursionError, MemoryError) as error:
        at = _template_line(program, getattr(error, "lineno", None) or 0)
        raise Fault(at, "Loops are nested too deep here, or a name is given twice.") from None
    return Template.from_code(environment, code, environment.globals)


def _begun(environment: "Sandbox", source: str, error: TemplateSyntaxError) -> int:
    """Return the line of an error; of something that is never closed, the line where it begins."""
    found = re.search(r"end of template.*block .* is '(\w+)'\.$", error.message or "")
    if not found:
        return error.lineno
    lines: list[int] = []
    tokens = [token for token in environment.lex(source) if token[1] != "whitespace"]
    for (line, kind, _), (_, _, word) in pairwise(tokens):
        if kind == "block_begin" and word == found[1]:
            lines.append(line)
        elif kind == "block_begin" and word == f"end{found[1]}" and lines:
            lines.pop()
    return lines[-1] if lines else error.lineno


def _refuse_what_is_not_there(environment: "Sandbox", tree: nodes.Template) -> None:
    """Refuse other files, filters and tests that are not known, and numbers that are too large, wherever they stand."""
    for node in tree.find_all((*_OTHER_FILES, nodes.Filter, nodes.Test, nodes.Const)):
        if isinstance(node, _OTHER_FILES):
            raise Fault(node.lineno, "A template cannot take in another file: put the whole of it into this one.")
        if isinstance(node, nodes.Const):
            _refuse_a_number_too_large(node)
            continue
        assert isinstance(node, (nodes.Filter, nodes.Test))
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name not in known:
            what = "There is no filter" if isinstance(node, nodes.Filter) else "There is no test"
            raise Fault(node.lineno, unknown(what, node.name, sorted(k for k in known if k.isalpha() or "_" in k)))


def _refuse_a_number_too_large(node: nodes.Const) -> None:
    try:
        check_number(node.value)
    except Wrong as wrong:
        raise Fault(node.lineno, str(wrong)) from None


def _template_line(program: str, line: int) -> int:
    """Return the line of the template from which a line of the program that was made of it comes."""
    found = _DEBUG.search(program)
    pairs = [pair.split("=") for pair in found[1].split("&") if pair] if found else []
    return max((int(ours) for ours, theirs in pairs if int(theirs) <= line), default=0)


def _line_now(template: Template, running: Iterator[str]) -> int:
    """Return the line at which a template waits for what it wrote to be taken."""
    frame = running.gi_frame if isinstance(running, GeneratorType) else None
    return template.get_corresponding_lineno(frame.f_lineno) if frame else 0


def _line_of(traceback: TracebackType | None) -> int:
    line = 0
    while traceback:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def _without_hidden(text: str, form: TemplateForm) -> str:
    """Name what is hidden in the whole: the template itself, or what it writes as it is, may hold such a character."""
    named = {ord(c): form.escaped(seen(c)) for c in set(text) if c not in "\n\t" and seen(c) != c}
    return text.translate(named) if named else text


class Sandbox(ImmutableSandboxedEnvironment):
    """What a template of one form can do; made anew for each paper, since it counts."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, form: TemplateForm) -> None:
        super().__init__(
            autoescape=form.is_html,
            undefined=Unknown,
            finalize=self.printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.form = form
        self._counter = Counter()
        # what `Counting` writes into a template
        self.spend, self.counted, self.weighed = self._counter.spend, self._counter.counted, self._counter.weighed
        self.written: type[str] = Markup if form.is_html else Written
        self.concat = self.captured  # type: ignore[method-assign]  # as jinja2's NativeEnvironment does
        self.globals = {"range": self.globals["range"], "namespace": Namespace}
        filters = {name: FILTERS[name] for name in _SAFE_FILTERS} | {
            "long_date": _long_date,
            "weekday_date": _weekday_date,
            "joined": self.names,
            "join": self.join,
            "replace": self.replace,
            "indent": self.indent,
            "round": _rounded,
            "string": text_of,
            "safe": lambda value: self.written(text_of(value)),
            "escape": self.printed,
            "e": self.printed,
            "md": lambda value: self._markdown(text_of(value)),
            "int": _whole,
            "sum": self.sum,
        }
        self.filters = {name: self._counter.weighing(function) for name, function in filters.items()}

    def printed(self, value: object) -> str:
        """Return a value as it is written, made harmless for the form."""
        if isinstance(value, self.written):
            return value
        text = text_of(value)
        if isinstance(value, (int, float)):
            return self.written(text)
        self.spend(len(text) // 1000)
        return self.written(self.form.escaped(text))

    def captured(self, pieces: Iterable[str]) -> str:
        """Return what a macro or a block has written, which is harmless already."""
        return self.written("".join(self._counter.measured(list(pieces))))

    def together(self, *values: object) -> str:
        """Return what `~` makes: text, or where one of the values is as it shall be written, such text."""
        if any(isinstance(value, self.written) for value in values):
            return self.written("".join(self._counter.measured([self.printed(value) for value in values])))
        return "".join(self._counter.measured([text_of(value) for value in values]))

    def join(self, things: Iterable[object], between: str = "", attribute: str | None = None) -> str:
        """Return things with a text between them."""
        if attribute is not None:
            things = [self.getitem(thing, attribute) for thing in things]
        return self.together(*_interleaved(self.counted(things), between))

    def names(self, things: Iterable[object]) -> str:
        """Return texts as prose: `A, B and C`."""
        return joined(self._counter.measured([text_of(thing) for thing in self.counted(things)]))

    def sum(self, things: Iterable[object], attribute: str | None = None, start: object = 0) -> float:
        """Return numbers added up; jinja2's own would also join lists, each time anew."""
        number = make_attrgetter(self, attribute)
        total: float = _number(start)
        for thing in self.counted(things):
            total += _number(number(thing))
            check_number(total)
        return total

    def replace(self, text: object, old: str, new: str) -> str:
        """Return a text with another in place of each `old`."""
        text = text if isinstance(text, str) else text_of(text)
        self._counter.allow(len(text) + text.count(old) * len(new))
        return text.replace(old, new)

    def indent(self, text: object, width: int = 4, first: bool = False) -> str:
        """Return a text with each line but the first moved to the right."""
        if not 0 <= width <= 100:
            raise Wrong("A text can be indented by 0 to 100 columns.")
        kind = type(text) if isinstance(text, self.written) else str
        whole = text_of(text)
        self._counter.allow(len(whole) + width * (1 + whole.count("\n")))
        lines = whole.split("\n")
        margin = " " * width
        moved = [line if not line or (not first and not i) else margin + line for i, line in enumerate(lines)]
        return kind("\n".join(moved))

    def _markdown(self, text: str) -> str:
        """A text made harmless as Markdown; a web page makes it harmless for itself afterwards."""
        made = "\n".join(markdown(seen(line)) for line in text.split("\n"))
        return made if self.form.is_html else self.written(made)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Work out what stands between two values, where that makes nothing large of little."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise Wrong(f"A template has no {operator}. Texts are put together with ~, and numbers with + - * /.")
        self._counter.operands(operator, left, right)
        made = super().call_binop(context, operator, left, right)
        check_number(made)
        return made

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a field, and never an attribute or a method of Python."""
        if isinstance(obj, Undefined):
            return obj._fail_with_undefined_error()
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(no_field(obj, attribute))
        open_here = isinstance(obj, (LoopContext, Namespace, TemplateReference))
        if open_here or (isinstance(obj, tuple) and attribute in getattr(obj, "_fields", ())):
            return super().getattr(obj, attribute)
        return self.undefined(no_field(obj, attribute))

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """Return what stands for an attribute of Python."""
        return self.undefined(no_field(obj, attribute))

    def getitem(self, obj: object, argument: object) -> object:
        """Return a field by its name, or an item by its place."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, (str, list, tuple)) and isinstance(argument, (int, slice)):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(f"There is no item {argument}: {len(obj)} are there, counted from 0.")
        return super().getitem(obj, argument)


def text_of(value: object) -> str:
    """Return a value as it is printed. Raises Wrong where it is none that can be: a record, or a list of them."""
    if isinstance(value, (str, Undefined)):
        return str(value) if isinstance(value, Undefined) else value  # which raises, and says what is unknown
    if value is None:
        return "None"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (list, tuple, GeneratorType)):
        things = list(value)
        if not any(isinstance(thing, (list, tuple, GeneratorType, Mapping)) for thing in things):
            words = [text_of(thing) for thing in things]
            check_length(sum(map(len, words)))
            return joined(words)
        raise Wrong("A list of records cannot be printed as it is. Go through it with {% for … %}.")
    if isinstance(value, Record):
        raise Wrong(f"{value.kind} cannot be printed as it is. Name one of its fields: {', '.join(value)}.")
    raise Wrong("What stands here is no text and cannot be printed. Name a field.")


def _interleaved(things: Iterable[object], between: str) -> Iterator[object]:
    for i, thing in enumerate(things):
        if i and between:
            yield between
        yield thing


def _long_date(value: object) -> str:
    return _dated(value, long_date)


def _weekday_date(value: object) -> str:
    return _dated(value, weekday_date)


def _dated(value: object, words: Callable[..., str]) -> str:
    if value is None:
        return deadline_words(None)
    text = text_of(value)
    try:
        return words(day_of(text))
    except ValueError:  # On-going
        return deadline_words(text)


def _rounded(value: float, digits: int = 0) -> float:
    if not 0 <= digits <= 9:
        raise Wrong("A number is rounded to 0 to 9 digits.")
    return round(value, digits) if digits else round(value)


def _whole(value: object, default: object = 0, base: int = 10) -> object:
    """Return a value as a whole number. What is too long for one takes Python long to read."""
    if isinstance(value, str) and len(value) > _DIGITS:
        raise Wrong(f"A text of more than {_DIGITS:,} characters is no number.")
    return FILTERS["int"](value, default, base)


def _number(value: object) -> float:
    if isinstance(value, Undefined):
        text_of(value)  # which raises, and says what is unknown
    if not isinstance(value, (int, float)):
        raise Wrong("Only numbers are added up by sum. Lists are put together with +, and texts by join.")
    return value
