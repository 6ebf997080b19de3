"""A promise that a person takes as an action: "The Clerk will print the map" becomes an action of the Clerk."""

from datetime import date

from actionlog.minutes import Found, Minutes, Promise
from actionlog.minutes.parties import owners_in
from actionlog.minutes.raw import RawAction
from actionlog.minutes.reading import understood
from actionlog.minutes.wording import read_wording


def action_of(promise: Promise, minutes: Minutes, day: date) -> Found:
    """Return `promise`, a sentence of `minutes`, as an action of the meeting on `day`.

    Its owner is the one whom the sentence says will act, where that is plain, and its deadline the day with which it
    ends. The sentence stays whole.
    """
    known = (*minutes.present, *minutes.attending, *minutes.apologies)
    wording = read_wording(promise.text, known)
    _, owners = owners_in(promise.text, known)
    raw = RawAction(promise.text, owners=owners or wording.owners, by_when=wording.by_when, places=(promise.place,))
    return understood(raw, day)._replace(doubts=())
