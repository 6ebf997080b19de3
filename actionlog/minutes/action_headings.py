"""Headings of actions, in whatever words: `Agreed actions and deadlines`, `Action plan`, `Urgent actions`, `APs`.

Minutes are written in more ways than a list of headings can hold. A short heading in which `actions` is a noun heads
actions, unless it is one of the other things that go by that name (`Legal actions`, `GitHub Actions`), or a sentence.
"""

import re
from typing import Final

from actionlog.minutes.words import word_set, words_of

SURE: Final = "sure"  #: what stands below is actions
DOUBTFUL: Final = "doubtful"  #: the entries below have to say who acts

_MOST_WORDS: Final = 10
#: What only a list of actions is called.
_LIST = re.compile(
    r"\baction (?:items?|points?|lists?|logs?|registers?|trackers?|tracking|summary|summaries|review|reviews|grid|table"
    r"|sheet|notes?|record|schedule|updates?|follow ups?|steps|minutes?|tasks?|owners?|status)\b"
)
_PLAN = re.compile(r"\baction plans?\b")
_ACTIONS = re.compile(r"\bactions\b")
#: Short for action points and action items. They have to be alone: `APs and routers` are something else.
_SHORT = re.compile(
    r"(?i:(?:the|our|new|open|outstanding|agreed|all|old|previous|closed)\s+)?(?:APs|AIs|APs?/AIs?)(?:\s.{0,30})?\s*:?"
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.):]?\s+")
_TO_TAKE = re.compile(r"\bto (?:be )?tak(?:en?|e away|e forward)\b")
#: One action, and who or when: `Action / owner / deadline`.
_ONE = re.compile(
    r"action (?:and )?(?:by )?(?:owners?|who|whom|responsible|lead|person|deadlines?|due|when)(?: (?:and )?(?:by )?"
    r"(?:owners?|who|when|whom|deadlines?|due|date|status))*"
)
#: Actions that are no tasks of a committee, and names of other things.
_OTHER_ACTIONS: Final = word_set(
    "github gitlab legal disciplinary industrial corporate class direct enforcement military police court civil "
    "collective strike affirmative climate sustainability personnel regulatory remedial clinical administrative "
    "legislative executive judicial planning zoning protest call calls calling taking took taken take live custom "
    "quick menu user keyboard mouse ui api redux server workflow workflows ci runner runners button buttons "
    "hearing speak rpg film tests test permissions plugin marketplace composite reusable injunction lawsuit "
    "claims employment force"
)
#: Before `actions`: a mark that it belongs to a sentence, or to somebody else's deeds.
_SENTENCE: Final = word_set(
    "is are was were be been being has have had do does did can could would might speaks speak says said went "
    "will shall should must cannot not reported noted discussed reviewed approved presented explained "
    "asked wants thinks thanked gave made received"
)
#: Words of meetings that may stand beside `actions` without making a doubt of it.
_BESIDE: Final = word_set(
    "items item points point list lists log register tracker tracking table summary summaries of the from this that "
    "last previous prior earlier later meeting meetings new old and or on going ongoing outstanding open still "
    "completed complete closed resolved unresolved done carried carry forward over brought since remaining agreed "
    "arising raised review reviews current pending key follow up ups followup followups for next week weeks update "
    "updates to required assigned allocated by all at a an our your their us progress status matters minutes notes "
    "due date dates deadline deadlines timescale timescales owner owners owned responsible responsibility "
    "responsibilities lead leads who when whom with plan plans summarised main immediate urgent priority priorities "
    "high medium low short long term today in call session sessions telco telecon month quarter year "
    "post pre committee "
    "board council group team panel trust governors trustees directors members member executive exec staff chair "
    "clerk secretary working steering subcommittee forum society association club parish ppg tsc wg sig march april "
    "may june july august september october november december january february resulting recap wrap captured "
    "identified recorded noted people person name names individual individuals overdue incomplete unfinished recent "
    "further additional general other specific final proposed any these below following here quick recurring "
    "standing tasks task steps step commitments assignments todo todos resulting emerging needed listed open "
    "ap ai rolling s no not yet as per how we went retro each everyone between during after before until "
    "date annual monthly weekly quarterly agm agenda allocation ownership issues risks arising reporting"
)
#: Beside these the list holds more than actions.
_MIXED: Final = word_set(
    "decisions decision decided resolutions notes outcomes outcome votes motions questions discussion discussions "
    "recommendations conclusions highlights takeaways issues risks ideas comments announcements announcement info "
    "information agreements learnings insights minutes"
)
_QUESTION: Final = word_set("how why what where which should whose")


def heads_as_actions(text: str) -> str:
    """Return whether a heading is one of actions: SURE, DOUBTFUL where its entries have to show it, or empty."""
    shown = _NUMBER.sub("", text.strip(" *_#.\u200b"))
    words = words_of(shown.replace("/", " / "))
    if not words or len(words) > _MOST_WORDS or shown.endswith(("?", "!", ";", ",")):
        return ""
    if len(words) <= 4 and _SHORT.fullmatch(shown):
        return DOUBTFUL
    key = _TO_TAKE.sub("", " ".join(words))
    found = set(key.split())
    listed = bool(_LIST.search(key))
    if not (listed or _PLAN.search(key) or _ACTIONS.search(key) or _ONE.fullmatch(key)):
        return ""
    if found & _SENTENCE or words[0] in _QUESTION or words[0] in ("in", "no", "without", "if"):
        return ""
    if found & _OTHER_ACTIONS and not (listed and not _before_action(words) & _OTHER_ACTIONS):
        return ""
    if _rest_of_sentence(shown):
        return ""
    beside = {w for w in found if not w.isdigit() and not w[0].isdigit()} - {"action", "actions"}
    if found & _MIXED or (_PLAN.search(key) and not listed):
        return DOUBTFUL
    return SURE if listed or beside <= _BESIDE else DOUBTFUL


def is_mixed(text: str) -> bool:
    """True for a heading of actions and other things, `Actions & votes`: not all that stands below is an action."""
    return bool(_MIXED & set(words_of(text)))


def _before_action(words: list[str]) -> set[str]:
    """Return the word before `action` or `actions`, which says what kind they are."""
    return {words[n - 1] for n, w in enumerate(words) if w in ("action", "actions") and n}


def _rest_of_sentence(text: str) -> bool:
    """True where a full stop or a colon within the line shows that it says something: `Actions: none were set`."""
    return bool(re.search(r"[.:;]\s+\w+\s+\w+", text))
