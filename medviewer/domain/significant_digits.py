"""Numbers as a reader takes them in: so many digits, and no powers of ten where a number is large."""


def significant(value: float, digits: int) -> str:
    """`value` in `digits` significant digits at most; in whole numbers where it has more before its point."""
    told = f"{value:.{digits}g}"
    return f"{value:.0f}" if "e+" in told else told
