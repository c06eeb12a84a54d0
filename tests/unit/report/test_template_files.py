"""Shipped templates and a reader's own."""

from pathlib import Path

import pytest

from medviewer.domain.report_template import LANGUAGES, SECTIONS, ReportTemplate
from medviewer.report.facts import facts_of
from medviewer.report.sentences import in_sentences
from medviewer.report.template_files import FOLDER, find_template, templates
from tests.unit.report.report_samples import report

OWN = """
modalities = ["CT"]
[en]
name = "Our chest CT"
findings = "We found {{ findings | length }}."
"""


def own(folder: Path, name: str, text: str) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / f"{name}.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.template_id)
def test_that_every_shipped_template_has_sentences_in_every_language(
    template: ReportTemplate,
) -> None:
    facts = facts_of(report(3, accepted=[1, 2]), str)

    assert set(template.texts) == set(LANGUAGES)
    for texts in template.texts.values():
        assert texts.name
        assert texts.title
        assert {*texts.sections, "impression"} == set(SECTIONS)
        for source in texts.sections.values():
            in_sentences(source, facts)


@pytest.mark.parametrize(
    ("modality", "words", "chosen"),
    [
        ("CT", "ct chest with contrast", "ct_chest"),
        ("CT", "abdomen", "ct_general"),
        ("MR", "brain t1", "mr_brain"),
        ("MR", "knie links", "mr_general"),
        ("DX", "chest pa", "radiograph_chest"),
        ("CR", "hand", "radiograph"),
        ("MG", "", "mammography"),
        ("US", "abdomen", "ultrasound"),
        ("PT", "whole body", "general"),
        ("", "", "general"),
    ],
)
def test_that_the_template_that_fits_closest_is_chosen(
    modality: str, words: str, chosen: str
) -> None:
    assert find_template(templates(), "", modality, words).template_id == chosen


def test_that_the_readers_choice_goes_before_what_fits() -> None:
    assert find_template(templates(), "general", "CT", "chest").template_id == "general"


def test_that_a_readers_own_template_takes_the_shipped_ones_place(tmp_path: Path) -> None:
    own(tmp_path, "ct_chest", OWN)

    found = find_template(templates(tmp_path), "ct_chest", "CT", "")

    texts = found.in_language("en")
    assert texts.name == "Our chest CT"
    assert in_sentences(texts.sections["findings"], facts_of(report(2, accepted=[1]), str)) == (
        "We found 1."
    )
    assert texts.sections["comparison"]  # of the general one


def test_that_a_template_in_one_language_serves_in_the_other(tmp_path: Path) -> None:
    own(tmp_path, "ours", OWN)

    found = find_template(templates(tmp_path), "ours", "CT", "")

    assert found.in_language("zh_CN").name == "Our chest CT"


@pytest.mark.parametrize("text", ["[en", "name = 3", '[fr]\nname = "Français"', "x" * (1 << 19)])
def test_that_a_file_that_is_no_template_is_left_out(tmp_path: Path, text: str) -> None:
    own(tmp_path, "broken", text)

    assert [t.template_id for t in templates(tmp_path)] == [t.template_id for t in templates()]
