"""Writes what a build ships as a CycloneDX 1.6 bill of materials: packages, models, code tables.

    python packaging/sbom.py OUT.cdx.json

Packages are those MedViewer needs on this computer, read from what is installed; models and tables come with
the SHA-256 of every file and the licence their card states. The document is checked against its schema.
"""

import hashlib
import json
import os
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from medviewer import __version__, paths
from medviewer.third_party import ThirdParty, third_parties

LICENCES = LicenseFactory()
CARDS = ("card.toml", "system.toml")


def bill_of_materials() -> Bom:
    """The whole of it; equal for equal builds where SOURCE_DATE_EPOCH is set."""
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"medviewer/{__version__}"))
    bom.metadata.timestamp = when()
    program = Component(
        name="MedViewer",
        version=__version__,
        type=ComponentType.APPLICATION,
        licenses=[LICENCES.make_from_string("Apache-2.0")],
        bom_ref=f"medviewer@{__version__}",
    )
    bom.metadata.component = program
    packages = {each.key: (each, component_of(each)) for each in third_parties() if each.version}
    for _, component in packages.values():
        bom.components.add(component)
    for each, component in packages.values():
        bom.register_dependency(
            component, [packages[key][1] for key in each.needs if key in packages]
        )
    parts = [*(model_of(folder) for folder in model_folders()), table_of(paths.codes())]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(program, [*(component for _, component in packages.values()), *parts])
    return bom


def component_of(package: ThirdParty) -> Component:
    url = PackageURL("pypi", name=package.key, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=url,
        bom_ref=str(url),
        licenses=[LICENCES.make_from_string(package.licence)] if package.licence else [],
    )


def model_folders() -> list[Path]:
    return sorted(card.parent for name in CARDS for card in paths.models().glob(f"*/{name}"))


def model_of(folder: Path) -> Component:
    """A shipped model: version and licence from its card, a hash a file."""
    card = next(folder / name for name in CARDS if (folder / name).is_file())
    facts = tomllib.loads(card.read_text(encoding="utf-8"))
    return Component(
        name=folder.name,
        version=str(facts.get("version", "")),
        type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref=f"model/{folder.name}",
        licenses=[LICENCES.make_from_string(str(facts["licence"]))],
        properties=hashes_of(folder),
    )


def table_of(folder: Path) -> Component:
    return Component(
        name=folder.name,
        version=__version__,
        type=ComponentType.DATA,
        bom_ref=f"data/{folder.name}",
        properties=hashes_of(folder),
    )


def hashes_of(folder: Path) -> list[Property]:
    return [
        Property(name=f"sha256:{file.name}", value=hashlib.sha256(file.read_bytes()).hexdigest())
        for file in sorted(folder.iterdir())
        if file.is_file()
    ]


def when() -> datetime:
    """The build's own time where it has one, so that equal builds give equal documents."""
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(stated), UTC) if stated else datetime.now(UTC)


def main() -> None:
    out = Path(sys.argv[1])
    text = JsonV1Dot6(bill_of_materials()).output_as_string(indent=2)
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if problem is not None:
        raise SystemExit(f"The bill of materials is not valid CycloneDX: {problem}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text + "\n", encoding="utf-8")
    kinds = [each["type"] for each in json.loads(text)["components"]]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))
    print(f"{out}: {counts}")


if __name__ == "__main__":
    main()
