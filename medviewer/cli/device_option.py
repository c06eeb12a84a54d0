"""The option that says where models run."""

import argparse
from collections.abc import Sequence

DEVICES = ("auto", "cpu", "cuda", "mps")


def add_device(parser: argparse.ArgumentParser, devices: Sequence[str] = DEVICES) -> None:
    parser.add_argument(
        "--device",
        choices=devices,
        default="auto",
        help="where models run; auto: on a graphics card if there is one that fits (default)",
    )
