import pytest

from medviewer.domain.significant_digits import significant


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (12_000, 4, "12000"),  # a repetition time in ms
        (123_456.7, 5, "123457"),  # Bq/ml
        (-123_456.7, 5, "-123457"),
        (1.4939, 3, "1.49"),
        (999.6, 3, "1000"),
        (0.000466, 3, "0.000466"),
        (0, 3, "0"),
    ],
)
def test_that_large_numbers_have_no_powers_of_ten(value: float, digits: int, text: str) -> None:
    assert significant(value, digits) == text
