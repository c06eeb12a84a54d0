"""Finishes a frozen folder: fewer symbols, more licences, and nothing that may not be shipped."""

import re
import shutil
import subprocess
import sys
from email.parser import HeaderParser
from pathlib import Path

STRIPPED_FROM_MB = (
    50  # below it is nothing to gain, and some wheels' small libraries do not survive it
)
# Whole words of a licence that would oblige all of us; LGPL and GPL with an exception for linking would not.
GPL = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )(?<!Library or Lesser )General Public Licen[sc]e")
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
GPL_LIBRARIES = ("libreadline*", "libgdbm*", "libx264*", "libx265*", "libQt5*", "*PyQt*")


def main(folder: Path) -> int:
    inside = folder / "_internal"
    strip_symbols(inside)
    add_licences(inside / "licences")
    problems = [*forbidden_packages(inside), *forbidden_libraries(inside)]
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems else 0


def strip_symbols(inside: Path) -> None:
    """A fifth of torch's library is a table of names for debuggers."""
    strip = shutil.which("strip")
    for library in inside.rglob("*.so*") if strip else ():
        if library.is_symlink() or library.stat().st_size < STRIPPED_FROM_MB * 1e6:
            continue
        stripped = library.with_name(f"{library.name}.stripped")
        done = subprocess.run(
            [str(strip), "--strip-unneeded", "-o", stripped, library], check=False
        )
        if done.returncode == 0 and stripped.stat().st_size < library.stat().st_size:
            stripped.replace(library)
        stripped.unlink(missing_ok=True)


def add_licences(folder: Path) -> None:
    """Python's own, and those of the system's libraries that came along; packages bring theirs."""
    folder.mkdir(exist_ok=True)
    stdlib = Path(shutil.__file__).parent
    for name in (stdlib / "LICENSE.txt", Path("/usr/share/doc/python3/copyright")):
        if name.is_file():
            shutil.copyfile(name, folder / "Python.txt")
            break
    for library in folder.parent.glob("*.so*"):
        for copyright_file in copyright_of(library.name):
            shutil.copyfile(copyright_file, folder / f"{copyright_file.parent.name}.txt")


def copyright_of(library: str) -> list[Path]:
    """Debian's file on a library that is in one of its packages."""
    if shutil.which("dpkg-query") is None:
        return []
    asked = subprocess.run(
        ["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True, check=False
    )
    packages = {line.split(":")[0] for line in asked.stdout.splitlines()}
    files = [Path("/usr/share/doc") / package / "copyright" for package in sorted(packages)]
    return [file for file in files if file.is_file()]


def forbidden_packages(inside: Path) -> list[str]:
    """Python packages whose licence is the GPL's and nothing milder."""
    return [
        f"{place.parent.name} may not be shipped: {licence}"
        for place in sorted(inside.glob("*.dist-info/METADATA"))
        if is_gpl(licence := licence_of(place))
    ]


def licence_of(metadata: Path) -> str:
    """The SPDX expression, else the classifiers, else the field's first line."""
    found = HeaderParser().parsestr(metadata.read_text("utf-8", "replace"))
    classified = [c for c in found.get_all("Classifier") or [] if c.startswith("License ::")]
    written = (found["License"] or "").strip().splitlines()[:1]
    return found["License-Expression"] or ", ".join(classified) or "".join(written)


def is_gpl(licence: str) -> bool:
    return bool(GPL.search(licence)) and not LESSER.search(licence)


def forbidden_libraries(inside: Path) -> list[str]:
    return [
        f"{file.relative_to(inside)} may not be shipped: it is under the GPL"
        for pattern in GPL_LIBRARIES
        for file in sorted(inside.rglob(pattern))
    ]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
