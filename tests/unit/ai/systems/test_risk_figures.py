"""What is said of a risk model's figures where they are not defined."""

import numpy as np

from medviewer.ai.evaluation.risk.judging import Judged
from medviewer.ai.risk.answers import LOGISTIC, NETWORK, Answer
from medviewer.ai.risk.kaplan_meier import censoring_curve
from medviewer.ai.risk.outcomes import followed
from medviewer.ai.systems.risk_figures import JudgedPart, evaluation_of
from medviewer.domain.system_card import SystemCard

CARD = SystemCard("lgg_grade", "1.0", "risk", "Grade", "", "", "", (), (), (), default=LOGISTIC)


def test_that_rows_of_one_outcome_tell_nothing_of_who_is_better() -> None:
    found = followed([1, 1, 1], [True, True, True])
    by = Judged(found, np.zeros(0), 0.0, censoring_curve(found))
    answer = Answer(np.array([[0.0], [1.0], [2.0]]), np.zeros((3, 1)))

    told = evaluation_of(CARD, "made", JudgedPart("test", by, {LOGISTIC: answer, NETWORK: answer}))

    assert any("no auc on these rows" in note for note in told.notes)
    assert not any("nan" in note for note in told.notes)
