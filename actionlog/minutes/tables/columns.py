"""What the columns of a table hold, known by their headings: the words that minutes and action logs use for them."""

import re
from typing import Final, NamedTuple

from actionlog.minutes.tables.spoken_headings import SPOKEN
from actionlog.minutes.words import word_key, word_set

REF: Final = "ref"
TEXT: Final = "text"
OWNER: Final = "owner"
DEADLINE: Final = "deadline"
REVISED: Final = "revised"
STATUS: Final = "status"
NOTE: Final = "note"
ITEM: Final = "item"
CLOSED_ON: Final = "closed on"
RAG: Final = "rag"
RAISED: Final = "raised"
DATE: Final = "date"  #: a bare `Date`: mostly when the action was noted, sometimes when it is due
MEETING: Final = "meeting"
PROPOSAL: Final = "proposal"  #: `Proposed to open/close`
WEAK_TEXT: Final = "weak text"  #: holds the action only where no better column does
TITLE: Final = "title"  #: a short name of the action, beside its description
DISCUSSION: Final = "discussion"  #: what was said, in minutes laid out as a table
ACTED_BY: Final = "acted by"  #: the place of an owner's column called `Action by`, a second time
SAYS_STATUS: Final = "says status"  #: the place of a column of notes that hold the status, a second time
ACTION_REF: Final = "action ref"  #: the place of a column of refs whose heading speaks of actions, a second time
TASK: Final = "task"  #: the place of a weak column whose heading says that somebody was told to do it, a second time
ITEM_REF: Final = "item ref"  #: the place of a column of items or minutes that numbers the actions, a second time
KIND: Final = "kind"  #: says which rows are actions, beside decisions and information
KNOWN: Final = "known"  #: a column that action logs have and that is not read
AGENDA: Final = "agenda"  #: a column that agendas have and action tables have not
OTHER: Final = "other"  #: a table with it is of something else, unless its headings name actions
NO_ACTION: Final = "no action"  #: a column that tables of actions do not have

#: The headings that action logs use, without case, marks and numbers. A new one is a word in its line.
_HEADINGS: Final[dict[str, str]] = {
    **{heading: meaning for meaning, headings in SPOKEN.items() for heading in headings.split(", ")},
    **dict.fromkeys(
        (
            "number", "no", "nr", "num", "ref", "reference", "action ref", "action reference", "action no",
            "action number", "action id", "id", "ap", "ap no", "s no", "sno", "sl no", "sr no", "serial", "serial no",
            "item no", "item number", "ref no", "reference no", "reference number", "log no", "log ref",
            "action point no", "action point number", "action item no", "ai", "ai no", "a no", "task no", "task id",
            "unique id", "unique ref", "issue key", "card id",
            "row", "index", "key", "action log ref", "act no", "point no", "code",
        ),
        REF,
    ),
    **dict.fromkeys(
        (
            "action", "actions", "action item", "action items", "action point", "action points", "agreed action",
            "agreed actions", "action required", "actions required", "required action", "required actions",
            "action to be taken", "actions to be taken", "actions agreed", "action agreed", "action description",
            "actions description", "description of action", "title of action", "action title", "action needed",
            "actions needed", "what", "to do", "todo", "action responsible", "actions responsible",
            "actions responsible none", "action and owner", "action owner and deadline", "action by whom and when",
            "action decision", "action decisions", "actions decisions", "decision action", "decisions actions",
            "action task", "task action", "action summary", "summary of action", "action name", "action raised",
            "what needs to be done", "what needs to happen", "what is to be done", "next steps", "next step",
            "follow up action", "follow up actions", "follow up", "actions arising", "action arising",
            "details of action", "action detail", "action details", "action text", "matter for action",
            "recommended action", "outstanding action", "outstanding actions", "action requested", "agreed next steps",
            "action item description", "action point description", "actions and owners", "undertaking",
            "action to take", "action items responsible", "action and lead", "actions and lead", "action with owner",
            "new actions", "open actions", "actions next steps", "action next steps", "action next step",
        ),
        TEXT,
    ),
    **dict.fromkeys(
        (
            "description", "task", "tasks", "task description", "details", "detail", "recommendation", "issue",
            "name description", "item description", "task details", "task detail", "task name", "activity",
            "activities", "deliverable action", "measure", "commitment", "request", "requirement", "work item",
            "issue action", "query", "what who", "step", "steps", "job", "item discussed", "progress item",
            "short description", "full description", "summary", "card name", "card title", "card", "issue summary",
        ),
        WEAK_TEXT,
    ),
    **dict.fromkeys(("title", "subject", "matter", "task title", "heading", "short title"), TITLE),
    **dict.fromkeys(
        (
            "owner", "owners", "action owner", "action owners", "lead", "leads", "action lead", "lead officer",
            "lead director", "executive lead", "exec lead", "executive owner", "lead executive", "responsible lead",
            "action by", "actions by", "action by whom", "action who", "by whom", "who", "by", "by who",
            "who is responsible", "who will do it", "responsible", "responsibility", "responsibilities",
            "responsible owner", "owner responsible", "person responsible", "persons responsible",
            "responsible person", "responsible persons", "people responsible", "responsible individual",
            "responsible party", "responsible parties", "responsible officer", "officer responsible",
            "responsible manager", "responsible body", "responsible director", "responsible for action", "officer",
            "officers", "assigned", "assigned to", "assignee", "assignees", "assigned owner", "attributed to", "res",
            "resp", "name of responsible", "person committee responsible", "person committee", "committee",
            "allocated to", "allocated", "allocation", "action assigned to", "owned by", "lead person", "lead owner",
            "lead name", "lead member", "lead trustee", "lead s", "whom", "name", "names", "person", "people",
            "for action by", "for action", "initials", "actioned by", "to action", "to be actioned by",
            "to be completed by whom", "delegated to", "accountable", "accountable person", "accountable owner",
            "accountable officer", "accountability", "action for", "actionee", "action holder", "holder", "action on",
            "person s responsible", "task owner", "item owner", "dri", "poc", "point of contact", "contact",
            "who will action", "member responsible", "trustee responsible", "volunteer", "department responsible",
            "team responsible", "responsible team", "designated to", "party", "agency", "organisation responsible",
            "responsible organisation", "nominated lead", "nominated owner", "director", "resource", "done by whom",
            "who by", "action required by whom", "owner s", "owner name", "assigned person", "lead agency",
        ),
        OWNER,
    ),
    **dict.fromkeys(
        (
            "deadline", "deadlines", "due", "due date", "due dates", "date due", "by when", "when", "when by",
            "target date", "target dates", "target", "date target", "timescale", "timescales", "time scale",
            "timeframe", "time frame", "timeline", "timelines", "timing", "expected completion date",
            "expected date", "expected date of completion", "expected by", "date for completion", "completion due",
            "completion date due", "to be completed by", "complete by", "completed by when", "due by", "action date",
            "action by date", "action by when", "deadline date", "target completion date", "target completion",
            "expected completion", "completion date", "date of completion", "for completion by", "end date",
            "planned completion date", "planned date", "planned completion", "estimated completion",
            "estimated completion date", "eta", "original due date", "original deadline", "original target date",
            "original due", "initial due date", "agreed date", "agreed deadline", "date required", "required by",
            "required date", "needed by", "by date", "due for completion", "due on", "date to be completed",
            "date to be completed by", "complete by date", "completion deadline", "implementation date",
            "date for action", "do by", "deliver by", "delivery date", "due when", "due meeting", "deadline timescale",
            "timescale deadline", "to be progressed", "to be completed progressed", "finish", "finish date",
        ),
        DEADLINE,
    ),
    **dict.fromkeys(
        ("revised date", "new date", "revised deadline", "revised due date", "revised due", "revised", "extended to",
         "extension", "time extension", "extension date", "new deadline", "new due date", "new target date",
         "revised target date", "revised target", "revised completion date", "revised timescale", "forecast",
         "forecast date", "forecast completion", "forecast completion date", "updated due date", "updated deadline",
         "amended date", "amended due date", "amended deadline", "current due date", "current deadline",
         "extended deadline", "extended date", "latest due date", "rescheduled date", "extended until"),
        REVISED,
    ),
    **dict.fromkeys(
        ("status", "state", "action status", "open closed", "open or closed", "current status", "status of action",
         "progress status", "status open closed", "closed open", "completion status", "done not done", "status code"),
        STATUS,
    ),
    **dict.fromkeys(
        ("rag", "brag", "rag status", "rag rating", "brag status", "brag rating", "colour", "rag score", "ragb",
         "ragb status", "status rag", "status rag rating", "traffic light", "status brag"),
        RAG,
    ),
    **dict.fromkeys(
        (
            "update", "updates", "progress", "progress update", "progress updates", "comments", "comment", "remarks",
            "remark", "notes", "note", "status comment", "status comments", "action taken", "actions taken", "outcome",
            "outcomes", "progress since last meeting", "latest position", "position", "response", "status update",
            "status updates", "progress notes", "progress note", "evidence", "status notes", "update comments",
            "updates comments", "comments update", "comments updates", "notes comments", "comments notes",
            "progress comments", "progress report", "current position", "latest update", "update on progress",
            "progress to date", "action update", "action progress", "result", "results", "update notes",
            "notes update", "status and comments", "status and update", "update status", "comments status",
            "additional notes", "additional comments", "further information", "commentary", "rag commentary",
            "narrative", "how", "evidence of completion", "completion notes", "closure notes", "closing comments",
            "progress outcome", "update and outcome", "report back", "feedback", "status remarks",
        ),
        NOTE,
    ),
    **dict.fromkeys(
        ("item", "items", "agenda item", "agenda items", "minute", "minutes", "minute ref", "minute reference",
         "minute no", "minute number", "min ref", "min no", "min", "minute item", "paper", "source", "topic", "topics",
         "agenda", "relevant item", "agenda no", "agenda ref", "agenda item no", "agenda topic", "discussion point",
         "discussion points", "discussion item", "discussion items", "discussion topic", "meeting item", "item ref",
         "agenda reference", "item title", "agenda item title", "minutes ref", "item and minute", "subject area",
         "theme", "area"),
        ITEM,
    ),
    **dict.fromkeys(
        ("discussion", "discussions", "notes action items", "notes actions", "summary of discussion", "key points",
         "discussion notes", "discussion summary", "discussion and decisions", "discussion and decision",
         "discussion decision", "discussion decisions", "discussion conclusions", "discussion outcome",
         "discussion and outcome", "discussion comments", "points discussed", "main points", "notes of discussion",
         "discussion and actions", "discussion actions", "notes and actions", "notes decisions", "details discussed",
         "points raised", "minute text", "notes discussion", "discussion agreement", "matters discussed", "proceedings",
         "discussion key points", "item and discussion", "findings", "conclusion", "conclusions",
         "key discussion points", "narrative discussion", "discussion and agreements", "record of discussion"),
        DISCUSSION,
    ),
    **dict.fromkeys(
        ("closed", "date closed", "closed date", "closed on", "date completed", "completed on", "completed date",
         "date of closure", "closure date", "actual completion date", "actual completion", "actual date", "completed",
         "complete", "done", "date done", "date actioned", "actioned", "complete y n", "completed y n", "closed y n",
         "done y n", "date action closed", "actual end date", "date discharged", "discharged", "resolved",
         "date resolved", "completed yes no", "complete yes no", "date complete", "actioned y n", "completion"),
        CLOSED_ON,
    ),
    **dict.fromkeys(
        (
            "date raised", "date added", "date opened", "opened", "raised", "meeting date", "created", "date created",
            "created on", "created date", "origin", "date of meeting", "date noted", "raised on", "date agreed",
            "agreed on", "date identified", "date logged", "logged", "date assigned", "date set", "date of action",
            "open date", "opened on", "opening date", "start date", "date of origin", "date first raised",
            "raised date", "date entered", "date recorded", "identified", "date action raised", "meeting raised",
            "date of minutes", "date issued", "entry date", "added", "added on", "minute date", "date action agreed",
            "meeting date raised", "date from",
        ),
        RAISED,
    ),
    **dict.fromkeys(("date",), DATE),
    **dict.fromkeys(("type", "entry type", "item type", "kind", "decision or action", "type of entry", "a d i"), KIND),
    **dict.fromkeys(
        ("meeting", "meeting no", "meeting number", "meeting ref", "raised at", "meeting agreed", "from meeting",
         "meeting where raised", "originating meeting", "agreed at", "board meeting", "source meeting", "meeting name"),
        MEETING,
    ),
    **dict.fromkeys(
        ("proposed to open close", "propose to close", "proposed to close", "propose open close",
         "proposed for closure", "recommendation to close", "proposed status", "recommended status"),
        PROPOSAL,
    ),
    **dict.fromkeys(
        (
            "priority", "days", "days open", "days overdue", "measurable outcome", "who added the action", "added by",
            "raised by", "created by", "category", "task category", "group", "workstream", "work stream",
            "date updated", "last updated", "date of update", "age", "month", "year", "urgency", "rank", "rationale",
            "success measure", "success criteria", "measure of success", "link", "links", "dependencies",
            "dependency", "escalated", "escalation", "action type", "proposed by", "requested by", "reported by",
            "progress rating", "attachments", "tags", "labels", "project", "reason", "carried forward", "overdue",
            "day", "section", "board", "closed by", "verified by", "approved by", "signed off by", "support",
            "supported by", "supporting", "background", "context", "decision", "decisions",
            "approver", "reviewer", "review date", "resources", "resources needed", "resources required", "percent",
            "bucket", "complete percent",
            "percent complete", "percentage complete", "hours", "reviewed", "sponsor", "initiative",
        ),
        KNOWN,
    ),
    **dict.fromkeys(
        ("time", "start time", "presenter", "presented by", "presenters", "speaker", "enclosure", "enclosures", "encl",
         "attachment", "duration", "mins", "minutes allowed", "page", "pages", "purpose", "paper ref", "paper no",
         "agenda lead", "for", "verbal paper", "timings", "appendix", "format", "for information decision"),
        AGENDA,
    ),
    **dict.fromkeys(
        ("milestone", "milestones", "deliverable", "deliverables", "objective", "objectives", "kpi", "indicator",
         "policy", "policies", "budget", "cost", "costs", "amount", "price", "total", "version", "document",
         "documents",
         "goal", "goals", "product", "feature", "features", "location", "venue", "role", "roles", "email",
         "organisation", "organization", "affiliation", "organisation email", "telephone", "phone", "url", "income",
         "expenditure", "event", "events", "question", "questions", "answer", "answers", "report", "reports", "file",
         "repository", "working group", "where", "place", "room",
         "host", "course", "module", "grant", "payee", "supplier", "invoice", "vendor",
         "reports to", "term", "expires", "qualification", "impact", "effort", "size", "phase", "stage"),
        OTHER,
    ),
    **dict.fromkeys(
        (
            "motion", "motions", "moved", "moved by", "mover", "proposer", "proposed seconded", "seconded",
            "seconded by", "seconder", "vote", "votes", "voting", "vote count", "result of vote", "for against",
            "against", "abstain", "abstained", "abstentions", "attendance", "attended", "present", "present y n",
            "apologies", "absent", "likelihood", "probability", "mitigation", "mitigations", "mitigating action",
            "mitigating actions", "mitigation actions", "mitigating controls", "controls", "severity",
            "inherent risk", "residual risk", "residual score", "inherent score", "risk", "risks", "risk id",
            "risk no", "risk ref", "risk description", "risk score", "risk rating", "risk owner", "risk title",
            "award", "awards", "recipient", "award winner", "nominee", "use case", "use cases", "actor", "actors",
            "preconditions", "story points", "points", "estimate", "estimated hours", "sprint", "iteration", "ticket",
            "tickets", "ticket no", "ticket id", "ticket number", "issue no", "issue id", "issue number", "pr",
            "pull request", "bug", "bug id", "story", "user story", "epic", "jira", "resolution no", "motion no",
            "planning application", "application no", "application number", "planning ref", "applicant", "proposal no",
            "assumption", "assumptions", "lesson", "lessons", "lesson learned", "complaint", "incident",
            "conflict of interest", "nature of interest", "interest declared", "interest", "declaration",
        ),
        NO_ACTION,
    ),
}  # fmt: skip
_COUNTING = re.compile(r"[#№\s.]*")
_FOOTNOTES = re.compile(r"\(s\)|\(\d+\)|\[\d+\]|\*+|[†‡§¹²³⁴⁵]+")
#: What may stand behind a heading in brackets and says how to fill the column: `Due date (dd/mm/yyyy)`.
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]\s*$")
_LONGEST: Final = 80
_MOST_WORDS: Final = 8
#: Words that tell the meaning of a heading which is not in the list.
_OWNERSHIP: Final = word_set("owner owners responsible responsibility responsibilities assignee assignees accountable")
_TIMES: Final = word_set("date dates deadline deadlines due timescale timescales timeframe")
_ENDED: Final = word_set("closed closure completed discharged actual")
_BEGUN: Final = word_set("raised added opened identified logged agreed created noted assigned recorded entered")
_LATER: Final = word_set("revised new extended forecast updated amended rescheduled extension")
_TOLD: Final = word_set("update updates comment comments progress remarks commentary")
_NO_OWNER: Final = word_set("risk risks product budget process policy added raised")


class Columns(NamedTuple):
    """Which cell of a row holds what: pairs of a meaning and a place. `width` is the count of cells in the header."""

    places: tuple[tuple[str, int], ...]
    width: int

    def at(self, meaning: str) -> int | None:
        """Return the place of the first column of this meaning, or None."""
        return next((place for what, place in self.places if what == meaning), None)

    def has(self, *meanings: str) -> bool:
        """True where there is a column of any of these meanings."""
        return any(what in meanings for what, _ in self.places)

    def meant(self, place: int) -> str:
        """Return what the column at `place` holds, or an empty text."""
        return next((what for what, at in self.places if at == place), "")

    @property
    def text(self) -> int | None:
        """The place of the column that holds the action."""
        return next((at for meaning in (TEXT, WEAK_TEXT, TITLE) if (at := self.at(meaning)) is not None), None)

    def having(self, meaning: str, place: int) -> "Columns":
        """Return the columns with another meaning for one of them."""
        rest = tuple(p for p in self.places if p[1] != place)
        return self._replace(places=tuple(sorted((*rest, (meaning, place)), key=lambda p: p[1])))


def heading_meaning(cell: str) -> str:
    """Return what a column with this heading holds, or an empty text."""
    if not cell.strip() or len(cell) > _LONGEST:
        return ""
    if _COUNTING.fullmatch(cell):
        return REF
    # `Res(1)` and `Owner *` have a footnote; `AP#` and `No.` have marks; `Action(s)` is `Action`.
    bare = _FOOTNOTES.sub(lambda m: "s" if m.group() == "(s)" else " ", cell.casefold())
    return _listed(bare) or _by_words(word_key(bare).split())


def is_listed(cell: str) -> bool:
    """True for a heading that is known word for word."""
    return bool(_listed(_FOOTNOTES.sub(" ", cell.casefold()[:_LONGEST])))


def _listed(bare: str) -> str:
    return _HEADINGS.get(word_key(bare)) or _HEADINGS.get(word_key(_ASIDE.sub("", bare)), "")


def _by_words(words: list[str]) -> str:
    """Return what a heading means that is not in the list, where one of its words tells it beyond doubt."""
    those = set(words)
    if not 1 < len(words) <= _MOST_WORDS:
        return ""
    if words[:2] == ["name", "of"] or words[:2] == ["person", "responsible"] or words[0] == "responsible":
        return OWNER
    if "rag" in those or "brag" in those:
        return RAG
    if those & _OWNERSHIP and not those & _NO_OWNER:
        return OWNER
    if those & _TIMES:
        if those & _LATER:
            return REVISED
        if those & _ENDED:
            return CLOSED_ON
        if those & _BEGUN or "meeting" in those:
            return RAISED
        return DEADLINE if those & {"due", "deadline", "target", "completion", "complete", "timescale"} else ""
    if "status" in those and not those & _TOLD:
        return STATUS
    if those & _TOLD and not those & {"action", "actions"}:
        return NOTE
    return TEXT if words[0] in ("action", "actions") and len(words) <= 4 and those & _WITH_ACTION else ""


_WITH_ACTION: Final = word_set("required needed agreed item items point points description details responsible and")
