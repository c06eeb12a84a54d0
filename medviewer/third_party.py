"""What MedViewer is built on, directly and through others; licences as installed packages state them."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

# As in pyproject.toml; a test holds the two together.
PACKAGES = (
    "PySide6-Essentials",
    "numpy",
    "pillow",
    "pydicom",
    "imagecodecs",
    "pylibjpeg",
    "pylibjpeg-openjpeg",
    "pylibjpeg-rle",
    "pyjpegls",
    "pyqtgraph",
    "SimpleITK",
    "torch",
    "safetensors",
    "onnxruntime",
    "onnx",
    "onnxscript",
    "captum",
    "scikit-learn",
    "scipy",
    "tqdm",
    "highdicom",
    "reportlab",
    "python-docx",
    "pypdfium2",
    "fhir.resources",
    "jinja2",
    "pynetdicom",
    "dicomweb-client",
    "requests",
    "keyring",
    "tritonclient[http]",
    "packaging",
    "platformdirs",
    "psutil",
)
LONGEST = 60  # letters; some packages put the whole licence where its name belongs
SAYS_NOTHING = ("LICENSE", "LICENCE", "UNKNOWN")
LICENCE_FILES = ("licen", "copying", "notice")  # what their names hold


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """One package; empty where it is not installed or says nothing.

    Attributes:
        licence: SPDX expression, or the name the package gives it.
        needs: canonical names of the packages it needs here.
    """

    name: str
    version: str
    licence: str
    needs: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return canonicalize_name(self.name)

    @property
    def binds_all(self) -> bool:
        """Whether it puts the whole program under GPL or AGPL: no other choice, no library apart (LGPL)."""
        choices = self.licence.split(" OR ")
        return all("GPL" in choice and "LGPL" not in choice for choice in choices)


def third_parties() -> tuple[ThirdParty, ...]:
    """The packages MedViewer itself names, in its order, then what those need, by name."""
    direct = [_read(Requirement(each)) for each in PACKAGES]
    known = {each.key: each for each in direct}
    for wanted in list(direct):
        _add_needs(wanted, known)
    further = sorted((each for each in known.values() if each not in direct), key=lambda e: e.key)
    return (*direct, *further)


def licence_texts(name: str) -> tuple[tuple[str, str], ...]:
    """(file name, text) of every licence and notice a package brings; () where it brings none."""
    found = _find(name)
    if found is None:
        return ()
    texts = []
    for file in sorted(found.files or (), key=str):
        inside = ".dist-info/" in file.as_posix() or ".egg-info/" in file.as_posix()
        if inside and any(part in file.name.lower() for part in LICENCE_FILES):
            path = Path(str(found.locate_file(file)))
            texts.append((file.name, path.read_text(encoding="utf-8", errors="replace")))
    return tuple(texts)


def _add_needs(one: ThirdParty, known: dict[str, ThirdParty]) -> None:
    for requirement in _requirements_of(_find(one.name), _extras_of(one.name)):
        key = canonicalize_name(requirement.name)
        if key not in known and (read := _read(requirement)).version:
            known[key] = read
            _add_needs(read, known)


def _read(wanted: Requirement) -> ThirdParty:
    found = _find(wanted.name)
    if found is None:
        return ThirdParty(wanted.name, "", "")
    needs = tuple(
        sorted({canonicalize_name(r.name) for r in _requirements_of(found, wanted.extras)})
    )
    return ThirdParty(wanted.name, found.version, _licence(found), needs)


def _find(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _extras_of(name: str) -> set[str]:
    """The extras that are asked of a package in `PACKAGES`."""
    key = canonicalize_name(name)
    asked = (Requirement(each) for each in PACKAGES)
    return {extra for each in asked if canonicalize_name(each.name) == key for extra in each.extras}


def _requirements_of(found: Distribution | None, extras: set[str]) -> Iterator[Requirement]:
    """What a package needs on this computer; what it says unreadably is left out."""
    for line in (found.requires or ()) if found is not None else ():
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            continue
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": each}) for each in ("", *extras)):
            yield requirement


def _licence(found: Distribution) -> str:
    """The SPDX expression, else a short licence field, else the classifiers."""
    facts = found.metadata
    expressions = facts.get_all("License-Expression") or []
    written = [
        line
        for line in facts.get_all("License") or []
        if len(line) <= LONGEST and line.upper() not in SAYS_NOTHING
    ]
    classified = [
        line.rpartition(" :: ")[2]
        for line in facts.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return ", ".join(expressions or written or classified)
