"""Handlers for the worker process tests; imported by name in the child."""

import os
import threading

from medviewer.errors import NotApplicable
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

STAGE = message("Test", "Counting")


class Counter:
    """Answers with how often it was asked; some words make it misbehave."""

    device = "CPU"

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken, /) -> object:
        self.asked += 1
        if request == "crash":
            os._exit(7)
        if request == "refuse":
            raise NotApplicable(message("Test", "no"))
        if request == "bug":
            raise ZeroDivisionError
        if request == "wait politely":
            progress(Progress(STAGE, 0, 1))
            while True:
                token.check()
                threading.Event().wait(0.005)
        if request == "hang":
            progress(Progress(STAGE, 0, 1))
            threading.Event().wait()
        for done in range(3):
            progress(Progress(STAGE, done + 1, 3))
        return (self.asked, os.getpid())


def build_counter() -> Counter:
    return Counter()


def build_nothing() -> Counter:
    """Die before being ready."""
    os._exit(3)
