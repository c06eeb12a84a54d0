"""The detector: peaks read out as points in pixels, in images and volumes."""

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.centre_net import CentreNet, CentreOutput, peaks
from medviewer.errors import ModelUnusable

TINY = {"widths": (4, 6, 8), "labels": 2}


def tiny(**more: int) -> CentreNet:
    torch.manual_seed(6)
    network = build("centre_net", {**TINY, **more})  # type: ignore[dict-item]  # options of a test
    assert isinstance(network, CentreNet)
    return network.eval()


@pytest.mark.parametrize(
    ("dimensions", "size", "grid"), [(2, (32, 40), (8, 10)), (3, (16, 24, 32), (4, 6, 8))]
)
def test_that_there_is_a_cell_for_every_four_pixels(
    dimensions: int, size: tuple[int, ...], grid: tuple[int, ...]
) -> None:
    with torch.inference_mode():
        output = tiny(dimensions=dimensions)(torch.rand(1, 1, *size))

    assert output.heat.shape == (1, 2, *grid)
    assert output.size.shape == output.offset.shape == (1, dimensions, *grid)
    assert output.size.min() > 0


def test_that_of_neighbours_only_the_hottest_is_a_peak() -> None:
    heat = torch.full((1, 1, 5, 5), -9.0)
    heat[0, 0, 1, 1:4] = torch.tensor([1.0, 2.0, 1.5])
    heat[0, 0, 4, 0] = 0.5

    found = peaks(heat)[0, 0]

    assert found[1].tolist() == pytest.approx([0, 0, torch.tensor(2.0).sigmoid().item(), 0, 0])
    assert found[4, 0] == pytest.approx(torch.tensor(0.5).sigmoid().item())


def test_that_detections_are_in_pixels_surest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    network = tiny()
    heat = torch.full((1, 2, 4, 4), -9.0)
    heat[0, 1, 0, 3], heat[0, 0, 2, 1] = 1.0, 3.0
    size = torch.arange(32.0).reshape(1, 2, 4, 4)
    offset = torch.full((1, 2, 4, 4), 0.5)
    offset[0, :, 0, 3] = torch.tensor([0.125, 1.0])
    monkeypatch.setattr(network, "forward", lambda images: CentreOutput(heat, size, offset))

    found = network.detections(torch.rand(1, 1, 16, 16), threshold=0.3)[0]

    # Cell (2, 1), its middle: pixels 8..11 and 4..7. Cell (0, 3): an eighth down, at its right edge.
    assert found.centres.tolist() == [[9.5, 5.5], [0.0, 15.5]]
    assert found.sizes.tolist() == [[9.0, 25.0], [3.0, 19.0]]
    assert found.labels.tolist() == [0, 1]
    assert found.scores.tolist() == pytest.approx([0.9526, 0.7311], abs=1e-4)


def test_that_no_more_than_asked_for_are_read_out(monkeypatch: pytest.MonkeyPatch) -> None:
    network = tiny()
    heat = torch.full((2, 2, 4, 4), -9.0)
    heat[:, 0, ::3, ::3] = 2.0
    output = CentreOutput(heat, torch.ones(2, 2, 4, 4), torch.ones(2, 2, 4, 4))
    monkeypatch.setattr(network, "forward", lambda images: output)

    found = network.detections(torch.rand(2, 1, 16, 16), threshold=0.5, most=3)

    assert [len(each.scores) for each in found] == [3, 3]


def test_that_a_new_network_finds_next_to_nothing() -> None:
    found = tiny().detections(torch.rand(1, 1, 32, 32), threshold=0.5)[0]

    assert len(found.scores) == 0
    assert found.centres.shape == (0, 2)


def test_that_an_output_level_below_the_deepest_is_refused() -> None:
    with pytest.raises(ModelUnusable, match="output_level must be below 3"):
        tiny(output_level=3)
