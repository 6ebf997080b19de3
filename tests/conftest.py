"""What all tests share: snapshots, which lie beside the test that they belong to."""

from collections.abc import Callable
from pathlib import Path

import pytest

Snapshot = Callable[[str, str | bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--snapshot-update", action="store_true", help="write what the program says now as what it should say"
    )


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Return a function that compares a text with the file of that name beside the test (folders allowed in it)."""
    folder = Path(request.path).parent
    update: bool = request.config.getoption("--snapshot-update")

    def compare(name: str, content: str | bytes) -> None:
        path = folder / name
        now = content.encode() if isinstance(content, str) else content
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(now)
            return
        if not path.exists():
            pytest.fail(f"There is no snapshot {path}. If this is right, run again with --snapshot-update:\n{now!r}")
        # texts, so that pytest shows the lines that differ
        assert now.decode() == path.read_bytes().decode(), f"differs from {path}; --snapshot-update accepts it"

    return compare
