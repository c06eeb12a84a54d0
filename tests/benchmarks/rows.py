"""Every row of `make bench`, in the order of the issues that asked for them. Add yours here.

A row names contestants: functions of this folder that prepare something and return what is timed.
"""

from tests.benchmarks.row import Goal, Row

PEERS_OF_COMPRESSED = ("pydicom", "gdcm", "SimpleITK", "itk")


def _compressed(name: str, goal: float) -> Row:
    peers = tuple(f"reading_peers:loading:{name}:{peer}" for peer in PEERS_OF_COMPRESSED)
    return Row(f"load.{name}", f"reading:loading:{name}", peers, Goal(goal), rounds=3)


READING = (
    Row(
        "load.uncompressed",
        "reading:loading:ct",
        (
            "reading_peers:loading:ct:vtk",
            "reading_peers:loading:ct:imageio",
            "reading_peers:loading:ct:pydicom by hand",
        ),
        Goal(0.6),
    ),
    Row(
        "load.uncompressed_itk",
        "reading:loading:ct",
        ("reading_peers:loading:ct:SimpleITK",),
        Goal(0.15),
    ),
    Row(
        "load.uncompressed_floor",
        "reading:loading:ct",
        ("reading_peers:loading:ct:reading all bytes",),
        Goal(2.5),
        rounds=9,
    ),
    _compressed("jpeg_ls", 0.5),
    _compressed("rle", 0.3),
    _compressed("jpeg_lossless", 0.4),
    _compressed("jpeg_2000", 0.9),
    Row(
        "load.enhanced",
        "reading:load_enhanced",
        ("reading_peers:pydicom_enhanced",),
        Goal(0.35),
        rounds=9,
    ),
    Row(
        "load.enhanced_first_frame",
        "reading:first_frame_enhanced",
        ("reading_peers:pydicom_first_frame",),
        None,
        rounds=9,
    ),
    Row(
        "load.radiograph",
        "reading:read_radiograph",
        ("reading_peers:pydicom_radiograph",),
        Goal(0.3),
        rounds=9,
    ),
    Row(
        "scan.gdcm",
        "reading:read_headers",
        ("reading_peers:scan_gdcm",),
        Goal(1.5, is_at_least=True),
        "files/s",
        is_rate=True,
        rounds=9,
    ),
    Row(
        "scan.pydicom",
        "reading:read_headers",
        ("reading_peers:scan_pydicom",),
        Goal(5, is_at_least=True),
        "files/s",
        is_rate=True,
        rounds=9,
    ),
    Row(
        "scan.folder",
        "reading:scan_folder",
        ("reading_peers:scan_gdcm",),
        None,
        "files/s",
        is_rate=True,
        rounds=9,
    ),
    Row(
        "memory.ct",
        "reading:peak_of_ct",
        ("allowances:memory_of_ct",),
        Goal(1),
        "MB",
        rounds=1,
    ),
    Row(
        "memory.large_ct",
        "reading:peak_of_large_ct",
        ("allowances:four_gigabytes",),
        Goal(1),
        "MB",
        rounds=1,
    ),
)

SHOWING = (
    Row("grey.slice", "greys:ours", ("greys:pyqtgraph_image_item",), Goal(0.6), rounds=9),
    Row("grey.dragging", "greys:ours_dragging", ("greys:pyqtgraph_dragging",), Goal(0.2), rounds=5),
    Row(
        "scroll.napari",
        "scrolling:ours:with marks",
        ("scrolling:napari",),
        Goal(8, is_at_least=True),
        "steps/s",
        is_rate=True,
    ),
    Row(
        "scroll.image_view",
        "scrolling:ours:with marks",
        ("scrolling:pyqtgraph_image_view",),
        Goal(2, is_at_least=True),
        "steps/s",
        is_rate=True,
    ),
    Row(
        "scroll.image_item",
        "scrolling:ours:without marks",
        ("scrolling:pyqtgraph_image_item",),
        Goal(0.95, is_at_least=True),
        "steps/s",
        is_rate=True,
        rounds=9,
    ),
    Row(
        "scroll.image_item_marks",
        "scrolling:ours:with marks",
        ("scrolling:pyqtgraph_image_item",),
        Goal(0.75, is_at_least=True),
        "steps/s",
        is_rate=True,
        rounds=9,
    ),
    Row(
        "scroll.p95",
        "scrolling:ours_at_worst:with marks",
        ("allowances:one_frame_at_60_hz",),
        Goal(1),
    ),
    Row("launch.window", "launching:ours_window", ("launching:napari_window",), Goal(0.2)),
    Row("launch.image", "launching:ours_image", ("launching:napari_image",), Goal(0.2)),
)

RESLICING = (
    Row(
        "reading.oblique",
        "reslicing:oblique:numpy",
        ("reslicing:simpleitk_oblique",),
        Goal(1.2),
        rounds=9,
    ),
    Row(
        "reading.oblique_numba",
        "reslicing:oblique:numba",
        ("reslicing:simpleitk_oblique",),
        Goal(0.7),
        rounds=9,
    ),
    Row(
        "reading.coronal",
        "reslicing:along_axes:coronal",
        ("allowances:tenth_of_a_millisecond",),
        Goal(1),
        rounds=9,
    ),
    Row(
        "reading.sagittal",
        "reslicing:along_axes:sagittal",
        ("reslicing:strided_copy:sagittal",),
        Goal(1.5),
        rounds=9,
    ),
    Row(
        "reading.slab_dragging", "reslicing:slab:numpy:dragging", ("reslicing:vtk_slab",), Goal(0.7)
    ),
    Row("reading.slab", "reslicing:slab:numpy:exact", ("reslicing:vtk_slab",), Goal(2)),
    Row("reading.linked_scroll", "linked_scrolling:at_worst", ("allowances:two_frames",), Goal(1)),
    Row("reading.crosshair", "crosshair:at_worst:straight", ("allowances:two_frames",), Goal(1)),
    Row(
        "reading.crosshair_turned", "crosshair:at_worst:turned", ("allowances:two_frames",), Goal(1)
    ),
    Row(
        "reading.ten_studies",
        "opened_and_closed:left_after:10",
        ("opened_and_closed:left_after:1",),
        Goal(1.1),
        unit="MB",
        rounds=1,
    ),
    Row(
        "reading.solid_mip",
        "solid_turning:at_worst:mip",
        ("allowances:tenth_of_a_second",),
        Goal(1),
    ),
    Row(
        "reading.solid",
        "solid_turning:at_worst:ct_soft_tissue",
        ("allowances:tenth_of_a_second",),
        Goal(1),
    ),
    Row("reading.slab_numba", "reslicing:slab:numba:exact", ("reslicing:vtk_slab",), Goal(0.7)),
)

WORKING = (
    Row("stall.analysis", "stalls:longest", ("allowances:fifty_milliseconds",), Goal(1), rounds=3),
)

SHIPPED = ("chest_ct_nodules", "brain_mr_tumour", "chest_xray_pneumonia", "image_kind")
EAGER = 1 / 1.8  # of plain torch's time: 1.8 times as fast


def _inference(model: str) -> tuple[Row, ...]:
    """One image, all members, one thread. Half precision is a line of its own: few CPUs are quick at it."""
    ours, eager = f"inference:one_image:{model}", (f"inference:one_image:{model}:torch",)
    return (
        Row(f"ai.onnxruntime.{model}", f"{ours}:onnxruntime", eager, Goal(EAGER)),
        Row(f"ai.as_chosen.{model}", f"inference:as_chosen:{model}", eager, Goal(EAGER)),
        Row(f"ai.channels_last.{model}", f"{ours}:channels_last", eager, None),
        Row(f"ai.bf16.{model}", f"{ours}:bf16", eager, None),
        Row(
            f"ai.attention_map.{model}",
            f"inference:attention_map:{model}",
            (f"inference:forward:{model}",),
            Goal(1.1),
        ),
    )


READ_AND_THRESHOLD = ("whole_scan:simpleitk",)
INFERRING = (
    *(row for model in SHIPPED for row in _inference(model)),
    Row("ai.scan", "whole_scan:analyze", READ_AND_THRESHOLD, Goal(25), rounds=3),
    Row("ai.scan.chosen", "whole_scan:analyze_as_chosen", READ_AND_THRESHOLD, Goal(25), rounds=3),
    *(
        Row(f"ai.scan.{stage}", f"whole_scan:{stage}", READ_AND_THRESHOLD, None, rounds=3)
        for stage in ("reading", "lungs", "candidates", "judging")
    ),
    Row(
        "ai.first_answer.cold",
        "whole_scan:first_answer:cold",
        ("whole_scan:first_answer:warm",),
        None,
        rounds=3,
    ),
    Row(
        "ai.memory", "whole_scan:memory_gb", ("allowances:two_gigabytes",), Goal(1), "GB", rounds=1
    ),
)

CODING = (Row("code.note", "coding:coded", ("coding:allowance",), Goal(1), rounds=3),)

EXPORTING = (
    Row("export.segmentation", "exporting:ours", ("exporting:highdicom",), Goal(1.2), rounds=3),
    Row(
        "stall.export",
        "export_stalls:longest",
        ("allowances:fifty_milliseconds",),
        Goal(1),
        rounds=1,
    ),
)

PACKAGES = (
    Row("packages.window", "packages:frozen:window", ("packages:napari:window",), Goal(0.3)),
    Row("packages.window_wheel", "packages:wheel:window", ("packages:napari:window",), Goal(0.3)),
    Row("packages.image", "packages:frozen:image", ("packages:napari:image",), None),
    Row("packages.image_wheel", "packages:wheel:image", ("packages:napari:image",), None),
    Row("packages.window_c++", "packages:frozen:window", ("packages:aeskulap:window",), None),
    Row("packages.image_c++", "packages:frozen:image", ("packages:aeskulap:image",), None),
)

BATCHES = (
    Row(
        "batch.two_workers",
        "batches:pool:2",
        ("batches:pool:1",),
        Goal(1.6, is_at_least=True),
        "studies/s",
        is_rate=True,
        rounds=3,
    ),
    Row(
        "batch.ray",
        "batches:on_ray:2",
        ("batches:pool:2",),
        Goal(1.1),
        "s/study",
        rounds=3,
    ),
)

NETWORK = (
    Row(
        "network.wado",
        "retrieving:by_wado",
        ("retrieving:files_by_curl",),
        Goal(0.8, is_at_least=True),
        "images/s",
        is_rate=True,
    ),
    Row(  # 0.8 of its throughput
        "network.get", "archives:ours_get", ("archives:getscu:no delay",), Goal(1.25), rounds=3
    ),
    Row("network.move", "archives:ours_move", ("archives:movescu:no delay",), None, rounds=3),
    Row("network.store", "archives:ours_store", ("archives:storescu:no delay",), None, rounds=3),
    Row(
        "network.wado_one_file",
        "retrieving:by_wado",
        ("retrieving:by_curl",),
        None,
        "images/s",
        is_rate=True,
        rounds=3,
    ),
)

ROWS = (
    *READING,
    *SHOWING,
    *RESLICING,
    *WORKING,
    *INFERRING,
    *CODING,
    *EXPORTING,
    *PACKAGES,
    *BATCHES,
    *NETWORK,
)
