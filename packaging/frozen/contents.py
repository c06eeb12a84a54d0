"""What goes into the frozen build beside what the analysis finds, and what is left out of it."""

from fnmatch import fnmatch
from pathlib import PurePath

# Packages whose modules are imported by a name made at run time.
LOADED_BY_NAME = (
    "medviewer",
    "fhir.resources.R4B",
    "keyring.backends",
    "openjpeg",
    "pydicom",
    "rle",
)
HIDDEN = (
    "jpeg_ls",
    "tritonclient.http",
    "PySide6.QtOpenGL",  # both by pyqtgraph, which draws nothing with them here
    "PySide6.QtOpenGLWidgets",
    # A codec is a module that imagecodecs loads when it is first asked for.
    "imagecodecs._htj2k",
    "imagecodecs._imcd",
    "imagecodecs._jpeg2k",
    "imagecodecs._jpeg8",
    "imagecodecs._jpegls",
    "imagecodecs._jpegxl",
    "imagecodecs._shared",
    "imagecodecs._shared_cython",
)
WITH_DATA = ("dicomweb_client", "docx", "fhir.resources", "highdicom", "pydicom", "reportlab")

# Packages that look for files beside their own source: networks are exported through onnxscript.
READ_AS_SOURCE = ("docx", "onnxscript")

# Installed beside the others because captum asks for it; see captum_without_pictures.py.
FOR_PICTURES = ("contourpy", "cycler", "fonttools", "kiwisolver", "matplotlib", "python_dateutil")

LEFT_OUT = [
    # GPL: nothing of it may be shipped. A command line is edited by the terminal, not by us.
    "readline",
    "_gdbm",
    "dbm.gnu",
    # What developers use, and the extras of pyproject.toml.
    "IPython",
    "_pytest",
    "hypothesis",
    "llvmlite",
    "monai",
    "mypy",
    "numba",
    "openpyxl",
    "opacus",
    "optuna",
    "pip",
    "pyarrow",
    "pytest",
    "ray",
    "setuptools",
    "wheel",
    # What nothing of ours calls.
    "_curses",
    "_curses_panel",
    "captum.attr._core.llm_attr",
    "captum.attr._utils.visualization",
    "captum.insights",
    "contourpy",
    "crypt",
    "fontTools",
    "gevent.testing",
    "gevent.tests",
    "kiwisolver",
    "matplotlib",
    "mpl_toolkits",
    "networkx",
    "nis",
    "openjpeg.tests",
    "pandas",
    "pydicom.data.test_files",
    "pyqtgraph.examples",
    "pyqtgraph.opengl",
    "rle.benchmarks",
    "rle.tests",
    "tkinter",
    "torch.utils.tensorboard",
    "triton",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtTest",
]

# Files by their place in the folder; `*` crosses slashes.
UNWANTED_FILES = (
    "*/direct_url.json",  # where the build machine had it
    "*/include/*",
    "*.pxd",
    "*.pyi",
    "*.pyx",
    "*/tests/*",
    "pydicom/data/test_files/*",
    "torch/bin/protoc*",
    "torch/lib/*.a",
    "torch/lib/*test*",
    "torch/lib/libbackend_with_compiler.so",
    "torch/share/*",
    "torch/test/*",
    "PySide6/Qt/plugins/egldeviceintegrations/*",
    "PySide6/Qt/plugins/generic/*",
    "PySide6/Qt/plugins/networkinformation/*",
    "PySide6/Qt/plugins/platforms/*eglfs*",
    "PySide6/Qt/plugins/platforms/*linuxfb*",
    "PySide6/Qt/plugins/platforms/*minimalegl*",
    "PySide6/Qt/plugins/platforms/*vkkhr*",
    "PySide6/Qt/plugins/platforms/*vnc*",
    "PySide6/Qt/plugins/platformthemes/*gtk3*",
    "PySide6/Qt/plugins/qmltooling/*",
    "PySide6/Qt/plugins/sqldrivers/*",
    "PySide6/Qt/plugins/tls/*",
    "PySide6/Qt/qml/*",
    "PySide6/Qt/translations/*",
    "*libQt6Egl*",
    *(f"{package}-*.dist-info/*" for package in FOR_PICTURES),
)
WANTED_ALL_THE_SAME = ("PySide6/Qt/translations/qtbase_zh_CN.qm",)

# Libraries of the system are the system's to bring (packaging/system_packages.txt), above all those that talk
# to its display, sound and graphics driver. Python's own are not there where Python is not; the window's
# connection to X is small and most often what is missing.
OF_THE_SYSTEM = ("/lib/*", "/lib64/*", "/usr/lib/*", "/usr/lib64/*")
BROUGHT_ALONG = (
    "libbz2.so*",
    "libcrypto.so*",
    "libexpat.so*",
    "libffi.so*",
    "liblzma.so*",
    "libpython3*",
    "libsqlite3.so*",
    "libssl.so*",
    "libuuid.so*",
    "libxcb-*.so*",
    "libxkbcommon*.so*",
    "libz.so*",
)


def is_shipped(place: str, origin: str) -> bool:
    """Whether a file belongs into the folder.

    Args:
        place: where it would lie, below the folder.
        origin: the file on the build machine.
    """
    path = PurePath(place).as_posix()
    if _is_among(path, WANTED_ALL_THE_SAME):
        return True
    if _is_among(origin, OF_THE_SYSTEM) and "-packages/" not in origin:
        is_module = "/python3" in origin  # a module of the system's Python is one of ours
        return is_module or _is_among(PurePath(path).name, BROUGHT_ALONG)
    return not _is_among(path, UNWANTED_FILES)


def _is_among(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)
