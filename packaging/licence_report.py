"""Writes the licences of everything a build ships, with their texts, as one file.

    python packaging/licence_report.py OUT.txt

Ends with exit code 1 where a package states no licence, or one that would bind the whole program (GPL, AGPL).
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from medviewer import __version__, paths
from medviewer.third_party import ThirdParty, licence_texts, third_parties

RULE = "=" * 100


def report(packages: tuple[ThirdParty, ...]) -> Iterator[str]:
    yield f"MedViewer {__version__} is under the Apache License 2.0. It is shipped with these packages."
    yield ""
    yield from (f"{each.name:28} {each.version:16} {each.licence}" for each in packages)
    yield ""
    yield "Models and the data they were trained on:"
    yield from models()
    for each in packages:
        for name, text in licence_texts(each.name):
            yield from ("", RULE, f"{each.name} {each.version}: {name}", RULE, text.rstrip())


def models() -> Iterator[str]:
    for card in sorted(
        (*paths.models().glob("*/card.toml"), *paths.models().glob("*/system.toml"))
    ):
        facts = tomllib.loads(card.read_text(encoding="utf-8"))
        yield f"{card.parent.name:28} {facts.get('version', ''):16} {facts.get('licence', '')}"
        for source in facts.get("sources", ()):
            yield f"    {source.get('name', '')}: {source.get('licence', '')}"


def main() -> int:
    out, packages = Path(sys.argv[1]), tuple(each for each in third_parties() if each.version)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(report(packages)) + "\n", encoding="utf-8")
    refused = [each for each in packages if not each.licence or each.binds_all]
    for each in refused:
        print(f"{each.name} {each.version}: {each.licence or 'states no licence'}", file=sys.stderr)
    print(f"{out}: {len(packages)} packages, {len(refused)} of them refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
