"""Patients followed over time: a published leukaemia trial, and made-up tables with a known effect."""

from pathlib import Path

import numpy as np

from medviewer.ai.risk.outcomes import Followed, followed

# Weeks to relapse under 6-mercaptopurine (+ still in remission) and placebo: Freireich et al., Blood 21
# (1963) 699.
TREATED = [
    *["6"] * 3,
    "7",
    "10",
    "13",
    "16",
    "22",
    "23",
    "6+",
    "9+",
    "10+",
    "11+",
    "17+",
    "19+",
    "20+",
]
TREATED += ["25+", "32+", "32+", "34+", "35+"]
PLACEBO = ["1", "1", "2", "2", "3", "4", "4", "5", "5", "8", "8", "8", "8", "11", "11", "12", "12"]
PLACEBO += ["15", "17", "22", "23"]


def arm(weeks: list[str]) -> Followed:
    return followed([int(each.strip("+")) for each in weeks], ["+" not in each for each in weeks])


def both_arms() -> Followed:
    """The treated first."""
    return arm(TREATED + PLACEBO)


def made_table(folder: Path, rows: int = 160, seed: int = 0, name: str = "made_trainval") -> Path:
    """A CSV whose hazard doubles with each unit of `marker`; every fifth `lab` is missing."""
    random = np.random.default_rng(seed)
    marker, noise = random.normal(size=rows), random.normal(size=rows)
    stage = random.choice(["I", "II", "III"], size=rows)
    hazard = 0.002 * 2.0 ** (marker + (stage == "III"))
    reached = random.exponential(1 / hazard)
    cut = random.uniform(200, 900, size=rows)
    lines = ["id,marker,noise,stage,lab,days,status"]
    for row in range(rows):
        lab = "" if row % 5 == 0 else f"{random.normal(10, 2):.2f}"
        days, status = min(reached[row], cut[row]), "dead" if reached[row] < cut[row] else "alive"
        lines.append(
            f"P{row},{marker[row]:.3f},{noise[row]:.3f},{stage[row]},{lab},{days:.1f},{status}"
        )
    file = folder / f"{name}.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
