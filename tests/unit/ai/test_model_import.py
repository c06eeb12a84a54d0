"""Models brought along: data is taken, programs are not, and nothing half-imported is left behind."""

import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest
import torch
from safetensors.torch import save
from torch import nn

from medviewer import paths
from medviewer.ai.installed_models import find_model
from medviewer.ai.model_import import ImportOrder, import_model
from medviewer.ai.networks.architectures import build
from medviewer.ai.runtime.device import pick_device
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.onnx_export import to_onnx
from medviewer.errors import InputError, ModelUnusable

OPTIONS: dict[str, int | tuple[int, ...]] = {"labels": 2, "widths": (4, 6)}
CARD = """
model_id = "brought"
title = "Brought along"
intended_use = "Tests."
labels = ["one", "other"]
is_imported = false
is_calibrated = true

[applicability]
modalities = ["CT"]
body_parts = []
min_slices = 1
max_slice_spacing_mm = 100.0
max_pixel_spacing_mm = 100.0
unit = ""
needs_volume = false

[network]
name = "small_cnn"
input_size = [16, 12]
options = { labels = 2, widths = [4, 6] }
"""
ONNX_CARD = CARD[: CARD.index("[network]")] + "[network]\ninput_size = [16, 12]\n"


@pytest.fixture
def network() -> nn.Module:
    torch.manual_seed(1)
    return build("small_cnn", dict(OPTIONS)).eval()


def order(tmp_path: Path, source: Path, card: str = CARD) -> ImportOrder:
    card_file = tmp_path / "brought.toml"
    card_file.write_text(card)
    return ImportOrder(source, card_file)


def answers(folder_id: str) -> torch.Tensor:
    """What the imported model says of one fixed image."""
    installed = find_model(folder_id)
    model = ImageModel.load(installed.card, installed.folder, pick_device("cpu"))
    return torch.from_numpy(model.logits(image().numpy()).mean(axis=0))


def image() -> torch.Tensor:
    return torch.linspace(0, 1, 16 * 12).reshape(1, 1, 16, 12)


def assert_same_answers(network: nn.Module) -> None:
    expected = network(image()).detach().double()
    torch.testing.assert_close(answers("brought"), expected, atol=1e-4, rtol=1e-4)


def test_that_safetensors_onto_our_network_answer_as_before(
    tmp_path: Path, network: nn.Module
) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(network.state_dict()))

    import_model(order(tmp_path, source))

    assert_same_answers(network)


def test_that_a_state_dict_in_a_checkpoint_answers_as_before(
    tmp_path: Path, network: nn.Module
) -> None:
    source = tmp_path / "w.pt"
    torch.save({"state_dict": network.state_dict()}, source)

    import_model(order(tmp_path, source))

    assert_same_answers(network)


def test_that_an_onnx_graph_answers_as_the_network_it_was_made_from(
    tmp_path: Path, network: nn.Module
) -> None:
    source = tmp_path / "w.onnx"
    source.write_bytes(to_onnx(network, (1, 16, 12)))

    import_model(order(tmp_path, source, ONNX_CARD))

    assert_same_answers(network)


def test_that_what_is_imported_is_marked_and_not_believed(
    tmp_path: Path, network: nn.Module
) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(network.state_dict()))

    card = import_model(order(tmp_path, source)).card

    assert card.is_imported
    assert not card.is_calibrated
    assert any("not checked here" in limit for limit in card.limits)


def torchscript(tmp_path: Path, network: nn.Module) -> Path:
    file = tmp_path / "model.pt"
    with pytest.warns(DeprecationWarning, match="jit"):
        torch.jit.trace(network, image()).save(str(file))  # type: ignore[no-untyped-call]  # torch
    return file


def exported_program(tmp_path: Path, network: nn.Module) -> Path:
    file = tmp_path / "model.pt2"
    torch.export.save(torch.export.export(network, (image(),)), file)
    return file


def whole_module(tmp_path: Path, network: nn.Module) -> Path:
    file = tmp_path / "model.pth"
    torch.save(network, file)
    return file


def plain_pickle(tmp_path: Path, network: nn.Module) -> Path:
    file = tmp_path / "model.bin"
    file.write_bytes(pickle.dumps({"weights": [1.0]}))
    return file


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (torchscript, "TorchScript"),
        (exported_program, "pt2"),
        (whole_module, "Python objects"),
        (plain_pickle, "pickle"),
    ],
)
def test_that_a_program_is_refused_with_how_to_convert_it(
    tmp_path: Path, network: nn.Module, make: object, word: str
) -> None:
    source = make(tmp_path, network)  # type: ignore[operator]  # one of the functions above

    with pytest.raises(InputError, match=word) as caught:
        import_model(order(tmp_path, source))

    assert "safetensors" in str(caught.value)
    assert not list(paths.imported_models().glob("*"))


def test_that_weights_of_another_network_leave_nothing_behind(tmp_path: Path) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(build("small_cnn", {"labels": 2, "widths": (4, 8)}).state_dict()))

    with pytest.raises(ModelUnusable, match="do not fit"):
        import_model(order(tmp_path, source))

    assert not list(paths.imported_models().glob("*"))
    assert not list(paths.data_folder().glob("import-*"))


def test_that_absurd_options_are_refused_before_memory_is_taken(
    tmp_path: Path, network: nn.Module
) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(network.state_dict()))
    card = CARD.replace("widths = [4, 6]", "widths = [1000000000, 6]")

    with pytest.raises(ModelUnusable, match="widths"):
        import_model(order(tmp_path, source, card))


def test_that_a_name_is_not_taken_twice(tmp_path: Path, network: nn.Module) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(network.state_dict()))
    first = order(tmp_path, source)
    import_model(first)

    with pytest.raises(InputError, match="already"):
        import_model(first)


@pytest.mark.parametrize("name", ["chest_ct_nodules", "../../elsewhere", "a/b", ""])
def test_that_no_name_reaches_beyond_the_folder_of_imported_models(
    tmp_path: Path, network: nn.Module, name: str
) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(network.state_dict()))

    with pytest.raises(InputError):
        import_model(order(tmp_path, source, CARD.replace('"brought"', f'"{name}"')))


def test_that_weights_behind_a_link_out_of_the_folder_are_refused(
    tmp_path: Path, network: nn.Module
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(save(network.state_dict()))
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "weights.safetensors").symlink_to(secret)
    shipped = (paths.models() / "chest_ct_nodules" / "card.toml").read_text()
    (folder / "card.toml").write_text(shipped.replace('id = "chest_ct_nodules"', 'id = "mine"'))

    with pytest.raises(InputError, match="leads out"):
        import_model(ImportOrder(folder))


def test_that_a_tampered_model_folder_is_refused(tmp_path: Path) -> None:
    shipped = paths.models() / "chest_ct_nodules"
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "card.toml").write_bytes((shipped / "card.toml").read_bytes())
    weights = bytearray((shipped / "weights.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "weights.safetensors").write_bytes(weights)

    with pytest.raises(ModelUnusable, match="not those its card describes"):
        import_model(ImportOrder(folder, model_id="mine"))


def bundle(tmp_path: Path, definition: dict[str, object], weights: bytes = b"") -> Path:
    """A MONAI Bundle as a ZIP archive."""
    file = tmp_path / "bundle.zip"
    metadata = {"name": "A bundle", "version": "0.1.0", "network_data_format": {}}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("b/configs/metadata.json", json.dumps(metadata))
        archive.writestr("b/configs/inference.json", json.dumps({"network_def": definition}))
        archive.writestr("b/models/model.pt", weights)
    return file


@pytest.mark.parametrize(
    ("definition", "word"),
    [
        ({"_target_": "os.system", "command": "true"}, "system is none of"),
        ({"_target_": "DenseNet121", "in_channels": "$__import__('os').getpid()"}, "expression"),
        ({"_target_": "DenseNet121", "in_channels": {"_target_": "x"}}, "no plain value"),
        ({"_target_": "DenseNet121", "spatial_dims": 3}, "volumes"),
        ({"_target_": "DenseNet121", "act": "relu"}, "act"),
        ({"_target_": "DenseNet121", "out_channels": 10**9}, "larger"),
    ],
)
def test_that_a_bundle_runs_nothing(
    tmp_path: Path, definition: dict[str, object], word: str
) -> None:
    with pytest.raises(InputError, match=word):
        import_model(order(tmp_path, bundle(tmp_path, definition), ONNX_CARD))


@pytest.mark.slow
def test_that_a_bundle_of_a_known_network_answers_as_monai_does(tmp_path: Path) -> None:
    nets = pytest.importorskip("monai.networks.nets")
    torch.manual_seed(2)
    network = nets.DenseNet121(spatial_dims=2, in_channels=1, out_channels=2, block_config=(1, 1))
    saved = io.BytesIO()
    torch.save(network.state_dict(), saved)
    definition = {
        "_target_": "monai.networks.nets.DenseNet121",
        "spatial_dims": 2,
        "in_channels": 1,
        "out_channels": 2,
        "block_config": [1, 1],
    }

    import_model(order(tmp_path, bundle(tmp_path, definition, saved.getvalue()), ONNX_CARD))

    assert_same_answers(network.eval())


def test_that_an_onnx_graph_with_weights_elsewhere_is_refused(
    tmp_path: Path, network: nn.Module
) -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load_model_from_string(to_onnx(network, (1, 16, 12)))
    tensor = model.graph.initializer[0]
    onnx.external_data_helper.set_external_data(tensor, "/etc/passwd")
    source = tmp_path / "w.onnx"
    source.write_bytes(model.SerializeToString())

    with pytest.raises(ModelUnusable, match="other files"):
        import_model(order(tmp_path, source, ONNX_CARD))


def test_that_a_graph_for_images_of_another_size_is_refused(
    tmp_path: Path, network: nn.Module
) -> None:
    source = tmp_path / "w.onnx"
    source.write_bytes(to_onnx(network, (1, 20, 12)))

    with pytest.raises(ModelUnusable, match="Expected: 20"):
        import_model(order(tmp_path, source, ONNX_CARD))

    assert not list(paths.imported_models().glob("*"))


def test_that_a_card_with_fewer_labels_than_answers_is_refused(
    tmp_path: Path, network: nn.Module
) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(network.state_dict()))
    card = CARD.replace('labels = ["one", "other"]', 'labels = ["one"]')

    with pytest.raises(ModelUnusable, match="give 2 answers, and its card names 1 labels"):
        import_model(order(tmp_path, source, card))


@pytest.mark.parametrize(
    "card",
    [
        ONNX_CARD.replace("[network]\n", "[other]\n").replace("title", "network = 3\ntitle"),
        ONNX_CARD.replace('labels = ["one", "other"]', "labels = 3"),
        "limits = 3\n" + ONNX_CARD,
        "a" + ".a" * 400_000 + " = 1",
        "a = " + "[" * 5_000 + "]" * 5_000,
    ],
    ids=["network", "labels", "limits", "dots", "brackets"],
)
def test_that_a_card_that_makes_no_sense_is_refused(
    tmp_path: Path, network: nn.Module, card: str
) -> None:
    source = tmp_path / "w.onnx"
    source.write_bytes(to_onnx(network, (1, 16, 12)))

    with pytest.raises(InputError, match="card"):
        import_model(order(tmp_path, source, card))


def test_that_a_view_larger_than_its_file_is_not_made_real(tmp_path: Path) -> None:
    source = tmp_path / "w.pt"
    torch.save({"weight": torch.zeros(1).expand(10**12)}, source)

    with pytest.raises(InputError, match="more than 2,000,000,000 bytes"):
        import_model(order(tmp_path, source))


def test_that_a_damaged_bundle_is_refused(tmp_path: Path) -> None:
    file = bundle(tmp_path, {"_target_": "DenseNet121"}, b"weights")
    data = bytearray(file.read_bytes())
    data[data.index(b"weights")] ^= 1  # the archive's checksum tells
    file.write_bytes(data)

    with pytest.raises(InputError, match="cannot be unpacked"):
        import_model(order(tmp_path, file, ONNX_CARD))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("lesion_net", {"labels": 0, "widths": (4, 8)}),
        ("centre_net", {"widths": (4, 8), "output_level": 1}),
    ],
)
def test_that_a_network_that_names_nothing_is_no_classifier(
    tmp_path: Path, name: str, options: dict[str, int | tuple[int, ...]]
) -> None:
    source = tmp_path / "w.safetensors"
    source.write_bytes(save(build(name, options).state_dict()))
    stated = ", ".join(f"{key} = {json.dumps(value)}" for key, value in options.items())
    network = f'name = "{name}"\ninput_size = [16, 16]\noptions = {{ {stated} }}\n'

    with pytest.raises(ModelUnusable, match="label_logits"):
        import_model(order(tmp_path, source, CARD[: CARD.index('name = "small')] + network))
