"""What the cells of a table say about it: which column holds what, and whether it is a table of actions at all.

An agenda may have a column `Action` (`To note`), a list of motions another (`Carried`), a list of tickets an owner and
a status. Their headings are those of action tables; their cells are not.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from actionlog.document import Row, joined
from actionlog.minutes.parties import is_party, owners_in
from actionlog.minutes.statuses import is_status
from actionlog.minutes.tables import columns as c
from actionlog.minutes.tables.columns import Columns
from actionlog.minutes.words import word_set

_REF = re.compile(r"\W*(?:[A-Z]{1,5}[ /.-]*)?\d{1,4}(?:[.,/-]\d{1,3})*[a-z]?\W*")
_MONTHS: Final = (
    r"(?:jan(?:uary?)?|febr?(?:uary?)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|octo?(?:ber)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_WHEN = re.compile(
    rf"\D{{0,20}}\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\D{{0,20}}\d{{1,2}}(?:st|nd|rd|th)?[ /-](?:{_MONTHS})"
    rf"|(?:(?:end|early|mid|late)[ -](?:of )?)?{_MONTHS}|now\b|today|tomorrow|tonight"
    r"|(?:by )?(?:spring|summer|autumn|winter|easter|christmas)\b|on-?\s?going|asap|tbc"
    r"|(?:by )?(?:the )?next (?:meeting|week|month)"
    r"|end of .*|immediate(?:ly)?|q[1-4]\b|w/?c\b|week \d",
    re.IGNORECASE,
)
#: How a cell begins that holds a deadline and nobody's name: `by Fri 9 June`, `mid-June`, `ASAP`; not `AB by 9 June`.
_DAY_ALONE = re.compile(
    r"\W*(?:(?:by|before|due|on|the|end|of|early|mid|late|start|beginning|w/?c|week commencing|from|until|next|mon"
    rf"|tues?|wed|thurs?|fri|sat|sun)(?:nesday|day|sday|urday)?[\s,.-]+){{0,5}}(?:\d|(?:{_MONTHS})|on-?\s?going|asap|tb[cd]"
    r"|meeting|week|month|immediate|q[1-4])",
    re.IGNORECASE,
)
_PURPOSE_WORD: Final = (
    r"note|noting|approve|approval|discuss|discussion|decide|decision|information|info|receive|agree|agreement|consider"
    r"|consideration|endorse|endorsement|ratify|ratification|review|assurance|verbal|comment|adopt|confirm|action"
    r"|debate|input|introduction|update|sign[- ]off|report|resolve|acceptance|recommend|presentation|standing item"
)
_PURPOSE = re.compile(
    rf"\W*(?:for|to)?\s*(?:{_PURPOSE_WORD})(?:\s*(?:,|/|&|and|or|then)\s*(?:for\s|to\s)?\s*(?:{_PURPOSE_WORD}))*\W*",
    re.IGNORECASE,
)
#: What a cell of actions says where there is none, or where the body has already done all.
_SETTLED = re.compile(
    r"[\W_]*|(?:for )?(?:noted?|noting|info(?:rmation)?)(?: only| and (?:closed|complete))?|agreed|approved|accepted"
    r"|discussed|received|deferred|n/?a|nil|none|no(?:ne)? (?:further )?(?:actions? )?(?:required|needed|arising|taken)"
    r"|for (?:discussion|decision|approval)|complete[d]?|closed|done|yes|no|tb[cd]|not applicable",
    re.IGNORECASE,
)
_VOTED = re.compile(
    r"\b(?:motion|moved|seconded|carried|unanimous(?:ly)?|adopted|passed|defeated|ratified|tabled|resolution|abstained"
    r"|all in favou?r|nem con|approved)\b",
    re.IGNORECASE,
)
_TICKET = re.compile(r"(?:#|gh-|pr ?#?|!)\d{1,7}\b|[A-Z][A-Z0-9]{1,9}-\d{1,7}\b|https?://\S+|\[#?\d+\]", re.IGNORECASE)
_TITLED = re.compile(r"\d{1,3}[.):]?\s+[A-Za-z]{3}")  # `7. Summer fair`: an item of the agenda
_CLOCK = re.compile(r"\D{0,10}\d{1,2}[:.]\d\d\b(?!\.)|\d{1,3} ?(?:min|hour|hr)|\d{1,2} ?[ap]m\b", re.IGNORECASE)
#: Verbs with which an action begins: `Send the list`, `To circulate the paper`.
_VERBS: Final = word_set(
    "abolish accompany accredit acquire activate adapt add address adhere adjust administer advertise advise affix "
    "agree alert align allocate alphabetise alter amend analyse announce appeal append apply appoint appraise "
    "apprise approach approve archive arrange ascertain ask assemble assess assign assist attach attempt attend "
    "auction audit authorise authorize automate await backup begin bid bind blog book borrow brainstorm brief bring "
    "broadcast build bundle buy calculate call cancel canvass capture carry catalogue cease celebrate certify "
    "champion change chart chase check choose circulate claim clarify classify clean clear close co-opt co-ordinate "
    "collaborate collate collect combine commence commission communicate compare compile complete comply compose "
    "conclude conduct confer configure confirm congratulate connect consider consolidate construct consult contact "
    "continue contribute convene convert convey cook coopt coordinate copy correct count countersign create cross- "
    "check cut deactivate deal debrief debug decide declare declutter decommission decorate dedicate deduct defer "
    "define delegate delete deliver demolish demonstrate deploy deposit deregister describe design desist despatch "
    "destroy determine develop devise diarise disable disconnect discontinue discuss dispatch dispose disseminate "
    "distribute divide document donate double-check download draft draw drop duplicate e-mail edit elect elicit "
    "email embed employ empty enable enact enclose encourage endeavour endorse enforce engage engrave enlist "
    "enquire enrol ensure enter equip erect escalate establish estimate evaluate examine execute exit expand "
    "expedite explain explore export extend extract fax feed fetch file fill finalise finalize find finish fit fix "
    "flag follow follow-up formalise format formulate forward fundraise furnish gather generate get give grant "
    "graph greet handle hang harmonise hire hold identify illustrate implement import improve include incorporate "
    "increase induct inform initiate inquire insert inspect install instruct insure integrate interview introduce "
    "investigate invite invoice involve issue itemise join justify keep laminate launch lead learn lease leave lend "
    "liaise license limit link list load loan lobby locate lock lodge log look lower maintain make manage map "
    "measure meet mend mention mentor merge migrate modify monitor move mow negotiate nominate notify nudge obey "
    "object observe obtain offer onboard open oppose optimise order organise organize outline oversee pack paint "
    "pass patrol pause pay perform persuade petition phone photocopy photograph pick place plan plant plot plumb "
    "populate post postpone prepare present preserve press prevent print prioritise proceed process procure produce "
    "progress promote prompt proof-read proofread propose prosecute protect prototype prove provide prune publicise "
    "publicize publish pull purchase pursue push put query quote raise re-arrange re-circulate re-draft re-issue "
    "re-send re-submit re-visit re-write reactivate read realign reallocate rearrange rebuild recalculate recast "
    "recheck recirculate recommend reconcile reconsider reconvene record recover recruit rectify recycle redecorate "
    "redefine redesign redirect redistribute redo redraft reduce refer refine refit reflect refresh refund "
    "refurbish register reimburse reinstall reinstate reissue reiterate relaunch release relist relocate remind "
    "remove rename renegotiate renew renovate rent reopen reorder reorganise repaint repair replace replant reply "
    "repoint report represent reprint request requisition rerun reschedule research resend reshape resolve respond "
    "restart restock restore restructure resubmit resume retain retender retest rethink retrieve retry return "
    "review revise revisit rewire reword rewrite ring roll rollout run safeguard sanction scan schedule scope "
    "scrutinise secure see seek select sell send set set-up settle setup share ship shorten shortlist show shred "
    "sign signpost simplify simulate sketch sort source speak specify standardise start steer stop strengthen strim "
    "study submit subscribe suggest sum summarise summarize supervise supply support survey suspend swap sweep "
    "switch tabulate tackle take talk tally teach telephone tell tender terminate test thank think tidy tighten "
    "trace track transcribe transfer translate transport trial trim try turn tweet uncover undertake unify "
    "uninstall unlink unload unlock unsubscribe update upgrade upload use utilise validate verify view visit "
    "volunteer wait wash water weigh welcome widen withdraw witness work wrap write"
)
#: Verbs as often as nouns: they tell somebody to do something where an article follows, `Price a new box`.
_OFTEN_NOUNS: Final = word_set(
    "act air answer bill block bolt box cast chair charge comment cost date detail do drive end exchange express "
    "feature fence file frame fund gauge grit group guide hand have highlight host index inventory label lay "
    "leaflet let lift mail mark match message minute model mount name number oil own pilot plough plug point poll "
    "price probe programme question quiz reach receive relay repeat reserve reset rotate sample sand save screen "
    "seal search separate serve service shut sit split spread staff stage store tarmac top train transition treat "
    "type vary walk warn watch weed"
)
_DETERMINERS: Final = word_set("the a an all our their this these those his her its each every any both some")
_ARTICLES: Final = word_set("the a an all our their to for with on about")
_ROWS: Final = 60  #: enough to tell
_WIDE: Final = 25
_LONG: Final = 120  #: characters; a cell of discussion is longer than one action


def settled(columns: Columns, rows: Sequence[Row], *, under_actions: bool) -> Columns | None:
    """Return the columns as the cells below them show these to be; None where the table is none of actions.

    `rows` are those below the header. `under_actions` says that a heading above it, or its file's name, says "actions".
    """
    under_actions = under_actions or columns.has(c.ACTION_REF)
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)][:_ROWS]
    columns = _completed(_corrected(columns, filled), filled, under_actions)
    if columns.text is None and not columns.has(c.ACTED_BY):
        return None
    if not filled:
        return columns
    return columns if _holds_actions(columns, filled, under_actions) else None


def is_nothing(text: str) -> bool:
    """True for a cell of actions that says there is none: `Noted`, `For information`, `No action required`."""
    return bool(_SETTLED.fullmatch(text[:200]) or _PURPOSE.fullmatch(text[:200]))


def is_vote(text: str) -> bool:
    """True for what the body did at the meeting itself: `Motion carried`, `Approved unanimously`."""
    if not _VOTED.search(text[:300]):
        return False
    return not reads_like_action(text) or text.lstrip()[:6].lower() in ("motion", "moved ", "resolu")


def reads_like_action(text: str) -> bool:
    """True for words that tell somebody to do something: `Send the list`, `Clerk to write`, `To be circulated`."""
    words = text[:200].lstrip(" -•*–1234567890.)(").split()
    if not words:
        return False
    first = words[0].strip(".,:;").lower()
    asked = first in ("to", "please") and len(words) > 1
    told = first in _OFTEN_NOUNS and len(words) > 1 and words[1].lower() in _DETERMINERS
    return asked or told or first in _VERBS or bool(owners_in(text)[0])


def is_ref(cell: str) -> bool:
    """True for what looks like a ref: `3`, `72.0`, `AP 4`, `21/045`."""
    return bool(_REF.fullmatch(cell[:30]))


def is_when(cell: str) -> bool:
    """True for what looks like a deadline: a date, a month, `ASAP`, `On-going`."""
    return bool(_WHEN.match(cell[:60]))


def names_only(cell: str) -> bool:
    """True for a cell that holds nobody's deed, only who acts: `AB`, `AB/CD`, `Clerk`."""
    bare = cell.strip().rstrip(".")
    if not 0 < len(bare) <= 60 or is_nothing(bare) or is_status(bare) or _VOTED.search(bare):
        return False
    # `AB to ring the council` and `Thank the council` end like the name of a body.
    first, *rest = bare.lower().split()
    return is_party(bare) and not owners_in(bare)[0] and not (first in _VERBS and _ARTICLES & {*rest})


def cells_at(rows: Sequence[Row], at: int | None) -> list[str]:
    """Return the cells of a column that are not empty, each on one line."""
    if at is None:
        return []
    return [joined(row.cells[at]) for row in rows if at < len(row.cells) and row.cells[at].strip()]


def share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    """Return which part of the cells fit, 0 to 1; 0 where there are none."""
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _corrected(columns: Columns, rows: list[Row]) -> Columns:
    """Return the columns where the cells contradict a heading: `Action` above numbers, `Item` above words."""
    text = columns.at(c.TEXT)
    if text is not None and columns.at(c.WEAK_TEXT) is not None and share(cells_at(rows, text), is_ref) > 0.6:
        columns = columns.having(c.KNOWN if columns.has(c.REF) else c.REF, text)
    elif text is not None and share(cells_at(rows, text), is_ref) > 0.6:
        free = (at for at in _longest_first(rows) if columns.meant(at) in ("", c.OTHER) and at != text)
        if (wording := next(free, None)) is not None:  # `Action` above the numbers, and an unknown word above the words
            columns = columns.having(c.KNOWN if columns.has(c.REF) else c.REF, text).having(c.TEXT, wording)
    columns = _exchanged(columns, rows)
    for what, at in columns.places:
        cells = cells_at(rows, at)
        repeated = columns.at(c.ITEM_REF) == at and len({*cells}) < len(cells)
        if what == c.REF and cells and (share(cells, _may_be_ref) < 0.5 or repeated):
            columns = columns.having(c.ITEM, at)
        elif what == c.AGENDA and share(cells, is_when) > 0.5 and share(cells, _is_clock) < 0.3:
            columns = columns.having(c.KNOWN if columns.has(c.DEADLINE) else c.DEADLINE, at)
    return columns


def _exchanged(columns: Columns, rows: list[Row]) -> Columns:
    """Return the columns with owners and deadlines where the cells hold these: `By` may head either."""
    for what, at in columns.places:
        cells = cells_at(rows, at)
        if what == c.OWNER and share(cells, _is_only_day) > 0.5 and _are_days(cells):
            columns = columns.having(c.KNOWN, at)
            if not _hold(columns, rows, c.DEADLINE, is_when):
                columns = columns.having(c.DEADLINE, at)
        elif what == c.DEADLINE and share(cells, _is_only_name) > 0.5 and share(cells, is_when) < 0.2:
            has_owners = _hold(columns, rows, c.OWNER, _is_only_name)
            columns = columns if has_owners else columns.having(c.OWNER, at)
    return columns


def _hold(columns: Columns, rows: list[Row], meaning: str, fits: Callable[[str], bool]) -> bool:
    """True where the cells below a heading of this meaning are what it says."""
    return share(cells_at(rows, columns.at(meaning)), fits) > 0.5


def _is_only_day(cell: str) -> bool:
    return is_when(cell) and bool(_DAY_ALONE.match(cell))


def _are_days(cells: list[str]) -> bool:
    """True for cells of days beyond doubt: `June` alone, in every row, may be somebody's name."""
    return any(any(map(str.isdigit, cell)) for cell in cells) or len({*cells}) > 2


def _is_only_name(cell: str) -> bool:
    return names_only(cell) and not is_when(cell) and not any(map(str.isdigit, cell))


def _completed(columns: Columns, rows: list[Row], under_actions: bool) -> Columns:
    """Return the columns with those that have no heading, told from their cells as a reader tells them."""
    taken = {at for _, at in columns.places}
    for at in range(_width(rows)):
        cells = cells_at(rows, at)
        if at in taken or not cells:
            continue
        if not columns.has(c.REF) and at == 0 and share(cells, is_ref) > 0.6:
            columns = columns.having(c.REF, at)
        elif not columns.has(c.OWNER) and share(cells, names_only) > 0.6 and share(cells, is_when) < 0.5:
            columns = columns.having(c.OWNER, at)
        elif not columns.has(c.DEADLINE) and under_actions and share(cells, is_when) > 0.6:
            columns = columns.having(c.DEADLINE, at)
    if not columns.has(c.STATUS) and (told := _told_status(columns, rows)) is not None:
        columns = columns.having(c.STATUS, told)
    beside = next((at for at in _longest_first(rows) if columns.meant(at) in ("", c.OTHER)), None)
    if columns.has(c.ACTED_BY) and columns.text is None and not columns.has(c.DISCUSSION) and beside is not None:
        return columns.having(c.DISCUSSION, beside)
    if (
        beside is not None
        and columns.text is None
        and columns.has(c.OWNER, c.DEADLINE)
        and (under_actions or (columns.has(c.OWNER) and not columns.has(c.DISCUSSION, c.ACTED_BY)))
    ):
        columns = columns.having(c.WEAK_TEXT, beside)
    if not columns.has(c.DISCUSSION, c.OWNER):
        # The margin holds who acts; the deed stands in the widest column.
        free = ("", c.ITEM, c.NOTE, c.WEAK_TEXT, c.TITLE, c.KNOWN)
        widest = next((n for n in _longest_first(rows) if n != columns.text and columns.meant(n) in free), None)
        if widest is not None and _is_margin(columns, rows, _mean_length(cells_at(rows, widest))):
            columns = columns.having(c.DISCUSSION, widest)
    told = columns.at(c.WEAK_TEXT)
    if columns.has(c.ACTED_BY) and told is not None and _is_discussion(rows, told):
        columns = columns.having(c.DISCUSSION, told)
    return columns


def _is_discussion(rows: list[Row], at: int) -> bool:
    """True for a column of what was said: its cells are longer than one action, or of several paragraphs."""
    filled = [row.cells[at].strip() for row in rows if at < len(row.cells) and row.cells[at].strip()]
    return _mean_length(cells_at(rows, at)) > _LONG or share(filled, lambda text: "\n" in text) > 0.6


def _told_status(columns: Columns, rows: list[Row]) -> int | None:
    """Return the column that holds words of status and nothing else: `Progress`, or the `List` of a board of cards."""
    for at in range(_width(rows)):
        cells = cells_at(rows, at)
        if columns.meant(at) in ("", c.NOTE) and len(cells) > 1 and share(cells, is_status) > 0.6:
            return at
    return None


def _is_margin(columns: Columns, rows: list[Row], width: float) -> bool:
    """True where the column of actions names who acts, beside one of text whose cells are `width` long on the whole."""
    named = share([cell for cell in cells_at(rows, columns.at(c.TEXT)) if not is_nothing(cell)], names_only)
    return named > 0.6 or (named > 0 and width > _WIDE)


def _width(rows: list[Row]) -> int:
    return min(max((len(row.cells) for row in rows), default=0), 30)


def _longest_first(rows: list[Row]) -> list[int]:
    return sorted(range(_width(rows)), key=lambda at: -_mean_length(cells_at(rows, at)))


def _mean_length(cells: list[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _holds_actions(columns: Columns, rows: list[Row], under_actions: bool) -> bool:
    """True where the cells are those of actions rather than of an agenda, of votes or of tickets."""
    texts = cells_at(rows, columns.text)
    if columns.text is None:
        return columns.has(c.DISCUSSION) or under_actions
    if not texts:
        return True
    open_ones = [text for text in texts if not is_nothing(text)]
    purposes, votes = share(texts, _is_purpose), share(texts, is_vote)
    if purposes >= 0.5 or share(cells_at(rows, columns.at(c.STATUS)), _is_passed) > 0.5:
        return False
    if votes >= 0.5 and not any(reads_like_action(text) and not is_vote(text) for text in texts):
        return False
    if share(texts, _is_ticket) >= 0.5 or share(cells_at(rows, columns.at(c.REF)), _is_number_of_ticket) > 0.5:
        return under_actions
    if columns.has(c.DISCUSSION) and columns.has(c.TEXT):
        return True
    strong = columns.has(c.OWNER) and columns.has(c.DEADLINE, c.REVISED, c.STATUS, c.CLOSED_ON, c.RAG)
    if columns.has(c.TEXT):
        if strong or under_actions or columns.has(c.DEADLINE):
            return True
        beside = columns.has(c.OWNER, c.STATUS)
        return not open_ones or share(open_ones, reads_like_action) >= (0.2 if beside else 0.4)
    if under_actions:
        return True
    if columns.has(c.TASK) and (columns.has(c.STATUS) or sum(len(t.split()) for t in texts) >= 4 * len(texts)):
        return strong
    return strong and share(open_ones, reads_like_action) >= (0.2 if columns.has(c.DEADLINE, c.REVISED) else 0.4)


def _is_purpose(text: str) -> bool:
    return bool(_PURPOSE.fullmatch(text[:200]))


def _is_passed(text: str) -> bool:
    return bool(_VOTED.search(text[:60]))


def _is_ticket(text: str) -> bool:
    return bool(_TICKET.match(text[:80]))


def _is_number_of_ticket(text: str) -> bool:
    return _is_ticket(text) and not text[:1].isupper()  # `ACTION-12` is the ref of an action


def _is_clock(text: str) -> bool:
    return bool(_CLOCK.match(text[:30]))


def _may_be_ref(cell: str) -> bool:
    return len(cell) <= 4 or (len(cell) <= 24 and any(map(str.isdigit, cell)) and not _TITLED.match(cell))
