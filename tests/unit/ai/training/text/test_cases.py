"""How a training part is divided, and which labels are learnt."""

import pytest

from medviewer.ai.training.text.cases import TextCase, divide_cases, labels_of
from medviewer.errors import InputError
from tests.phantoms.clinical_texts import made_cases


def test_that_both_languages_of_a_case_stay_on_one_side() -> None:
    parts = divide_cases(made_cases(20, ("en", "es")), 0.25, 0)

    fit, selection = ({case.group for case in each} for each in (parts.fit, parts.selection))
    assert not fit & selection
    assert (len(fit), len(selection)) == (15, 5)


def test_that_one_case_cannot_be_divided() -> None:
    with pytest.raises(InputError, match="holds 1 independent cases"):
        divide_cases(made_cases(1, ("en", "es")), 0.25, 0)


def test_that_a_label_counts_once_a_case_however_many_languages_it_has() -> None:
    cases = [TextCase("a", "", "en", ("X",)), TextCase("a", "", "es", ("X",))]

    assert labels_of(cases, 2) == ()
