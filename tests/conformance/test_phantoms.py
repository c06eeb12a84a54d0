"""Phantoms, each through the commands a script would call."""

from pathlib import Path

import pytest

from tests.conformance.phantoms import Check, families

CHECKS = {
    f"{family}: {name}": check
    for family, checks in families().items()
    for name, check in checks.items()
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_that_a_phantom_is_read_as_it_was_made(check: Check, tmp_path: Path) -> None:
    assert list(check(tmp_path)) == []
