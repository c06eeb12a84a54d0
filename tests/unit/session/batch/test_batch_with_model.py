"""A batch with the shipped nodule model says what `medviewer analyze` says of the same scan."""

import json
from pathlib import Path

import pytest

from medviewer.__main__ import main
from medviewer.ai.installed_models import find_model
from medviewer.dicom.export import write_ct_series
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from tests.unit.session.batch.batch_samples import NODULES

SMALL = {
    "shape": (56, 300, 300),
    "pixel_mm": 1.0,
    "slice_mm": 4.0,
    "nodule_diameters_mm": (10.0, 14.0),
}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]  # a hang guard


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    weights = find_model(NODULES)
    if not (weights.folder / weights.card.weights_file).exists():
        pytest.skip("the nodule model's weights are not here")
    for seed in (1, 2):
        phantom = thorax_phantom(ThoraxSpec(seed=seed, **SMALL))  # type: ignore[arg-type]
        write_ct_series(tmp_path / "scans" / f"{seed}", phantom.volume)
    return tmp_path / "scans"


def findings(file: Path) -> list[dict[str, object]]:
    results = json.loads(file.read_text())["results"]
    return [finding for result in results for finding in result["findings"]]


def test_that_two_phantoms_get_the_answers_of_analyze(scans: Path, tmp_path: Path) -> None:
    out, alone = tmp_path / "out", tmp_path / "alone"

    batch = main(["batch", str(scans), "--out", str(out), "--model", NODULES, "--workers", "1"])
    main(["analyze", str(scans / "1"), "--out", str(alone), "--model", NODULES])

    summary = json.loads((out / "summary.json").read_text())
    said = [findings(file) for file in out.glob("results/*/findings.json")]
    assert batch == 0
    assert summary["studies"]["done"] == 2
    assert all(said)
    assert [each["id"] for each in findings(alone / "findings.json")] in [
        [finding["id"] for finding in each] for each in said
    ]
