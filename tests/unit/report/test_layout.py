"""What the report says, and above all what it must not say where."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.finding import ReviewState
from medviewer.domain.reading_mode import FirstRead
from medviewer.domain.report import KeyImage, Report, ReportContent, ReportedMeasurement
from medviewer.report.blocks import (
    Bullets,
    Fields,
    Heading,
    Paragraph,
    Pictures,
    PrintedReport,
    Section,
    Table,
)
from medviewer.report.draft import number_findings
from medviewer.report.layout import lay_out
from medviewer.words import Message, message
from tests.unit.report.report_samples import (
    SERIES_UID,
    SHA256,
    done,
    finding,
    refused_report,
    report,
    reviews,
    study,
    whole_image_finding,
)


def section(printed: PrintedReport, key: str) -> Section | None:
    return next((s for s in printed.sections if s.key == key), None)


def words(of: Section | None) -> str:
    """Every word of a section."""
    texts: list[str] = []
    for block in of.blocks if of else ():
        match block:
            case Paragraph() | Heading():
                texts.append(block.text)
            case Bullets():
                texts += block.items
            case Fields():
                texts += [word for item in block.items for word in (item.label, item.value)]
            case Table():
                texts += [column.title for column in block.columns]
                texts += [cell for row in block.rows for cell in row]
            case Pictures():
                texts += [picture.caption for picture in block.items]
    return "\n".join(texts)


def rows(of: Section | None) -> list[tuple[str, ...]]:
    return [
        row for block in (of.blocks if of else ()) if isinstance(block, Table) for row in block.rows
    ]


def test_that_an_accepted_finding_is_a_row_of_the_findings_table() -> None:
    printed = lay_out(report(3, accepted=[2], rejected=[1, 3]))

    assert rows(section(printed, "findings")) == [
        (
            "2",
            "Lung nodule",
            "right upper zone",
            "12",  # key slice 11, counted from 0
            "8.2",
            "0.88",
            "accepted (Dr. Ada Roentgen, 2026-03-04 15:01 UTC)",
        )
    ]


def test_that_undecided_proposals_stand_in_a_table_of_their_own_only() -> None:
    printed = lay_out(report(4, accepted=[1], rejected=[4]))

    own = section(printed, "not-reviewed")
    assert own is not None
    assert own.title == "AI proposals, not reviewed"
    assert [row[0] for row in rows(own)] == ["2", "3"]
    assert [row[6] for row in rows(own)] == ["not reviewed", "not reviewed"]
    assert [row[0] for row in rows(section(printed, "findings"))] == ["1"]
    assert "Picture of finding-2" in words(own)
    assert "finding-2" not in words(section(printed, "key-images"))


def test_that_rejected_proposals_are_one_line_each() -> None:
    printed = lay_out(report(2, accepted=[1], rejected=[2]))

    assert words(section(printed, "rejected")) == (
        "No. 2: Lung nodule, right upper zone, slice 12, 8.2 mm, AI confidence 0.88, "
        "rejected (Dr. Ada Roentgen, 2026-03-04 15:01 UTC)"
    )


def test_that_a_finding_of_a_whole_image_is_reported_without_a_size() -> None:
    items = number_findings([whole_image_finding()] * 2, reviews(rejected=[1]))
    accepted = replace(items[0], review=replace(items[0].review, state=ReviewState.ACCEPTED))
    drafted = replace(report(0), accepted=(accepted,), rejected=items[1:])

    printed = lay_out(drafted)

    [row] = rows(section(printed, "findings"))
    assert row[1:5] == ("Pneumonia", "whole image", "1", "–")
    mention = "No. 2: Pneumonia, whole image, image 1, AI confidence 0.87, rejected"
    assert words(section(printed, "rejected")).startswith(mention)


def test_that_a_fully_decided_report_has_neither_mark_nor_table_of_proposals() -> None:
    printed = lay_out(report(2, accepted=[1], rejected=[2]))

    assert printed.page.preliminary == ""
    assert section(printed, "not-reviewed") is None
    assert "Preliminary" not in words(section(printed, "reader"))


@pytest.mark.parametrize(
    ("drafted", "reason"),
    [
        (report(1), "1 AI proposal waits for the reader's decision"),
        (report(3, accepted=[1]), "2 AI proposals wait for the reader's decision"),
        (report(0, content=ReportContent()), "not signed"),
    ],
)
def test_that_a_preliminary_report_says_why(drafted: Report, reason: str) -> None:
    printed = lay_out(drafted)

    assert printed.page.preliminary == "PRELIMINARY"
    assert printed.page.preliminary_reason == reason
    assert "Preliminary until every AI proposal" in words(section(printed, "reader"))


@pytest.mark.parametrize(
    ("drafted", "expected"),
    [
        (report(1), "No AI proposal has been accepted by the reader so far."),
        (report(1, rejected=[1]), "The reader accepted none of the AI's proposals."),
        (report(0), "The AI models proposed no finding. This does not rule out disease."),
        (refused_report(), "No AI model analysed this study. The reasons are given below."),
        (replace(refused_report(), results=()), "No AI model was run on this study."),
    ],
)
def test_that_an_empty_findings_section_says_why(drafted: Report, expected: str) -> None:
    assert words(section(lay_out(drafted), "findings")) == expected


def test_that_the_impression_keeps_the_readers_lines() -> None:
    content = ReportContent("Dr. Ada", "First.\n\n  Second.")

    printed = lay_out(report(0, content=content))

    assert words(section(printed, "impression")) == "First.\nSecond."


def test_that_the_header_identifies_patient_and_study() -> None:
    printed = lay_out(report(0))

    patient = {field.label: field.value for field in printed.patient_fields.items}
    assert patient == {
        "Patient": "王小明 Wang Xiaoming",
        "Patient ID": "PAT-0042",
        "Birth date": "1960-01-02",
        "Sex": "male",
        "Age": "66 years",
    }
    assert {field.label: field.value for field in printed.study_fields.items} == {
        "Study": "CT chest with contrast",
        "Study date": "2026-03-04 14:25",
        "Accession number": "ACC-778",
        "Referred by": "Dr. Jo Lung",
    }
    assert printed.institution == "St. Elsewhere Hospital, Radiology"


def test_that_every_page_names_patient_id_birth_date_and_study_date() -> None:
    page = lay_out(report(0)).page

    assert page.patient == "王小明 Wang Xiaoming"
    assert [field.value for field in page.identity] == ["PAT-0042", "1960-01-02", "2026-03-04"]
    assert page.page_of.format(page=2, pages=7) == "Page 2 of 7"
    for claim in ("AI-assisted", "not a medical device", "research and education"):
        assert claim in page.disclaimer


def test_that_a_technique_nobody_wrote_names_the_series_analysed() -> None:
    expected = "CT, series 3, Thorax 1.0, 140 images, kernel B60f, contrast agent Iomeprol 300"

    assert words(section(lay_out(report(0)), "technique")) == expected


def test_that_the_models_section_names_version_weights_limits_and_figures() -> None:
    text = words(section(lay_out(report(2)), "models"))

    for expected in (
        "Lung nodules on chest CT",
        "chest_ct_nodules 1.0.0",
        SHA256,
        "Done; proposals: 2",
        "2026-03-04 14:55 UTC, cpu",
        "Not made for children.",
        "0.950 (0.940–0.962)",
        "LUNA16 candidate patches (CC BY 4.0)",
        "not a probability",
    ):
        assert expected in text


def test_that_a_model_of_whole_images_states_its_score_and_what_it_cannot_exclude() -> None:
    answer = replace(
        done([]),
        scores={"pneumonia": 0.12},
        prediction_set=("no_pneumonia", "pneumonia"),
        spread=0.04,
    )

    text = words(section(lay_out(replace(report(0), results=(answer,))), "models"))

    assert "pneumonia 0.12; cannot exclude: no pneumonia, pneumonia; " in text
    assert "its networks differ by ± 0.04" in text


def test_that_a_report_says_which_proposals_the_model_did_not_make_by_itself() -> None:
    asked_for = done([finding(1), replace(finding(2), confidence=0.3)])  # it reports from 0.5

    text = words(section(lay_out(replace(report(2), results=(asked_for,))), "models"))

    assert "1 of its proposals are weaker" in text
    assert "are weaker" not in words(section(lay_out(report(2)), "models"))


def test_that_a_refused_model_gives_its_reason_and_no_figures() -> None:
    text = words(section(lay_out(refused_report()), "models"))

    assert "Refused: This is MR, the model reads CT." in text
    assert "0.950" not in text


def test_that_a_score_is_never_called_a_probability_and_a_probability_never_a_score() -> None:
    calibrated = replace(finding(1), is_calibrated=True)
    base = report(1, accepted=[1])
    item = replace(base.accepted[0], finding=calibrated)

    uncalibrated = words(section(lay_out(base), "findings"))
    with_probability = words(section(lay_out(replace(base, accepted=(item,))), "findings"))

    assert "not a probability" in uncalibrated
    assert "not a probability" not in with_probability
    assert "85 %" in with_probability


def test_that_slices_name_their_series_where_several_were_analysed() -> None:
    base = report(1, accepted=[1])
    other = done([])
    other = replace(other, request=replace(other.request, series_instance_uid=SERIES_UID + ".9"))

    printed = lay_out(replace(base, results=(*base.results, other)))

    assert rows(section(printed, "findings"))[0][3] == "3 / 11"


def test_that_every_word_of_ours_passes_the_translator() -> None:
    def shout(words_: Message) -> str:
        return str(words_).upper()

    printed = lay_out(report(2, accepted=[1]), shout)

    titles = [printed.title, *(s.title for s in printed.sections)]
    assert titles == [title.upper() for title in titles]
    assert rows(section(printed, "findings"))[0][1] == "LUNG NODULE"


def test_that_missing_attributes_are_dashes() -> None:
    bare = replace(study(), patient=type(study().patient)(), accession_number="")

    printed = lay_out(report(0, of=bare))

    assert {field.value for field in printed.patient_fields.items} == {"–"}
    assert printed.page.patient == "–"


def test_that_measurements_stand_in_a_table_of_their_own_before_the_impression() -> None:
    measured = (
        ReportedMeasurement(
            message("Test", "Length"), "left kidney", message("Test", "101.2 mm"), "3 / 57"
        ),
        ReportedMeasurement(message("Test", "Arrow"), "clip", None, ""),
    )

    printed = lay_out(replace(report(), measurements=measured))

    assert rows(section(printed, "measurements")) == [
        ("1", "Length", "left kidney", "101.2 mm", "3 / 57"),
        ("2", "Arrow", "clip", "–", "MPR"),
    ]
    order = [each.key for each in printed.sections]
    assert order.index("findings") < order.index("measurements") < order.index("impression")


def test_that_a_report_without_measurements_has_no_table_of_them() -> None:
    assert section(lay_out(report()), "measurements") is None


def test_that_images_the_reader_marked_stand_among_the_key_images() -> None:
    picture = KeyImage("", np.zeros((4, 4, 3), np.uint8), message("Test", "Series 3: image 5"))

    printed = lay_out(replace(report(), key_images=(picture,)))

    found = section(printed, "key-images")
    assert found is not None
    [pictures] = found.blocks
    assert isinstance(pictures, Pictures)
    assert pictures.items[0].caption == "Series 3: image 5"


def test_that_a_first_read_is_told_with_what_changed_after_the_ai_was_seen() -> None:
    first = FirstRead("2026-03-04T15:00:00+00:00", "Dr. Ada", (), 0, 0, "", "0" * 64)
    drafted = replace(report(0), first_read=first, changes_after_ai=2)

    seen = replace(drafted, first_read=replace(first, is_independent=False))

    assert "locked 2026-03-04 15:00 UTC, before the AI was shown; changes since: 2" in words(
        section(lay_out(drafted), "reader")
    )
    assert "after the AI had been on screen" in words(section(lay_out(seen), "reader"))
    assert "First read" not in words(section(lay_out(report(0)), "reader"))
