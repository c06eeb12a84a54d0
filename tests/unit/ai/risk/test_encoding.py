"""Columns as numbers: learnt from the training part, missing values at its average, outcomes in any words."""

import numpy as np
import pytest

from medviewer.ai.risk.clinical_table import ClinicalTable, Column, kind_of
from medviewer.ai.risk.encoding import fit_encoding
from medviewer.ai.risk.outcomes import (
    OutcomeColumns,
    folds_of,
    followed,
    read_outcomes,
    refuse_too_few,
)
from medviewer.errors import InputError


def table_of(**columns: list[str]) -> ClinicalTable:
    made = tuple(Column(name, kind_of(tuple(c)), tuple(c)) for name, c in columns.items())
    return ClinicalTable(made, len(next(iter(columns.values()))))


def test_that_numbers_become_standard_deviations_from_the_training_mean() -> None:
    fitted = fit_encoding(table_of(age=["40", "60"] * 5), ["age"]).encoding

    assert fitted.one({"age": "70"})[0].tolist() == [2]
    assert fitted.one({})[0].tolist() == [0]  # nothing stated: the average


def test_that_missing_values_have_a_sign_where_it_was_learnt() -> None:
    fitted = fit_encoding(table_of(crp=["1", "3"] * 5 + [""] * 10), ["crp"]).encoding

    assert fitted.one({"crp": "3"})[0].tolist() == [1, -1]
    assert fitted.one({"crp": ""})[0].tolist() == [0, 1]


def test_that_a_level_never_seen_is_the_average_and_beyond() -> None:
    fitted = fit_encoding(table_of(sex=["m", "f"] * 5), ["sex"]).encoding

    assert fitted.one({"sex": "x"})[0].tolist() == [0]
    assert fitted.columns[0].is_beyond("x")
    assert not fitted.columns[0].is_beyond("M")


def test_that_a_number_outside_the_training_range_is_beyond() -> None:
    age = fit_encoding(table_of(age=["40", "60"] * 5), ["age"]).encoding.columns[0]

    assert [age.is_beyond(cell) for cell in ("39", "40", "61", "")] == [True, False, True, False]


def test_that_an_absurd_number_stays_finite() -> None:
    fitted = fit_encoding(table_of(age=["40", "60"] * 5), ["age"]).encoding

    assert np.isfinite(fitted.one({"age": "1e300"})).all()
    assert fitted.one({"age": "ten"})[0].tolist() == [0]


def test_that_codes_named_as_categories_are_no_quantities() -> None:
    race = table_of(race=["1"] * 5 + ["2"] * 4 + ["3"] * 3)

    fitted = fit_encoding(race, ["race"], frozenset({"race"})).encoding

    assert fitted.columns[0].levels == ("1", "2", "3")
    assert fitted.width == 2


def test_that_a_column_that_tells_nothing_is_dropped_with_the_reason() -> None:
    ids = [f"P{n}" for n in range(12)]

    fitted = fit_encoding(
        table_of(same=["1"] * 12, id=ids, empty=[""] * 12), ["same", "id", "empty"]
    )

    assert [each.name for each in fitted.dropped] == ["same", "id", "empty"]
    assert all(each.reason for each in fitted.dropped)


def test_that_frequent_words_of_a_text_are_read() -> None:
    notes = [f"the patient number {n} has fever and chills" for n in "abcdefghij"]
    notes += [f"the other patient {n} came with no complaint" for n in "klmnopqrst"]

    column = fit_encoding(table_of(note=notes), ["note"]).encoding.columns[0]

    assert "fever" in column.levels


def test_that_outcomes_are_read_in_usual_words() -> None:
    table = table_of(days=["5", "6", "", "-1"], status=["dead", "alive", "dead", "dead"])

    read = read_outcomes(table, OutcomeColumns("status", time="days"))

    assert read.followed.event.tolist() == [True, False]
    assert read.left_out == 2


def test_that_two_is_the_outcome_where_one_is_censored() -> None:
    read = read_outcomes(table_of(t=["1", "2"], s=["1", "2"]), OutcomeColumns("s", time="t"))

    assert read.followed.event.tolist() == [False, True]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (OutcomeColumns("gone"), "no column"),
        (OutcomeColumns("s", ("x",), "t"), "never says"),
        (OutcomeColumns("s", time="s"), "holds no numbers"),
    ],
)
def test_that_columns_that_do_not_fit_say_what_is_there(columns: OutcomeColumns, said: str) -> None:
    table = table_of(t=["1", "2"], s=["dead", "alive"])

    with pytest.raises(InputError, match=said):
        read_outcomes(table, columns)


def test_that_a_table_of_too_few_outcomes_is_refused() -> None:
    with pytest.raises(InputError, match="4 of them"):
        refuse_too_few(followed(range(1, 31), [True] * 4 + [False] * 26), "my.csv")


def test_that_patients_and_outcomes_are_dealt_evenly_to_folds() -> None:
    groups = np.repeat(np.arange(50), 2)
    found = followed(np.ones(100), groups < 20, group=groups)

    folds = folds_of(found, 5, seed=1)

    assert (folds[::2] == folds[1::2]).all()  # both rows of a patient
    assert [int(found.event[folds == each].sum()) for each in range(5)] == [8] * 5
