"""How an action is worded: who is to do what, as far as plain rules of English can tell.

Minutes word an action as `Clerk to send the letter`, `The board should agree a date`, `To send …` or `Send …`. A
*clause* is one such piece: an actor (a party, or nobody named) and the task. The rules would rather miss an actor than
make one up, since what they find is only asked about, never decided.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionlog.minutes.parties import PARTY_NOUNS, is_withheld
from actionlog.model import Log
from actionlog.owners import aliases, is_collective, is_unknown, owner_key


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Verbs that leave nothing to show when they are done.
VAGUE = ("consider", "explore", "look at", "look into", "think about", "reflect on")

#: Words that do not stand inside the name of a party.
_NOT_IN_A_NAME = _words(
    "a about after an any are as at be been before by can could during each every from has have how if in into is it "
    "its may might not on or our should so some than that their them then these they this those through to under until "
    "up was we were what when where whether which who will with would you your"
)
#: Verbs that open an order, so that in `Ask chair to confirm` nobody is called "Ask chair".
_ORDERS = _words(
    "add agree amend appoint approve arrange ask assist book brief bring call change chase check circulate clarify "
    "collect compile complete confirm consult contact continue create decide develop discuss distribute draft e-mail "
    "email encourage ensure establish finalise find form get give help hold identify include inform instruct invite "
    "investigate issue keep look make meet move notify obtain organise pass prepare present produce propose provide "
    "publish pursue raise read recommend remind remove replace request resolve revise schedule seek send set share "
    "sign submit take tell thank update upload use verify work write"
)
#: Orders that also begin the name of a team (`Review team`), so they only rule out the name of a person.
_ORDERS_OR_NAMES = _ORDERS | _words("plan report review support test")
#: Verbs that make a result, so that two objects are two results; to send two things is one act.
_MAKES = _words(
    "agree arrange build compile create decide define deliver design determine develop draft establish finalise "
    "formulate identify organise plan prepare produce propose write"
)
#: Pairs that are one thing.
_ONE_THING = (
    "aims and objectives", "costs and benefits", "date and place", "date and time", "dates and times",
    "policies and procedures", "pros and cons", "questions and answers", "risks and issues",
    "roles and responsibilities", "terms and conditions", "time and place",
)  # fmt: skip
_DETERMINERS = _words("a all an any both each every her his its my no our some that the their these this those")
#: Words before which the object of a verb ends.
_AFTER_AN_OBJECT = _NOT_IN_A_NAME - _DETERMINERS | _words("against around between for of per regarding via")

_WITHHELD = "[redact]"
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[(“\"])")
_CLAUSE_STARTS = re.compile(
    r"(?:[,;:]|\s[-–—])\s+(?:(?:and|but|then|while)\s+)*|\b(?:and|but|while)\s+(?:then\s+)?|\bthen\s+", re.IGNORECASE
)
_SEVERAL = re.compile(r"\s*(?:[/&,+]|\band\b)\s*")
_VAGUE = re.compile(rf"(?:continue to |further )?({'|'.join(VAGUE)})\b", re.IGNORECASE)

_VERB = (
    r"(?:\s+(?:also|further|jointly|now|please|then))*\s+"
    + rf"(?P<task>(?!(?:{'|'.join(sorted(_DETERMINERS))})\b)[a-z].*)"
)
_WHO = r"(?P<who>\S+(?:\s+\S+){0,7}?)\s+"
_TO = r"(?P<link>(?:(?:are|is|agreed|has agreed|have agreed|needs?)\s+)?to"
_CLAUSE = re.compile(_WHO + _TO + r"|must|shall|should|will)" + _VERB)
_LATER_CLAUSE = re.compile(_WHO + _TO + r"|must|shall|should)" + _VERB)  # "The council will decide" only tells
_LOOSE_ENDS = (" and", " but", " then", " while")
#: Longer than the name of any party; it keeps the rules quick on text that is no prose.
_LONGEST_NAME = 80
_TO_DO = re.compile(r"to\s+(?=[a-z])", re.IGNORECASE)


class Clause(NamedTuple):
    """One piece of an action's text: `words` as they stand. `actor` is empty where nobody is named.

    `task` begins with the verb.
    """

    actor: str
    task: str
    words: str


class Parties:
    """Who can be meant by a phrase, in one group: its owners, its members, the register, and plain descriptions."""

    def __init__(self, log: Log, group: str) -> None:
        self._log, self._group = log, group
        self.people = aliases(log)
        names = [owner for action in log.actions_of(group) for owner in action.owners if not is_unknown(owner)]
        names += [person.name for person in log.people]
        names += [name for held in log.groups if held.slug == group for name in (held.name, held.code, *held.members)]
        self._registered = {self.key(person.name): person.name for person in log.people}
        self._known = {self.key(name) for name in names if name}

    def key(self, name: str) -> str:
        """Return what two spellings of one party share; whoever is withheld always has the same."""
        return _WITHHELD if is_unknown(name) or is_withheld(name) else owner_key(name, self.people)

    def collective(self, name: str) -> bool:
        """True for `All`, `Group members` and the like."""
        return is_collective(name, self._log, self._group)

    def named_by(self, phrase: str) -> bool:
        """True where `phrase` names one party, or several joined by "and", "/", "&" or a comma."""
        return self._one(phrase) or all(map(self._one, _SEVERAL.split(phrase)))

    def registered(self, name: str) -> bool:
        """True where the register holds `name`, under any spelling."""
        return self.key(name) in self._registered

    def nearest(self, name: str) -> str:
        """Return the name of the register that is spelt most like `name`, or an empty text."""
        from difflib import get_close_matches

        near = get_close_matches(self.key(name), self._registered, n=1, cutoff=0.75)
        return self._registered[near[0]] if near else ""

    def matched(self, actor: str, owners: tuple[str, ...]) -> bool:
        """True where the parties of `actor` are all among `owners`, by name, first words or initials."""
        return any(self._same(actor, o) for o in owners) or all(
            any(self._same(part, o) for o in owners) for part in _SEVERAL.split(actor)
        )

    def _one(self, phrase: str) -> bool:
        key = self.key(phrase)
        return key in self._known or key == _WITHHELD or self.collective(phrase) or _describes_a_party(phrase)

    def _same(self, actor: str, owner: str) -> bool:
        a, b = self.key(_bare(actor)).split(), self.key(_bare(owner)).split()
        shorter = min(len(a), len(b)) or 1
        initials = "".join(word[0] for word in a if word.isalpha()), "".join(word[0] for word in b if word.isalpha())
        return a[:shorter] == b[:shorter] or "".join(a) == initials[1] or "".join(b) == initials[0]


def clauses(text: str, parties: Parties) -> list[Clause]:
    """Return the clauses of an action's text: the first always, then each later one that names an actor."""
    found: list[Clause] = []
    for number, sentence in enumerate(_SENTENCES.split(" ".join(text.split()))):
        acting = list(_acting(sentence, parties, _LATER_CLAUSE if number else _CLAUSE))
        if number == 0 and (not acting or not sentence.startswith(acting[0].actor)):
            found.append(Clause("", _without_actor(sentence), sentence))
        found += acting
    return found


def vague_verb(pieces: list[Clause]) -> str:
    """Return the first main verb that leaves nothing to show, or an empty text, in what `clauses` returned."""
    for clause in pieces:
        if vague := _VAGUE.match(clause.task):
            return vague.group(1).casefold()
    return ""


def tasks(pieces: list[Clause]) -> list[str]:
    """Return the tasks of an action, as they stand in its text; one where it holds only one.

    `pieces` are what `clauses` returned.
    """
    acting = [clause for clause in pieces if clause.actor]
    if len(acting) > 1:
        return [clause.words for clause in acting]
    return _two_results((acting or pieces)[0].task) or [pieces[0].words]


def _acting(sentence: str, parties: Parties, pattern: re.Pattern[str]) -> Iterator[Clause]:
    """Yield the clauses of a sentence that name an actor; the task of each ends where the next begins."""
    found: list[tuple[int, int, str]] = []
    for start in (0, *(m.end() for m in _CLAUSE_STARTS.finditer(sentence))):
        if found and start < found[-1][1]:
            continue  # inside the actor of the last: "Alice and Bob to send"
        clause = pattern.match(sentence, start)
        if clause is None or re.match(r"be\b", clause["task"]):
            continue  # "the paper to be sent" names no actor
        actor = clause["who"].strip(" ,:;-–—")
        if clause["link"] == "to" and start and _ends_with_party(sentence[:start], parties):
            continue  # "write to the chair and the clerk to ask" has one actor
        if 0 < len(actor) <= _LONGEST_NAME and parties.named_by(actor):
            found.append((start, clause.start("task"), actor))
    for i, (start, task, actor) in enumerate(found):
        end = found[i + 1][0] if i + 1 < len(found) else len(sentence)
        words = _without_loose_end(sentence[start:end])
        yield Clause(actor, words[task - start :], words)


def _without_loose_end(words: str) -> str:
    shorter = words.rstrip(" ,;:–—-")
    while end := next((end for end in _LOOSE_ENDS if shorter.endswith(end)), ""):
        shorter = shorter.removesuffix(end).rstrip(" ,;:–—-")
    return shorter


def _ends_with_party(before: str, parties: Parties) -> bool:
    words = _CLAUSE_STARTS.sub(" ", before[-80:] + " ").rstrip(" ,;:").split()
    return any(parties.named_by(" ".join(words[-count:])) for count in range(1, 5) if count < len(words))


def _without_actor(sentence: str) -> str:
    """Return the task of a sentence whose actor is not known as a party: `Alex to send …`, `To send …`, `Send …`."""
    if order := _TO_DO.match(sentence):
        return sentence[order.end() :]
    clause = _CLAUSE.match(sentence)
    if clause and _like_names(clause["who"].strip(" ,:;-–—").split()):
        return clause["task"]
    return sentence


def _describes_a_party(phrase: str) -> bool:
    """True for `The review team`, `Head of the finance office`, `Jane Smith`, `JS`, by their words alone."""
    words = [word for word in re.sub(r"\b(of|for) the\b", r"\1", _bare(phrase)).split() if word]
    lowered = [word.casefold() for word in words]
    if not words or len(words) > 7 or "the" in lowered or lowered[0] in _ORDERS or _NOT_IN_A_NAME & {*lowered}:
        return False
    link = next((i for i, word in enumerate(lowered) if word in ("of", "for")), len(lowered))
    if link and lowered[link - 1] in PARTY_NOUNS:
        return True
    return _like_names(words) and (len(words) > 1 or re.fullmatch("[A-Z]{2,4}", words[0]) is not None)


def _like_names(words: list[str]) -> bool:
    return (
        0 < len(words) < 5
        and all(re.fullmatch(r"[^\W\d_][\w.'’-]*", word) and word[0].isupper() for word in words)
        and words[0].casefold() not in _ORDERS_OR_NAMES
    )


def _bare(phrase: str) -> str:
    return re.sub(r"\s*\([^)]*\)$", "", re.sub(r"^the\s+", "", phrase.strip(), flags=re.IGNORECASE))


def _two_results(task: str) -> list[str]:
    """Return the two results that a task is to make, or nothing: `agree a date and a venue for …`."""
    verb, *rest = task.split() or [""]
    thing: list[str] = []
    for word in rest:
        bare = word.strip("()“”\"'").rstrip(".,;:").casefold()
        if bare in _AFTER_AN_OBJECT:
            break
        thing.append(word.rstrip(".,;:"))
        if word[-1] in ".,;:":
            break
    if verb.casefold() not in _MAKES or "and" not in thing:
        return []
    left, right = thing[: thing.index("and")], thing[thing.index("and") + 1 :]
    bare_left = [word for word in left if word.casefold() not in _DETERMINERS]
    adjectives = len(bare_left) == 1 and len(right) > 1 and right[0].casefold() not in _DETERMINERS
    if not bare_left or not right or adjectives or right[0].casefold() in _ORDERS:
        return []  # "a short and simple form" is one thing, "draft the letter and send it" are steps of one
    names = bare_left[-1][0].isupper() and right[0][0].isupper()
    if names or any(pair in " ".join(thing).casefold() for pair in _ONE_THING):
        return []
    return [" ".join(left), " ".join(right)]
