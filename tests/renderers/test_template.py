"""A committee's own template: what it can name, what it cannot reach, and what it is told where it is wrong."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actionlog.characters import hidden_in
from actionlog.papers import Divider, Paper, Text
from actionlog.renderers import MissingLibrary, template
from actionlog.renderers.json import actions_json
from actionlog.renderers.template import LARGEST, TemplateFault, render
from actionlog.renderers.template.fields import EVENT_KEYS, MINUTED_KEYS, Record, fields_of
from actionlog.renderers.template.forms import FORMS, markdown, seen

pytest.importorskip("jinja2")

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs/reference/templates.md").read_text(encoding="utf-8")


def filled(paper: Paper, source: str, name: str = "paper.txt.j2") -> str:
    return render(paper, source.encode(), name).decode()


def fault(paper: Paper, source: str, name: str = "paper.txt.j2") -> TemplateFault:
    with pytest.raises(TemplateFault) as caught:
        render(paper, source.encode(), name)
    return caught.value


# --------------------------------------------------------------------------------------------------------------- fields


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("paper.name", "outstanding"),
        ("paper.title", "Hall Group: outstanding actions"),
        ("paper.group", "hall-group"),
        ("paper.as_of", "2021-06-15"),
        ("paper.lines|first", "Data as at Tuesday 15 June 2021"),
        ("paper.notice", ""),
        ("paper.letter", "No"),
        ("paper.parts|map(attribute='kind')", "text, lines, table, table, table, heading and bullets"),
        ("paper.tables|length", "3"),
        ("paper.parts[0].text", "The group is invited to: note progress."),
        ("paper.parts[1].lines|join(' / ')", "2 open: 1 overdue. / 1 closed since the last paper."),
        ("paper.parts[5].text ~ paper.parts[5].level", "To be looked at2"),
        ("paper.parts[6].items|last", "The minutes are still a draft."),
        ("paper.tables[0].caption", "Table 1: Open actions"),
        ("paper.tables[0].columns", "Ref, Action, Owner, Deadline and Status"),  # nobody gave evidence: not on paper
        ("paper.tables[0].rows[0].cells[3]", "9 June 2021"),
        ("paper.tables[0].rows[0]['values'][3]", "2021-06-09"),
        ("paper.tables[0].rows[0].named.Owner", "Clerk and [Redact]"),
        ("paper.tables[0].rows[0].named.Evidence", "None"),
        ("paper.tables[0].rows[0].action.number", "1"),
        ("paper.tables[0].rows[0].block|length", "0"),
        ("paper.tables[1].rows[0].action", "None"),
        ("paper.tables[1].rows[0].cells[1]", "16 June 2021, 7 days late"),
        ("paper.tables[1].rows[0].cells[2]", "0"),
        ("paper.tables[2].empty", "No action is proposed for closure."),
        ("actions|length", "2"),
        ("actions[0].id", "hall-group/2021-05-19/01"),
        ("actions[0].ref", "1"),
        ("actions[0].owners", "Clerk and unknown-1"),
        ("actions[0].owners_text", "Clerk and [Redact]"),
        ("actions[0].deadline", "2021-06-09"),
        ("actions[0].deadline|weekday_date", "Wednesday 9 June 2021"),
        ("actions[0].deadline_words", "9 June 2021"),
        ("actions[1].deadline", "None"),
        ("actions[1].deadline_words", "Not set"),
        ("actions[1].deadline|long_date", "Not set"),
        ("actions[0].status", "Open"),
        ("actions[0].status_words", "Overdue by 6 days"),
        ("actions[1].status_words", "Open, no fixed date"),
        ("actions[0].overdue", "Yes"),
        ("actions[0].days_overdue + 1", "7"),
        ("actions[0].carried", "0"),
        ("actions[0].raised|long_date", "19 May 2021"),
        ("actions[0].raised_words", "19 May 2021"),
        ("actions[0].minuted.ref", "1"),
        ("actions[0].minuted.status", "None"),
        ("actions[0].history|map(attribute='event')", "note and owners changed"),
        ("actions[0].history[1].to", "Clerk and unknown-1"),
        ("actions[0].history[0].from", "None"),
        ("facts.counts.open", "2"),
        ("facts.day|long_date", "15 June 2021"),
        ("'On-going'|long_date", "On-going"),
        ("['A', 'B', 'C']|joined", "A, B and C"),
        ("'*a*'|md", r"\*a\*"),
        ("actions|map(attribute='ref')|join('; ')", "1; 2"),
        ("actions|selectattr('overdue')|map(attribute='ref')|join", "1"),
        ("7|round", "7"),
        ("2.345|round(1)", "2.3"),
        ("('a' ~ '\\n' ~ 'b')|indent(2)", "a\n  b"),
    ],
)
def test_a_field_prints_what_the_documentation_says(paper: Paper, source: str, printed: str) -> None:
    assert filled(paper, f"{{{{ {source} }}}}") == printed


def test_every_field_is_documented_and_every_documented_field_is_there(paper: Paper) -> None:
    fields = fields_of(paper._replace(parts=(*paper.parts, Divider())))
    paper_fields, actions, facts = fields["paper"], fields["actions"], fields["facts"]
    assert isinstance(paper_fields, Record)
    assert isinstance(actions, list)
    assert isinstance(facts, Record)
    assert set(re.findall(r"`paper\.(\w+)`", PAGE)) - {"j2"} == set(paper_fields)
    assert set(re.findall(r"`action\.(\w+)`", PAGE)) == set(actions[0])
    assert set(re.findall(r"`row\.(\w+)`", PAGE)) == set(paper_fields["tables"][0]["rows"][0])  # type: ignore[index]
    for part in paper_fields["parts"]:  # type: ignore[attr-defined]
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{part['kind']}` |"))
        assert all(f"`{name}`" in line for name in part if name != "kind"), line
    for key in (*EVENT_KEYS, *MINUTED_KEYS):
        assert f"`{key}`" in PAGE, key


def test_every_filter_is_documented_and_no_other(paper: Paper) -> None:
    from actionlog.renderers.template.language import Sandbox

    section = PAGE.split("## Filters")[1].split("## What")[0]
    named = set(re.findall(r"`(\w+)`", section)) - {"None", "range", "namespace"}
    assert named == set(Sandbox(FORMS["txt"]).filters)


def test_an_action_has_every_key_that_json_gives(paper: Paper) -> None:
    actions = fields_of(paper)["actions"]
    assert isinstance(actions, list)
    for ours, theirs in zip(actions, actions_json(paper.standings), strict=True):
        assert set(theirs) <= set(ours)
        assert {key: ours[key] for key in theirs if key not in ("history", "minuted")} == {
            key: value for key, value in theirs.items() if key not in ("history", "minuted")
        }


def test_a_paper_without_columns_of_that_name_still_has_a_ref_and_a_status(paper: Paper) -> None:
    bare = paper._replace(parts=(Text("No table."),))
    assert filled(bare, "{{ actions[0].ref }} {{ actions[0].status_words }}") == "1 Overdue by 6 days"
    assert filled(bare, "{{ actions[1].status_words }}") == "Open"


# --------------------------------------------------------------------------------------------------------- hostile text

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x9b2J",
    "a\u202egnp.exe",
    "a\u2028b\x85c",
    "<script>alert(1)</script>",
    "\" onload='x",
    "=cmd|'/C calc'!A0",
    "@SUM(1)",
    "[click](javascript:alert(1))",
    "![x](http://192.0.2.1/x)",
    "# Heading",
    "  - item",
    "1. item",
    "a | b",
    "&lt;b&gt; &#x202e;",
    "{{ paper.title }} {% raw %}",
    "\ud800 \ufffe \U0001ffff",
    "x" * 10_000,
]
WAYS = [
    "{{ paper.title }}",
    "{{ '' ~ paper.title }}",
    "{{ paper.title + '' }}",
    "{{ [paper.title]|join }}",
    "{{ ('**'|safe ~ paper.title) }}",
    "{{ [paper.title, '']|join('*'|safe) }}",
    "{% set x %}{{ paper.title }}{% endset %}{{ x }}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(paper.title) }}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ paper.title }}{% endcall %}",
    "{{ paper.title|replace('zz', 'z') }}",
    "{{ paper.title|indent }}",
    "{{ paper.title|string }}",
    "{{ paper.title|default('') }}",
    "{% autoescape false %}{{ paper.title }}{% endautoescape %}",
    "{% for x in [paper.title] %}{{ x }}{% endfor %}",
    "{{ paper.title if true else '' }}",
    "{% block b %}{{ paper.title }}{% endblock %}",
    "{{ paper.tables[0].caption }}",
    "{{ actions[0].action }}",
    "{{ actions[0].history[0].note }}",
    "{{ actions[0].minuted.ref }}",
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv"])
def test_hostile_text_is_dead_whichever_way_a_template_prints_it(
    suffix: str, way: str, of_text: Callable[[str], Paper]
) -> None:
    for said in HOSTILE:
        assert_dead(said, suffix, way, of_text)


def assert_dead(said: str, suffix: str, way: str, of_text: Callable[[str], Paper]) -> None:
    shown = filled(of_text(said), way, f"paper.{suffix}.j2")
    assert all(hidden_in(line) is None for line in shown.split("\n"))
    assert not re.search("[\ud800-\udfff\ufffe\U0001ffff]", shown)
    if suffix == "html":
        assert "<script" not in shown
        assert '"' not in shown
        assert "'" not in shown
    if suffix == "md":
        assert "<" not in shown
        assert not re.search(r"(?<!\\)[\[\]|]", shown)
        assert not re.match(r"\s*([#>+=-]|\d+[.)]\s)", shown)
    if suffix == "csv":
        assert not shown.lstrip('"*').startswith(("=", "@"))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(), max_size=40))
@example("#")
def test_markdown_shows_any_text_as_it_is(said: str) -> None:
    """Read back by a reader of Markdown nobody here wrote."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    line = " ".join(seen(said).split())
    tokens = reader.parse(f"x {markdown(line)}")
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(t.content for t in tokens[1].children) == f"x {line}".rstrip()
    alone = reader.parse(markdown(line))
    assert [t.type for t in alone] in ([], ["paragraph_open", "inline", "paragraph_close"])


def test_a_template_that_holds_an_escape_sequence_itself_commands_no_terminal(paper: Paper) -> None:
    for source in ("\x1b[2J", "{{ '\\x1b[2J' }}", "{{ '\\x1b[2J'|safe }}", "{{ '%'|safe ~ '\\x1b[2J' }}"):
        assert "<U+001B>[2J" in filled(paper, source)
    assert filled(paper, "\u202e", "p.html.j2") == "&lt;U+202E&gt;"


def test_what_is_safe_is_written_as_it_is(paper: Paper) -> None:
    assert filled(paper, "{{ '<b>'|safe }}", "p.html.j2") == "<b>"
    assert filled(paper, "{{ '**'|safe ~ '*a' }}", "p.md.j2") == r"**\*a"


def test_a_macro_is_made_harmless_once(paper: Paper) -> None:
    macro = "{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('*') }}"
    assert filled(paper, macro, "p.md.j2") == r"**\***"
    assert filled(paper, "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('&') }}", "p.html.j2") == "<b>&amp;</b>"


def test_csv_has_quotes_where_it_needs_them_and_numbers_as_they_are(paper: Paper) -> None:
    source = "{{ 'a,b' }},{{ '\"' }},{{ -3 }},{{ '-3' }},{{ 'a' ~ ',' ~ 'b' }}"
    assert filled(paper, source, "p.csv.j2") == '"a,b","""",-3,\'-3,"a,b"'


# ------------------------------------------------------------------------------------------------------------- sandbox


@pytest.mark.parametrize(
    "source",
    [
        "''.__class__.__mro__",
        "''['__class__']",
        "[].__class__.__base__.__subclasses__()",
        "cycler.__init__.__globals__.os",
        "joiner.__init__.__globals__",
        "lipsum.__globals__['os']",
        "namespace.__init__.__globals__",
        "range.__self__",
        "dict.__mro__",
        "self._TemplateReference__context",
        "self.__init__.__globals__",
        "'{0.__class__.__mro__}'.format(paper)",
        "'{x.__class__}'.format_map(paper)",
        "'%s' % paper.title",
        "paper.title|format(1)",
        "paper|attr('__class__')",
        "paper|map(attribute='__class__')|list",
        "[paper]|map(attribute='kind.__class__')|list",
        "[paper]|groupby('__class__')",
        "[paper]|sum(attribute='__init__')",
        "[paper]|sort(attribute='__class__')",
        "['']|map('attr', '__class__')|list",
        "paper.items()",
        "paper.update({'title': 1})",
        "actions.append(1)",
        "paper.kind",
        "config",
        "request",
        "get_flashed_messages",
        "paper.tables[0].rows.__len__()",
        "loop.__class__",
        "paper|tojson",
        "paper|pprint",
        "paper|xmlattr",
        "[1, 2]|random",
        "caller.__globals__",
    ],
)
def test_a_template_escapes_from_the_sandbox_in_no_known_way(paper: Paper, source: str) -> None:
    said = fault(paper, f"one\n\n{{{{ {source} }}}}")
    assert said.line == 3
    assert " object at 0x" not in str(said)


@pytest.mark.parametrize(
    "source",
    [
        "{% include '/etc/hostname' %}",
        "{% import 'x' as x %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% if false %}{% include 'x' %}{% endif %}",
    ],
)
def test_a_template_takes_in_no_other_file(paper: Paper, source: str) -> None:
    said = fault(paper, f"one\n{source}")
    assert said.line == 2
    assert "put the whole of it into this one" in said.says


GROWING = "{% set n = namespace(x=START) %}{% for i in range(99) %}{% set n.x = STEP %}{% endfor %}"


def growing(start: str, step: str) -> str:
    """Return a template in which `n.x` begins with `start` and becomes `step` 99 times."""
    return GROWING.replace("START", start).replace("STEP", step)


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) if false %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in actions recursive %}{{ loop(actions) }}{% endfor %}",
        growing("'xxxxxxxxxx'", "n.x ~ n.x"),
        growing("'xxxxxxxxxx'", "n.x + n.x"),
        growing("[1]", "n.x + n.x"),
        growing("[1]", "n.x * 2"),
        growing("9", "n.x * n.x"),
        growing("9", "n.x * n.x * -1"),
        growing("10000000000", "n.x * 10000000000000000000000000000000000000000000000000000000"),
        growing("'x'", "n.x|replace('x', 'xx')"),
        growing("'x'", "[n.x, n.x]|join"),
        "{% set n = namespace(x='xxxxxxxxxx') %}{% for i in range(99) %}"
        "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        "{{ 'x' * 10000000000 }}",
        "{{ [1] * 10000000000 }}",
        "{{ 2 ** 10000000000 }}",
        "{{ range(10000000000) }}",
        "{{ ('x' * 10000)|indent(10000000000) }}",
        "{{ ('x' * 10000)|int }}",
        "{{ ('7' * 10000)|int(0, 16) // 3 }}",
        "{{ 0x" + "f" * 10_000 + " // 3 }}",
        "{{ 0x" + "f" * 831 + " }}",
        "{{ ['9' * 1000]|map('int', 0, 16)|sum // 3 }}",
        "{{ 0x" + "f" * 830 + " / 1 }}",
        "{{ [['x'] * 300]|sum(start=[]) }}",
        "{{ (['x'] * 300)|sum(start='') }}",
        "{{ [['x' * 1000000] * 1000, ['x' * 1000000] * 1000]|map('join')|list|length }}",
        "{{ ['x' * 1000000] * 1000 }}",
        "{{ 1.5|round(10000000000) }}",
        "{% for i in range(9999) %}{{ (range(99999)|max) ~ '' }}{% endfor %}",
        "{% for i in range(9999) %}{{ [range(99999)]|map('sort')|length }}{% endfor %}",
        "{% for i in range(900) %}{{ 'x' in range(100)|map('abs') }}{% endfor %}",
        "{% for i in range(900) %}{% set y = range(100)|map('abs')|list %}{% endfor %}",
        "{% set x = ['y'] * 9999 %}{% for i in range(900) %}{{ 'x' in x }}{% endfor %}",
        "{% set x = ['y'] * 9999 %}{% for i in range(900) %}{% set y = x[1:] %}{% endfor %}",
        "{% for i in range(99999) %}{{ 'x' * 100000 }}{% endfor %}",
    ],
)
def test_a_template_that_would_never_end_or_fill_the_memory_is_stopped(
    paper: Paper, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actionlog.renderers.template.counting.STEPS", 20_000)
    monkeypatch.setattr("actionlog.renderers.template.counting.LONGEST", 5_000_000)
    assert fault(paper, source).line == 1


def test_a_template_is_stopped_after_two_million_times_and_fifty_million_characters(paper: Paper) -> None:
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    assert "more than 2,000,000 times" in fault(paper, loops).says
    written = "{% for a in range(501) %}{{ 'x' * 100000 }}{% endfor %}"
    assert "The paper becomes longer than 50,000,000 characters." in fault(paper, written).says


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("actions|sum(attribute='days_overdue')", "6"),
        ("[1, 2.5]|sum(start=3)", "6.5"),
        ("[]|sum", "0"),
        ("'ff'|int(0, 16)", "255"),
        ("'none'|int(7)", "7"),
        ("3.9|int", "3"),
        ("7 // 2 ~ 7 % 2 ~ 7 / 2 ~ (7 - 9)", "313.5-2"),
        ("(['a', 'b'] * 2)[1:3]", "b and a"),
        ("'-' * 3 ~ 3 * '-'", "------"),
        ("[1] + [2]", "1 and 2"),
    ],
)
def test_numbers_and_lists_are_worked_out(paper: Paper, source: str, printed: str) -> None:
    assert filled(paper, f"{{{{ {source} }}}}") == printed


def test_the_same_paper_and_template_give_the_same_bytes(paper: Paper) -> None:
    source = (
        "{% for a in actions %}{{ a.history|map(attribute='date') }}{{ a.owners }}{% endfor %}{{ facts.counts|items }}"
    )
    with pytest.raises(TemplateFault, match="list of records"):
        filled(paper, source)
    source = source.replace(
        "{{ facts.counts|items }}", "{% for k, v in facts.counts|items %}{{ k }}{{ v }}{% endfor %}"
    )
    assert filled(paper, source) == filled(paper, source)


# -------------------------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("a\nb\n{{ paper.tittle }}", 3, 'The paper has no field "tittle". Did you mean "title"?'),
        ("a\n{{ actoins }}", 2, 'There is no "actoins". Did you mean "actions"?'),
        ("{% for a in actions %}\n\n{{ a.onwer }}\n{% endfor %}", 3, 'An action has no field "onwer".'),
        ("{{ actions[0].history[0].whom }}", 1, 'An event has no field "whom". Known are: date, event,'),
        ("{{ facts.count }}", 1, 'The facts has no field "count". Did you mean "counts"?'),
        ("{{ actions[7].ref }}", 1, "There is no item 7: 2 are there, counted from 0."),
        ("\n{{ actions }}", 2, "A list of records cannot be printed as it is. Go through it with {% for … %}."),
        ("\n{{ actions[0] }}", 2, "An action cannot be printed as it is. Name one of its fields: id,"),
        ("{{ 'a'|longdate }}", 1, 'There is no filter "longdate". Did you mean "long_date"?'),
        ("{% if 1 is odder %}{% endif %}", 1, 'There is no test "odder". Did you mean "odd"?'),
        ("a\n{% for a in actions %}\nb\n", 2, "{% for %} begins here, and {% endfor %} is missing."),
        ("{% if 1 %}{% endif %}\n{% if 1 %}\n\n", 2, "{% if %} begins here, and {% endif %} is missing."),
        ("a\n{% for a in actions %}\n{% endif %}", 3, "{% endif %} stands where {% endfor %} should be."),
        ("{% fro a in actions %}", 1, "There is no instruction {% fro %}."),
        ("\n\n{{ a b }}", 3, "After what is printed comes 'b', where }} should be."),
        ("{% if 1 2 %}{% endif %}", 1, "The instruction goes on with 'integer', where %} should be."),
        ("a\n{{ 'a'", 2, "The template ends in the middle of an instruction."),
        ("a\n{# b", 2, "What begins here is never closed."),
        ("a\n{{ ? }}", 2, "'?' has no meaning between the braces."),
        ("{{ 'a' }", 1, '"}" stands where it has no meaning.'),
        ("a\n{{ 1 / 0 }}", 2, "A number is divided by 0."),
        ("{{ 1 + 'a' }}", 1, "A number and text cannot be worked out with +."),
        ("{{ 'a' + 1 }}", 1, "Text is put together with ~ and not with +."),
        ("{{ actions|map(attribute='deadline')|sort }}", 1, "None and text cannot be put in order."),
        ("{% for a in 3 %}{% endfor %}", 1, "A list is needed here, and this is a number."),
        ("{{ paper.title() }}", 1, "This is text: write no round brackets after it."),
        ("a\n{{ range(start=1, start=2) }}", 2, "or a name is given twice."),
        ("{{ " + "(" * 3000 + ")" * 3000 + " }}", 0, "nested too deep"),
        ("a\n" + "{% for a in actions %}" * 30 + "{% endfor %}" * 30, 2, "nested too deep"),
        (" \n\t\n", 0, "It is empty."),
        ("a\n{{ 0x" + "f" * 9999 + " }}", 2, "These numbers are too large: one may have 1,000 digits."),
        ("{% set x = 0x" + "f" * 800 + " * 0x" + "f" * 800 + " %}", 1, "These numbers are too large: one may have"),
        ("{% set x = [1] * 1000001 %}", 1, "A list becomes longer than 1,000,000."),
        ("{{ ['x' * 1000000] * 51 }}", 1, "A text becomes longer than 50,000,000 characters."),
        ("{{ ['a']|sum }}", 1, "Only numbers are added up by sum. Lists are put together with +, and texts by join."),
        ("{{ actions|sum(attribute='carreid') }}", 1, 'An action has no field "carreid". Did you mean "carried"?'),
        ("{{ ('1' * 1001)|int }}", 1, "A text of more than 1,000 characters is no number."),
        ("{{ 10000000000 * 1.5 / 0x" + "f" * 800 + " }}", 1, "These numbers are too large"),
    ],
)
def test_an_error_names_its_line_and_says_what_is_wrong(paper: Paper, source: str, line: int, says: str) -> None:
    said = fault(paper, source)
    assert said.line == line
    assert says in said.says
    assert f"Line {line} of the template paper.txt.j2" in str(said) or not line
    assert said.says.endswith((".", "?", "}}"))


def test_a_template_that_is_no_text_or_too_large_is_refused(paper: Paper) -> None:
    with pytest.raises(TemplateFault, match=r"Line 3 .*not in UTF-8"):
        render(paper, b"a\r\nb\n\xff", "p.txt.j2")
    with pytest.raises(TemplateFault, match="may have 1,000,000"):
        render(paper, b"x" * (LARGEST + 1), "p.txt.j2")
    assert render(paper, b"\xef\xbb\xbfa\r\nb\r\n", "p.txt.j2") == b"a\nb\n"


@pytest.mark.parametrize("name", ["p.tex.j2", "p.sh.j2", "p.js.j2", "p.docx.j2"])
def test_a_form_in_which_nobody_knows_what_is_harmless_is_refused(paper: Paper, name: str) -> None:
    assert "Give it a name that ends in one of: .txt.j2, .md.j2" in fault(paper, "x", name).says


def test_the_case_of_a_suffix_is_of_no_account(paper: Paper) -> None:
    assert filled(paper, "{{ '<' }}", "PAPER.HTML.J2") == "&lt;"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.sampled_from("{}%#|.[]()'\"~+-*/ =\nabpaperactionsforinendifx01"), max_size=60))
def test_whatever_stands_in_a_template_it_is_filled_or_refused_with_a_sentence(paper: Paper, source: str) -> None:
    with suppress(TemplateFault):
        filled(paper, source)
        return
    said = fault(paper, source)
    assert said.says.endswith((".", "?", "}}"))
    assert said.line or not source.strip()


def test_without_jinja_it_is_said_what_to_install(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "jinja2", None)
    for module in ("language", "counting"):
        monkeypatch.delitem(sys.modules, f"actionlog.renderers.template.{module}", raising=False)
        monkeypatch.delattr(template, module, raising=False)
    with pytest.raises(MissingLibrary, match=r"actionlog\[pages\]"):
        template.render(paper, b"x", "p.txt.j2")


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{% for n in range(2) %}\n- {{ n }}{% if n %} LATE{% endif %}\n{% endfor %}\nend\n", "- 0\n- 1 LATE\nend\n"),
        ("a {# a remark #}\nb\n", "a \nb\n"),
        ("a{% if 1 -%}\nb{% endif %}\n", "ab\n"),
        ("{# a remark #}\n  {% if 1 %}\nb\n  {% endif %}\n", "b\n"),
        ("{% set x =\n  1 %}\nb\n", "b\n"),
        ("x {% raw %}{{ y }} %}\n{% endraw %}z\n", "x {{ y }} %}\nz\n"),
    ],
)
def test_a_line_that_holds_more_than_tags_stays_a_line(paper: Paper, source: str, made: str) -> None:
    assert template.render(paper, source.encode(), "paper.txt.j2").decode() == made
