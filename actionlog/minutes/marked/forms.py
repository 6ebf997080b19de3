"""The forms of a marker: `[ACTION] AB …`, `Action item(s)/Assignee(s): …`, `AB action: …`, `TO DO: …` as `Action: …`.

People write the same mark in many ways. Here a line is written again with the forms that `marks.py` knows, so that
these need be few; what is said behind a marker, and before it, stays as it is.
"""

import re
from typing import Final

from actionlog.minutes.marked.bare_marks import BODIES, COMPOUNDS
from actionlog.minutes.parties import is_deed, is_known_party, is_party, is_thing, leading_party, split_owners
from actionlog.minutes.words import word_set

_ACTION: Final = r"(?:ACTION|Action|action)"
_ITEMS: Final = r"(?:[ -](?:item|point|step|Item|Point|Step|ITEM|POINT|STEP)s?(?:\([sS]\))?)?"
_ARROW: Final = r"(?:={1,3}>|-{1,3}>|>{1,3}|→|➡\ufe0f?|⇒|►|▶|➔|➜|»)"
_START: Final = r"(?:^|(?<=[.!?;:]\s))"
#: `Action item(s)/Assignee(s):`, `Actions / Owner:`, `Action(s) –`.
_HEADED = re.compile(
    rf"{_START}(?P<word>(?:ACTION|Action)(?P<many>s|S|\([sS]\))?{_ITEMS})"
    r"(?P<agreed> (?i:required|needed|agreed|arising|to be taken))?"
    r"(?P<heads>(?:\s{0,2}[/&|]\s{0,2}(?i:owner|assignee|assigned to|responsible|responsibility|who|by whom|lead|person"
    r"|people|name|deadline|due|due date|date|by when|when)(?:s|\([sS]\))?){0,3})(?=\s{0,2}:|\s[-–—]\s)"
)
#: `[ACTION]`, `*** ACTION ***`, `<Action>`, `@action`, `{ACTION: …}`.
_BADGE = re.compile(
    rf"{_START}(?:(?:\[|\(|\{{|<{{1,2}}|\*{{1,3}}|={{2,3}}|[!|]{{1,3}})"
    rf"\s?{_ACTION}(?i:s| item| point| required)?\s?:?\s?"
    rf"(?:\]|\)|\}}|>{{1,2}}|\*{{1,3}}|={{2,3}}|[!|]{{1,3}})|[!|@#]{{1,3}}\s?{_ACTION}(?=\s))"
    r"\s{0,2}[:–—-]?\s{0,2}(?=\S)"
)
_BRACES = re.compile(rf"\{{\s?(?={_ACTION}\b)([^{{}}]{{2,500}})\}}")
_ARROWED = re.compile(rf"(?P<open>[(\[]?)\s{{0,2}}{_ARROW}\s{{0,2}}(?i:action)s?\b(?P<colon>\s?:)?\s{{0,2}}(?=\S)")
_BEHIND_ARROW = re.compile(rf"{_START}{_ACTION}\s?(?:{_ARROW}|\||,)\s{{0,2}}(?=\S)")
_KINDS: Final = (
    r"(?i:agreed|new|follow[- ]?up|next|key|main|further|specific|required|immediate|urgent|outstanding|suggested|open"
    r"|resulting|subsequent|additional|other|remaining|proposed|summary of|committee|group|board|meeting)"
)
_WITH: Final = r"(?i:decisions?|outcomes?|notes?|results?|resolutions?|discussion|comments?|conclusions?)"
_KIND = re.compile(rf"^\W{{0,4}}(?:{_KINDS} |{_WITH}\s?[/&]\s?)(?i:action)(?P<many>s?){_ITEMS}(?=\s?:|\s[-–—]\s)")
#: What others call an action; sure of it are only capitals, or somebody who acts.
_OTHERS = re.compile(
    r"^\W{0,4}(?P<word>(?i:to[ -]?dos?|tasks?|follow[ -]?ups?|next steps?|homework))\s?"
    r"(?:(?:\((?P<in>[^():]{1,40})\)|(?:(?:for|on|by)\s)?(?P<who>[A-Z@][^:.\n()]{0,40}?))?\s?:\s?|\s[-–—]\s|(?<=\))\s?)(?=\S)"
)
_TO_BE_DONE = re.compile(
    r"^\W{0,4}(?i:tbd|to be (?:done|actioned)|actioned|action taken) by (?P<who>[^:.\n]{1,40}):\s?(?=\S)"
)
_ASSIGNED = re.compile(
    rf"{_START}(?:ACTION|Action)(?i: (?:is |was )?(?:assigned|allocated|given|delegated|passed) to"
    r"| lead(?:er)?| assignee| to(?=:))"
    r"\s?:?\s{1,2}(?=[A-Z@])"
)
_HASH = re.compile(r"(?:^|(?<=\s))#to-?do\s{1,2}(?=\S)", re.IGNORECASE)
#: `action AB: …`, `action on AB to …`, `action: review …` at the start or behind a comma.
_SMALL = re.compile(
    r"(?:^\W{0,4}|(?<=[,;–—-]\s)(?:and |so )?)action(?P<many>s)?(?: item| point)?\s?"
    r"(?P<colon>[:;]|\s[-–—](?=\s))?\s{0,2}"
    r"(?P<on>(?:is )?(?:on|for|by|with|to) )?(?=\S)"
)
_IS_ON = re.compile(
    rf"{_START}(?:(?:The|An) a|A)ction (?:is|was|were|has been) (?:placed |put )?(?:on|for|with) (?=[A-Z@])"
)
#: `AB action: …`, `AB ACTION to …`.
_WHO_FIRST = re.compile(
    rf"^\W{{0,4}}(?P<who>[A-Z@][^:.;!?\n]{{0,60}}?)(?:\s?[-–—:]|’s|'s)?\s{_ACTION}s?(?:\s?:\s?|\s[-–—]\s)(?=\S)"
)
#: `… For action: AB`, `… ACTION BY AB`, `… – action AB`, `(for action by AB)`.
_BEHIND = re.compile(
    r"(?P<open>[(\[]\s?|(?<=[.!?;])\s|\s[-–—]{1,2}\s)(?i:for )?(?:ACTION|[Aa]ction)(?i: required| needed| to be taken)?"
    r"(?P<by>(?i:\s(?:by|for|on|with))?:?)\s(?P<who>[A-Za-z@\[][^:.;()\[\]\n]{1,60})(?P<end>[)\]]?[.\s]*)$"
)
_NAMED = re.compile(rf"{_START}{_ACTION}s?(?:\s[\d./-]{{1,8}})?\s?:?\s{{1,2}}(?=[A-Z@])")
_WE = word_set("we they both please could need should must")
_ITEM_BEHIND = re.compile(r"(?<=\w)(?=\s\d{1,2}(?:\.\d{1,2})?[.)]?\s[A-Z][a-z])")
_COLON_END = re.compile(r"[:\s]+$")
_ARTICLES: Final = word_set("the a an all our their this these those his her each every any some to on back")
_TOLD: Final = word_set("of was were is are had has from by said reported")
_LONGEST: Final = 5000
_INITIALS: Final = 4  #: letters that initials have at most
_MOST_NAMES: Final = 9  #: words of those who act, at the longest


def usual(line: str, known: tuple[str, ...]) -> str:
    """Return `line`, without its line feeds, with every marker in its usual form: `Action: …` or `Action AB: …`.

    `known` are the names of the attendance list, which stand without a colon before what they are to do.
    """
    line, rest = line[:_LONGEST], line[_LONGEST:]
    line = _HEADED.sub(_head, line)
    line = _BRACES.sub(r"[\1]", line)
    line = _BADGE.sub(lambda m: "ACTION: " if _is_asked(line[m.end() :], known) else m.group(), line)
    line = _ARROWED.sub(lambda m: _arrowed(m, line), line)
    line = _BEHIND_ARROW.sub(
        lambda m: "ACTION: " if leading_party(line[m.end() :], known)[0] or "," not in m.group() else m.group(), line
    )
    line = _ASSIGNED.sub(lambda m: "ACTION: " if leading_party(line[m.end() :], known)[0] else m.group(), line)
    line = _HASH.sub("ACTION: ", line)
    line = _IS_ON.sub(
        lambda m: "ACTION: " if leading_party(line[m.end() :], known)[1][:3] == "to " else m.group(), line
    )
    for form in (_other, _small, _who_first, _behind):
        line = form(line, known)
    return _named(line, known) + rest


def _head(found: re.Match[str]) -> str:
    """Return the heading of an action as one word; what is usual already stays."""
    if not (found["heads"] or "(" in found["word"]):
        return found.group()
    several = "s" if found["many"] else ""
    return f"ACTION{several.upper()}" if found["word"].isupper() else f"Action{several}"


def _arrowed(found: re.Match[str], line: str) -> str:
    behind = line[found.end() :].split(maxsplit=1)
    if not found["colon"] and (not behind or behind[0].lower().strip(".,") in COMPOUNDS):
        return found.group()
    before = line[: found.start()].strip()
    return f"{found['open']}ACTION: " if found["open"] or not before else " – ACTION: "


def _other(line: str, known: tuple[str, ...]) -> str:
    """Return a line that begins with `TO DO:`, `Task for AB:`, `Follow-up: AB to …`, `Agreed actions: …`."""
    found = _KIND.match(line)
    if found and _is_asked(line[found.end() :].lstrip(" :-–—"), known):
        return f"Action{found['many']}{line[found.end() :]}"
    if (found := _TO_BE_DONE.match(line)) and is_party(found["who"], known):
        return f"Action {found['who']}: {line[found.end() :]}"
    if not (found := _OTHERS.match(line)):
        return line
    text, who = line[found.end() :], found["in"] or found["who"]
    if who:
        sure = _are_known(who, known) or (is_party(who, known) and _is_deed(text))
        return f"Action {who}: {text}" if sure and (_is_deed(text) or text.startswith("to ")) else line
    party, rest = leading_party(text, known)
    if party and rest and party.lower() not in BODIES:
        return f"Action: {text}"
    word = found["word"].lower()
    plain = word.startswith(("to do", "to-do")) or (word.startswith("todo") and text[:1].isupper())
    return f"{'ACTIONS' if ';' in text else 'ACTION'}: {text}" if plain and _is_deed(text) else line


def _small(line: str, known: tuple[str, ...]) -> str:
    """Return a line with `action AB: …`, `action on AB to …` in small letters, as minutes taken in haste have it."""
    for found in _SMALL.finditer(line):
        after = line[found.end() : found.end() + 200]
        begins = not re.search(r"\w", line[: found.start()])
        who, rest = leading_party(after, known)
        named = who[:1].isupper() or who[:1] == "@"
        sure = bool(who) and (_are_known(who, known) or (named and _is_deed(rest.removeprefix("to "))))
        closed = who and after[len(who) :].lstrip()[:1] == ":"
        if who.lower() in BODIES or (who and who.split()[0].lower() in COMPOUNDS):
            continue
        if found["colon"]:
            fits = _is_asked(after, known)
        else:
            fits = sure and bool(rest) and bool(closed or rest.startswith("to ") or (begins and _is_deed(rest)))
            fits = fits and (bool(found["on"]) or begins or who[0].isupper())
        if fits:
            word = "ACTIONS: " if found["many"] else "ACTION: "
            return f"{line[: found.start()]}{word}{line[found.end() :]}"
    return line


def _who_first(line: str, known: tuple[str, ...]) -> str:
    """Return a line that begins `AB action: write`, with who acts behind the marker."""
    found = _WHO_FIRST.match(line)
    if not found or not is_party(found["who"], known) or not _are_known(found["who"], known):
        return line
    initials = all(len(p) <= _INITIALS and p.isupper() for p in split_owners(found["who"], known))
    asked = _is_deed(line[found.end() :].removeprefix("to ")) or initials or _are_there(found["who"], known)
    if found["who"].split()[-1].lower() in BODIES or not asked:
        return line
    return f"Action {found['who']}: {line[found.end() :]}"


def _behind(line: str, known: tuple[str, ...]) -> str:
    """Return a line that ends with who acts, behind `for action:`, `action by`, `– action`."""
    start = max(len(line) - 120, 0)
    found = _BEHIND.search(line, start)
    if not found or not line[: found.start()].strip() or not is_party(found["who"].strip(), known):
        return line
    if not _are_known(found["who"].strip(), known):
        return line
    opens = found["open"] if found["open"].strip() in ("(", "[") else " "
    return f"{line[: found.start()]}{opens}ACTION: {found['who']}{found['end']}"


def _named(line: str, known: tuple[str, ...]) -> str:
    """Return a line with a colon behind known names: `Action Kate Ash Mend the gate`, as on a page with badges.

    So too behind an owner whom the next item of the agenda follows on the same line.
    """
    for found in _NAMED.finditer(line):
        words = line[found.end() : found.end() + 200].split(" ")
        for length in range(min(len(words) - 1, _MOST_NAMES), 0, -1):
            who = " ".join(words[:length])
            if not is_party(who.rstrip(","), known) or not _are_known(who.rstrip(","), known):
                continue
            if (
                who.lower() not in BODIES
                and not who.endswith((":", ".", "-", ","))
                and _opens(words[length:], who, known)
            ):
                head = line[: found.end()].rstrip(" :")
                return f"{head} {who}: {line[found.end() + len(who) :].lstrip()}"
            break
        end = _ITEM_BEHIND.search(line, found.end(), found.end() + 80)
        if end and is_party(who := line[found.end() : end.start()], known) and _are_known(who, known):
            return f"{line[: end.start()]}.{line[end.start() :]}"
    return line


def _opens(words: list[str], who: str, known: tuple[str, ...]) -> bool:
    """True for words behind a name that begin with what is to be done, in a capital: `Kate Ash Mend the gate`."""
    first, more = words[0].lower().strip(".,:;"), words[1] if len(words) > 1 else ""
    if not words[0][:1].isupper() or not more:
        return False
    if first in _WE or (is_deed(first) and (not is_thing(first) or more.lower() in _ARTICLES)):
        return True
    full = " " in who and _are_there(who, known)
    return full and more[0].isalpha() and more.islower() and more not in _TOLD and more not in ("to", "will")


def _is_asked(text: str, known: tuple[str, ...]) -> bool:
    """True where a text begins with what to do, or with who is to do it."""
    return _is_deed(text) or bool(leading_party(text[:200], known)[1]) or bool(_is_all(text))


def _is_all(text: str) -> bool:
    words = text.split(maxsplit=2)
    return len(words) > 1 and words[0].lower() in ("all", "everyone", "everybody") and is_deed(words[1].strip(".,"))


def _is_deed(text: str) -> bool:
    """True for a text that begins with what to do: `Write to the port`, not `Report of the chair`."""
    words = text[:200].split(maxsplit=2)
    if len(words) < 2:
        return False
    first = words[0].lower().strip(".,:;")
    plain = not is_thing(first) or words[1].lower() in _ARTICLES or words[1][0].islower() or words[0].islower()
    return is_deed(first) and plain and words[1].lower().strip(".,") not in _TOLD


def _are_known(who: str, known: tuple[str, ...]) -> bool:
    parties = split_owners(who, known)
    return bool(parties) and all(is_known_party(p, known) for p in parties)


def _are_there(who: str, known: tuple[str, ...]) -> bool:
    """True where all of `who` are names of the attendance list, and no roles."""
    parties = split_owners(who, known)
    return bool(parties) and all(is_known_party(p, known) and not is_known_party(p, ()) for p in parties)
