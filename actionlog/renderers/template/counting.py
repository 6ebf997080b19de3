"""What keeps a committee's own template within bounds: it is counted what it does, and how large what it makes becomes.

Imported by `language` alone: jinja2 is not installed everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from types import GeneratorType
from typing import Final, cast

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from actionlog.renderers.template.faults import Wrong

#: How often the loops and macros of a template may go round, all together. What goes through a list or a text without a
#: loop counts as well, by its size.
STEPS: Final = 2_000_000
#: The longest text that a template may put together, and the longest paper that it may make, in characters.
LONGEST: Final = 50_000_000
#: The most things in a list that a template puts together.
MOST: Final = 1_000_000
#: The largest number that a template may work with. Python needs long for larger ones: to divide, and to print them.
LARGEST_NUMBER: Final = 10**1000

#: How many things of a list, and how many characters of a text, count as much as one time round.
_THINGS, _CHARACTERS = 2, 100


class Counter:
    """Counts what a template does; made anew for each paper."""

    def __init__(self) -> None:
        self.left = STEPS

    def spend(self, steps: int = 1) -> None:
        """Count what a template does. Raises Wrong where it has done too much."""
        self.left -= steps
        if self.left < 0:
            raise Wrong(f"The loops of this template go round more than {STEPS:,} times. Is one inside another?")

    def counted(self, things: Iterable[object]) -> Iterator[object]:
        """Yield the things that a loop goes through, and count them."""
        for thing in things:
            self.spend()
            yield thing

    def weighed(self, value: object) -> object:
        """Return a value that is about to be gone through, when its size is counted."""
        if isinstance(value, str):
            self.spend(len(value) // _CHARACTERS)
        elif isinstance(value, (list, tuple, range, Mapping)):
            self.spend(len(value) // _THINGS)
        elif isinstance(value, GeneratorType):
            return self.counted(value)
        return value

    def weighing(self, function: Callable[..., object]) -> Callable[..., object]:
        """Return a filter that counts the size of what it is given, however it is called."""
        place = 1 if hasattr(function, "jinja_pass_arg") else 0  # jinja2 gives some the environment first

        @wraps(function)
        def weighed(*values: object, **named: object) -> object:
            before, given, after = values[:place], values[place : place + 1], values[place + 1 :]
            return function(*before, *map(self.weighed, given), *after, **named)

        return weighed

    def allow(self, length: int) -> None:
        """Count a text of this length before it is made. Raises Wrong where it is too long."""
        check_length(length)
        self.spend(max(0, length) // 1000)

    def measured(self, texts: list[str]) -> list[str]:
        """Return texts that are about to be joined, when the length of the whole is counted."""
        self.allow(sum(map(len, texts)))
        return texts

    def operands(self, operator: str, left: object, right: object) -> None:
        """Make sure that `left` and `right` can be worked out with `operator`: nothing large is made of little."""
        for number in (left, right):
            check_number(number)
        for things, other in ((left, right), (right, left)):
            if isinstance(things, (str, list, tuple)) and operator in "+*":
                if operator == "+":
                    size = len(things) + (len(other) if isinstance(other, (str, list, tuple)) else 0)
                else:
                    size = len(things) * (other if isinstance(other, int) else 0)
                self._put_together(things, size)
                return

    def _put_together(self, things: str | list[object] | tuple[object, ...], size: int) -> None:
        if isinstance(things, str):
            self.allow(size)
            return
        if size > MOST:
            raise Wrong(f"A list becomes longer than {MOST:,}.")
        self.spend(max(0, size) // _THINGS)


def check_length(length: int) -> None:
    """Raise Wrong where a text is too long."""
    if length > LONGEST:
        raise Wrong(f"A text becomes longer than {LONGEST:,} characters.")


def check_number(value: object) -> None:
    """Raise Wrong where a value is a number that is too large."""
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise Wrong("These numbers are too large: one may have 1,000 digits.")


class Counting(NodeTransformer):
    """Makes a template count: its loops and macros, what it compares, and what it takes a part of.

    It also lets `~` make harmless what it puts together.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> nodes.For:
        """Count what a loop goes through, and how often it is begun."""
        self.generic_visit(node)
        node.iter = self._call(node, "counted", [cast("nodes.Expr", node.iter)])
        node.body.insert(0, self._tick(node))
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:
        """Count how often a macro is called."""
        self.generic_visit(node)
        node.body.insert(0, self._tick(node))
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:
        """Count how often what stands in a call is used."""
        self.generic_visit(node)
        node.body.insert(0, self._tick(node))
        return node

    def visit_Operand(self, node: nodes.Operand) -> nodes.Operand:
        """Count the size of what something is compared with, or looked for in."""
        self.generic_visit(node)
        node.expr = self._call(node, "weighed", [node.expr])
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:
        """Count the size of what a part is taken of: `actions[1:3]`."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._call(node, "weighed", [node.node])
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:
        """Put texts together with `together`."""
        self.generic_visit(node)
        return self._call(node, "together", node.nodes)

    def _tick(self, node: nodes.Node) -> nodes.Node:
        return nodes.ExprStmt(self._call(node, "spend", []), lineno=node.lineno).set_environment(self._environment)

    def _call(self, node: nodes.Node, name: str, arguments: list[nodes.Expr]) -> nodes.Call:
        method = nodes.EnvironmentAttribute(name, lineno=node.lineno)
        call = nodes.Call(method, arguments, [], None, None, lineno=node.lineno)
        call.set_environment(self._environment)
        return call
