"""Captum's drawing module, which MedViewer never calls, would bring matplotlib and a third of a second along.

`captum.attr` imports it when it is imported; what it asks of it by name is here, and says so when called.
"""

import sys
from types import ModuleType


def _not_shipped(*_: object, **__: object) -> None:
    raise RuntimeError("This build of MedViewer is without captum's drawing functions.")


absent = ModuleType("captum.attr._utils.visualization", __doc__)
for name in ("draw_mask_border", "draw_mask_legend", "visualize_image_attr"):
    setattr(absent, name, _not_shipped)
sys.modules[absent.__name__] = absent
