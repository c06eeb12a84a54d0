"""The text coder: padding, attention, all four recurrences, numbers that stay finite."""

import pytest
import torch

from medviewer.ai.networks.text_coder import Cell, TextCoder, TextNetwork

SMALL = TextNetwork(embedding=12, hidden=8, attention=10, window=4, dropout=0.0)
VARIANTS = [(cell, both) for cell in Cell for both in (False, True)]


def coder(cell: Cell = Cell.GRU, both: bool = True) -> TextCoder:
    torch.manual_seed(0)
    shape = TextNetwork(
        cell, both, SMALL.embedding, SMALL.hidden, SMALL.attention, SMALL.window, 0.0
    )
    return TextCoder(words=9, labels=3, shape=shape).eval()


@pytest.mark.parametrize(("cell", "both"), VARIANTS)
def test_that_padding_never_changes_an_answer(cell: Cell, both: bool) -> None:
    network = coder(cell, both)
    text = torch.tensor([[2, 3, 4, 5, 6]])
    padded = torch.tensor([[2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0], [7] * 11])

    alone, together = network(text).logits[0], network(padded).logits[0]

    assert torch.allclose(alone, together, atol=1e-6)


def test_that_attention_sums_to_one_over_the_words_and_is_zero_on_padding() -> None:
    found = coder()(torch.tensor([[2, 3, 4, 5, 6, 0, 0]])).attention[0]

    assert torch.allclose(found.sum(dim=1), torch.ones(3), atol=1e-6)
    assert float(found[:, 5:].detach().abs().sum()) == 0


def test_that_what_tokens_contribute_adds_up_to_the_logit() -> None:
    network = coder()

    found = network(torch.tensor([[2, 3, 4, 5, 6, 7, 8]]))

    total = (found.attention * found.values).sum(dim=2) + network.judge.bias
    assert torch.allclose(total, found.logits, atol=1e-5)


def test_that_a_text_without_a_word_is_answered_by_the_biases() -> None:
    network = coder()

    found = network(torch.zeros((1, 5), dtype=torch.int64))

    assert torch.equal(found.logits[0], network.judge.bias)


def test_that_states_ten_thousand_times_too_large_leave_every_number_finite() -> None:
    network = coder()
    with torch.no_grad():
        for weights in (network.embedding.weight, network.keys.weight, network.queries):
            weights.mul_(1e4)

    found = network(torch.tensor([[2, 3, 4, 5]]))
    torch.autograd.backward(found.logits.sum())

    assert torch.isfinite(found.logits).all()
    assert all(
        each.grad is not None and each.grad.isfinite().all() for each in network.parameters()
    )


@pytest.mark.parametrize(("cell", "both"), VARIANTS)
def test_that_every_recurrence_can_learn_which_word_means_which_label(
    cell: Cell, both: bool
) -> None:
    network = coder(cell, both).train()
    texts = torch.tensor([[2, 5, 6, 7, 8], [6, 3, 5, 8, 0], [7, 8, 6, 5, 4], [5, 6, 7, 8, 0]])
    truth = torch.tensor([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]])
    steps = torch.optim.Adam(network.parameters(), lr=0.02)

    for _ in range(150):
        steps.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(network(texts).logits, truth)
        torch.autograd.backward(loss)
        steps.step()

    assert torch.equal((network(texts).logits > 0).float(), truth)
