"""Several parts in one answer: sums, parts that are missing, tasks that need two parts at once."""

import pytest
import torch
from torch import Tensor

from medviewer.ai.networks.fusion import HEADS, FusionNet

WIDTHS = {"image": 5, "values": 3, "text": 4}
ALL = torch.tensor([[True, True, True], [True, False, True], [False, True, False], [False] * 3])


def parts(seed: int = 1) -> dict[str, Tensor]:
    random = torch.Generator().manual_seed(seed)
    return {name: torch.randn(4, width, generator=random) for name, width in WIDTHS.items()}


def lively(head: str) -> FusionNet:
    torch.manual_seed(4)
    network = FusionNet(WIDTHS, head, hidden=8)
    with torch.no_grad():
        for values in network.parameters():
            values.add_(0.3 * torch.randn_like(values))
    return network.eval()


def trained(head: str, given: dict[str, Tensor], present: Tensor, labels: Tensor) -> FusionNet:
    torch.manual_seed(0)
    network = FusionNet({name: x.shape[1] for name, x in given.items()}, head, 16, dropout=0.0)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-2)
    for _ in range(300):
        optimiser.zero_grad()
        logits = network.train()(given, present)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimiser.step()
    return network.eval()


def test_that_the_terms_of_the_parts_sum_to_the_logit_of_a_gated_head() -> None:
    network = lively("gated")

    with torch.inference_mode():
        terms, bias = network.contributions(parts(), ALL)
        logits = network(parts(), ALL)

    assert torch.allclose(terms.sum(1) + bias, logits, atol=1e-6)
    assert not terms[~ALL].any()
    assert terms[ALL].all()


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("content", [0.0, 1e6, float("nan")])
def test_that_a_missing_part_may_hold_anything(head: str, content: float) -> None:
    network, filled = lively(head), parts()
    for place, name in enumerate(WIDTHS):
        filled[name] = torch.where(ALL[:, place : place + 1], filled[name], content)

    with torch.inference_mode():
        assert torch.equal(network(filled, ALL), network(parts(), ALL))


@pytest.mark.parametrize("head", HEADS)
def test_that_a_part_that_is_there_moves_the_answer(head: str) -> None:
    network = lively(head)

    with torch.inference_mode():
        before, after = network(parts(1), ALL), network(parts(2), ALL)

    assert (before[:3] != after[:3]).all()
    assert before[3] == after[3]  # of whom nothing is known


@pytest.mark.parametrize("head", HEADS)
def test_that_a_case_is_answered_alike_in_every_company(head: str) -> None:
    network, given = lively(head), parts()

    with torch.inference_mode():
        together = network(given, ALL)
        alone = network({name: x[1:2] for name, x in given.items()}, ALL[1:2])

    assert torch.allclose(together[1:2], alone, atol=1e-6)


@pytest.mark.parametrize("head", HEADS)
def test_that_what_needs_two_parts_at_once_is_learnt(head: str) -> None:
    random = torch.Generator().manual_seed(2)
    signs = torch.randint(0, 2, (400, 2), generator=random).float() * 2 - 1
    noise = torch.randn(400, 4, generator=random) * 0.2
    given = {"image": signs[:, :1] + noise[:, :2], "values": signs[:, 1:] + noise[:, 2:]}
    labels = (signs.prod(1) < 0).float()  # neither part alone tells anything of it
    present = torch.ones(400, 2, dtype=torch.bool)

    network = trained(head, given, present, labels)

    with torch.inference_mode():
        right = ((network(given, present) > 0).float() == labels).float().mean()
    assert right >= 0.95


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("missing", [0, 1])
def test_that_without_one_part_it_goes_by_the_other(head: str, missing: int) -> None:
    random = torch.Generator().manual_seed(3)
    labels = torch.randint(0, 2, (400,), generator=random).float()
    told = (labels * 2 - 1)[:, None]
    given = {
        name: told + 0.3 * torch.randn(400, 2, generator=random) for name in ("image", "values")
    }
    network = trained(head, given, torch.ones(400, 2, dtype=torch.bool), labels)

    present = torch.ones(400, 2, dtype=torch.bool)
    present[:, missing] = False
    with torch.inference_mode():
        right = ((network(given, present) > 0).float() == labels).float().mean()

    assert right >= 0.95


def test_that_modality_dropout_never_takes_the_last_part() -> None:
    network = FusionNet(WIDTHS, part_dropout=1.0).train()

    kept = network._thinned(ALL)

    assert torch.equal(kept, ALL)
