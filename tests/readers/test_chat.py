"""Logs of chats as a Document: what was said and by whom, whatever the program puts around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionlog.document import Block, Heading, Paragraph, Place, Table
from actionlog.errors import ActionlogError
from actionlog.minutes import read_minutes
from actionlog.readers import read


def blocks(text: str) -> tuple[Block, ...]:
    return read("chat.txt", text.encode()).blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text) if not isinstance(block, Table)]


TALK = ("good morning", "ACTION: ben to write", "thanks", "goodbye")
WHO = ("ann", "ben", "ann", "ben")


@pytest.mark.parametrize(
    "form",
    [
        "12:01 <{}> {}",
        "12:01:33 <{}> {}",
        "[12:01:33] <{}> {}",
        "[2020-05-12T12:01:33.012Z]\t<{}>\t{}",
        "2020-05-12T12:01:33Z <{}> {}",
        "12:01 <@{}> {}",
        "12:01 < {}> {}",
        "<{}> {}",
        "12:01:33\t{}\t{}",
        "2020-05-12 12:01:33\t{}\t{}",
        "[12:01:33] {}: {}",
        "12:01:33 {}: {}",
        "12/05/2020, 12:01 - {}: {}",
        "[12/05/2020, 12:01:33] {}: {}",
        "12:01:33 From {} to Everyone: {}",
    ],
)
def test_each_form_of_a_log_gives_who_said_what(form: str) -> None:
    text = "\n".join(form.format(who, said) for who, said in list(zip(WHO, TALK, strict=True)) * 2)
    found = [t for t in texts(text) if not t.startswith("Date:")]
    assert found[:5] == ["Participants: ann; ben", *(f"<{w}> {t}" for w, t in zip(WHO, TALK, strict=True))]


def test_messages_below_a_name_and_a_time_are_read() -> None:
    text = "".join(f"{who.title()} Ash  4:00 PM\n{said}\n" for who, said in list(zip(WHO, TALK, strict=True)) * 2)
    assert texts(text)[:4] == [
        "Participants: Ann Ash; Ben Ash",
        "Ann Ash: good morning",
        "ACTION: ben to write",
        "Ann Ash: thanks",
    ]


def test_minutes_with_times_are_no_chat() -> None:
    text = "10:00 Welcome: the Chair\n10:05 Apologies: none\n10:10 Finance: the Clerk\n10:20 Roads: the Clerk\n"
    assert texts(text * 2) == [(text * 2).rstrip()]
    agenda = "\n".join(f"[1{n}:00] {part}: the Chair" for n, part in enumerate(["Welcome", *"ABCDEF"]))
    assert texts(agenda) == [agenda]
    text = "Minutes\n\nACTION: <name> to write.\n\nDone by <name> and <b>others</b>.\n"
    assert texts(text)[1] == "ACTION: <name> to write."


def test_the_day_comes_from_the_stamps_or_the_opening_of_the_log() -> None:
    said = "<ann> one\n<ben> two\n<ann> three\n"
    stamped = "".join(f"2020-05-12T12:01:33Z {line}\n" for line in said.splitlines())
    assert texts(stamped)[0] == "Date: 12 May 2020"
    assert texts("--- Log opened Tue May 12 16:00:27 2020\n" + said)[0] == "Date: 12 May 2020"
    assert not texts(said)[0].startswith("Date")
    assert [t for t in texts(stamped + "<ann> Date: 13 May 2020\n") if t.startswith("Date")] == ["Date: 13 May 2020"]
    minutes = read_minutes(read("chat.txt", stamped.encode()))
    assert str(minutes.day) == "2020-05-12"


def test_who_was_there_is_told_in_one_line() -> None:
    text = "<ann> present+\n<ben> Present+ ben, Cy Moss\n<ann> regrets+ Dee\n<eve> hello\n<ann> present- ben\n"
    assert texts(text) == ["Present: ann; Cy Moss", "Regrets: Dee;", "<eve> hello"]


def test_comings_goings_and_the_queue_are_left_out() -> None:
    text = (
        "12:00 -!- ann [a@example.org] has joined #board\n12:00 <ann> hello\n12:01 *** Quits: ben (bye)\n"
        "12:01 --> cy has joined\n12:02 * ann has left\n12:02 <ann> q+ to say\n12:02 <Zakim> I see ann on the queue\n"
        "12:03 <ben> ack ann\n12:03 <ben> yes\n12:04 * ben waves\n"
    )
    assert texts(text)[1:] == ["<ann> hello", "<ben> yes", "<ben> waves"]


def test_topics_are_headings_and_keep_their_word() -> None:
    text = "<ann> Topic: Action items\n<ann> #topic Roads\n<ann> Subtopic: Bridges\n<ben> fine\n"
    assert [b.text for b in blocks(text) if isinstance(b, Heading)] == [
        "Topic: Action items",
        "Topic: Roads",
        "Topic: Bridges",
    ]


def test_what_tells_of_the_meeting_stands_alone() -> None:
    text = "<ann> Meeting: Roads Committee\n<ann> Chair: ann\n<ann> Scribe: ben\n<ben> hello\n"
    assert texts(text)[1:] == ["Meeting: Roads Committee", "Chair: ann", "Scribe: ben", "<ben> hello"]


def test_the_commands_of_a_meetings_bot_are_read() -> None:
    text = (
        "12:00:01 <ann> #startmeeting Roads Committee\n12:00:02 <MeetBot> Meeting started Tue May 12 2020.\n"
        "12:00:03 <ann> #chair ann ben\n12:01:00 <ann> #action ben to wrote\n12:01:05 <ann> #undo\n"
        "12:01:09 <ann> #action ben to write\n12:02:00 <ann> #agreed to meet\n12:02:01 <ann> #info all well\n"
        "12:03:00 <ann> #endmeeting\n"
    )
    assert texts(text)[1:] == [
        "Meeting: Roads Committee",
        "Chair: ann, ben",
        "<ann> ACTION: ben to write",
        "AGREED: to meet",
        "<ann> all well",
    ]


def test_the_echoes_of_a_bot_are_kept_with_their_words() -> None:
    text = (
        "12:00 <ann> ACTION: ben to write\n12:00 <trackbot> Created ACTION-7 - Write [on Ben Ash - due 2020-05-19].\n"
        "12:01 <ben> thanks\n12:09 <RRSAgent> I see 1 open action item saved in https://example.org/a.rdf :\n"
        "12:09 <RRSAgent> ACTION: ben to write [1]\n12:09 <RRSAgent>   recorded in https://example.org/irc#T12\n"
    )
    assert texts(text)[1:] == [
        "<ann> ACTION: ben to write",
        "<trackbot> Created ACTION-7 - Write [on Ben Ash - due 2020-05-19].",
        "<ben> thanks",
        "<RRSAgent> I see 1 open action item saved in https://example.org/a.rdf :",
        "<RRSAgent> ACTION: ben to write",
    ]


def test_a_line_without_a_speaker_goes_on_with_the_message_above() -> None:
    text = "12:00 <ann> one\n   and more\n12:01 <ben> two\n12:02 <ann> three\n"
    found = blocks(text)
    assert found[1:3] == (Paragraph("<ann> one\nand more", Place(1)), Paragraph("<ben> two", Place(3)))


def test_the_summary_of_a_meetings_bot_loses_who_typed_each_line() -> None:
    text = (
        "Roads Committee (invented)\n==========================\n\nMeeting started by ann at 16:00:27 UTC.\n\n"
        "Action Items\n------------\n* ben to write (by Friday)  (ann, 16:10:11)\n"
    )
    assert texts(text)[-2:] == ["Action Items", "ben to write (by Friday)"]


def test_talk_on_the_topic_of_actions_is_no_list_of_them() -> None:
    text = (
        "2020-05-12T12:00:00Z <ann> Meeting: Roads Committee (invented)\n"
        "2020-05-12T12:01:00Z <ann> Topic: Action items\n"
        "2020-05-12T12:02:00Z <ben> Clerk will look at the bridge\n"
        "2020-05-12T12:03:00Z <ann> ACTION: ben to write to all\n"
        "2020-05-12T12:04:00Z <ben> ann to say more\n"
    )
    (action,) = read_minutes(read("chat.txt", text.encode())).actions
    assert action.owners == ("ben",)


PIECES = st.sampled_from(
    ["12:01 ", "[12:01:33] ", "2020-05-12T12:01:33Z ", "9999-99-99 12:00:00 ", "<ann> ", "<ben>", "ann: ", "* ", "\t"]
    + ["\n"] * 6
    + ["#action ", "#undo", "ACTION: ", "Topic: ", "#topic ", "present+ ", "-!- ", "--> ", "-", ":", "<", ">", "a"]
)


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join))
def test_places_never_go_back_and_no_block_is_empty(text: str) -> None:
    text = f"<a> b\n<c> d\n<a> b\n{text}"
    try:
        document = read("chat.txt", text.encode("utf-8", "replace"))
    except ActionlogError:
        return
    lines = [block.place.line for block in document.blocks]
    assert lines == sorted(lines)
    assert all(block.rows if isinstance(block, Table) else block.text for block in document.blocks)


def test_a_bots_refusal_is_kept_for_an_attempt_that_failed_is_no_second_action() -> None:
    log = (
        "12:00 <ann> hello\n12:01 <ann> ACTION: be to write to the port\n"
        "12:01 <trackbot> Sorry, couldn't find user - be\n"
        "12:02 <ann> ACTION: ben to write to the port\n12:03 <ben> thanks\n12:04 <trackbot> I am a robot\n"
    )
    assert "<trackbot> Sorry, couldn't find user - be" in texts(log)
    assert not any("robot" in text for text in texts(log))
    assert [a.owners for a in read_minutes(read("chat.txt", log.encode())).actions] == [("ben",)]


def test_what_follows_the_log_behind_a_blank_line_is_not_of_its_last_message() -> None:
    log = "".join(f"12:0{n} <{who}> {said}\n" for n, (who, said) in enumerate(zip(WHO, TALK, strict=True)))
    assert texts(log + "and well\n\nTyped up on Friday.\n")[-2:] == ["<ben> goodbye\nand well", "Typed up on Friday."]
