"""Licences as the installed packages state them."""

import pytest

from medviewer.third_party import ThirdParty, licence_texts, third_parties


def test_that_what_packages_need_is_named_too() -> None:
    named = {each.key: each for each in third_parties()}

    assert "shiboken6" in named["pyside6-essentials"].needs
    assert "shiboken6" in named
    assert "gevent" in named  # through an extra: tritonclient[http]


def test_that_every_installed_package_states_a_licence() -> None:
    silent = [each.name for each in third_parties() if each.version and not each.licence]

    assert silent == []


def test_that_nothing_shipped_is_under_a_licence_that_binds_the_whole_program() -> None:
    assert [each for each in third_parties() if each.binds_all] == []


@pytest.mark.parametrize(
    ("licence", "binds"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("LGPL-3.0-only OR GPL-2.0-only", False),
        ("GPL-2.0-only OR MIT", False),
        ("MIT", False),
    ],
)
def test_that_a_choice_or_a_library_apart_does_not_bind(licence: str, binds: bool) -> None:
    assert ThirdParty("x", "1", licence).binds_all is binds


def test_that_a_licence_text_is_read_whole() -> None:
    texts = dict(licence_texts("pydicom"))

    assert any("Permission is hereby granted, free of charge" in text for text in texts.values())


def test_that_a_package_that_is_not_there_has_no_texts() -> None:
    assert licence_texts("no-such-package") == ()
