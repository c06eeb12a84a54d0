"""What is found is joined with what is open."""

import dataclasses
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.study import Study
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner
from medviewer.session.library import library as library_module
from medviewer.session.library.library import Library, best_display_set, holds_any, joined
from medviewer.session.messages import Messages
from tests.patience import HANG_MS
from tests.phantoms.series import write_ct
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


@pytest.fixture
def library(qapp: object) -> Iterator[Library]:
    runner = JobRunner()
    library = Library(runner, Messages())
    yield library
    library.close_all()
    runner.shut_down()
    library.shut_down()


def test_that_series_of_one_study_from_two_folders_stand_together(make_study: MakeStudy) -> None:
    first = make_study(3)
    other_series = dataclasses.replace(first.series[0], series_instance_uid="other")
    second = dataclasses.replace(first, series=(other_series,))

    both = joined(first, second)

    assert [s.series_instance_uid for s in both.series] == ["1.2.1", "other"]


def test_that_a_series_found_again_is_as_found_last(make_study: MakeStudy) -> None:
    assert joined(make_study(3), make_study(7)).series == make_study(7).series


def test_that_the_longest_series_that_is_no_localizer_is_shown_first(make_study: MakeStudy) -> None:
    long, short = make_study(30).series[0], make_study(5, "2.2").series[0]
    scout = dataclasses.replace(long.display_sets[0], is_localizer=True)
    study = dataclasses.replace(
        make_study(1), series=(dataclasses.replace(long, display_sets=(scout,)), short)
    )

    assert best_display_set(study) == short.display_sets[0]


def test_that_a_study_of_localizers_is_shown_all_the_same(make_study: MakeStudy) -> None:
    study = make_study(3)
    scout = dataclasses.replace(study.series[0].display_sets[0], is_localizer=True)
    series = dataclasses.replace(study.series[0], display_sets=(scout,))

    assert best_display_set(dataclasses.replace(study, series=(series,))) == scout


def test_that_nothing_to_open_ends_the_scan_with_a_sentence(
    library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    library.open([tmp_path])

    qtbot.waitUntil(lambda: not library.value.is_scanning)
    assert tmp_path.name in str(library._messages.history[0].text)


def test_that_what_a_scan_unpacks_while_it_is_closed_is_removed_too(
    library: Library, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, gate = threading.Event(), threading.Event()
    written: list[Path] = []

    def scan(
        places: tuple[Path, ...], unpack_to: Path, known: tuple[Study, ...], context: JobContext
    ) -> None:
        began.set()
        gate.wait(HANG_MS / 1000)
        unpack_to.mkdir(exist_ok=True)
        written.append(unpack_to / "IM1")
        written[0].write_bytes(b"a patient's image")
        context.token.check()

    monkeypatch.setattr(library_module, "_scan", scan)
    library.open([tmp_path])
    began.wait()

    library.close_all()
    library.close_all()
    gate.set()
    qtbot.waitUntil(lambda: library._runner.active_count == 0)

    assert written
    assert not written[0].parent.exists()


def opened(library: Library, qtbot: QtBot, folder: Path) -> None:
    library.open([folder])
    qtbot.waitUntil(lambda: not library.value.is_scanning)


def test_that_a_series_in_two_folders_opened_one_after_the_other_is_one(
    library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    for name, z_mm in (("head", (30, 20)), ("feet", (10, 0))):
        write_ct(
            tmp_path / name, (2, 8, 8), z_mm, SeriesInstanceUID="1.2.3", StudyInstanceUID="1.2"
        )

    opened(library, qtbot, tmp_path / "head")
    opened(library, qtbot, tmp_path / "feet")

    (study,) = library.value.studies
    (display_set,) = study.series[0].display_sets
    assert [frame.plane.position[2] for frame in display_set.frames if frame.plane] == [
        30,
        20,
        10,
        0,
    ]


def test_that_two_patients_under_one_study_uid_are_two_studies_and_a_warning(
    library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("Doe^Jane", "Roe^Richard"):
        write_ct(
            tmp_path / name,
            (2, 8, 8),
            StudyInstanceUID="1.2",
            SeriesInstanceUID="1.2.3",
            PatientName=name,
            PatientID=name,
        )

    opened(library, qtbot, tmp_path / "Doe^Jane")
    opened(library, qtbot, tmp_path / "Roe^Richard")

    names = [study.patient.patient_name for study in library.value.studies]
    assert names == ["Doe, Jane", "Roe, Richard"]
    assert [study.series[0].count for study in library.value.studies] == [2, 2]
    said = str(library._messages.history[-1].text)
    assert "Doe, Jane (ID Doe^Jane) / Roe, Richard (ID Roe^Richard)" in said


def zipped_series(path: Path) -> Path:
    folder = path.parent / "ct"
    write_ct(folder, (2, 8, 8))
    with zipfile.ZipFile(path, "w") as out:
        for file in folder.iterdir():
            out.write(file, file.name)
    return path


def test_that_what_was_unpacked_is_removed_off_the_gui_thread(
    library: Library, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(library.scan_ended):
        library.open([zipped_series(tmp_path / "s.zip")])
    [folder] = library._unpacked
    threads: list[threading.Thread] = []
    clean_up = folder.cleanup

    def watched() -> None:
        threads.append(threading.current_thread())
        clean_up()

    monkeypatch.setattr(folder, "cleanup", watched)
    assert any(Path(folder.name).rglob("*"))

    library.close_all()
    qtbot.waitUntil(lambda: not library._leaving)

    assert not Path(folder.name).exists()
    assert threads != []
    assert threading.main_thread() not in threads


def test_that_what_a_stopped_scan_unpacked_is_gone_after_shutting_down(
    tmp_path: Path, qapp: object
) -> None:
    runner = JobRunner()
    library = Library(runner, Messages())
    library.open([zipped_series(tmp_path / "s.zip")])
    [folder] = library._unpacked

    library.close_all()
    runner.shut_down()
    library.shut_down()

    assert not Path(folder.name).exists()


def test_that_one_image_or_object_in_a_folder_is_enough_to_need_it(make_study: MakeStudy) -> None:
    study = make_study(3)
    [series] = study.series
    [shown] = series.display_sets
    last = shown.frames[-1]
    moved = dataclasses.replace(last.instance, path=Path("/unpacked/1/IM3"))
    frames = (*shown.frames[:-1], dataclasses.replace(last, instance=moved))
    shown = dataclasses.replace(shown, frames=frames)
    with_image = dataclasses.replace(series, display_sets=(shown,))
    report = DicomObject(Path("/unpacked/2/SR"), "1.2.9", "1.2.840", "SR")
    with_report = dataclasses.replace(series, objects=(report,))

    needed = [
        [
            holds_any(Path(folder), (dataclasses.replace(study, series=(each,)),))
            for folder in ("/unpacked/1", "/unpacked/2", "/unpacked")
        ]
        for each in (series, with_image, with_report)
    ]

    assert needed == [[False] * 3, [True, False, True], [False, True, True]]
