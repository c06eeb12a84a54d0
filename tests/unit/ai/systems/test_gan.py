"""A generator from recipe to card, judged on a part that lies alone; and a restorer likewise."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.ai.installed_systems import SystemPlace, load_system_card, verify_system
from medviewer.ai.systems import gan
from medviewer.ai.systems.system import EvaluateOrder, SystemEvaluation, TrainOrder
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ChoiceNeeded, InputError, ModelUnusable
from medviewer.progress import Progress
from tests.unit.ai.systems.made_pictures import write_halves, write_held_back

SOURCES = ("network", "pca_gaussian")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SystemCard]:
    folder = tmp_path_factory.mktemp("gan")
    order = TrainOrder(write_halves(folder), folder, folder / "run", (("set", "halves"),))
    return folder, gan.train(order)


def judged(folder: Path, card: SystemCard, data: Path, split: str) -> SystemEvaluation:
    return gan.evaluate(EvaluateOrder(folder / "run", card, data, split))


def test_that_a_run_has_a_card_that_holds_its_files(trained: tuple[Path, SystemCard]) -> None:
    folder, card = trained

    assert load_system_card(folder / "run") == card
    verify_system(SystemPlace(card, folder / "run"))
    assert card.default in SOURCES
    assert (folder / "run" / "samples.png").is_file()
    assert {metric.split for metric in card.metrics} == {"", "val"}


def test_that_every_source_is_judged_beside_real_images_where_only_the_split_is_there(
    trained: tuple[Path, SystemCard], tmp_path: Path
) -> None:
    folder, card = trained

    found = judged(folder, card, write_held_back(tmp_path / "data"), "test")

    assert {each.name: str(each.kind) for each in found.subjects} == {
        "real_images": "reference",
        "network": "network",
        "pca_gaussian": "baseline",
    }
    assert found.count == 30
    for each in found.subjects[1:]:
        assert {"fd_own", "copies_features", "copies_pixels", "diversity"} <= set(each.figures)
        assert {"trained_on_it_auc", "augmentation_gain_auc"} <= set(each.figures)
        assert all(
            math.isfinite(v.value) and v.low <= v.value <= v.high for v in each.figures.values()
        )
    real = found.of("real_images")
    assert real is not None
    assert real.figures["trained_on_it_auc"].value == 1.0  # bright left or right: nothing is easier


def test_that_an_evaluation_repeats_the_cards_figures(trained: tuple[Path, SystemCard]) -> None:
    folder, card = trained

    found = judged(folder, card, folder, "val")

    stated = {(m.subject, m.name): m.value for m in card.metrics if m.split == "val"}
    again = {
        (each.name, name): round(figure.value, 4)
        for each in found.subjects
        for name, figure in each.figures.items()
    }
    assert stated == pytest.approx(again)


def test_that_a_missing_split_is_named(trained: tuple[Path, SystemCard]) -> None:
    folder, card = trained

    with pytest.raises(InputError, match="test_images"):
        judged(folder, card, folder, "test")


def test_that_an_unknown_set_names_those_there_are(tmp_path: Path) -> None:
    recipe = write_halves(tmp_path)

    with pytest.raises(ChoiceNeeded, match="halves, noise"):
        gan.train(TrainOrder(recipe, tmp_path, tmp_path / "run", (("set", "kidneys"),)))


def test_that_a_restorer_stands_beside_the_filters_and_the_best_answers(tmp_path: Path) -> None:
    recipe = write_halves(tmp_path)
    card = gan.train(TrainOrder(recipe, tmp_path, tmp_path / "run", (("set", "noise"),)))

    found = judged(tmp_path, card, write_held_back(tmp_path / "data"), "test")

    names = {each.name for each in found.subjects}
    filters = {"gaussian", "median", "wiener", "non_local_means"}
    assert names == {"network_plain", "network_adversarial", "noisy", *filters}
    on_selection = {m.subject: m.value for m in card.metrics if m.name == "psnr_db" and not m.split}
    assert card.default == max(on_selection, key=lambda name: on_selection[name])
    assert {"psnr_db", "ssim", "psnr_db_at_30", "ssim_at_90"} <= set(found.subjects[0].figures)


def test_that_altered_judges_are_refused(trained: tuple[Path, SystemCard]) -> None:
    folder, card = trained
    file = folder / "run" / "judges.safetensors"
    content = file.read_bytes()
    try:
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

        with pytest.raises(ModelUnusable):
            judged(folder, card, folder, "val")
    finally:
        file.write_bytes(content)


def test_that_a_restorer_goes_on_from_checkpoints_only_where_that_is_asked_for(
    tmp_path: Path,
) -> None:
    told: list[Progress] = []
    first = TrainOrder(
        write_halves(tmp_path),
        tmp_path,
        tmp_path / "run",
        (("set", "noise"),),
        progress=told.append,
    )
    gan.train(first)
    steps = len(told)

    gan.train(replace(first, is_resuming=True))
    resumed = len(told) - steps
    gan.train(first)

    assert resumed == 0
    assert len(told) == 2 * steps
