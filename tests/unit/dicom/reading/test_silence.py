"""Warnings are kept in, in every thread, and the filters are as before afterwards."""

import logging
import threading
import warnings

import pytest

from medviewer.dicom.reading.silence import without_warnings


def test_that_warnings_inside_do_not_come_out() -> None:
    with without_warnings():
        warnings.warn("Invalid value for VR PN: 'Doe^Jane'", stacklevel=1)


def test_that_warnings_come_out_again_afterwards() -> None:
    with without_warnings():
        pass

    with pytest.raises(UserWarning, match="outside"):
        warnings.warn("outside", stacklevel=1)


def test_that_threads_that_overlap_leave_the_filters_as_they_were() -> None:
    before = list(warnings.filters)
    first_is_in, second_is_in, first_is_out = (threading.Event() for _ in range(3))

    def first() -> None:
        with without_warnings():
            first_is_in.set()
            second_is_in.wait()
        first_is_out.set()

    thread = threading.Thread(target=first)
    thread.start()
    first_is_in.wait()
    with without_warnings():
        second_is_in.set()
        first_is_out.wait()
        warnings.warn("still inside", stacklevel=1)
    thread.join()

    assert list(warnings.filters) == before


def test_that_the_log_holds_the_kind_but_not_the_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="medviewer.dicom.reading.silence")

    with without_warnings():
        warnings.warn("Doe^Jane is no name", stacklevel=1)

    assert "UserWarning" in caplog.text
    assert "Doe" not in caplog.text
