"""The reader's keys replace the shipped ones, and no key means two things."""

import pytest

from medviewer.commands.command import Command
from medviewer.commands.key_bindings import given, holder, read_keys, with_keys, write_keys
from medviewer.words import message

TITLE = message("Test", "Do it")


def command(command_id: str, *keys: str) -> Command:
    return Command(command_id, TITLE, lambda context: None, shortcuts=keys)


FIT, INVERT = command("view.fit", "F"), command("view.invert", "Shift+I", "Ctrl+I")


def test_that_a_key_given_to_one_command_is_taken_from_the_other() -> None:
    bound = with_keys((FIT, INVERT), {"view.fit": ("Shift+I",)})

    assert bound["view.fit"].shortcuts == ("Shift+I",)
    assert bound["view.invert"].shortcuts == ("Ctrl+I",)


def test_that_two_commands_with_the_same_key_in_the_file_share_it_not() -> None:
    bound = with_keys((FIT, INVERT), {"view.fit": ("X",), "view.invert": ("X",)})

    assert [each.shortcuts for each in bound.values()] == [("X",), ()]


def test_that_the_holder_of_a_key_is_found_before_it_is_given_away() -> None:
    assert holder((FIT, INVERT), "Ctrl+I", FIT) is INVERT
    assert holder((FIT, INVERT), "F", FIT) is None


def test_that_giving_keys_away_leaves_the_other_command_its_others() -> None:
    assert given((FIT, INVERT), {}, FIT, "Ctrl+I") == {
        "view.fit": ("Ctrl+I", "F"),
        "view.invert": ("Shift+I",),
    }


def test_that_chosen_keys_come_back_as_they_were_written() -> None:
    chosen = {"view.fit": ("Ctrl+F",), "view.invert": ()}

    assert read_keys(write_keys(chosen)) == chosen


@pytest.mark.parametrize("text", ["{", "[]", '"F"', '{"a": "F"}', "[" * 100_000])
def test_that_damaged_keys_leave_the_shipped_ones(text: str) -> None:
    assert read_keys(text) == {}


def test_that_a_key_widgets_need_is_not_taken_from_the_file() -> None:
    assert read_keys('{"a": ["Space", 3, "", "Q", "Q"]}') == {"a": ("Q",)}
