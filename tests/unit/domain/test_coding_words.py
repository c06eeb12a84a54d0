"""What is said of a code: who proposed it, who answers for it, how sure the coder is."""

from dataclasses import replace

import pytest

from medviewer.domain.coding import CodeOrigin
from medviewer.domain.coding_words import answered_for, proposed_by, scheme_name, score_words
from tests.phantoms.codes import PNEUMONIA, report_code


@pytest.mark.parametrize(
    ("score", "told"), [(0.999, "> 95 %"), (0.93, "95 %"), (0.43, "45 %"), (0.01, "< 5 %")]
)
def test_that_a_probability_is_rounded_to_five_percent_and_never_certain(
    score: float, told: str
) -> None:
    code = report_code(PNEUMONIA, is_probability=True)
    code = replace(code, suggestion=replace(code.suggestion, score=score))

    assert str(score_words(code)) == told


def test_that_a_score_is_called_a_score_where_nobody_measured_it() -> None:
    learnt = report_code(PNEUMONIA)
    found = replace(learnt.suggestion, origin=CodeOrigin.LEXICAL)
    searched = replace(learnt, suggestion=found, is_probability=True)

    assert str(score_words(learnt)) == "score 0.80"
    assert str(score_words(searched)) == "score 0.80"


def test_that_whoever_answers_for_a_code_is_named() -> None:
    learnt = report_code(PNEUMONIA, reader="Dr A")
    found = replace(learnt, suggestion=replace(learnt.suggestion, origin=CodeOrigin.LEXICAL))
    chosen = replace(
        learnt, suggestion=replace(learnt.suggestion, origin=CodeOrigin.READER), reader=""
    )

    assert str(answered_for(learnt)) == "AI-proposed (icd10_coding 1.0.0), accepted by Dr A"
    assert "not learnt" in str(answered_for(found))
    assert "not learnt" in str(proposed_by(found))
    assert str(answered_for(chosen)) == "chosen by the reader"


def test_that_a_table_has_its_usual_name() -> None:
    assert (scheme_name("I10C"), scheme_name("I10"), scheme_name("99X")) == (
        "ICD-10-CM",
        "ICD-10",
        "99X",
    )
