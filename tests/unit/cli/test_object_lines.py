"""Facts of objects as lines for people."""

from medviewer.cli.object_lines import object_lines


def test_that_a_coded_concept_is_told_by_its_meaning() -> None:
    code = {"value": "10200004", "scheme": "SCT", "meaning": "Liver"}

    lines = list(object_lines({"segments": [{"number": 1, "type": code}]}))

    assert lines == ["segments: 1", "  number 1, type Liver"]


def test_that_lists_of_other_things_than_words_are_counted() -> None:
    lines = list(object_lines({"groups": [{"name": "a", "measurements": [{"value": 1.0}]}]}))

    assert lines == ["groups: 1", "  name a, 1 measurements"]


def test_that_a_measured_number_keeps_its_digits() -> None:
    [line] = object_lines({"max_dose": 42949672.9, "unit": "GY"})

    assert line == "max dose 42949672.9 · unit GY"


def test_that_what_is_unknown_in_a_list_is_a_dash() -> None:
    [line] = object_lines({"spacing_mm": [2.0, 3.0, None]})

    assert line == "spacing mm: 2, 3, –"
