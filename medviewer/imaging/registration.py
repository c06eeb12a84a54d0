"""Rigid registration of one volume to another: how to turn and shift the one to lie on the other.

    both thinned to about 3 mm ─► centres on one another ─► mutual information, coarse to fine ─► transform

Mattes et al. 2003 (mutual information), a regular-step gradient descent over six parameters; the sample is
drawn with a fixed seed, so the same volumes give the same answer.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from medviewer.domain.geometry import VolumeGeometry, as_vector
from medviewer.domain.rigid_transform import RigidTransform, rotation_of
from medviewer.domain.volume import Volume
from medviewer.errors import NotRegistered
from medviewer.progress import CancelToken, Progress, ProgressSink, ignore_progress
from medviewer.words import message

Itk = Any  # SimpleITK's types have no signatures

GRID_MM = 3.0  # fine enough for half a millimetre, coarse enough for seconds
SMALLEST_SIDE = 8  # voxels: less has no depth to be matched
BINS, SAMPLED, SEED = 32, 0.2, 1
SHRINKS, SMOOTHINGS_MM = (3, 1), (4.0, 0.0)
STEPS, FIRST_STEP, LAST_STEP = 80, 2.0, 0.01
LEAST_OVERLAP = 0.2  # of the smaller one's voxels: below it the two are not of one place


def register(
    fixed: Volume,
    moving: Volume,
    token: CancelToken,
    progress: ProgressSink = ignore_progress,
) -> RigidTransform:
    """Find where each place of `fixed` lies in `moving`. Runs off the GUI thread.

    Returns:
        From patient mm of `fixed` to patient mm of `moving`.

    Raises:
        NotRegistered: a volume is too flat, or the two hardly overlap.
        Cancelled: as asked.
    """
    images = tuple(_image(volume) for volume in (fixed, moving))
    found = _search(images[0], images[1], token, progress)
    if _overlap(fixed.geometry, moving.geometry, found) < LEAST_OVERLAP:
        raise NotRegistered(
            message(
                "Registration",
                "The two series could not be laid on one another: less than a fifth of them would overlap. "
                "Show the same place in both and align them by hand.",
            )
        )
    return found


def simpleitk() -> Any:
    """The library, loaded when something is first registered."""
    import SimpleITK

    return SimpleITK


def thinned(volume: Volume) -> Volume:
    """Every so-manieth voxel, about `GRID_MM` apart, float32; what is thin already stays as it is.

    Raises:
        NotRegistered: too few are left.
    """
    strides = [max(1, round(GRID_MM / spacing)) for spacing in volume.geometry.spacing_mm]
    array = volume.array[tuple(slice(None, None, stride) for stride in strides)]
    if min(array.shape[:3]) < SMALLEST_SIDE:
        raise NotRegistered(
            message(
                "Registration",
                "A series of {slices} × {rows} × {columns} voxels is too small to be registered. Align it by "
                "hand.",
                slices=volume.array.shape[0],
                rows=volume.array.shape[1],
                columns=volume.array.shape[2],
            )
        )
    geometry = volume.geometry
    plane = replace(
        geometry.plane,
        row_spacing_mm=geometry.plane.row_spacing_mm * strides[1],
        column_spacing_mm=geometry.plane.column_spacing_mm * strides[2],
    )
    step = as_vector(np.array(geometry.slice_step_mm) * strides[0])
    slices, rows, columns = array.shape
    return Volume(
        np.ascontiguousarray(array, dtype=np.float32),
        VolumeGeometry(plane, step, (slices, rows, columns)),
        volume.unit,
    )


def _image(volume: Volume) -> Itk:
    """Thinned, in patient space."""
    small = thinned(volume)
    image = simpleitk().GetImageFromArray(small.array)
    axes = small.geometry.affine_lps[:3, :3]  # slice, row, column step
    steps = np.linalg.norm(axes, axis=0)
    image.SetOrigin(volume.geometry.plane.position)
    image.SetSpacing([float(step) for step in steps[::-1]])
    image.SetDirection((axes / steps)[:, ::-1].ravel().tolist())
    return image


def _search(fixed: Itk, moving: Itk, token: CancelToken, progress: ProgressSink) -> RigidTransform:
    itk = simpleitk()
    start = itk.CenteredTransformInitializer(
        fixed,
        moving,
        itk.Euler3DTransform(),
        itk.CenteredTransformInitializerFilter.GEOMETRY,
    )
    method = itk.ImageRegistrationMethod()
    method.SetMetricAsMattesMutualInformation(BINS)
    method.SetMetricSamplingStrategy(method.RANDOM)
    method.SetMetricSamplingPercentage(SAMPLED, SEED)
    method.SetInterpolator(itk.sitkLinear)
    method.SetOptimizerAsRegularStepGradientDescent(FIRST_STEP, LAST_STEP, STEPS)
    method.SetOptimizerScalesFromPhysicalShift()
    method.SetShrinkFactorsPerLevel(SHRINKS)
    method.SetSmoothingSigmasPerLevel(SMOOTHINGS_MM)
    method.SmoothingSigmasAreSpecifiedInPhysicalUnitsOn()
    method.SetInitialTransform(start, inPlace=False)
    _watch(method, token, progress)
    try:
        found = method.Execute(fixed, moving)
    except RuntimeError as error:
        token.check()
        raise NotRegistered(
            message(
                "Registration",
                "The two series have too little in common to be laid on one another. Align them by hand.",
            )
        ) from error
    token.check()
    return _transform(itk.Euler3DTransform(_simple(found)))


def _simple(found: Itk) -> Itk:
    """The one transform in a composite one."""
    itk = simpleitk()
    composite = itk.CompositeTransform(found)
    return composite.GetBackTransform() if composite.GetNumberOfTransforms() else found


def _transform(euler: Itk) -> RigidTransform:
    rotation = np.array(euler.GetMatrix()).reshape(3, 3)
    centre, shift = np.array(euler.GetCenter()), np.array(euler.GetTranslation())
    return RigidTransform(as_vector(centre + shift - rotation @ centre), rotation_of(rotation))


def _watch(method: Itk, token: CancelToken, progress: ProgressSink) -> None:
    """Say how far it is, and stop within one step of being asked to."""
    itk = simpleitk()
    stage = message("Registration", "Registering")
    total = STEPS * len(SHRINKS)

    def on_step() -> None:
        if token.is_cancelled:
            method.StopRegistration()
        done = method.GetCurrentLevel() * STEPS + method.GetOptimizerIteration()
        progress(Progress(stage, min(done, total), total))

    method.AddCommand(itk.sitkIterationEvent, on_step)


def _overlap(fixed: VolumeGeometry, moving: VolumeGeometry, transform: RigidTransform) -> float:
    """The share of the fixed volume that lies in the moving one, or the other way round if that is more."""
    return max(
        _share_within(fixed, moving, transform), _share_within(moving, fixed, transform.inverse)
    )


def _share_within(inner: VolumeGeometry, outer: VolumeGeometry, transform: RigidTransform) -> float:
    grid = np.stack(
        np.meshgrid(*(np.linspace(0, side - 1, 12) for side in inner.shape), indexing="ij"), -1
    )
    voxels = outer.patient_to_voxel(transform.apply(inner.voxel_to_patient(grid.reshape(-1, 3))))
    is_within = ((voxels >= 0) & (voxels <= np.array(outer.shape) - 1)).all(axis=1)
    return float(is_within.mean())
