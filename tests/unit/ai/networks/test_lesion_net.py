"""The network that draws lesions, and names them from where it drew them."""

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.lesion_net import LesionNet, NamingLesionNet
from medviewer.errors import ModelUnusable

SMALL = {"widths": (4, 6, 8)}


def naming(pooling: str, images: torch.Tensor, **more: object) -> NamingLesionNet:
    torch.manual_seed(2)
    network = build("lesion_net", {**SMALL, "labels": 3, "pooling": pooling, **more})  # type: ignore[dict-item]  # options of a test
    assert isinstance(network, NamingLesionNet)
    network.train()
    with torch.no_grad():
        network(images)
        network.bias.add_(0.4)
    return network.eval()


@pytest.mark.parametrize("block", ["plain", "residual"])
@pytest.mark.parametrize("has_attention_gates", [False, True])
@pytest.mark.parametrize(("stem_stride", "join"), [(1, "concatenate"), (2, "sum")])
@pytest.mark.parametrize("size", [(32, 32), (50, 37)])
def test_that_a_lesion_is_drawn_at_the_size_of_the_image(
    block: str, has_attention_gates: bool, stem_stride: int, join: str, size: tuple[int, int]
) -> None:
    options = {
        **SMALL,
        "block": block,
        "has_attention_gates": has_attention_gates,
        "stem_stride": stem_stride,
        "join": join,
    }
    network = build("lesion_net", options).eval()  # type: ignore[arg-type]  # options of a test

    with torch.inference_mode():
        lesions, labels = network(torch.rand(2, 1, *size))

    assert lesions.shape == (2, 1, *size)
    assert labels is None


def test_that_volumes_are_drawn_in_too() -> None:
    network = build("lesion_net", {**SMALL, "dimensions": 3, "labels": 2, "pooling": "lesion"})

    with torch.inference_mode():
        lesions, labels = network.eval()(torch.rand(1, 1, 12, 16, 20))

    assert lesions.shape == (1, 1, 12, 16, 20)
    assert labels.shape == (1, 2)


@pytest.mark.parametrize("pooling", ["mean", "lesion"])
@pytest.mark.parametrize("stem_stride", [1, 2])
@pytest.mark.parametrize("size", [(32, 32), (50, 37)])
def test_that_the_mean_of_the_class_map_and_the_bias_are_the_logits(
    pooling: str, stem_stride: int, size: tuple[int, int]
) -> None:
    images = torch.rand(3, 1, *size)
    network = naming(pooling, images, stem_stride=stem_stride)

    with torch.inference_mode():
        logits = network(images).label_logits
        rebuilt = network.class_map(images).double().mean(dim=(2, 3)) + network.bias

    assert (rebuilt - logits).abs().max() <= 1e-4
    assert torch.equal(network.label_logits(images), logits)


def test_that_evidence_comes_from_where_the_lesion_was_drawn() -> None:
    images = torch.rand(1, 1, 32, 32)
    network = naming("lesion", images)
    fine = torch.zeros(1, 4, 32, 32)
    fine[:, :, :16, :16] = 1
    with torch.no_grad():
        network.draw.weight.fill_(10)  # type: ignore[operator]  # a convolution's
        network.draw_bias.fill_(-20)  # lesion where `fine` is 1: logit 4 · 10 − 20

        scales = network.scales(images)._replace(fine=fine)
        weights = network._lesion_weights(scales)[0, 0]

    assert weights.mean() == pytest.approx(1)
    assert weights[:4, :4].mean() == pytest.approx(
        4, rel=0.01
    )  # a quarter of 8 x 8 cells has it all
    assert weights[4:, 4:].max() < 0.01


def test_that_where_nothing_is_drawn_all_cells_count_alike() -> None:
    images = torch.rand(1, 1, 32, 32)
    network = naming("lesion", images)
    with torch.no_grad():
        network.draw_bias.fill_(-100)

        weights = network._lesion_weights(network.scales(images))

    assert weights.flatten().tolist() == pytest.approx([1] * 64)


def test_that_names_do_not_teach_where_to_draw() -> None:
    images = torch.rand(2, 1, 32, 32)
    network = naming("lesion", images)

    network.label_logits(images).sum().backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped

    assert network.draw_bias.grad is None
    assert network.classifier.weight.grad is not None


def test_that_a_new_network_starts_with_few_lesions() -> None:
    torch.manual_seed(0)
    network = build("lesion_net").eval()
    assert isinstance(network, LesionNet)

    with torch.inference_mode():
        share = network.lesion_logits(torch.rand(1, 1, 64, 64)).sigmoid().mean()

    assert share < 0.3


@pytest.mark.parametrize(
    ("options", "words"),
    [({"block": "dense"}, "plain, residual"), ({"labels": 2, "pooling": "max"}, "mean, lesion")],
)
def test_that_an_unknown_choice_names_the_known_ones(
    options: dict[str, int | str], words: str
) -> None:
    with pytest.raises(ModelUnusable, match=words):
        build("lesion_net", options)


def test_that_both_views_see_a_mirrored_image_alike() -> None:
    images = torch.rand(3, 1, 32, 32)
    network = naming("lesion", images, views=2)

    with torch.inference_mode():
        lesions, labels = network(images)
        mirrored, same = network(images.flip(3))

    assert torch.allclose(lesions, mirrored.flip(3), atol=1e-3)
    assert torch.allclose(labels, same, atol=1e-5)


def test_that_the_mean_of_views_is_additive_too() -> None:
    images = torch.rand(3, 1, 32, 32)
    network = naming("lesion", images, views=2)

    with torch.inference_mode():
        rebuilt = network.class_map(images).double().mean(dim=(2, 3)) + network.bias

        assert (rebuilt - network(images).label_logits).abs().max() < 1e-4


def test_that_training_looks_once() -> None:
    network = naming("lesion", torch.rand(2, 1, 32, 32), views=2)
    seen: list[int] = []
    network.unet.register_forward_hook(lambda module, given, found: seen.append(len(given[0])))

    network.train()(torch.rand(2, 1, 32, 32))
    network.eval()(torch.rand(2, 1, 32, 32))

    assert seen == [2, 4]
