"""What the audit trail is told of a fused answer: who and from which parts, never what was noted."""

import numpy as np

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.fused_answer import FusedAnswer, FusionRequest, PartShare
from medviewer.domain.signal_model import SignalAnswer, SignalRequest
from medviewer.session.sharing.fused_events import fused_event, signal_event
from tests.gui.canvas.samples import ct_study


def test_that_parts_are_named_and_no_clinical_text() -> None:
    request = FusionRequest("", "icu", notes=ClinicalNotes("secret history"))
    parts = (
        PartShare("image", True, True, 0.4),
        PartShare("text", True, False),
        PartShare("values", False, True),
    )
    answer = FusedAnswer(
        *(request, "1.0", "intensive care", 0.6, 0.5, 0.7, 0.4, 0.0, parts),
        *("image only", ("image only",), "image only", True),
    )

    event = fused_event(answer, ct_study(), " Reader ")

    assert event.facts["parts"] == "image"
    assert event.facts["parts_missing"] == "values"
    assert event.facts["model_id"] == "icu"
    assert event.reader == "Reader"
    assert "secret" not in repr(event)
    assert "secret" not in repr(answer)


def test_that_a_model_of_curves_is_named_with_what_it_was_shown() -> None:
    request = SignalRequest("", "beats", ("I", "II"), np.zeros((2, 9), np.float32), 100.0, "mV")

    event = signal_event(SignalAnswer(request, "Beats", {"other": 0.4}, 2), ct_study(), "R")

    assert event.facts == {"model_id": "beats", "outcome": "done", "leads": 2, "windows": 2}
    assert event.study_instance_uid == ct_study().study_instance_uid
