"""What was used longest ago goes first; what is kept or in use never."""

from medviewer.domain.network_settings import ArrivalQuota
from medviewer.domain.transfers import ArrivedStudy
from medviewer.session.network.quota import leaving

GB = 10**9
DAY_S = 86_400.0
NOW_S = 1000 * DAY_S


def study(uid: str, days_ago: float, gigabytes: int = 1, *, is_kept: bool = False) -> ArrivedStudy:
    return ArrivedStudy(
        uid,
        arrived_at=NOW_S - days_ago * DAY_S,
        byte_count=gigabytes * GB,
        is_kept=is_kept,
    )


def gone(*studies: ArrivedStudy, quota: ArrivalQuota, in_use: tuple[str, ...] = ()) -> list[str]:
    return [one.study_instance_uid for one in leaving(studies, quota, NOW_S, in_use)]


def test_that_nothing_goes_within_the_quota() -> None:
    assert gone(study("a", 1), study("b", 2), quota=ArrivalQuota(2, 30)) == []


def test_that_what_was_used_longest_ago_goes_until_the_rest_fits() -> None:
    studies = study("new", 1), study("oldest", 9), study("old", 5)

    assert gone(*studies, quota=ArrivalQuota(2, 30)) == ["oldest"]
    assert gone(*studies, quota=ArrivalQuota(1, 30)) == ["oldest", "old"]


def test_that_opening_a_study_counts_as_using_it() -> None:
    opened = ArrivedStudy(
        "opened", arrived_at=NOW_S - 9 * DAY_S, opened_at=NOW_S - DAY_S, byte_count=GB
    )

    assert gone(opened, study("other", 5), quota=ArrivalQuota(1, 30)) == ["other"]


def test_that_what_is_too_old_goes_though_there_is_room() -> None:
    assert gone(study("a", 31), study("b", 29), quota=ArrivalQuota(20, 30)) == ["a"]


def test_that_what_is_kept_or_in_use_stays_whatever_it_takes() -> None:
    studies = study("kept", 90, 50, is_kept=True), study("open", 80, 50), study("free", 1)

    assert gone(*studies, quota=ArrivalQuota(1, 30), in_use=("open",)) == ["free"]


def test_that_no_limit_means_no_limit() -> None:
    assert gone(study("a", 900, 500), quota=ArrivalQuota(0, 0)) == []
