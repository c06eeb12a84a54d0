"""Cards of systems beside the classifiers of images: written, found, checked."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.ai.installed_systems import (
    checked_file,
    find_system,
    installed_systems,
    load_system_card,
    system_file,
    write_system_card,
)
from medviewer.domain.model_card import Metric, TrainingSource
from medviewer.domain.system_card import SYSTEM_CARD, SystemCard, SystemFile
from medviewer.errors import ModelUnusable


def made_system(folder: Path, system_id: str = "words", **changes: object) -> SystemCard:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(b"\x01\x02")
    card = SystemCard(
        system_id,
        "1.0",
        "text",
        "Words to codes",
        "For a test.",
        "CC BY 4.0",
        "SHIP-OK",
        (system_file(folder, "weights.bin"),),
        (TrainingSource("made words", "CC0", "nobody"),),
        ("It knows nothing.",),
        (Metric("network", "map", 0.5, 0.4, 0.6, "made words", "val"),),
        options=(("table", "lung"),),
    )
    card = replace(card, **changes)  # type: ignore[arg-type]
    write_system_card(card, folder)
    return card


def test_that_a_card_is_read_as_it_was_written(tmp_path: Path) -> None:
    card = made_system(tmp_path / "words")

    assert load_system_card(tmp_path / "words") == card


def test_that_a_system_is_found_by_folder_and_among_the_readers_own(tmp_path: Path) -> None:
    made_system(tmp_path / "run")
    own = made_system(paths.imported_models() / "words_of_mine")

    by_folder = find_system(str(tmp_path / "run"))
    by_name = find_system("words_of_mine")

    assert by_folder is not None
    assert by_folder.folder == tmp_path / "run"
    assert by_name is not None
    assert by_name.card == own
    assert find_system("nobody") is None


def test_that_a_broken_one_of_the_readers_own_hides_no_other(tmp_path: Path) -> None:
    own = paths.imported_models()
    made_system(own / "good")
    (own / "bad").mkdir()
    (own / "bad" / SYSTEM_CARD).write_text("family = 3")

    names = [place.folder.name for place in installed_systems()]

    assert "good" in names
    assert "bad" not in names


def test_that_an_altered_or_missing_file_is_refused(tmp_path: Path) -> None:
    card = made_system(tmp_path / "words")

    assert checked_file(card, tmp_path / "words", "weights.bin") == b"\x01\x02"
    (tmp_path / "words" / "weights.bin").write_bytes(b"\x01\x03")

    with pytest.raises(ModelUnusable, match=r"weights\.bin"):
        checked_file(card, tmp_path / "words", "weights.bin")
    with pytest.raises(ModelUnusable, match=r"other\.bin"):
        checked_file(card, tmp_path / "words", "other.bin")


@pytest.mark.parametrize("name", ["../weights.bin", "/etc/passwd", ".hidden", "a/b"])
def test_that_a_card_names_files_beside_it_only(tmp_path: Path, name: str) -> None:
    made_system(tmp_path / "words", files=(SystemFile(name, "0" * 64),))

    with pytest.raises(ModelUnusable, match="beside the card"):
        load_system_card(tmp_path / "words")


def test_that_an_unknown_family_is_refused(tmp_path: Path) -> None:
    made_system(tmp_path / "words", family="tarot")

    with pytest.raises(ModelUnusable, match="tarot"):
        load_system_card(tmp_path / "words")
