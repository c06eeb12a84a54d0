"""Templates put facts into sentences and can do nothing else."""

import pytest

from medviewer.errors import ReportTemplateUnusable
from medviewer.report.facts import Facts
from medviewer.report.sentences import LONGEST_TEXT, in_sentences

FACTS: Facts = {
    "name": "{{ 7 * 7 }}<b>",
    "list": ["a", "b"],
    "findings": [{"name": "nodule", "size": "8.2"}, {"name": "cyst", "size": ""}],
}


def test_that_facts_are_put_into_sentences() -> None:
    source = """
    {% for f in findings %}
    {{ loop.index }}. {{ f.name | capitalize }}{% if f.size %}, {{ f.size }} mm{% endif %}.
    {% endfor %}
    {{ list | join(", ") }}{{ absent.more | default("") }}
    """

    assert in_sentences(source, FACTS) == "1. Nodule, 8.2 mm.\n2. Cyst.\na, b"


def test_that_a_value_is_never_taken_for_a_template() -> None:
    assert in_sentences("{{ name }}", FACTS) == "{{ 7 * 7 }}<b>"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ name.format(name) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ list.append(1) }}",
        "{% for f in findings %}{{ f.__class__ }}{{ loop.__class__ }}{% endfor %}",
        "{{ list.__class__ }}",
    ],
)
def test_that_no_python_object_can_be_reached(attack: str) -> None:
    try:
        said = in_sentences(attack, FACTS)
    except ReportTemplateUnusable:
        said = ""

    assert said == ""


@pytest.mark.parametrize(
    "attack",
    [
        "{% set a = 'x' %}{{ a }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(1000000) }}",
        "{% include 'general.toml' %}",
        "{% macro m() %}{% endmacro %}{{ m() }}",
        "{{ 'x' | center(1000000000) }}",
        "{{ 1.5 | round(1000000000, 'ceil') }}",
        "{% for a in list %}{% for b in list %}{% for c in list %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% if %}",
        "{{ 1 / 0 }}",
        "x" * 20_001,
        "(" * 5000,
        "{{ " + "(" * 5000 + " }}",
    ],
)
def test_that_what_no_template_needs_is_refused_with_a_sentence(attack: str) -> None:
    if attack == "(" * 5000:
        assert in_sentences(attack, FACTS) == attack
        return
    with pytest.raises(ReportTemplateUnusable, match="choose another one"):
        in_sentences(attack, FACTS)


def test_that_a_template_cannot_write_without_end() -> None:
    facts: Facts = {"list": ["x" * 500] * 100}
    source = "{% for a in list %}{% for b in list %}{{ list | join }}{% endfor %}{% endfor %}"

    with pytest.raises(ReportTemplateUnusable, match="too much text"):
        in_sentences(source, facts)
    assert LONGEST_TEXT < 500 * 100
