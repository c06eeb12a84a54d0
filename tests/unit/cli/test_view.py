"""What `medviewer view` makes of its words."""

from pathlib import Path

import pytest

from medviewer.cli import view


def test_that_paths_become_absolute_and_links_stay_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    order = view.order_of(["ct", "/data/mr", "medviewer://open?study=1.2"])

    assert order.places == (tmp_path / "ct", Path("/data/mr"))
    assert order.links == ("medviewer://open?study=1.2",)


def test_that_a_desktops_file_urls_are_files() -> None:
    assert view.place_of("file:///data/my%20ct/%E7%97%85") == Path("/data/my ct/病")
    assert view.place_of("file://localhost/data") == Path("/data")


def test_that_a_url_of_another_computer_is_no_file_of_this_one() -> None:
    assert not view.place_of("file://elsewhere/data").exists()
