"""The networks of MONAI that a Bundle may ask for: classifiers of images, built from plain values alone.

MONAI takes seconds to load, so such a network is only built to be turned into an ONNX graph at import.
"""

from collections.abc import Mapping
from types import MappingProxyType

from torch import nn

from medviewer.errors import InputError
from medviewer.words import message

# Each class's arguments that may be given. `pretrained` is not among them: it would fetch files.
ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **{
            name: frozenset(
                {"spatial_dims", "in_channels", "out_channels", "init_features", "growth_rate"}
                | {"block_config", "bn_size", "dropout_prob"}
            )
            for name in ("DenseNet121", "DenseNet169", "DenseNet201", "DenseNet264")
        },
        **{
            name: frozenset(
                {"spatial_dims", "n_input_channels", "num_classes", "conv1_t_size"}
                | {
                    "conv1_t_stride",
                    "no_max_pool",
                    "shortcut_type",
                    "widen_factor",
                    "bias_downsample",
                }
            )
            for name in ("resnet10", "resnet18", "resnet34", "resnet50")
        },
        "EfficientNetBN": frozenset({"model_name", "spatial_dims", "in_channels", "num_classes"}),
        "SEResNet50": frozenset({"spatial_dims", "in_channels", "num_classes"}),
    }
)
LARGEST = 4096  # of any number among the arguments


def build_bundle_network(target: str, arguments: Mapping[str, object]) -> nn.Module:
    """The network with random weights.

    Raises:
        InputError: it is not on the list above, or asks for what is not.
    """
    if target not in ALLOWED:
        raise _refused(f"its network {target} is none of {', '.join(sorted(ALLOWED))}")
    strange = set(arguments) - ALLOWED[target] - {"pretrained", "progress", "feed_forward"}
    if strange:
        raise _refused(f"{target} would be built with {', '.join(sorted(strange))}")
    if arguments.get("spatial_dims", 2) != 2:
        raise _refused("it is for volumes; only networks for single images can be imported")
    if any(isinstance(value, int | float) and abs(value) > LARGEST for value in arguments.values()):
        raise _refused(f"an argument of {target} is larger than {LARGEST}")
    chosen = {name: value for name, value in arguments.items() if name in ALLOWED[target]}
    return _built(target, chosen | {"spatial_dims": 2})


def _built(target: str, arguments: Mapping[str, object]) -> nn.Module:
    try:
        from monai.networks import nets
    except ImportError as error:
        raise _refused(
            "MONAI is needed once to convert it: pip install medviewer[train]"
        ) from error
    extra = {"pretrained": False} if target.startswith(("Efficient", "SE")) else {}
    try:
        network: nn.Module = getattr(nets, target)(**arguments, **extra)
    except (TypeError, ValueError) as error:
        raise _refused(f"{target} cannot be built so: {error}") from error
    return network


def _refused(why: str) -> InputError:
    return InputError(message("Import", "The MONAI Bundle was not imported: {why}.", why=why))
