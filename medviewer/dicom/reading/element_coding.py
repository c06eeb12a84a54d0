"""What tells where an element ends: value representations and the tags of items (PS3.5 sections 7.1, 7.5)."""

ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
UNDEFINED_LENGTH = 0xFFFFFFFF
SHORT_VRS = {  # table 7.1-2: a length of 16 bits, as written → as text
    code.encode(): code
    for code in (
        *("AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL"),
        *("SS", "ST", "TM", "UI", "UL", "US"),
    )
}
LONG_VRS = {  # table 7.1-1: two reserved bytes and a length of 32 bits
    vr.encode(): vr
    for vr in ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]
}
