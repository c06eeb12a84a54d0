"""A system of terms is trained from a table and strings, written, and judged without either."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer import paths
from medviewer.ai.evaluation.terms.term_figures import RankedString, term_figures
from medviewer.ai.installed_systems import load_system_card
from medviewer.ai.runtime.terms.term_files import SETTINGS, read_term_files
from medviewer.ai.systems import terms
from medviewer.ai.systems.system import EvaluateOrder, TrainOrder
from medviewer.ai.training.terms.choosing import best_term_threshold
from medviewer.errors import InputError, ModelUnusable

SITES = ("肺", "肝", "肾", "胃", "脑", "骨", "肠", "皮肤", "食管", "甲状腺")
KINDS = (("良性肿瘤", "良性肿物"), ("恶性肿瘤", "癌"), ("感染", "炎"), ("损伤", "外伤"))


def write_set(folder: Path, val: bool = True) -> Path:
    """Terms are a site and a kind; strings say the kind in other words, some of them two at once."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    lines = []
    for row, site in enumerate(SITES):
        for column, (kind, typed) in enumerate(KINDS):
            book.active.append([f"X{row}.{column}", site + kind])
            lines.append((site + typed, site + kind))
            other = SITES[(row + 3) % len(SITES)]
            lines.append((f"{site}{typed};{other}{typed}", f"{site}{kind}##{other}{kind}"))
    folder.mkdir()
    book.save(folder / "terms.xlsx")
    write_split(folder / "train.jsonl", lines[: len(lines) * 3 // 4])
    if val:
        write_split(folder / "val.jsonl", lines[len(lines) * 3 // 4 :])
    return folder


def write_split(file: Path, lines: list[tuple[str, str]]) -> None:
    rows = [json.dumps({"text": text, "normalized_result": meant}) for text, meant in lines]
    file.write_text("\n".join(rows), encoding="utf-8")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terms")
    data = write_set(folder / "text_zh_chip_cdn_icd10")
    recipe = paths.systems() / "diagnosis_zh_icd10.toml"
    terms.train(TrainOrder(recipe, data, folder / "run"))
    return folder


def test_that_a_trained_system_is_judged_beside_its_baselines(trained: Path) -> None:
    card = load_system_card(trained / "run")

    found = terms.evaluate(EvaluateOrder(trained / "run", card, trained))

    assert found.count == 20
    assert found.default == card.default
    kinds = {str(each.kind) for each in found.subjects}
    assert kinds == {"network", "ensemble", "baseline", "ablation"}
    by_default = found.of(found.default)
    spelling = found.of("TF-IDF of characters")
    assert by_default is not None
    assert spelling is not None
    assert by_default.figures["recall_1"].value > spelling.figures["recall_1"].value
    assert by_default.figures["recall_10"].value > 0.8


def test_that_a_folder_with_that_split_alone_is_judged(trained: Path, tmp_path: Path) -> None:
    write_split(tmp_path / "test.jsonl", [("肺癌", "肺恶性肿瘤")])
    card = load_system_card(trained / "run")

    found = terms.evaluate(EvaluateOrder(trained / "run", card, tmp_path, "test"))

    assert (found.count, found.split) == (1, "test")


def test_that_a_split_that_is_not_there_is_told_by_its_name(trained: Path, tmp_path: Path) -> None:
    card = load_system_card(trained / "run")

    with pytest.raises(InputError, match=r"test\.jsonl"):
        terms.evaluate(EvaluateOrder(trained / "run", card, tmp_path, "test"))


def test_that_strings_without_their_key_are_told(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "test.jsonl").write_text('{"text": "肺癌"}', encoding="utf-8")
    card = load_system_card(trained / "run")

    with pytest.raises(InputError, match="normalized_result"):
        terms.evaluate(EvaluateOrder(trained / "run", card, tmp_path, "test"))


def test_that_an_altered_file_is_refused(trained: Path, tmp_path: Path) -> None:
    card = load_system_card(trained / "run")
    files = tuple(
        replace(each, sha256="0" * 64) if each.name == SETTINGS else each for each in card.files
    )

    with pytest.raises(ModelUnusable, match=SETTINGS):
        read_term_files(replace(card, files=files), trained / "run")


def test_that_figures_are_counted_as_by_hand() -> None:
    answers = [
        RankedString((5, 7, 8), 1, (5, 8)),  # recall@1 1/2; one said, right
        RankedString((2, 3, 4), 2, (9,)),  # nothing found; two said, wrong
    ]

    found = term_figures(answers, np.arange(2))

    assert found["recall_1"].value == pytest.approx(0.25)
    assert found["recall_5"].value == pytest.approx(0.5)
    assert found["f1"].value == pytest.approx(2 * 1 / (3 + 3))


def test_that_the_threshold_of_best_f1_is_found_and_the_best_term_always_said() -> None:
    scores = [np.array([0.8, 0.5, 0.1]), np.array([0.05])]
    meant = [np.array([True, True, False]), np.array([True])]

    threshold, f1 = best_term_threshold(scores, meant, missed=1)

    assert 0.1 < threshold <= 0.5
    assert f1 == pytest.approx(2 * 3 / (3 + 4))
