"""An archive that has answered, and what is on its way: for the pictures, without a network."""

from pathlib import Path

from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    QueryLevel,
    RetrieveOrder,
)
from medviewer.domain.transfers import AskingState, Direction, Stage, Transfer, TransfersState
from medviewer.session.network.network import Network
from medviewer.words import message

NODE = ArchiveNode("Main archive", host="pacs.hospital.example", ae_title="MAIN")
ROWS = (
    (
        "Zhang^San=张^三",
        "P-1042",
        "19610412",
        "20260302",
        "081500",
        "CT\\SR",
        "Thorax, 1.5 mm",
        512,
    ),
    ("Doe^Jane", "P-0077", "19840229", "20260301", "1745", "MR", "Brain with contrast", 1204),
    ("Müller^Anna", "P-0311", "19500101", "20260228", "0930", "DX", "Chest, two views", 2),
    ("김^철수=金^哲洙", "P-2208", "19731120", "20260227", "1110", "PT\\CT", "Whole body FDG", 741),
)


def enter(network: Network) -> None:
    network.nodes.put(NODE)


def answer(network: Network) -> None:
    """Four studies, one of them arriving; another was fetched, one refused."""
    matches = tuple(_match(place, *row) for place, row in enumerate(ROWS))
    network.asking.replace(
        AskingState(NODE.name, ArchiveQuery(), matches, has_answered=True, is_cut=False)
    )
    where = NODE.name, NODE.address
    refused = message("Test", "MAIN takes no objects of that kind.")
    network.transfers.replace(
        TransfersState(
            (
                Transfer(
                    1,
                    Direction.SEND,
                    *where,
                    "Doe Jane",
                    files=(Path("x"),),
                    stage=Stage.FAILED,
                    sentence=refused,
                ),
                Transfer(
                    2,
                    Direction.FETCH,
                    *where,
                    "Zhang San  张 三 · 2026-03-02 · CT/SR",
                    RetrieveOrder("1.2.0"),
                    stage=Stage.RUNNING,
                    done=210,
                    total=512,
                    byte_count=110_000_000,
                    bytes_per_s=31_500_000.0,
                    seconds_left=5.0,
                ),
            )
        )
    )


def _match(place: int, *row: object) -> ArchiveMatch:
    who, patient_id, born, day, time, modality, what, images = row
    return ArchiveMatch(
        QueryLevel.STUDY,
        patient_name=str(who),
        patient_id=str(patient_id),
        patient_birth_date=str(born),
        study_instance_uid=f"1.2.{place}",
        study_date=str(day),
        study_time=str(time),
        modality=str(modality),
        study_description=str(what),
        accession_number=f"A{place + 70}",
        series_count=place + 1,
        instance_count=int(str(images)),
    )
