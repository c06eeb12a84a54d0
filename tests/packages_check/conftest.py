"""A thorax phantom as DICOM, and roots to install on."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from medviewer.dicom.export import write_ct_series
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from tests.packages_check.built import BUILD, CHECKOUT
from tests.packages_check.debian_root import DebianRoot, bare_debian, need_root


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small chest CT with nodules."""
    folder = tmp_path_factory.mktemp("study")
    write_ct_series(folder, thorax_phantom(ThoraxSpec(seed=1)).volume)
    return folder


@pytest.fixture
def debian() -> Iterator[DebianRoot]:
    """A Debian as debootstrap leaves it."""
    need_root()
    yield from _fresh("fresh")


@pytest.fixture(scope="module")
def debian_without_python() -> Iterator[DebianRoot]:
    """A Debian with the libraries that a window needs and nothing else."""
    need_root()
    for root in _fresh("libraries"):
        root.install("--no-install-recommends", *system_packages())
        yield root


def system_packages() -> list[str]:
    lines = (CHECKOUT / "packaging" / "system_packages.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _fresh(name: str) -> Iterator[DebianRoot]:
    folder = BUILD / f"root-{name}"
    rmtree(folder, ignore_errors=True)
    try:
        yield bare_debian(folder)
    finally:
        rmtree(folder, ignore_errors=True)  # nothing is mounted there: see debian_root
