"""How a transfer ended, in a sentence."""

import pytest

from medviewer.domain.archive import TransferOutcome
from medviewer.domain.transfers import Direction, Transfer
from medviewer.session.network.transfer_words import sentence


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 object was sent to Main (ORTHANC@pacs:104)."),
        (7, "7 objects were sent to Main (ORTHANC@pacs:104)."),
    ],
)
def test_that_what_was_sent_is_counted(count: int, text: str) -> None:
    transfer = Transfer(1, Direction.SEND, "Main", "ORTHANC@pacs:104")

    assert str(sentence(transfer, TransferOutcome(count))) == text
