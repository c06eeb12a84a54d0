"""With `--hash-identifiers` nothing that is handed on or printed names a patient: a search of every byte."""

from functools import partial
from pathlib import Path

import pytest

from medviewer.__main__ import main
from medviewer.cli import batch
from medviewer.session.batch.pool import PoolExecutor
from tests.phantoms.series import write_ct
from tests.unit.session.batch.batch_samples import NODULES, study_uid
from tests.unit.session.batch.killed_batch import KillingHandler
from tests.unit.session.batch.test_task_run import write_ct_of_another_patient

PLANTED = ("Zweiglein", "MRN4711001", "ACC90210", "Frauenklinik", "19710304", study_uid(1)[:20])
KEPT_HERE = ("hash.key", "studies.sqlite3", "batch.lock")  # of the folder's owner; not handed on


@pytest.fixture
def studies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Studies of one Zweiglein: one analysed, one refused by what its header says, one that fails."""

    def stub_pool(arguments: object) -> PoolExecutor:
        arguments.workers, arguments.threads = 1, 1  # type: ignore[attr-defined]
        return PoolExecutor(partial(KillingHandler, tmp_path / "out", ""), 1)

    monkeypatch.setattr(batch, "executor_for", stub_pool)
    folder = tmp_path / "Zweiglein MRN4711001"
    write(folder / "1", 1)
    write(folder / "2", 2, BodyPartExamined="ZWEIGLEIN", SeriesDescription="Zweiglein knee")
    write(folder / "3", 1, slices=3)
    write_ct_of_another_patient(folder / "4")
    (folder / "Zweiglein.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\xff" * 40)
    return folder


def write(folder: Path, number: int, slices: int = 12, **header: str) -> None:
    uid = study_uid(number)
    facts = {"BodyPartExamined": "CHEST", "StudyDescription": "Zweiglein, Anna", **header}
    write_ct(
        folder,
        (slices, 16, 16),
        [100 - 2.5 * index for index in range(slices)],
        StudyInstanceUID=uid,
        SeriesInstanceUID=f"{uid}.1.{folder.name}",
        FrameOfReferenceUID=f"{uid}.2",
        PatientID="MRN4711001",
        PatientName="Zweiglein^Anna",
        PatientBirthDate="19710304",
        AccessionNumber="ACC90210",
        InstitutionName="Frauenklinik",
        StudyDate="20260102",
        **facts,
    )


def texts_in(out: Path) -> str:
    """All that is handed on, as text; Parquet by its values, since it is compressed."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    told = str(parquet.read_table(out / "table.parquet").to_pylist())
    for file in out.iterdir():
        if file.is_file() and file.name not in KEPT_HERE:
            told += file.read_bytes().decode("utf-8", errors="replace")
    return told


@pytest.mark.parametrize("is_json", [False, True], ids=["lines", "JSON"])
def test_that_no_planted_identifier_is_handed_on_or_printed(
    studies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], is_json: bool
) -> None:
    cells = "Zweiglein^Anna,ACC90210,North"
    listed = tmp_path / "list.csv"
    listed.write_text(
        "path,Patient,accession,site\n"
        + "".join(f"{studies / name},{cells}\n" for name in ("1", "2", "3", "4", "Zweiglein.dcm"))
    )
    out, how = tmp_path / "out", ["--json"] if is_json else []

    named = ["--hash-identifiers", "--plain-column", "Site"]
    code = main(["batch", str(listed), "--out", str(out), "--model", NODULES, *named, *how])

    printed = capsys.readouterr()
    told = texts_in(out)
    assert code == 1  # one study's files name two patients
    for planted in PLANTED:
        assert planted.lower() not in told.lower(), planted
        # Of what is printed, the folder for the results is the caller's own word.
        assert planted.lower() not in (printed.out + printed.err).lower(), planted
    assert "North" in told  # the column that was said to be plain
    assert "CHEST" in told  # of the refusal what names nobody is still said
