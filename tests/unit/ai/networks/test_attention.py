"""Self-attention inside a CNN: what it pools, and the rollout that says from where."""

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.attention import AttentionResNet, SelfAttention
from medviewer.errors import ModelUnusable

TINY = {"widths": (4, 8), "blocks": (1, 1), "heads": 2}


def tiny(**more: int) -> AttentionResNet:
    torch.manual_seed(4)
    network = build("attention_resnet", {**TINY, **more})  # type: ignore[dict-item]  # options of a test
    assert isinstance(network, AttentionResNet)
    return network.eval()


def test_that_every_cell_hands_out_one_whole_attention() -> None:
    torch.manual_seed(1)
    block = SelfAttention(channels=6, heads=3)

    weights = block.weights(torch.rand(2, 6, 3, 5))

    assert weights.shape == (2, 15, 15)
    assert weights.sum(dim=-1).flatten().tolist() == pytest.approx([1] * 30)


def test_that_attention_adds_the_mean_of_values_where_all_keys_are_alike() -> None:
    block = SelfAttention(channels=2, heads=1)
    features = torch.tensor([[[[1.0, 3.0]], [[5.0, 7.0]]]])
    block.normalise = torch.nn.Identity()  # type: ignore[assignment]  # to follow it by hand
    with torch.no_grad():
        block.ask.weight.zero_()
        block.ask.bias.zero_()  # type: ignore[union-attr]  # it has one
        block.ask.weight[4:, :, 0, 0] = torch.eye(2)  # values are the features; queries, keys are 0
        block.answer.weight[:, :, 0, 0] = torch.eye(2)
        block.answer.bias.zero_()  # type: ignore[union-attr]  # it has one
        block.gate.fill_(1)

        found = block(features)

    assert found[0, 0, 0].tolist() == [3.0, 5.0]  # each plus the mean of 1 and 3
    assert found[0, 1, 0].tolist() == [11.0, 13.0]


def test_that_a_fresh_block_leaves_the_features_as_they_are() -> None:
    features = torch.rand(1, 8, 4, 4)

    assert torch.equal(SelfAttention(8, 2)(features), features)


@pytest.mark.parametrize("blocks", [1, 2])
def test_that_the_rollout_is_a_share_of_every_place(blocks: int) -> None:
    found = tiny(attention_blocks=blocks).rollout(torch.rand(2, 1, 16, 24))

    assert found.shape == (2, 8, 12)
    assert found.min() > 0
    assert found.sum(dim=(1, 2)).tolist() == pytest.approx([1, 1])


def test_that_a_cell_all_attend_to_has_half_of_the_rollout_and_its_own_share() -> None:
    network = tiny()
    block = network.attention[0]
    assert isinstance(block, SelfAttention)
    cells = 8 * 8

    def all_to_the_first(features: torch.Tensor) -> torch.Tensor:
        weights = torch.zeros(len(features), cells, cells)
        weights[:, :, 0] = 1
        return weights

    block.weights = all_to_the_first  # type: ignore[method-assign]  # an attention known by hand

    found = network.rollout(torch.rand(1, 1, 16, 16))

    assert found[0, 0, 0].item() == pytest.approx(0.5 + 0.5 / cells)
    assert found[0, 3, 3].item() == pytest.approx(0.5 / cells)


def test_that_heads_that_do_not_divide_the_width_are_refused() -> None:
    with pytest.raises(ModelUnusable, match="heads must divide the last width, 8"):
        tiny(heads=3)
