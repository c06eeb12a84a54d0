"""Who is fitted of every recipe: each part by itself, all parts together, the linear baseline of both."""

from medviewer.ai.networks.fusion import HEADS
from medviewer.ai.runtime.fusion.case_inputs import PartPlan
from medviewer.ai.runtime.fusion.fused_model import LINEAR, SubjectPlan

NETWORK, BASELINE, ABLATION = "network", "baseline", "ablation"  # of `SubjectKind`
GATED = "gated fusion"
TITLES = {"gated": GATED, "film": "FiLM fusion", "cross_attention": "cross-attention fusion"}
LINEAR_ALL = "logistic regression, all parts"


def subject_list(parts: tuple[PartPlan, ...], members: int, hidden: int) -> tuple[SubjectPlan, ...]:
    """In the order of the table; a part that is only compared gets a linear subject alone."""
    fused = tuple(part.name for part in parts if not part.is_compared_only)
    singles = [SubjectPlan(f"{n} only", "gated", NETWORK, (n,), members, hidden) for n in fused]
    heads = [SubjectPlan(TITLES[h], h, NETWORK, fused, members, hidden) for h in HEADS]
    plain = [SubjectPlan(f"logistic regression, {n}", LINEAR, BASELINE, (n,)) for n in fused]
    compared = [
        SubjectPlan(f"logistic regression, {part.name}", LINEAR, ABLATION, (part.name,))
        for part in parts
        if part.is_compared_only
    ]
    together = SubjectPlan(LINEAR_ALL, LINEAR, BASELINE, fused)
    return (*singles, *heads, *plain, together, *compared)


def candidates(subjects: tuple[SubjectPlan, ...]) -> tuple[str, ...]:
    """Who may become the default."""
    return tuple(each.name for each in subjects if each.kind != ABLATION)
