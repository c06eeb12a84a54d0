"""Machines entered: kept whole without a secret, read tolerantly, refused where nothing may be sent."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.domain.remote_machine import RemoteMachine, is_remote
from medviewer.jobs.runner import JobRunner
from medviewer.session.ai import remote_endpoints as module
from medviewer.session.ai.remote_endpoints import RemoteEndpoints
from medviewer.session.ai.remote_machine_file import find_machine, read_machines, write_machines
from medviewer.session.messages import Messages

pytestmark = pytest.mark.gui
GPU = RemoteMachine("gpu “1”", "https://gpu.example:8000", "/ca.pem", needs_token=True)


@pytest.fixture
def endpoints(qapp: object) -> RemoteEndpoints:
    return RemoteEndpoints(JobRunner(), Messages())


def test_that_machines_come_back_as_they_were_entered(tmp_path: Path) -> None:
    file = tmp_path / "remote_machines.toml"
    near = RemoteMachine("near", "http://127.0.0.1:8080", timeout_s=60)

    write_machines((GPU, near), file)

    assert read_machines(file) == (GPU, near)
    assert find_machine("near", file) == near
    assert find_machine("far", file) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("machine = 3", []),
        ("machine = [3]", []),
        ("[[machine", []),
        ('[[machine]]\nname = "a"', []),
        ('[[machine]]\nname = "a"\nurl = "https://x"\nports = 3\ntimeout_s = "x"', ["a"]),
        ('[[machine]]\nname = "a"\nurl = "https://x"\n' * 2, ["a"]),
    ],
)
def test_that_what_is_no_machine_is_left_out(tmp_path: Path, text: str, names: list[str]) -> None:
    file = tmp_path / "remote_machines.toml"
    file.write_text(text)

    assert [each.name for each in read_machines(file)] == names


def test_that_patience_stays_within_reason(tmp_path: Path) -> None:
    file = tmp_path / "remote_machines.toml"
    file.write_text('[[machine]]\nname = "a"\nurl = "https://x"\ntimeout_s = -3')

    assert [each.timeout_s for each in read_machines(file)] == [5]


def test_that_what_is_entered_is_kept_at_once(endpoints: RemoteEndpoints, tmp_path: Path) -> None:
    file = tmp_path / "remote_machines.toml"
    endpoints.use(file)

    assert endpoints.put(GPU) is None

    assert read_machines(file) == (GPU,)
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("changed", "forgotten"),
    [
        (replace(GPU, name="other"), [GPU.name]),
        (replace(GPU, url="https://elsewhere.example"), [GPU.name]),
        (replace(GPU, timeout_s=30), []),
    ],
)
def test_that_a_token_goes_to_no_other_name_or_address(
    endpoints: RemoteEndpoints,
    monkeypatch: pytest.MonkeyPatch,
    changed: RemoteMachine,
    forgotten: list[str],
) -> None:
    removed: list[str] = []
    monkeypatch.setattr(endpoints, "keep_token", lambda name, token: removed.append(name))
    endpoints.put(GPU)

    endpoints.put(changed, instead_of=GPU.name)

    assert removed == forgotten


@pytest.mark.parametrize(
    ("machine", "words"),
    [
        (RemoteMachine("", "https://x"), "needs a name"),
        (RemoteMachine("gpu “1”", "https://x"), "already"),
        (RemoteMachine("b", "http://gpu.example"), "not encrypted"),
        (RemoteMachine("b", "https://me:pw@gpu.example"), "no address"),
    ],
)
def test_that_a_machine_that_cannot_be_is_not_entered(
    endpoints: RemoteEndpoints, machine: RemoteMachine, words: str
) -> None:
    endpoints.put(GPU)

    problem = endpoints.put(machine)

    assert words in str(problem)
    assert "pw" not in str(problem)
    assert endpoints.value.machines == (GPU,)


def test_that_a_token_is_only_read_where_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def read(place: str, _: object) -> str:
        asked.append(place)
        return "t"

    monkeypatch.setattr(module, "read_secret", read)

    assert module._token(GPU) == "t"
    assert module._token(RemoteMachine("near", "http://localhost")) == ""

    assert asked == ["remote machine gpu “1”"]


def test_that_a_device_says_whether_images_left() -> None:
    assert is_remote(GPU.device)
    assert not is_remote("CUDA · H200")
