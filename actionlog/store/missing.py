"""Files that git keeps and that are gone from the disk: an action among them would be missing from every paper."""

from pathlib import Path

from actionlog.errors import ActionlogError, Problem, UnreadableLog


def missing(root: Path) -> list[Problem]:
    """Return a problem for each YAML file of the log that was deleted without a commit; none outside git."""
    from actionlog.store import git

    try:
        paths = git.deleted(root)
    except ActionlogError:  # git does not answer: what it keeps cannot be compared
        return []
    return [
        Problem(
            path,
            0,
            "file-deleted",
            "This file was deleted, but git still keeps it. Bring it back with: git restore, then the file's name. "
            "An action that is not wanted is closed or struck out, never deleted.",
        )
        for path in sorted(paths)
        if path.endswith(".yaml")
    ]


def require_whole(root: Path) -> None:
    """Raise UnreadableLog where files of the log were deleted: a paper with an action missing is worse than none."""
    if found := missing(root):
        raise UnreadableLog(found)
