"""Who came to a meeting, as its published minutes say it."""

from actionlog.model import Meeting
from actionlog.papers import Lines


def attendance(meeting: Meeting) -> Lines | None:
    """Return who was present, sent apologies and was in attendance, a line each; None where nothing is recorded."""
    kinds = (("Present", meeting.present), ("Apologies", meeting.apologies), ("In attendance", meeting.attending))
    lines = tuple(f"{said}: {'; '.join(people)}" for said, people in kinds if people)
    return Lines(lines) if lines else None
