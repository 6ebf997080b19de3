"""Publishing, as a secretary does it: what the public may read, and what stops it. All people are invented."""

import csv
import io
import json
import os
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest

from tests.cli.publishing import NEVER, a_log_with_people
from tests.cli.secretary import Secretary

PUBLISH = ("publish", "--audience", "public", "--out", "public", "--checked-by", "Deputy clerk")


@pytest.fixture
def council(forum: Secretary) -> Secretary:
    return a_log_with_people(forum)


def site_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def every_byte(files: dict[str, bytes]) -> dict[str, str]:
    """All that the files hold, unzipped and plainly folded: what a reader with a search box could find."""
    found = {}
    for name, data in files.items():
        found[name] = name
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.namelist():
                    found[f"{name}!{member}"] = member + archive.read(member).decode("utf-8", "replace")
        found[f"{name}:"] = data.decode("utf-8", "replace")
    return {where: plain(text) for where, text in found.items()}


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("ł", "l")


def assert_clean(files: dict[str, bytes], never: tuple[str, ...] = NEVER) -> None:
    for where, text in every_byte(files).items():
        for name in never:
            whole = rf"\b{re.escape(plain(name))}\b" if name.isupper() else re.escape(plain(name))
            assert not re.search(whole, text), (where, name)


def test_what_is_published_names_nobody_who_is_withheld(council: Secretary) -> None:
    answer = council.types(*PUBLISH)
    files = site_of(council.folder / "public")
    assert_clean(files)
    assert "Published in public: " in answer.out
    assert "Withheld: 2 parties" in answer.out
    register = files["shore-forum/register.html"].decode()
    for readable in ("Perpetua Quennell", "Head of moorings", "Review team", "All", "[Redact]"):
        assert readable in register
    assert {"index.html", "manifest.json"} < set(files)
    for page in ("register", "outstanding", "closed", "overdue", "decisions", "minutes-2021-05-19"):
        assert f"shore-forum/{page}.html" in files
    for data in ("actions.csv", "actions.ods", "actions.json", "deadlines.ics", "outstanding.csv", "outstanding.ods"):
        assert f"shore-forum/{data}" in files


def test_a_person_whom_nobody_decided_about_is_withheld_with_a_warning_that_names_the_handle_only(
    council: Secretary,
) -> None:
    answer = council.types(*PUBLISH)
    assert "@p-2" in answer.err
    assert "Krz" not in answer.err + answer.out


def test_the_same_log_and_day_give_the_same_bytes(council: Secretary) -> None:
    council.types(*PUBLISH, "--as-of", "2021-06-20")
    first = site_of(council.folder / "public")
    council.on("2021-07-30").types(*PUBLISH, "--as-of", "2021-06-20", "--replace")
    assert site_of(council.folder / "public") == first


def test_a_name_typed_into_a_text_stops_it_and_the_place_is_named(council: Secretary) -> None:
    council.types("note", "1", "Rang Vexley-Marr about it")
    with council.untouched():
        answer = council.types(*PUBLISH, code=1)
    assert "shore-forum/2021-05-19/01.yaml:" in answer.err
    assert "@p-1" in answer.err
    assert "vexley" not in (answer.err + answer.out).casefold()
    assert not (council.folder / "public").exists()
    assert not (council.folder / "public-redaction-log.csv").exists()


def test_a_handle_in_place_of_the_name_lets_it_through_and_the_committee_reads_the_name(council: Secretary) -> None:
    council.types("add", "@p-1 to show @p-3 the moorings", "--owner", "@p-1", "--deadline", "30 June 2021")
    council.types(*PUBLISH)
    files = site_of(council.folder / "public")
    assert_clean(files)
    assert "[Redact] to show Perpetua Quennell the moorings" in files["shore-forum/actions.csv"].decode()
    paper = council.types("report", "outstanding", "--format", "csv").out
    assert "Ottoline Vexley-Marr to show Perpetua Quennell the moorings" in paper
    assert "@p-1" not in paper


def test_a_confidential_action_is_absent_and_out_of_every_count(council: Secretary) -> None:
    file = council.file("shore-forum/2021-05-19/04.yaml")
    file.write_text(file.read_text(encoding="utf-8") + "confidential: yes\n", encoding="utf-8")
    answer = council.types(*PUBLISH)
    files = site_of(council.folder / "public")
    assert_clean(files, ("Count the buoys",))
    assert "5 open" in files["shore-forum/outstanding.html"].decode()
    assert "Left out: 1 confidential action" in answer.out
    assert "not shown" not in files["shore-forum/outstanding.html"].decode()
    council.types(*PUBLISH, "--replace", "--mention-withheld")
    assert "1 confidential action is not shown." in (council.folder / "public/shore-forum/outstanding.html").read_text()


def test_notes_reasons_and_evidence_are_published_only_where_the_group_says_so(council: Secretary) -> None:
    council.types("note", "5", "Rooms are booked for both")
    council.types("close", "5", "--outcome", "completed", "--evidence", "Both were held", "--date", "2021-06-23")
    council.types(*PUBLISH)
    assert_clean(site_of(council.folder / "public"), ("Rooms are booked", "Both were held", "Evidence:", ">Progress<"))
    group = council.file("shore-forum/group.yaml")
    group.write_text(group.read_text() + "publish: [notes, evidence]\n")
    council.types(*PUBLISH, "--replace")
    shown = site_of(council.folder / "public")
    assert b"Both were held" in shown["shore-forum/closed.html"]
    assert b"Rooms are booked" in shown["shore-forum/register.html"]


def test_the_second_person_is_another_than_the_first(council: Secretary) -> None:
    publish = PUBLISH[:-2]
    assert "--checked-by" in council.refused(*publish)
    assert "both prepared this and checked it" in council.refused(*publish, "--checked-by", "test SECRETARY")
    by_alias = (*publish, "--prepared-by", "Ottoline Vexley-Marr", "--checked-by", "@p-1")
    assert "second person" in council.refused(*by_alias)
    assert "second person" in council.refused(*publish, "--prepared-by", "otty", "--checked-by", "OVM")


def test_every_edited_document_says_so_and_no_other(council: Secretary) -> None:
    council.types(*PUBLISH)
    files = site_of(council.folder / "public")
    notice = b"has been edited"
    edited = {name for name, data in files.items() if notice in data}
    for page in ("register.html", "outstanding.html", "actions.csv", "actions.json", "deadlines.ics"):
        assert f"shore-forum/{page}" in edited
    for page in ("decisions.html", "decisions.csv", "closed.html", "performance.html"):
        assert f"shore-forum/{page}" not in edited


def test_the_redaction_log_tells_what_was_withheld_and_why_and_no_name(council: Secretary) -> None:
    council.types(*PUBLISH)
    data = (council.folder / "public-redaction-log.csv").read_bytes()
    assert_clean({"log": data})
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    withheld = [row for row in rows if row["Decision"] == "Withheld" and "p-1" in row["Handle"]]
    assert withheld
    assert withheld[0]["Basis"] == "Junior official, no reason to name"
    assert withheld[0]["Decided by"] == "Head of secretariat"
    assert withheld[0]["Checked by"] == "Deputy clerk"
    assert withheld[0]["Commit"] == council.git("rev-parse", "HEAD").strip()[:12]


def test_publishing_again_tells_what_became_visible_or_hidden(council: Secretary) -> None:
    council.types(*PUBLISH)
    people = council.file("people.yaml")
    text = people.read_text(encoding="utf-8").replace("publish: withhold", "publish: name")
    people.write_text(text.replace("publish: role", "publish: withhold"), encoding="utf-8")
    council.types("add", "Paint the hut", "--owner", "Ottoline Vexley-Marr", "--deadline", "30 June 2021")
    answer = council.types(*PUBLISH, "--replace")
    assert "@p-1 was withheld and is now shown by name" in answer.out
    assert "@p-4 was shown by role and is now withheld" in answer.out
    rows = list(csv.DictReader(io.StringIO((council.folder / "public-redaction-log.csv").read_text())))
    assert {row["Publication"] for row in rows} == {"1", "2"}


def test_nothing_of_the_computer_or_its_user_is_published(council: Secretary) -> None:
    council.git("remote", "add", "origin", "ssh://somebody@git.example.net/forum.git")
    council.types(*PUBLISH)
    assert_clean(
        site_of(council.folder / "public"),
        (str(council.folder), "Test secretary", "secretary@localhost", "git.example.net", "actionlog.yaml"),
    )


def test_a_dry_run_tells_all_and_writes_nothing(council: Secretary) -> None:
    with council.untouched():
        answer = council.types(*PUBLISH, "--dry-run")
    assert "Would be published in public" in answer.out


def test_a_folder_that_is_not_empty_is_not_overwritten(council: Secretary) -> None:
    council.types(*PUBLISH)
    before = site_of(council.folder / "public")
    assert "--replace" in council.refused(*PUBLISH)
    assert site_of(council.folder / "public") == before


def test_the_log_itself_is_never_published_into(council: Secretary) -> None:
    for out in ("actions/public", "actions", "."):
        assert "folder of its own" in council.refused(*PUBLISH[:4], out, *PUBLISH[5:])


def test_for_members_everything_is_said_and_every_file_is_marked(council: Secretary) -> None:
    council.types("note", "1", "Rang Vexley-Marr about it")
    council.types("publish", "--audience", "internal", "--out", "members")
    files = site_of(council.folder / "members")
    assert "Ottoline Vexley-Marr" in files["shore-forum/register-internal.html"].decode()
    for name, data in files.items():
        if name != "manifest.json":
            assert Path(name).stem.endswith("-internal"), name
        if name.endswith(".html"):
            assert "Internal: not for publication" in re.sub(r"(?s)<head>.*?</head>", "", data.decode())[:2000], name
    assert not (council.folder / "members-redaction-log.csv").exists()


def test_unknown_owners_are_all_published_alike(council: Secretary) -> None:
    for owner in ("unknown-1", "unknown-2"):
        council.types("add", f"Ask about {owner[-1]} boats", "--owner", owner, "--deadline", "30 June 2021")
    council.types(*PUBLISH)
    files = site_of(council.folder / "public")
    assert_clean(files, ("unknown-",))
    records = json.loads(files["shore-forum/actions.json"])["actions"]
    assert [r["owners"] for r in records if "boats" in r["action"]] == [["[Redact]"], ["[Redact]"]]


def test_without_a_register_everybody_but_all_is_withheld(forum: Secretary) -> None:
    forum.types("add", "Count the boats", "--owner", "Quillon Farthing", "--deadline", "30 June 2021")
    forum.types("add", "Come early", "--owner", "All", "--deadline", "30 June 2021")
    answer = forum.types(*PUBLISH)
    files = site_of(forum.folder / "public")
    assert_clean(files, ("Quillon", "Farthing"))
    assert "Farthing" not in answer.out + answer.err
    assert '"owners": ["All"]' in files["shore-forum/actions.json"].decode()


def test_somebody_named_only_among_those_who_came_stands_there_and_nowhere_else(council: Secretary) -> None:
    people = council.file("people.yaml")
    people.write_text(
        people.read_text(encoding="utf-8").replace("publish: withhold", "publish: attendance"), encoding="utf-8"
    )
    answer = council.types(*PUBLISH)
    files = site_of(council.folder / "public")
    holding = [name for name, data in files.items() if b"Vexley" in data]
    assert "shore-forum/minutes-2021-05-19.html" in holding
    assert all(name.startswith("shore-forum/minutes-2021-05-19") for name in holding)
    assert "@p-1" in answer.err  # named among those who came, withheld as owner: who it is can be worked out


@pytest.mark.skipif(os.name != "posix", reason="a folder that may not be written is made otherwise here")
def test_a_redaction_log_that_cannot_be_written_stops_it(council: Secretary) -> None:
    (council.folder / "public-redaction-log.csv").mkdir()
    council.types(*PUBLISH, code=2)
    assert not (council.folder / "public").exists()


def test_a_name_in_many_places_is_told_once_with_where_it_stands(council: Secretary) -> None:
    for number in ("1", "2", "3"):
        council.types("note", number, "Rang Vexley-Marr about it")
    answer = council.types(*PUBLISH, code=1)
    assert "stands in 3 places" in answer.err
    assert answer.err.count("Write @p-1 in its place") == 1
    told = " ".join(answer.err.split())
    assert re.search(r"The same in: shore-forum/2021-05-19/02\.yaml:\d+, shore-forum/2021-05-19/03\.yaml:\d+\.", told)


def test_a_name_typed_in_small_letters_is_told_of(council: Secretary) -> None:
    council.types("note", "1", "rang krząkała about it")
    answer = council.types(*PUBLISH)  # one word, which may be an everyday one, is a warning
    assert "surname" in answer.err
    assert "@p-2" in answer.err
    council.types("note", "1", "rang vexley-marr about it")
    council.types(*PUBLISH, "--replace", code=1)


def test_a_name_as_an_abbreviation_is_not_in_the_message(council: Secretary) -> None:
    group = council.file("shore-forum/group.yaml")
    group.write_text(group.read_text() + "abbreviations: {Vexley: Moorings}\n")
    answer = council.types(*PUBLISH, code=1)
    assert "shore-forum/group.yaml" in answer.err
    assert "vexley" not in answer.err.casefold()


@pytest.mark.parametrize("remote", ["..", "/", ".", "backup"])
def test_a_short_address_of_the_log_s_copy_hinders_nothing(council: Secretary, remote: str) -> None:
    council.git("remote", "add", "origin", remote)
    council.git("config", "user.email", "clerk")
    council.types(*PUBLISH)


def test_publishing_commits_nothing_and_leaves_nothing_beside_the_site(council: Secretary) -> None:
    before = council.git("rev-parse", "HEAD"), council.git("status", "--porcelain", "--", "actions")
    beside = {path.name for path in council.folder.iterdir()}
    council.types(*PUBLISH)
    council.types(*PUBLISH, "--replace")
    assert (council.git("rev-parse", "HEAD"), council.git("status", "--porcelain", "--", "actions")) == before
    assert {path.name for path in council.folder.iterdir()} - beside == {"public", "public-redaction-log.csv"}


def test_a_site_is_not_published_into_another_where_its_redaction_log_would_be_read(council: Secretary) -> None:
    council.types(*PUBLISH)
    assert "inside a site" in council.refused(*PUBLISH[:4], "public/2021", *PUBLISH[5:])


def test_the_folder_that_the_site_s_folder_stands_in_is_made(council: Secretary) -> None:
    council.types(*PUBLISH[:4], "web/2021/public", *PUBLISH[5:])
    assert (council.folder / "web/2021/public/index.html").exists()
    assert (council.folder / "web/2021/public-redaction-log.csv").exists()


def test_comments_and_keys_of_ones_own_are_never_published(council: Secretary) -> None:
    for file in ("group.yaml", "2021-05-19/meeting.yaml", "2021-05-19/01.yaml"):
        path = council.file(f"shore-forum/{file}")
        text = path.read_text(encoding="utf-8")
        path.write_text(f"# Ottoline Vexley-Marr said so\n{text}x-Thrupp: Ignatius Thrupp\n", encoding="utf-8")
    council.types(*PUBLISH)
    assert_clean(site_of(council.folder / "public"))


def test_who_holds_an_office_is_not_named_with_it(council: Secretary) -> None:
    people = council.file("people.yaml")
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace(
            "{name: Deputy clerk, kind: role}", "{name: Deputy clerk, kind: role, aliases: [Wilhelmina Draycott]}"
        ),
        encoding="utf-8",
    )
    council.types("add", "Count the chairs", "--owner", "Wilhelmina Draycott", "--deadline", "30 June 2021")
    council.types(*PUBLISH, "--prepared-by", "Head of secretariat", code=None)
    publish = (*PUBLISH[:-1], "Review team", "--replace")
    council.types(*publish)
    files = site_of(council.folder / "public")
    assert_clean(files, ("Wilhelmina", "Draycott"))
    assert "Count the chairs,Deputy clerk" in files["shore-forum/actions.csv"].decode()
    council.types("note", "7", "Asked Wilhelmina Draycott")
    assert "Wilhelmina" not in council.types(*publish, code=1).err


@pytest.mark.parametrize(
    "said", ["Send Thrupps map", "the Krząkałas", "rang OTTOLINE VEXLEY-MARRS office", "Ask zk", "ask otty"]
)
def test_a_name_with_an_s_or_in_small_letters_is_found_too(council: Secretary, said: str) -> None:
    council.types("add", said, "--owner", "All", "--deadline", "30 June 2021")
    answer = council.types(*PUBLISH, code=None)
    told = answer.code == 1 or re.search(r"07\.yaml:\d+: ", answer.err)
    assert told, said


def test_one_group_is_published_with_what_the_whole_log_withholds(council: Secretary) -> None:
    council.git("add", "-A")
    council.git("commit", "-qm", "By hand")
    council.types("group", "add", "Moorings Board")
    council.types("meeting", "add", "2021-05-20", "--group", "moorings-board")
    council.types("add", "Paint", "--owner", "Quillon Farthing", "--deadline", "30 June", "--group", "moorings-board")
    only = (*PUBLISH, "--group", "shore-forum")
    council.types("note", "shore-forum/2021-05-19/1", "Rang Quillon Farthing")
    assert "shore-forum/2021-05-19/01.yaml" in council.types(*only, code=1).err
    council.types("undo")
    council.types(*PUBLISH)
    answer = council.types(*only, "--replace")
    assert not any(name.startswith("moorings-board/") for name in site_of(council.folder / "public"))
    assert "pages of the former site are not in this one" in answer.out
    assert "moorings-board" not in answer.out
    again = council.types(*PUBLISH[:4], "public", *PUBLISH[5:], "--group", "moorings-board", "--replace")
    assert "shore-forum" not in again.out


def test_a_name_withheld_from_the_history_alone_is_noticed(council: Secretary) -> None:
    council.types("assign", "1", "Review team")
    council.types("assign", "2", "Review team")
    council.types("assign", "4", "Review team")
    council.types(*PUBLISH)
    files = site_of(council.folder / "public")
    for page in ("register.html", "actions.json"):
        assert b"has been edited" in files[f"shore-forum/{page}"]
    assert b"has been edited" not in files["shore-forum/outstanding.html"]


def test_the_record_is_of_the_day_that_is_published(council: Secretary) -> None:
    answer = council.types(*PUBLISH, "--as-of", "2021-05-01")
    assert "Withheld" not in answer.out.replace("Withheld:", "Withheld:") or "owners" not in (
        council.folder / "public-redaction-log.csv"
    ).read_text(encoding="utf-8")


def test_what_is_not_committed_is_told_since_the_record_names_a_commit(council: Secretary) -> None:
    assert "not committed" in council.types(*PUBLISH).err  # her register is not, so far
    council.git("add", "-A")
    council.git("commit", "-qm", "By hand")
    assert "not committed" not in council.types(*PUBLISH, "--replace").err


def test_initials_are_no_second_person(council: Secretary) -> None:
    by = (*PUBLISH[:-1], "QF", "--prepared-by", "Quillon Farthing")
    assert "second person" in council.refused(*by)
