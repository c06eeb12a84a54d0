"""What one start may tell another."""

import json
from pathlib import Path

import pytest

from medviewer.domain.study_link import LONGEST
from medviewer.session.one_window.order import LONGEST_ORDER, OpeningOrder, decode, encode


@pytest.mark.parametrize(
    "order",
    [
        OpeningOrder(),
        OpeningOrder(
            (Path("/data/病人 one"), Path("/data/\udcff.dcm")), ("medviewer://open?study=1.2",)
        ),
    ],
)
def test_that_an_order_arrives_as_it_was_given(order: OpeningOrder) -> None:
    line = encode(order)

    assert line is not None
    assert line.count(b"\n") == 1
    assert decode(line) == order


def test_that_an_order_too_long_to_be_taken_is_not_sent() -> None:
    assert encode(OpeningOrder(tuple(Path(f"/data/{n:0200}") for n in range(6000)))) is None


def test_that_of_a_link_that_is_too_long_enough_is_told_to_be_refused() -> None:
    line = encode(OpeningOrder(links=("medviewer:" + "x" * 10_000,)))

    assert line is not None
    order = decode(line)
    assert order is not None
    assert [len(link) for link in order.links] == [LONGEST + 1]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\n",
        b"[]\n",
        b'{"places": ["/a"]}\n',
        b'{"places": "/a", "links": []}\n',
        b'{"places": [1], "links": []}\n',
        b'{"places": ["relative"], "links": []}\n',
        b'{"places": ["/a\\u0000b"], "links": []}\n',
        b"[" * 100_000,
        b"{" + b" " * LONGEST_ORDER + b"}\n",
    ],
)
def test_that_what_is_no_order_is_none(line: bytes) -> None:
    assert decode(line) is None


def test_that_nothing_but_places_and_links_is_taken() -> None:
    line = json.dumps({"places": ["/a"], "links": [], "run": "file.quit"}).encode()

    assert decode(line) == OpeningOrder((Path("/a"),))
