"""A batch over a real PACS, by either protocol: found, fetched, analysed, removed; then passed by."""

from pathlib import Path

import pytest

from medviewer.dicom.network.opening import open_archive
from medviewer.domain.network_settings import NetworkSettings
from medviewer.progress import CancelToken
from medviewer.session.batch.batch_run import LIST, BatchRequest, Tally, Watcher, run_batch
from medviewer.session.batch.sources import Archives, Sources, parse_query
from medviewer.session.batch.study_task import TaskStatus
from medviewer.session.network.node_files import write_nodes
from medviewer.store.batch_list import BatchList
from tests.peers.orthanc import Orthanc
from tests.unit.session.batch.batch_samples import order_for, write_study
from tests.unit.session.batch.inline_executor import InlineExecutor


@pytest.mark.parametrize("protocol", ["dimse", "web"])
def test_that_studies_come_from_a_real_archive(
    protocol: str, orthanc: Orthanc, tmp_path: Path
) -> None:
    for number in (1, 2):
        folder = write_study(tmp_path / f"{number}", number)
        for file in folder.iterdir():
            orthanc.upload(file)
    node = orthanc.dimse_node if protocol == "dimse" else orthanc.web_node
    write_nodes(NetworkSettings(nodes=(node,)))
    sources = Sources((), node.name, parse_query("modality=CT,date=20260101-20260131"))

    first = batch(sources, tmp_path / "out")
    second = batch(sources, tmp_path / "out")

    assert first.statuses[TaskStatus.DONE] == 2
    assert second.statuses[TaskStatus.SKIPPED] == 2
    assert list((tmp_path / "out" / "spool").iterdir()) == []


def batch(sources: Sources, out: Path) -> Tally:
    out.mkdir(exist_ok=True)
    found = BatchList(out / LIST)
    request = BatchRequest(sources, order_for(), out)
    executor = InlineExecutor(out)
    try:
        return run_batch(request, found, Archives(open_archive), executor, Watcher(), CancelToken())
    finally:
        found.close()
