"""`analyze --remote`: what is said before images leave, and where they may not go."""

import pytest

from medviewer.cli.remote_choice import choose_machine, remote_worker
from medviewer.domain.study import Patient, Study
from medviewer.errors import EndpointError

STUDY = Study("1.2", Patient("P1", "Doe^Jane"), series=())


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://reader:s3cret@gpu.example:8080", "no address of a machine"),
        ("https://gpu.example:8080/?token=s3cret", "no address of a machine"),
        ("http://gpu.example:8080", "not encrypted"),
    ],
)
def test_that_an_address_that_may_not_be_sent_to_is_refused_before_anything_is_said(
    url: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(EndpointError, match=why) as refused:
        remote_worker(choose_machine(url), STUDY, ())

    assert "s3cret" not in str(refused.value)
    assert capsys.readouterr().err == ""


def test_that_it_is_said_where_images_go(capsys: pytest.CaptureFixture[str]) -> None:
    remote_worker(choose_machine("https://gpu.example:8080/"), STUDY, ())

    assert "gpu.example (https://gpu.example:8080)" in capsys.readouterr().err
