"""A paper without some of its columns: what is not published is left out, and never shown as if there were nothing."""

from collections.abc import Collection

from actionlog.papers import Paper, Part, Row, Table


def without(paper: Paper, columns: Collection[str]) -> Paper:
    """Return `paper` without the columns of these names, in every table."""
    return paper._replace(parts=tuple(_narrower(part, columns) for part in paper.parts))


def _narrower(part: Part, columns: Collection[str]) -> Part:
    if not isinstance(part, Table) or not any(name in columns for name in part.columns):
        return part
    kept = [i for i, name in enumerate(part.columns) if name not in columns]
    return part._replace(
        columns=tuple(part.columns[i] for i in kept),
        rows=tuple(Row(tuple(row.cells[i] for i in kept), row.standing, row.block) for row in part.rows),
        optional=tuple(name for name in part.optional if name not in columns),
        folds=tuple(pair for pair in part.folds if not set(pair) & set(columns)),
    )
