"""The desk that codes texts: ranking, evidence, denial, languages, hostile text; and the command line."""

import json
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.installed_systems import load_system_card
from medviewer.ai.runtime.text.coding_desk import CodingDesk, open_desk
from medviewer.ai.runtime.text.highlights import TextTrial
from medviewer.ai.runtime.text.suggesting import is_denied
from medviewer.ai.runtime.text.text_model import TextModel
from medviewer.ai.text.negation import negated_spans
from medviewer.ai.text.tokens import LONGEST_TEXT
from medviewer.cli.code import as_json, as_lines
from medviewer.domain.coding import CodeOrigin, CodingRequest, CodingResult
from medviewer.errors import NotApplicable
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.phantoms.coded_sets import trained_coder

TEXT = (
    "The patient was seen in our clinic. There was lobar pneumonia of the left lung and the "
    "examination was repeated after some days in our clinic."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained_coder(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def desk() -> CodingDesk:
    return open_desk("cpu")


def ask(desk: CodingDesk, folder: Path, text: str, **wanted: object) -> CodingResult:
    request = CodingRequest("1", text, str(folder), **wanted)  # type: ignore[arg-type]
    return desk(request, ignore_progress, CancelToken())


def test_that_the_code_the_text_names_comes_first_with_its_words(
    desk: CodingDesk, folder: Path
) -> None:
    found = ask(desk, folder, TEXT)

    best = found.suggestions[0]
    assert (best.code.value, best.origin) == ("J18.9", CodeOrigin.MODEL)
    assert best.code.meaning == "Pneumonia, unspecified organism"
    assert best.is_evidence_tested
    assert [TEXT[each.start : each.end] for each in best.evidence] == ["lobar pneumonia"]
    assert found.language == "en"


def test_that_a_spanish_text_is_coded_alike(desk: CodingDesk, folder: Path) -> None:
    text = "El paciente fue visto en nuestra consulta y presenta litiasis renal tras unos días."

    found = ask(desk, folder, text)

    assert found.language == "es"
    assert found.suggestions[0].code.value == "N20.0"


def test_that_what_the_text_denies_is_marked_and_comes_last(desk: CodingDesk, folder: Path) -> None:
    text = "He was seen for arterial hypertension. No lobar pneumonia was seen after some days."

    found = {each.code.value: each for each in ask(desk, folder, text).suggestions}

    assert found["J18.9"].is_negated
    assert not found["I10"].is_negated
    assert list(found).index("I10") < list(found).index("J18.9")


def test_that_a_denial_said_twice_is_a_denial(desk: CodingDesk, folder: Path) -> None:
    text = "He had renal colic. No lobar pneumonia. On discharge no lobar pneumonia was seen."

    found = {each.code.value: each for each in ask(desk, folder, text).suggestions}

    assert found["J18.9"].is_negated


def test_that_words_denied_once_and_said_later_are_not_denied() -> None:
    text = "No fever at admission. Two days later fever and cough."
    denied = negated_spans(text, "en")

    assert not is_denied(text, denied, [(3, 8)])
    assert is_denied(text[:21], negated_spans(text[:21], "en"), [(3, 8)])
    assert not is_denied(text, denied, [])


def test_that_what_the_shipped_coder_has_no_code_for_is_looked_up_unless_denied(
    desk: CodingDesk,
) -> None:
    request = CodingRequest("1", "Fracture of shaft of tibia. No fracture of shaft of ulna.")

    found = desk(request, ignore_progress, CancelToken()).suggestions

    assert [(each.code.value[:3], each.origin) for each in found] == [("S82", CodeOrigin.LEXICAL)]


def test_that_a_query_searches_the_table_and_says_so(desk: CodingDesk, folder: Path) -> None:
    found = ask(desk, folder, "", query="typhoid fever", limit=5)

    assert any(each.code.value == "A01.0" for each in found.suggestions)
    assert {each.origin for each in found.suggestions} == {CodeOrigin.LEXICAL}


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x01\x02\ud800" * 50, "... --- ★"])
def test_that_a_text_without_words_is_answered_by_a_sentence(
    desk: CodingDesk, folder: Path, text: str
) -> None:
    found = ask(desk, folder, text)

    assert not found.suggestions
    assert len(found.notes) == 1


def test_that_chinese_is_refused_with_what_to_do(desk: CodingDesk, folder: Path) -> None:
    found = ask(desk, folder, "右肺下叶肺炎，建议复查。")

    assert not found.suggestions
    assert "diagnosis_zh_icd10" in str(found.notes[0])


def test_that_a_megabyte_is_cut_and_says_so(desk: CodingDesk, folder: Path) -> None:
    text = (TEXT + " ") * (1_000_000 // len(TEXT))

    found = ask(desk, folder, text, limit=3)

    assert found.suggestions[0].code.value == "J18.9"
    assert any(str(LONGEST_TEXT) in str(note) for note in found.notes)
    assert all(each.end <= LONGEST_TEXT for s in found.suggestions for each in s.evidence)


def test_that_a_coder_nobody_installed_is_named(desk: CodingDesk, tmp_path: Path) -> None:
    with pytest.raises(NotApplicable, match="No model that proposes codes is installed"):
        ask(desk, tmp_path / "nothing", TEXT)


def test_that_a_cancelled_request_is_not_answered(desk: CodingDesk, folder: Path) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        desk(CodingRequest("1", TEXT, str(folder)), ignore_progress, token)


def test_that_reading_one_window_again_answers_as_reading_the_whole_text(folder: Path) -> None:
    model = TextModel.load(load_system_card(folder), folder)
    reading = model.read(TEXT * 3, "en")
    trial = TextTrial(model, reading, range(len(model.stored.labels)))

    found = trial.without([np.empty(0, np.int64)])[0]

    assert np.allclose(found, model.probabilities([reading])[0], atol=1e-5)


def test_that_json_tells_places_and_never_the_text(desk: CodingDesk, folder: Path) -> None:
    found = ask(desk, folder, TEXT)

    told = json.dumps(as_json(found), allow_nan=False)

    assert "our clinic" not in told
    assert as_lines(found)[0].count("lobar pneumonia") == 1


def test_that_chinese_words_are_not_looked_up_in_the_english_table(
    desk: CodingDesk, folder: Path
) -> None:
    found = ask(desk, folder, "", query="肺炎")

    assert found.request.model_id == str(folder)
    assert not found.suggestions
    assert "medviewer evaluate diagnosis_zh_icd10" in str(found.notes[0])
