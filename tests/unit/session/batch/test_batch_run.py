"""A batch may be begun again at any time: what is there stays, what is missing is done, nothing twice."""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from medviewer.dicom.network.archive import Archive
from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    ArrivalSink,
    QueryLevel,
    RetrieveOrder,
    TransferOutcome,
)
from medviewer.domain.bundle import BundleKind
from medviewer.domain.network_settings import NetworkSettings
from medviewer.errors import ArchiveUnreachable, ExportError, InputError
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.batch.batch_outputs import BatchFolder, write_tables
from medviewer.session.batch.batch_run import LIST, BatchRequest, Tally, Watcher, run_batch
from medviewer.session.batch.folder_lock import only_batch_in
from medviewer.session.batch.identifiers import AS_THEY_ARE, hashed_identifiers
from medviewer.session.batch.sources import Archives, Sources, parse_query
from medviewer.session.batch.study_task import BatchOrder, StudyTask, TaskStatus, failed
from medviewer.session.network.node_files import write_nodes
from medviewer.store.batch_list import BatchList
from medviewer.words import message
from tests.unit.session.batch.batch_samples import order_for, study_uid, write_study
from tests.unit.session.batch.inline_executor import Before, InlineExecutor


class Bench:
    """A folder of studies, a folder for results, and batches on them."""

    def __init__(self, folder: Path) -> None:
        self.studies, self.out = folder / "studies", folder / "out"
        self.order: BatchOrder = order_for()
        self.archive = PlainArchive(folder / "archive")
        self.limit = 0
        self.hashes = False

    def write(self, *numbers: int) -> None:
        for number in numbers:
            write_study(self.studies / f"{number}", number)

    def run(
        self, *places: Path, before: Before = lambda task: None, sources: Sources | None = None
    ) -> tuple[Tally, InlineExecutor]:
        executor = InlineExecutor(self.out, before)
        sources = sources or Sources(places or (self.studies,))
        request = BatchRequest(sources, self.order, self.out, self.limit)
        archives = Archives(lambda node: cast(Archive, self.archive))
        with only_batch_in(self.out):
            found = BatchList(self.out / LIST)
            try:
                tally = run_batch(request, found, archives, executor, Watcher(), CancelToken())
                names = hashed_identifiers(self.out) if self.hashes else AS_THEY_ARE
                write_tables(BatchFolder(self.out, found, self.limit, names))
            finally:
                found.close()
        return tally, executor

    def table(self) -> list[dict[str, str]]:
        with (self.out / "table.csv").open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    def keys(self) -> set[str]:
        return {folder.name for folder in (self.out / "results").iterdir()}


class PlainArchive:
    """An archive whose studies lie in a folder, one a number; counts what it was asked to send."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sent: list[str] = []
        self.most_spooled = 0
        self.is_broken = False

    def find(self, query: ArchiveQuery, token: CancelToken) -> Iterator[ArchiveMatch]:
        assert (query.level, query.limit) == (QueryLevel.STUDY, 0)
        for each in sorted(self.folder.iterdir()):
            count = len(list(each.iterdir()))
            uid = study_uid(int(each.name))
            yield ArchiveMatch(QueryLevel.STUDY, study_instance_uid=uid, instance_count=count)

    def retrieve(
        self,
        order: RetrieveOrder,
        into: ArrivalFolder,
        on_arrival: ArrivalSink,
        progress: ProgressSink,
        token: CancelToken,
    ) -> TransferOutcome:
        if self.is_broken:
            raise ArchiveUnreachable(message("Test", "Nobody answers."))
        uid = order.study_instance_uid
        files = sorted((self.folder / uid.rpartition(".")[2]).iterdir())
        self.sent.append(uid)
        for number, file in enumerate(files):
            with into.writing(InstanceKey(uid, f"{uid}.1", f"{uid}.1.{number}")) as stream:
                stream.write(file.read_bytes())
        self.most_spooled = max(self.most_spooled, len(list(into.root.iterdir())))
        return TransferOutcome(len(files), expected=len(files))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def statuses(tally: Tally) -> dict[str, int]:
    return {status.value: count for status, count in tally.statuses.items() if count}


def test_that_every_study_has_a_row_and_a_result(bench: Bench) -> None:
    bench.write(1, 2, 3)

    tally, _ = bench.run()

    rows = bench.table()
    assert statuses(tally) == {"done": 3}
    assert [row["study_instance_uid"] for row in rows] == [study_uid(n) for n in (1, 2, 3)]
    assert {row["label"] for row in rows} == {"lung_nodule"}
    assert {row["result"] for row in rows} == bench.keys()


def test_that_a_second_run_computes_nothing_and_writes_the_same_table(bench: Bench) -> None:
    bench.write(1, 2)
    bench.run()
    before = bench.table()

    tally, executor = bench.run()

    assert (statuses(tally), executor.tasks) == ({"skipped": 2}, [])
    assert bench.table() == before


def test_that_a_run_goes_on_where_another_was_cut_off(bench: Bench) -> None:
    def cut_off(task: StudyTask) -> None:
        if task.study_instance_uid == study_uid(3):
            raise KeyboardInterrupt

    bench.write(1, 2, 3, 4)
    with pytest.raises(KeyboardInterrupt):
        bench.run(before=cut_off)

    tally, executor = bench.run()

    assert statuses(tally) == {"skipped": 2, "done": 2}
    assert [task.study_instance_uid for task in executor.tasks] == [study_uid(3), study_uid(4)]
    assert len(bench.table()) == 4


def test_that_new_images_make_a_new_result_and_the_old_one_stays(bench: Bench) -> None:
    bench.write(1)
    bench.run()
    old = bench.keys()
    write_study(bench.studies / "more", 1, slices=2, top_mm=105.0)

    tally, _ = bench.run()

    assert statuses(tally) == {"done": 1}
    assert old < bench.keys()
    assert [row["images"] for row in bench.table()] == ["14"]


def test_that_a_file_that_changed_is_read_again_and_one_that_went_is_forgotten(
    bench: Bench,
) -> None:
    bench.write(1, 2)
    bench.run()
    for file in (bench.studies / "2").iterdir():
        file.unlink()
    short = next((bench.studies / "1").iterdir())
    short.write_bytes(b"no image any more")

    tally, executor = bench.run()

    assert [task.study_instance_uid for task in executor.tasks] == [study_uid(1)]
    assert len(executor.tasks[0].places) == 11
    assert tally.total == 1


def test_that_other_wishes_make_another_result(bench: Bench) -> None:
    bench.write(1)
    bench.run()
    bench.order = order_for(BundleKind.CSV)

    tally, _ = bench.run()

    assert statuses(tally) == {"done": 1}
    assert len(bench.keys()) == 2


def test_that_a_failed_study_is_in_the_table_and_tried_by_the_next_run(bench: Bench) -> None:
    bench.write(1, 2)
    first, _ = bench.run(
        before=lambda task: failed(task, "=It broke.") if task.number == 1 else None
    )
    row = bench.table()[0]

    second, _ = bench.run()

    assert (row["status"], row["reason"]) == ("failed", "'=It broke.")  # no spreadsheet runs it
    assert (statuses(first), statuses(second)) == (
        {"failed": 1, "done": 1},
        {"skipped": 1, "done": 1},
    )


def test_that_a_full_disk_ends_the_run_with_a_sentence(bench: Bench) -> None:
    def full(task: StudyTask) -> object:
        return replace(failed(task, "The disk is full."), is_stopping=True)

    bench.write(1, 2)

    with pytest.raises(ExportError, match="The disk is full"):
        bench.run(before=full)  # type: ignore[arg-type]


def test_that_a_study_spread_over_folders_and_archives_is_one(bench: Bench, tmp_path: Path) -> None:
    bench.write(1)
    files = sorted((bench.studies / "1").iterdir())
    with zipfile.ZipFile(bench.studies / "rest.zip", "w") as archive:
        for file in files[:4]:
            archive.write(file, file.name)
            file.unlink()

    tally, executor = bench.run()
    _, again = bench.run()

    assert statuses(tally) == {"done": 1}
    assert [row["images"] for row in bench.table()] == ["12"]
    assert bench.studies / "rest.zip" in executor.tasks[0].places
    assert again.tasks == []


def test_that_our_own_captures_in_a_study_do_not_make_it_another(bench: Bench) -> None:
    from pydicom.uid import SecondaryCaptureImageStorage

    bench.write(1)
    bench.run()
    write_capture(bench.studies / "1" / "capture.dcm", str(SecondaryCaptureImageStorage))

    tally, _ = bench.run()

    assert statuses(tally) == {"skipped": 1}


def write_capture(file: Path, sop_class_uid: str) -> None:
    import numpy as np

    from tests.phantoms.dicom_files import write_image

    write_image(
        file,
        np.zeros((4, 4), np.uint8),
        SOPClassUID=sop_class_uid,
        StudyInstanceUID=study_uid(1),
        SeriesInstanceUID=f"{study_uid(1)}.9",
        ImageType=["DERIVED", "SECONDARY"],
    )


def test_that_no_more_studies_are_done_than_the_limit(bench: Bench) -> None:
    bench.write(1, 2, 3)
    bench.limit = 2

    tally, _ = bench.run()

    assert (tally.total, statuses(tally), len(bench.table())) == (2, {"done": 2}, 2)


def test_that_a_list_names_studies_and_carries_its_columns(bench: Bench, tmp_path: Path) -> None:
    bench.write(1, 2)
    listed = tmp_path / "list.csv"
    listed.write_text("Path,site,status\nstudies/1,=Ward 3,known\nstudies/7,Ward 9,\n")

    tally, _ = bench.run(listed)

    row = bench.table()[0]
    assert (tally.total, tally.problems) == (1, 1)
    assert (row["site"], row["list_status"], row["status"]) == ("'=Ward 3", "known", "done")


def test_that_a_list_without_our_columns_is_refused(bench: Bench, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("patient,site\nA,B\n")

    with pytest.raises(InputError, match="study_instance_uid"):
        bench.run(listed)


def test_that_a_missing_place_is_refused_before_anything_is_done(bench: Bench) -> None:
    with pytest.raises(InputError, match="no file or folder"):
        bench.run(bench.studies / "nowhere")


def test_that_a_second_batch_in_the_same_folder_is_refused(bench: Bench) -> None:
    bench.write(1)

    with only_batch_in(bench.out), pytest.raises(InputError, match="Another batch is writing"):
        bench.run()


def from_archive(bench: Bench, numbers: Sequence[int]) -> Sources:
    write_nodes(NetworkSettings(nodes=(ArchiveNode("pacs"),)))
    for number in numbers:
        write_study(bench.archive.folder / f"{number}", number)
    return Sources((), "pacs", parse_query("modality=CT"))


def test_that_studies_of_an_archive_come_through_a_bounded_spool(bench: Bench) -> None:
    sources = from_archive(bench, range(1, 10))

    tally, _ = bench.run(sources=sources)

    assert statuses(tally) == {"done": 9}
    assert bench.archive.most_spooled <= 6
    assert list((bench.out / "spool").iterdir()) == []


def test_that_a_study_of_an_archive_is_not_fetched_again_while_its_count_stands(
    bench: Bench,
) -> None:
    sources = from_archive(bench, [1, 2])
    bench.run(sources=sources)
    bench.archive.sent.clear()
    extra = next((bench.archive.folder / "2").iterdir())
    (extra.parent / "copy").write_bytes(extra.read_bytes())

    tally, _ = bench.run(sources=sources)

    assert bench.archive.sent == [study_uid(2)]
    assert statuses(tally) == {"skipped": 2}


def test_that_an_archive_that_fails_costs_its_studies_only(bench: Bench) -> None:
    sources = from_archive(bench, [1, 2])
    bench.write(3)
    bench.archive.is_broken = True

    tally, _ = bench.run(sources=replace(sources, places=(bench.studies,)))

    assert statuses(tally) == {"failed": 2, "done": 1}
    assert {row["reason"] for row in bench.table() if row["status"] == "failed"} == {
        "Nobody answers."
    }


def test_that_hashed_identifiers_are_the_same_in_every_run_and_name_nobody(bench: Bench) -> None:
    bench.write(1)
    bench.hashes = True
    bench.run()
    first = bench.table()[0]

    bench.run()

    text = (bench.out / "table.csv").read_text(encoding="utf-8-sig")
    assert bench.table()[0] == first
    assert study_uid(1) not in text
    assert first["study_date"] == "2026"


def test_that_the_time_left_counts_only_what_took_a_workers_time() -> None:
    tally = Tally(total=10)
    tally.statuses.update({TaskStatus.SKIPPED: 4})

    before = tally.eta_s
    tally.statuses.update({TaskStatus.DONE: 2})

    assert (before, tally.worked, tally.eta_s is not None) == (None, 2, True)
