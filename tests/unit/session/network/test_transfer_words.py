"""How a transfer ended, in a sentence."""

import pytest

from medviewer.domain.archive import TransferOutcome
from medviewer.domain.transfers import Direction, Transfer
from medviewer.session.network.transfer_words import received, sentence


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


def test_that_one_image_is_no_images() -> None:
    fetch = Transfer(1, Direction.FETCH, "Main", "ORTHANC@pacs:104")

    assert str(sentence(fetch, TransferOutcome(1))) == "1 image arrived from Main."
    assert str(sentence(fetch, TransferOutcome(2))) == "2 images arrived from Main."
    assert str(received(1)).startswith("An image was sent to this computer")
    assert str(received(3)).startswith("3 images were sent to this computer")
