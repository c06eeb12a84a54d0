"""Window presets are edited in a table, kept, and offered at once."""

from pathlib import Path

import pytest

from medviewer.domain.voi import VoiWindow
from medviewer.gui.main_window import MainWindow
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.settings.presets_page import CENTER, KEY, NAME, WIDTH, PresetsPage
from medviewer.session.images.presets import PresetTable, named

pytestmark = pytest.mark.gui


@pytest.fixture
def page(read_window: MainWindow) -> PresetsPage:
    found = SettingsDialog(read_window.desk, read_window, "presets").pages["presets"]
    assert isinstance(found, PresetsPage)
    return found


def write(page: PresetsPage, row: int, column: int, text: str) -> None:
    item = page.table.item(row, column)
    assert item is not None
    item.setText(text)


def cell(page: PresetsPage, row: int, column: int) -> str:
    item = page.table.item(row, column)
    assert item is not None
    return item.text()


def test_that_a_changed_window_is_what_its_digit_applies(
    read_window: MainWindow, page: PresetsPage
) -> None:
    write(page, 0, WIDTH, "1400")
    write(page, 0, CENTER, "−500")

    read_window.desk.registry.run("view.preset_2")

    assert read_window.desk.session.window() == VoiWindow(-500, 1400)


def test_that_what_is_no_number_is_put_back(page: PresetsPage) -> None:
    for text in ("wide", "nan", "-3", ""):
        write(page, 0, WIDTH, text)

        assert cell(page, 0, WIDTH) == "1500"


def test_that_a_digit_is_taken_from_the_preset_that_had_it(page: PresetsPage) -> None:
    write(page, 1, KEY, "2")

    assert [cell(page, row, KEY) for row in (0, 1)] == ["", "2"]


def test_that_a_preset_is_added_named_and_removed_again(page: PresetsPage) -> None:
    count = page.table.rowCount()

    page.add.click()
    write(page, count, NAME, "Mine {1}")
    added = cell(page, count, NAME)
    page.table.setCurrentCell(count, NAME)
    page.remove.click()

    assert added == "Mine {1}"
    assert page.table.rowCount() == count


def test_that_own_presets_are_there_at_the_next_start(tmp_path: Path) -> None:
    table = PresetTable()
    table.use_file(tmp_path)
    table.change("CT", (named('My "lung" {x}', 1200, -600, "2"),))
    table.change("MR", ())

    again = PresetTable()
    again.use_file(tmp_path)

    assert again.of("CT") == table.of("CT")
    assert again.of("MR") == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[CT]\n",
        "CT = 3\n",
        '[[PT]]\nname = "a"\nwidth = inf\ncenter = 1\n',
        "[[PT]]\nname = 3\nwidth = 1\ncenter = 1\n",
    ],
)
def test_that_a_damaged_file_costs_only_itself(tmp_path: Path, text: str) -> None:
    (tmp_path / "window_presets.toml").write_text(text)
    table = PresetTable()

    table.use_file(tmp_path)

    assert table.of("CT") == PresetTable().of("CT")
    assert table.of("PT") == ()
