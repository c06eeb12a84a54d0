"""Captum's modules that draw, which MedViewer never calls, would bring matplotlib along.

`captum.attr` imports them when it is imported; what it asks of them by name is here, and says so when called.
"""

import sys
from types import ModuleType

DRAWING = ("captum.attr._utils.visualization", "captum.attr._core.llm_attr")


def _not_shipped(*_: object, **__: object) -> None:
    raise RuntimeError("This build of MedViewer is without captum's drawing functions.")


def _by_name(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return _not_shipped


for _name in DRAWING:
    _absent = ModuleType(_name, __doc__)
    _absent.__getattr__ = _by_name  # type: ignore[method-assign]  # PEP 562
    sys.modules[_name] = _absent
