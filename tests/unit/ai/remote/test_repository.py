"""What `medviewer serve` writes: closed to other computers, complete, and nothing of somebody else's."""

import json
from pathlib import Path

import pytest

from medviewer.__main__ import main
from medviewer.ai.installed_models import find_model
from medviewer.ai.remote.repository import ServerKind, ServingOrder, write_repository
from medviewer.errors import ExportError, ModelUnusable

MODELS = ("chest_ct_nodules", "brain_mr_tumour")


def test_that_mlserver_listens_on_this_computer_and_runs_in_one_process(tmp_path: Path) -> None:
    write_repository(ServingOrder(tmp_path / "r", ServerKind.MLSERVER, MODELS, "cpu", 9000))

    settings = json.loads((tmp_path / "r" / "settings.json").read_text())
    assert settings["host"] == "127.0.0.1"
    assert (settings["http_port"], settings["grpc_port"]) == (9000, 9001)
    assert settings["parallel_workers"] == 0
    assert settings["metrics_endpoint"] is None
    model = json.loads((tmp_path / "r" / MODELS[0] / "model-settings.json").read_text())
    assert model["name"] == MODELS[0]
    assert model["parameters"]["version"] == find_model(MODELS[0]).card.version
    assert model["parameters"]["extra"] == {"device": "cpu"}


def test_that_triton_is_offered_every_kind_of_pixel_and_needs_one(tmp_path: Path) -> None:
    write_repository(ServingOrder(tmp_path / "r", ServerKind.TRITON, MODELS))

    config = (tmp_path / "r" / MODELS[1] / "config.pbtxt").read_text()
    assert 'name: "brain_mr_tumour"' in config
    assert 'name: "question" data_type: TYPE_STRING dims: [ 1 ] }' in config
    assert (
        'name: "pixels_int16" data_type: TYPE_INT16 dims: [ -1, -1, -1 ] optional: true' in config
    )
    assert config.count("optional: true") == 8
    assert "TritonPythonModel" in (tmp_path / "r" / MODELS[1] / "1" / "model.py").read_text()


def test_that_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other_model").mkdir()

    with pytest.raises(ExportError, match="other_model"):
        write_repository(ServingOrder(tmp_path, ServerKind.TRITON, MODELS))

    assert [each.name for each in tmp_path.iterdir()] == ["other_model"]


def test_that_writing_again_renews_what_was_written(tmp_path: Path) -> None:
    order = ServingOrder(tmp_path / "r", ServerKind.MLSERVER, MODELS)

    assert write_repository(order) == write_repository(order)


def test_that_a_model_nobody_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="no_such"):
        write_repository(ServingOrder(tmp_path / "r", ServerKind.MLSERVER, ("no_such",)))

    assert not (tmp_path / "r").exists()


def test_that_the_command_line_says_how_to_start_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["serve", "--write-repository", str(tmp_path / "r"), "--for", "triton"]

    assert main(words) == 0

    said = capsys.readouterr().out
    assert f"tritonserver --model-repository {tmp_path / 'r'} --http-address 127.0.0.1" in said
    assert {each.name for each in (tmp_path / "r").iterdir()} >= set(MODELS)
