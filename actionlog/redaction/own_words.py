"""Words that this program itself puts into what it makes: somebody may be called by one, or have such initials.

In a text of the log such a word is still asked about. In a finished site it stands on every page, whatever is in the
log, so there it means nobody. A name in full (`Jo Day`) is found there all the same.
"""

from typing import Final

from actionlog.redaction.folding import words_of

_WORDS: Final = words_of(
    "abbreviations about across action actions agenda agreed all an any apologies as at attendance audience based "
    "before between by cancelled carried chair clear cleared clerk closed closing closure closures completed "
    "confidential confirmed contents csv current data date day days deadline deadlines decided decision decisions "
    "declined document draft edited every everybody evidence extension figure figures for forms forward from gave "
    "group handle history html ics in index internal item items its json lapsed last late later link links longest "
    "lapse mean measure measures median meeting meetings members merged minutes mn name named names needs new next "
    "no none not note notes nothing notice number ods of on one open opened or original other outcome outstanding "
    "over overdue owner owners page pages paper papers passed past percent performance period picture place please "
    "position present previous progress proposed public publish raised rate reason recorded redact ref refused "
    "register requested review role same save search secretariat set sheet show skip slipped so sponsor spreadsheet "
    "stale state status struck superseded table tables text that the there they this times title to total "
    "transferred type unconfirmed under until waived was what when where who with withdrawn withheld wording words "
    "you january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday"
)
#: What OpenDocument, iCalendar and pages of the web ask for in capitals.
_PHRASES: Final = (
    "en-GB", "-//actionlog//EN", "Anonymous Sheet DB", "META-INF", "UTF-8", "VCALENDAR",
    "VEVENT", "VTODO", "TRANSPARENT", "NEEDS-ACTION", "LibreOffice",
)  # fmt: skip

OWN_WORDS: Final = (*sorted(_WORDS), *_PHRASES)
