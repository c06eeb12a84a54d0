"""A Debian from nothing: debootstrap's smallest, kept as an archive, unpacked for each use. Root's work.

Programs run in it by chroot in a mount namespace of their own: what is mounted for them is gone with them.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.packages_check.built import BUILD

SUITE = "bookworm"
MIRROR = os.environ.get("DEBIAN_MIRROR", "http://deb.debian.org/debian")
WITHIN_S = 1500  # a hang guard
# The root's own name is $0, the words to run there are the rest.
ENTER = (
    'mount --rbind /dev "$0/dev" && mount -t tmpfs tmpfs "$0/dev/shm" && mount -t proc proc "$0/proc" && '
    'mkdir -p "$0/tmp/.X11-unix" && mount --rbind /tmp/.X11-unix "$0/tmp/.X11-unix" && exec chroot "$0" "$@"'
)


@dataclass(frozen=True, slots=True)
class DebianRoot:
    """A file system in a folder."""

    folder: Path

    def command(self, *words: str, **environment: str) -> list[str]:
        """What runs `words` there, with no more in the environment than a login has."""
        variables = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **environment,
        }
        login = ["env", "-i", *(f"{name}={value}" for name, value in variables.items())]
        return ["unshare", "--mount", "sh", "-c", ENTER, str(self.folder), *login, *words]

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(*words, **environment),
            capture_output=True,
            text=True,
            timeout=WITHIN_S,
            check=False,
        )

    def install(self, *packages: str) -> None:
        """As a newcomer does: `apt install`, from the distribution's own archive."""
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        for words in (("update", "-qq"), ("install", "-y", "-qq", *packages)):
            ended = self.run("apt-get", *words)
            assert ended.returncode == 0, ended.stdout + ended.stderr


def bare_debian(folder: Path) -> DebianRoot:
    """The smallest Debian there is: apt and a shell, no Python."""
    archive = BUILD / f"{SUITE}.tar"
    if not archive.is_file():
        _bootstrap(archive)
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-xpf", archive, "-C", folder], check=True)
    return DebianRoot(folder)


def need_root() -> None:
    """Skip where a file system cannot be made."""
    if os.geteuid() != 0:
        pytest.skip("needs root: debootstrap, chroot and mount")
    for program in ("debootstrap", "unshare", "chroot"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed (apt-get install debootstrap)")


def _bootstrap(archive: Path) -> None:
    folder = archive.with_suffix(".part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    ended = subprocess.run(
        ["debootstrap", "--variant=minbase", SUITE, folder, MIRROR],
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    if ended.returncode != 0:
        pytest.skip(f"debootstrap cannot reach {MIRROR}: {ended.stderr.strip()[-200:]}")
    unfinished = archive.with_suffix(".tar.part")
    subprocess.run(["tar", "-cpf", unfinished, "-C", folder, "."], check=True)
    unfinished.rename(archive)
    shutil.rmtree(folder)
