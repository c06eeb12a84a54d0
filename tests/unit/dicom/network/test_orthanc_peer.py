"""The peer the network tests talk to is there and takes an image."""

from pathlib import Path

from pydicom.data import get_testdata_file

from tests.peers.orthanc import Orthanc


def test_that_the_peer_stores_what_it_is_given(orthanc: Orthanc) -> None:
    file = get_testdata_file("CT_small.dcm")

    orthanc.upload(Path(str(file)))

    assert orthanc.count_instances() == 1
