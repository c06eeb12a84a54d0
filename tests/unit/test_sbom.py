"""The bill of materials: valid, whole, and saying what lies in the checkout."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from medviewer import paths

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("sbom") / "medviewer.cdx.json"
    subprocess.run([sys.executable, ROOT / "packaging/sbom.py", out], check=True, cwd=ROOT)
    document: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return document


def test_that_packages_have_version_licence_and_address(written: dict[str, Any]) -> None:
    found = {each["name"]: each for each in written["components"]}

    assert found["pydicom"]["purl"].startswith("pkg:pypi/pydicom@3.")
    assert found["pydicom"]["licenses"]
    assert "shiboken6" in found


def test_that_a_model_is_listed_with_the_hash_of_its_weights(written: dict[str, Any]) -> None:
    (nodules,) = [each for each in written["components"] if each["name"] == "chest_ct_nodules"]
    (weights,) = paths.models().glob("chest_ct_nodules/*.safetensors")
    hashes = {each["name"]: each["value"] for each in nodules["properties"]}

    assert nodules["type"] == "machine-learning-model"
    assert hashes[f"sha256:{weights.name}"] == hashlib.sha256(weights.read_bytes()).hexdigest()


def test_that_it_says_what_needs_what(written: dict[str, Any]) -> None:
    needs = {each["ref"]: each.get("dependsOn", []) for each in written["dependencies"]}
    (qt,) = [ref for ref in needs if ref.startswith("pkg:pypi/pyside6-essentials@")]

    assert any(ref.startswith("pkg:pypi/shiboken6@") for ref in needs[qt])
