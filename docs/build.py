"""Writes the pages of the manual that are made from the code.

python docs/build.py            all of them
python docs/build.py checks     one of them
"""

import sys
from collections.abc import Callable
from pathlib import Path

from actionlog.checks import reference

#: Each page by its name: where it stands, and what makes it.
PAGES: dict[str, tuple[str, Callable[[], str]]] = {"checks": ("reference/checks.md", reference)}


def main(wanted: list[str]) -> None:
    """Write the pages named, or all of them."""
    for name in wanted or PAGES:
        path, make = PAGES[name]
        (Path(__file__).parent / path).write_text(make(), encoding="utf-8", newline="\n")
        print(f"Wrote docs/{path}")


if __name__ == "__main__":
    main(sys.argv[1:])
