"""The register of people: who may own an action, how else they are called, and what the public may read of them."""

from datetime import date
from typing import Final, NamedTuple

#: What the public may read of a person. Nothing decided is `withhold` for a person, and `name` for what is none.
BY_NAME: Final = "name"
BY_ROLE: Final = "role"
AT_MEETINGS: Final = "attendance"
WITHHOLD: Final = "withhold"
PUBLISHING: Final = (BY_NAME, BY_ROLE, AT_MEETINGS, WITHHOLD)


class Person(NamedTuple):
    """A person, role, team or set of the register.

    `name` is what the log's owners say; `aliases` are other ways it is written, initials among them. `handle` is what a
    text says in place of the name, with an @ before it. `publish` is one of `PUBLISHING`, or empty where nobody has
    decided; `role` is what stands for a person who is published by role. `basis`, `decided_by` and `decided` say why,
    who and when. `elsewhere` are phrases in which the words of the name do not mean this person.
    """

    name: str
    kind: str = "person"  #: person, role, team or set
    aliases: tuple[str, ...] = ()
    email: str = ""
    publish: str = ""
    handle: str = ""
    role: str = ""
    basis: str = ""
    decided_by: str = ""
    decided: date | None = None
    elsewhere: tuple[str, ...] = ()
    line: int = 1  #: where its entry begins in the register
