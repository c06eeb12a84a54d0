"""Protocols that are shipped, each on a study of its kind; saving one's own; what hangs by itself."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import DigitalMammographyXRayImageStorageForPresentation
from pytestqt.qtbot import QtBot

from medviewer.commands import hanging as hanging_commands
from medviewer.commands.command import Context, Prompts
from medviewer.domain.hanging_protocol import CellRule, HangingProtocol, Links, Rule, best_of
from medviewer.domain.study import Patient, Series, Study
from medviewer.domain.technique import Technique
from medviewer.imaging.orientation import edge_letters
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.hanging.hanging_files import (
    as_toml,
    protocol_of,
    read_folder,
    shipped_protocols,
)
from medviewer.session.hanging.layout_memory import remembered_layout, with_layout
from medviewer.session.preferences import Preferences
from medviewer.session.session import Session
from medviewer.settings import Settings
from medviewer.words import Message
from tests.phantoms.dicom_files import write_image
from tests.unit.session.several_series import X, Z, series, without_places

pytestmark = pytest.mark.gui

PATIENT = Patient("4711", "Muster", "19600131")


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    preferences = Preferences(Settings(), tmp_path / "settings.toml")
    session = Session(JobRunner(), WorkerProcess(no_worker), (), preferences)  # type: ignore[arg-type]
    yield session
    session.shut_down()


def no_worker() -> None:
    raise AssertionError("no analysis is run here")


def described(of: Series, modality: str, description: str, **technique: object) -> Series:
    [shown] = of.display_sets
    frames = tuple(
        replace(
            frame,
            instance=replace(frame.instance, technique=Technique(**technique)),  # type: ignore[arg-type]
        )
        for frame in shown.frames
    )
    return replace(
        of,
        modality=modality,
        series_description=description,
        display_sets=(replace(shown, frames=frames),),
    )


def opened(session: Session, *studies: Study) -> Study:
    """Open studies as a scan would, and put the first on screen."""
    session.library.update(studies=studies)
    session.first_look._on_studies_found(studies)
    return studies[0]


def study_of(description: str, *parts: Series, uid: str = "1.2", date: str = "20260131") -> Study:
    return Study(uid, PATIENT, date, study_description=description, series=parts)


def shown(session: Session) -> list[str]:
    sets = (cell.value.display_set for cell in session.viewports.visible())
    return [each.series_instance_uid if each else "" for each in sets]


def chest(uid: str = "1.2", date: str = "20260131", frame_of_reference: str = "1.2.99") -> Study:
    def part(name: str, description: str, **place: object) -> Series:
        made = series(f"{name}{uid}", frame_of_reference_uid=frame_of_reference, **place)  # type: ignore[arg-type]
        return described(made, "CT", description)

    return study_of(
        "CT Thorax",
        part("soft", "Thorax 1.5 Br36"),
        part("lung", "Thorax 1.5 Lunge / lung", count=30),
        part("cor", "Thorax cor", directions=(X, Z), step=(0.0, 1.0, 0.0)),
        uid=uid,
        date=date,
    )


def test_that_every_shipped_protocol_can_be_read() -> None:
    assert {protocol.protocol_id for protocol in shipped_protocols()} == {
        "brain_mr",
        "ct_chest",
        "current_and_prior",
        "mammography",
        "radiograph",
    }


def test_that_a_chest_ct_hangs_lung_beside_mediastinum_above_its_reformat(
    session: Session,
) -> None:
    opened(session, chest())

    windows = [session.presentations.of(f"{uid}:0").window for uid in ("lung1.2", "soft1.2")]
    assert shown(session) == ["lung1.2", "soft1.2", "cor1.2", ""]
    assert [(w.center, w.width) for w in windows if w is not None] == [(-600, 1500), (40, 350)]  # type: ignore[union-attr]


def test_that_a_brain_mr_hangs_four_weightings_whatever_their_order(session: Session) -> None:
    parts = (
        described(series("loc", count=3), "MR", "localizer"),
        described(series("dwi", count=30), "MR", "ep2d_diff_b1000"),
        described(
            series("flair", count=30), "MR", "tirm tra dark-fluid", repetition_time_ms=9000.0,
            echo_time_ms=90.0, inversion_time_ms=2500.0,
        ),
        described(series("t2", count=30), "MR", "tse tra", repetition_time_ms=4000.0, echo_time_ms=100.0),
        described(series("t1", count=30), "MR", "se tra", repetition_time_ms=500.0, echo_time_ms=10.0),
    )  # fmt: skip

    opened(session, study_of("MR Head", *parts))

    assert shown(session) == ["t1", "t2", "flair", "dwi"]


def mammogram(uid: str, side: str, view: str) -> Series:
    made = without_places(series(uid, count=1))
    return described(made, "MG", view, laterality=side, view_position=view)


def test_that_mammograms_hang_back_to_back_with_chest_walls_in_the_middle(
    session: Session,
) -> None:
    views = (("lmlo", "L", "MLO"), ("lcc", "L", "CC"), ("rmlo", "R", "MLO"), ("rcc", "R", "CC"))

    opened(session, study_of("Mammo", *(mammogram(*view) for view in views)))

    assert shown(session) == ["rcc", "lcc", "rmlo", "lmlo"]
    assert [cell.value.anchor for cell in session.viewports.visible()] == [1, -1, 1, -1]


def test_that_four_views_of_one_series_hang_by_their_codes(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """Without View Position, and two of them stored the other way round."""
    for number, (side, code, orientation) in enumerate(
        (
            ("L", "399368009", ["P", "FL"]),  # mirrored: a left one's chest wall is at its left
            ("R", "R-10242", ["P", "L"]),
            ("L", "399162004", ["A", "R"]),
            ("R", "R-10226", ["A", "HL"]),  # upside down and mirrored
        )
    ):
        write_mammogram(tmp_path / f"{number}.dcm", number, side, code, orientation)

    session.open([tmp_path])
    qtbot.waitUntil(lambda: len(session.viewports.visible()) == 4)

    cells = [cell.value for cell in session.viewports.visible()]
    hung = [each.display_set.frames[0].instance for each in cells if each.display_set]
    letters = [
        edge_letters(None, each.patient_orientation, turn=cell.turn)
        for each, cell in zip(hung, cells, strict=True)
    ]
    assert [(i.technique.laterality, i.technique.view_position) for i in hung] == [
        ("R", "CC"),
        ("L", "CC"),
        ("R", "MLO"),
        ("L", "MLO"),
    ]
    assert [each.right for each in letters if each] == ["P", "A", "P", "A"]
    assert [each.top[0] for each in letters if each] == ["R", "L", "H", "H"]
    assert [cell.anchor for cell in cells] == [1, -1, 1, -1]


def write_mammogram(path: Path, number: int, side: str, code: str, orientation: list[str]) -> None:
    view = Dataset()
    view.CodeValue, view.CodingSchemeDesignator = code, "SCT" if code.isdigit() else "SRT"
    view.CodeMeaning = "a view"
    write_image(
        path,
        np.full((40, 30), 100 + number, np.uint16),
        SOPClassUID=DigitalMammographyXRayImageStorageForPresentation,
        Modality="MG",
        SOPInstanceUID=f"1.2.3.4.{number + 1}",
        InstanceNumber=number + 1,
        ImageLaterality=side,
        PatientOrientation=orientation,
        ViewCodeSequence=Sequence([view]),
        ImagerPixelSpacing=[0.1, 0.1],
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        PixelSpacing=None,
    )


def test_that_two_mammograms_leave_no_empty_row(session: Session) -> None:
    opened(session, study_of("Mammo", mammogram("l", "L", "CC"), mammogram("r", "R", "CC")))

    assert shown(session) == ["r", "l"]


def test_that_two_views_of_a_radiograph_hang_side_by_side(session: Session) -> None:
    lateral, frontal = (
        described(without_places(series(uid, count=1)), "DX", "Thorax", view_position=view)
        for uid, view in (("lat", "LL"), ("pa", "PA"))
    )

    opened(session, study_of("Thorax", lateral, frontal))

    assert shown(session) == ["pa", "lat"]


def test_that_an_examination_hangs_beside_the_patients_prior_one(session: Session) -> None:
    prior = chest("9.9", "20250101", "1.2.7")

    opened(session, chest(), prior)

    assert shown(session) == ["lung1.2", "lung9.9"]
    assert session.linking.value.window


def test_that_an_examination_of_another_patient_is_no_prior(session: Session) -> None:
    other = replace(chest("9.9", "20250101"), patient=Patient("5", "Other"))

    opened(session, chest(), other)

    assert shown(session)[0] == "lung1.2"
    assert "lung9.9" not in shown(session)


def test_that_a_prior_that_is_opened_last_hangs_beside_the_examination_being_read(
    session: Session,
) -> None:
    today, prior = chest(), chest("9.9", "20250101", "1.2.7")

    opened(session, prior, today)

    assert shown(session) == ["lung1.2", "lung9.9"]


def test_that_a_protocol_without_priors_hangs_the_prior_itself_where_it_is_asked_for(
    session: Session,
) -> None:
    today, prior = chest(), chest("9.9", "20250101", "1.2.7")
    opened(session, today, prior)
    protocol = session.hanging.shelf.find("ct_chest")
    assert protocol is not None

    session.hanging.hang(prior, protocol)

    assert shown(session)[:2] == ["lung9.9", "soft9.9"]


def test_that_a_study_no_protocol_fits_stays_one_image(session: Session) -> None:
    opened(session, study_of("CT Abdomen", described(series("a"), "CT", "Abdomen")))

    assert shown(session) == ["a"]


def test_that_nothing_hangs_by_itself_where_the_reader_does_not_want_it(session: Session) -> None:
    session.preferences.update(hanging="off")

    opened(session, chest())

    assert shown(session) == ["lung1.2"]


def test_that_the_layout_used_last_for_a_modality_comes_back(session: Session) -> None:
    session.preferences.update(layouts="CT=1x2")
    two = (described(series(uid), "CT", "Abdomen") for uid in ("a", "b"))

    opened(session, study_of("CT Abdomen", *two))

    assert shown(session) == ["a", "b"]


def test_that_what_was_on_screen_can_be_put_back(session: Session) -> None:
    study = opened(session, study_of("CT Abdomen", described(series("a"), "CT", "Abdomen")))
    before = session.hanging.take_stock()
    other = chest("3.3")
    session.library.update(studies=(study, other))
    protocol = session.hanging.choose(other)
    assert protocol is not None
    session.hanging.hang(other, protocol)

    session.hanging.put_back(before)

    assert shown(session) == ["a"]
    assert session.linking.value == before.links


def test_that_a_saved_layout_hangs_the_next_study_of_its_kind(
    session: Session, tmp_path: Path
) -> None:
    parts = [
        replace(described(series(uid), "CT", words), body_part_examined="ABDOMEN")
        for uid, words in (("a", "portal venous"), ("b", "arterial"))
    ]
    study = opened(session, study_of("CT", *parts))
    session.viewports.divide(1, 2)
    session.linking.update(zoom=True)

    hanging_commands.save(answering(session, ""))
    again = study_of("CT", *reversed(parts), uid="8")
    session.viewports.close_all()
    opened(session, again, study)

    [read] = read_folder(tmp_path / "hanging_protocols")
    assert read.name == "CT ABDOMEN 1 × 2"
    assert shown(session) == ["a", "b"]
    assert session.linking.value.zoom


class Answer:
    """A reader who types one name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.suggested = ""

    def ask_text(
        self, title: Message, question: Message, current: str, take: Callable[[str], None]
    ) -> None:
        self.suggested = current
        take(self.name)


def answering(session: Session, name: str) -> Context:
    return Context(session, cast(Prompts, Answer(name)))


def names_on_disk(folder: Path) -> list[str]:
    return [each.name for each in read_folder(folder / "hanging_protocols")]


def test_that_a_protocol_is_kept_under_the_name_it_is_given(
    session: Session, tmp_path: Path
) -> None:
    opened(session, chest())
    context = answering(session, " My {chest} & lung\n")

    hanging_commands.save(context)

    assert cast(Answer, context.prompts).suggested == "CT 2 × 2"
    assert names_on_disk(tmp_path) == ["My {chest} & lung"]


def test_that_renaming_and_deleting_a_protocol_can_be_undone(
    session: Session, tmp_path: Path
) -> None:
    opened(session, chest())
    hanging_commands.save(answering(session, "first"))
    [own] = session.hanging.shelf.own()

    hanging_commands.rename(answering(session, "second"), own.protocol_id)
    renamed = names_on_disk(tmp_path)
    hanging_commands.delete(answering(session, ""))
    deleted = names_on_disk(tmp_path)
    session.history.undo()
    brought_back = names_on_disk(tmp_path)
    session.history.undo()

    assert (renamed, deleted, brought_back) == (["second"], [], ["second"])
    assert names_on_disk(tmp_path) == ["first"]


def test_that_shipped_protocols_can_be_neither_renamed_nor_deleted(session: Session) -> None:
    context = answering(session, "mine")

    hanging_commands.rename(context, "mammography")
    hanging_commands.delete(context, "mammography")

    assert not hanging_commands.has_own(context)
    assert session.hanging.shelf.find("mammography") is not None


def test_that_a_protocol_file_says_all_of_a_protocol() -> None:
    protocol = HangingProtocol(
        "own",
        "Größe “A” × 2",
        1,
        2,
        match=(Rule("words", ("胸", 'a"b'), 2.5, is_required=True),),
        cells=(CellRule((Rule("plane", ("axial",), -1.0),), True, "Lung", -1), CellRule()),
        links=Links(scroll=False, pan=True),
        least=1,
        has_one_scale=True,
    )

    assert protocol_of("own", tomllib.loads(as_toml(protocol))) == protocol


@pytest.mark.parametrize(
    "text",
    [
        "rubbish",
        'name = "x"\nrows = 9\ncolumns = 1\ncells = []',
        'name = "x"\nrows = 1\ncolumns = 1\ncells = [1]',
        'name = "x"\nrows = 1\ncolumns = 1\ncells = [{}, {}]',
        'name = "x"',
    ],
)
def test_that_a_file_that_is_no_protocol_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")

    assert read_folder(tmp_path) == ()


def test_that_a_required_rule_that_is_not_met_rules_out_and_scores_add_up() -> None:
    rules = (
        Rule("modality", ("ct",), 1.0, is_required=True),
        Rule("plane", ("axial",), 2.0),
        Rule("words", ("loc",), -4.0),
    )
    candidates = {
        "mr": {"modality": frozenset({"mr"}), "plane": frozenset({"axial"})},
        "scout": {"modality": frozenset({"ct"}), "words": frozenset({"a localizer"})},
        "coronal": {"modality": frozenset({"ct"}), "plane": frozenset({"coronal"})},
        "axial": {"modality": frozenset({"ct"}), "plane": frozenset({"axial"})},
    }

    assert best_of(rules, candidates) == "axial"
    assert best_of(rules, {key: candidates[key] for key in ("mr", "scout")}) == ""


def test_that_layouts_are_remembered_by_modality() -> None:
    study = study_of("", *(described(series(uid), "MR", "") for uid in "abcd"))

    line = with_layout("CT=1x2 rubbish MR=9x9", study, 2, 3)

    assert line == "CT=1x2 MR=2x3"
    assert remembered_layout(line, study) == (2, 3)


@pytest.mark.parametrize(("count", "grid"), [(1, None), (2, None), (3, (2, 2))])
def test_that_a_layout_is_not_remembered_where_half_of_it_would_stay_empty(
    count: int, grid: tuple[int, int] | None
) -> None:
    parts = (described(series(str(number)), "CT", "") for number in range(count))

    assert remembered_layout("CT=2x2", study_of("", *parts)) == grid
