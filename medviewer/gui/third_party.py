"""What MedViewer is built on, with versions and licences as the installed packages state them."""

from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

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
    "tritonclient",
    "platformdirs",
    "psutil",
)
LONGEST = 60  # letters; some packages put the whole licence where its name belongs


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """One package; empty texts where it is not installed or says nothing."""

    name: str
    version: str
    licence: str


def third_parties() -> tuple[ThirdParty, ...]:
    return tuple(_read(name) for name in PACKAGES)


def licences_html() -> str:
    rows = "".join(
        f"<tr><td>{escape(each.name)}</td><td>{escape(each.version)}</td>"
        f"<td>{escape(each.licence)}</td></tr>"
        for each in third_parties()
    )
    return f"<table cellpadding='3'>{rows}</table>"


def _read(name: str) -> ThirdParty:
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return ThirdParty(name, "", "")
    return ThirdParty(name, found["Version"], _licence(found))


def _licence(found: PackageMetadata) -> str:
    """The SPDX expression, else the classifiers, else a short licence field."""
    stated = found.get_all("License-Expression") or []
    classified = [
        line.rpartition(" :: ")[2]
        for line in found.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    written = [line for line in found.get_all("License") or [] if len(line) <= LONGEST]
    return ", ".join(stated or classified or written)
