"""The register in a real browser, opened from the disk: searched by keyboard, and whole without scripts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from actionlog.model import CLOSED, PROPOSED, STRUCK_OUT, Action, Event, Group, Log, Meeting
from actionlog.papers.register import register
from actionlog.query import Standings
from actionlog.renderers.register import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("jinja2")

DAY = date(2021, 6, 15)
Open = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]


def log() -> Log:
    """An invented committee's log, with an action of every kind."""
    first, second = "2021-05-19", "2021-06-02"
    note = Event(date(2021, 6, 1), "note", by="Clerk", note="Zoë has written two letters")
    actions = (
        Action("hall", first, 1, "Write to the neighbours.", ("Clerk",), date(2021, 6, 9), history=(note,)),
        Action("hall", first, 2, "Count the chairs.", ("Treasurer",), date(2021, 6, 1), CLOSED, date(2021, 6, 1)),
        Action("hall", first, 3, "Ask for a quotation.", ("Clerk", "Treasurer"), date(2021, 7, 1)),
        Action("hall", second, 1, "Buy a tent.", ("Review team",), date(2021, 9, 1)),
        Action("hall", second, 2, "Keep the list up to date.", ("Review team",), "On-going", PROPOSED),
        Action("hall", second, 3, "Entered twice.", (), None, STRUCK_OUT),
    )
    meetings = (Meeting("hall", first), Meeting("hall", second))
    return Log(groups=(Group("hall", "Hall Group (invented)"),), meetings=meetings, actions=actions)


def several() -> Log:
    held = log()
    roof = Action("roof", "2021-06-02", 1, "Look at the roof.", ("Clerk",), date(2021, 6, 20))
    return replace(
        held,
        groups=(*held.groups, Group("roof", "Roof Panel")),
        meetings=(*held.meetings, Meeting("roof", "2021-06-02")),
        actions=(*held.actions, roof),
    )


def long() -> Log:
    actions = tuple(
        Action("hall", "2021-05-19", n, f"Write letter {n}.", (f"Team {n % 7}",), date(2021, 1, 1) + timedelta(days=n))
        for n in range(1, 1301)
    )
    return Log(groups=(Group("hall", "Hall Group"),), meetings=(Meeting("hall", "2021-05-19"),), actions=actions)


def page_of(of: Log) -> bytes:
    return render(register(Standings(of, DAY)))


def refs(page: "Page") -> list[str]:
    """The refs of the actions that are to be seen, with the day of their meeting left to its number."""
    seen = page.locator("#register tbody tr:visible th").all_inner_texts()
    return [ref.replace(" (19 May 2021)", "a").replace(" (2 June 2021)", "b") for ref in seen]


ALL = ["1b", "2b", "3b", "1a", "2a", "3a"]


def go_to(page: "Page", field: str) -> None:
    """Tab until `field` has the focus, as somebody without a mouse does."""
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == field:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{field} cannot be reached")


def choose(page: "Page", field: str, words: str) -> None:
    """Choose in a list by typing the beginning of what it says."""
    go_to(page, field)
    page.keyboard.type(words)


def found(page: "Page") -> str:
    return page.locator("#found").inner_text()


#: For each list of the form: what is typed in it, which actions are shown then, and what the address holds.
FILTERS = {
    "owner": [
        ("Clerk", ["1a", "3a"], "#owner=Clerk"),
        ("Review", ["1b", "2b"], "#owner=Review+team"),
        ("Not set", ["3b"], "#owner=Not+set"),
    ],
    "status": [
        ("Open", ["1b", "2b", "1a", "3a"], "#status=open"),
        ("Overdue", ["1a"], "#status=overdue"),
        ("Proposed", ["2b"], "#status=proposed"),
        ("Closed", ["2a"], "#status=closed"),
        ("Struck", ["3b"], "#status=struck-out"),
    ],
    "meeting": [("19 May", ["1a", "2a", "3a"], "#meeting=2021-05-19")],
    "deadline": [
        ("Overdue", ["1a"], "#deadline=overdue"),
        ("In the", ["3a"], "#deadline=soon"),
        ("Later", ["1b"], "#deadline=later"),
        ("No fixed", ["2b", "3b"], "#deadline=none"),
    ],
}


@pytest.mark.parametrize("field", FILTERS)
def test_each_filter_works_by_keyboard_and_stands_in_the_address(open_page: Open, field: str) -> None:
    page = open_page(page_of(log()))
    for words, shown, address in FILTERS[field]:
        choose(page, field, words)
        assert refs(page) == shown
        assert page.evaluate("location.hash") == address
        assert found(page) == f"{len(shown)} of 6 actions."
        page.reload()
        assert refs(page) == shown


def test_a_search_finds_all_words_anywhere_in_any_case_and_without_accents(open_page: Open) -> None:
    page = open_page(page_of(log()))
    assert refs(page) == ALL
    go_to(page, "q")
    page.keyboard.type("LETTERS zoe")
    assert refs(page) == ["1a"]
    assert page.evaluate("location.hash") == "#q=LETTERS+zoe"
    page.keyboard.type(" nothing")
    assert (refs(page), found(page)) == ([], "0 of 6 actions.")
    assert not page.locator("#register").is_visible()
    page.keyboard.press("Escape")
    assert (refs(page), page.evaluate("location.hash")) == (ALL, "")


def test_filters_narrow_each_other_and_one_button_clears_them(open_page: Open) -> None:
    page = open_page(page_of(log()))
    choose(page, "owner", "Clerk")
    choose(page, "deadline", "In the")
    assert refs(page) == ["3a"]
    assert page.evaluate("location.hash") == "#owner=Clerk&deadline=soon"
    go_to(page, "clear")
    page.keyboard.press("Enter")
    assert refs(page) == ALL
    assert page.evaluate("location.hash") == ""
    assert page.locator("#owner").input_value() == ""


def test_two_days_bound_the_deadline(open_page: Open) -> None:
    page = open_page(page_of(log()))
    assert not page.locator("#from").is_visible()
    choose(page, "deadline", "Between")
    assert refs(page) == ALL
    page.locator("#from").fill("2021-06-01")
    assert refs(page) == ["1b", "1a", "2a", "3a"]
    page.locator("#to").fill("2021-06-09")
    assert refs(page) == ["1a", "2a"]
    assert page.evaluate("location.hash") == "#deadline=between&from=2021-06-01&to=2021-06-09"
    page.reload()
    assert refs(page) == ["1a", "2a"]
    choose(page, "deadline", "Any")
    assert (refs(page), page.evaluate("location.hash")) == (ALL, "")


def test_back_and_forward_go_through_what_was_chosen(open_page: Open) -> None:
    page = open_page(page_of(log()))
    choose(page, "owner", "Clerk")
    choose(page, "status", "Overdue")
    assert refs(page) == ["1a"]
    page.go_back()
    assert refs(page) == ["1a", "3a"]
    assert page.locator("#status").input_value() == ""
    page.go_back()
    assert refs(page) == ALL
    page.go_forward()
    assert (refs(page), page.locator("#owner").input_value()) == (["1a", "3a"], "Clerk")


def test_typing_is_one_step_back_and_not_one_for_each_letter(open_page: Open) -> None:
    page = open_page(page_of(log()))
    before = page.evaluate("history.length")
    go_to(page, "q")
    page.keyboard.type("chairs")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    assert (refs(page), page.locator("#q").input_value()) == (ALL, "")


def test_a_link_that_was_sent_opens_with_its_filters(open_page: Open) -> None:
    page = open_page(page_of(log()), fragment="#owner=Treasurer&status=closed&q=chairs")
    assert refs(page) == ["2a"]
    assert page.locator("#owner").input_value() == "Treasurer"


def test_a_link_that_asks_for_what_is_not_there_says_so(open_page: Open) -> None:
    page = open_page(page_of(log()), fragment="#owner=Nobody")
    assert refs(page) == ALL
    assert found(page) == "6 of 6 actions. The address asks for owner Nobody, which is not in this register."


def test_a_link_to_an_action_unfolds_it_and_goes_there(open_page: Open) -> None:
    page = open_page(page_of(long()), fragment="#a-hall-2021-05-19-1234")
    row = page.locator("#a-hall-2021-05-19-1234")
    assert row.is_visible()
    assert row.locator("li").first.is_visible()
    assert row.evaluate("row => row === document.activeElement")
    place = row.bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 900


def test_the_link_of_an_action_leaves_the_filters_as_they_are(open_page: Open) -> None:
    page = open_page(page_of(log()), fragment="#owner=Clerk")
    page.locator("#a-hall-2021-05-19-03 th a").click()
    assert refs(page) == ["1a", "3a"]
    assert page.evaluate("location.hash") == "#a-hall-2021-05-19-03"
    page.locator(".skip").evaluate("link => link.click()")
    page.wait_for_function("location.hash === '#owner=Clerk'")  # a place of the page is no filter
    assert refs(page) == ["1a", "3a"]


def test_the_indexes_ask_for_what_they_name(open_page: Open) -> None:
    page = open_page(page_of(log()))
    page.get_by_text("Index of owners").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Review team").focus()
    page.keyboard.press("Enter")
    assert refs(page) == ["1b", "2b"]
    assert page.locator("#owner").input_value() == "Review team"
    page.get_by_text("Index of meetings").focus()
    page.keyboard.press("Space")
    page.get_by_role("link", name="19 May 2021", exact=True).focus()
    page.keyboard.press("Enter")
    assert refs(page) == ["1a", "2a", "3a"]
    page.go_back()
    assert refs(page) == ["1b", "2b"]


def test_a_history_unfolds_by_keyboard(open_page: Open) -> None:
    page = open_page(page_of(log()))
    history = page.locator("#a-hall-2021-05-19-01 summary")
    assert not page.get_by_text("two letters").is_visible()
    history.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("two letters").is_visible()
    go_to(page, "unfold")
    page.keyboard.press("Space")
    assert page.locator("tr details[open]").count() == 6
    assert page.locator("#unfold").get_attribute("aria-pressed") == "true"


def test_groups_are_told_apart(open_page: Open) -> None:
    page = open_page(page_of(several()))
    choose(page, "group", "Roof")
    assert page.locator("#register tbody tr:visible").count() == 1
    page.keyboard.press("Home")
    choose(page, "meeting", "2 June 2021, Roof")
    assert page.evaluate("location.hash") == "#meeting=roof%2F2021-06-02"
    assert page.locator("#register tbody tr:visible").count() == 1


def test_without_scripts_all_is_there_and_what_needs_them_is_not(open_page: Open) -> None:
    page = open_page(page_of(log()), javascript=False)
    assert refs(page) == ALL
    assert not page.locator("#filter").is_visible()
    assert not page.locator("#more").is_visible()
    page.locator("#a-hall-2021-05-19-01 summary").click()
    assert page.get_by_text("two letters").is_visible()


def test_without_scripts_a_long_register_is_whole(open_page: Open) -> None:
    page = open_page(page_of(long()), javascript=False)
    assert page.locator("#register tbody tr:visible").count() == 1300


def test_a_script_that_fails_leaves_every_action_to_be_seen(open_page: Open) -> None:
    broken = page_of(long()).replace(b'id="between"', b'id="other"')
    page = open_page(broken, fails=True)
    assert page.locator("#register tbody tr:visible").count() == 1300


def test_a_long_register_shows_its_first_actions_and_more_when_asked(open_page: Open) -> None:
    page = open_page(page_of(long()))
    assert len(refs(page)) == 100
    assert found(page) == "1,300 of 1,300 actions. The first 100 are shown."
    page.get_by_role("button", name="Show 1,000 more").press("Enter")
    assert len(refs(page)) == 1100
    assert page.evaluate("document.activeElement.textContent") == "101"
    page.get_by_role("button", name="Show 200 more").press("Enter")
    assert len(refs(page)) == 1300
    assert not page.locator("#more").is_visible()
    page.locator("#owner").select_option("Team 3")
    assert found(page) == "186 of 1,300 actions. The first 100 are shown."


def test_paper_gets_every_action_that_was_asked_for_and_no_form(open_page: Open) -> None:
    page = open_page(page_of(long()), fragment="#owner=Team+3")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert len(refs(page)) == 186
    assert not page.locator("#filter").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert len(refs(page)) == 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_checker_of_accessibility_finds_nothing(open_page: Open, axe: Axe, scheme: str, width: int) -> None:
    page = open_page(page_of(several()), color_scheme=scheme, width=width)
    assert axe(page) == []
    page.locator("#owner").select_option("Clerk")
    page.locator("#deadline").select_option("between")
    page.locator("#unfold").click()
    for summary in page.locator("section > details > summary").all():
        summary.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#q").fill("nothing of the kind")
    assert axe(page) == []


def test_a_checker_of_accessibility_finds_nothing_without_scripts(open_page: Open, axe: Axe) -> None:
    whole = page_of(several()).replace(b"<script>", b'<script type="text/none">')
    page = open_page(whole)
    assert not page.locator("#filter").is_visible()
    assert axe(page) == []


HOSTILE = ("x" * 10_000, "</script><script>document.title='owned'</script>", '"><b onclick=1>&amp;')


@pytest.mark.parametrize("width", [1280, 320])
def test_hostile_text_neither_acts_nor_widens_the_page(open_page: Open, width: int) -> None:
    held = log()
    bad = tuple(
        replace(action, action=text, owners=(text,), history=(Event(DAY, "note", note=text, by=text),))
        for action, text in zip(held.actions[:3], HOSTILE, strict=True)
    )
    page = open_page(page_of(replace(held, actions=(*bad, *held.actions[3:]))), width=width)
    page.locator("#unfold").click()
    page.get_by_text("Index of owners").click()
    for ref, text in zip(("1a", "2a", "3a"), HOSTILE, strict=True):
        page.locator("#owner").select_option(text)
        assert refs(page) == [ref]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.reload()
        assert refs(page) == [ref]
    assert page.title() == "Hall Group (invented): register of actions, 15 June 2021"
