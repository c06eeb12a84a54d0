"""Which arrived studies go so that the rest stays within the quota. A rule, no deed."""

from collections.abc import Collection, Iterable

from medviewer.domain.network_settings import ArrivalQuota
from medviewer.domain.transfers import ArrivedStudy

DAY_S = 24 * 3600.0


def leaving(
    studies: Iterable[ArrivedStudy],
    quota: ArrivalQuota,
    now_s: float,
    in_use: Collection[str] = (),
) -> tuple[ArrivedStudy, ...]:
    """Those that were used longest ago, until the rest fits; kept ones and those in use stay.

    Args:
        now_s: seconds since 1970.
        in_use: UIDs of studies that are open, arriving, or not to be lost for another reason.
    """
    everything = list(studies)
    free = [s for s in everything if not s.is_kept and s.study_instance_uid not in in_use]
    free.sort(key=last_used)
    taken = sum(study.byte_count for study in everything)
    gone = []
    for study in free:
        is_old = quota.days > 0 and now_s - last_used(study) > quota.days * DAY_S
        is_too_much = quota.gigabytes > 0 and taken > quota.byte_count
        if is_old or is_too_much:
            gone.append(study)
            taken -= study.byte_count
    return tuple(gone)


def last_used(study: ArrivedStudy) -> float:
    """Seconds since 1970; one that nobody has opened was last used when it came."""
    return max(study.arrived_at, study.opened_at)
