"""Text in every character set DICOM defines; bytes and names from PS3.5 annexes H to K, or coded by hand."""

import pytest

from medviewer.dicom.text.undeclared_text import decoded

EXAMPLES = [
    # PS3.5 table H.3-1 and annex H.3.2: Japanese with ISO-IR 87, then with ISO-IR 13, too
    (
        (b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B"),
        ("", "ISO 2022 IR 87"),
        "Yamada^Tarou=山田^太郎=やまだ^たろう",
    ),
    (
        (
            b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J"
            b"=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J"
        ),
        ("ISO 2022 IR 13", "ISO 2022 IR 87"),
        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
    ),
    # annex I.2: Korean
    (
        (
            b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7"
            b"=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf"
        ),
        ("", "ISO 2022 IR 149"),
        "Hong^Gildong=洪^吉洞=홍^길동",
    ),
    # annex J.1 and J.2: UTF-8 and GB 18030
    (
        b"Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1=",
        ("ISO_IR 192",),
        "Wang^XiaoDong=王^小東=",
    ),
    (b"Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=", ("GB18030",), "Wang^XiaoDong=王^小东="),
    (b"Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=", ("GBK",), "Wang^XiaoDong=王^小东="),
    # annex K.2: GB 2312
    (
        b"Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab=",
        ("", "ISO 2022 IR 58"),
        "Zhang^XiaoDong=张^小东=",
    ),
    # single bytes, from the code charts of ISO 8859, JIS X 0201 and TIS 620
    (b"Buc^J\xe9r\xf4me", ("ISO_IR 100",), "Buc^Jérôme"),
    (b"Wa\xb3\xeasa^Lech", ("ISO_IR 101",), "Wałęsa^Lech"),
    (b"\xa6\xf8apar", ("ISO_IR 109",), "Ĥĝapar"),
    (b"K\xe0rli\xf2\xb9", ("ISO_IR 110",), "Kārliōš"),
    (b"\xbb\xee\xdace\xdc\xd1yp\xd3", ("ISO_IR 144",), "Люкceмбypг"),
    (
        b"\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1",
        ("ISO_IR 127",),
        "قباني^لنزار",
    ),
    (b"\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2", ("ISO_IR 126",), "Διονυσιος"),
    (b"\xf9\xf8\xe5\xef^\xe3\xe1\xe5\xf8\xe4", ("ISO_IR 138",), "שרון^דבורה"),
    (b"\xc7a\xf0lar^G\xfc\xfe", ("ISO_IR 148",), "Çağlar^Güş"),
    (b"\xbduvre \xa4", ("ISO_IR 203",), "œuvre €"),
    (b"\xca\xc1\xaa\xd2\xc2", ("ISO_IR 166",), "สมชาย"),
    (b"\xd4\xcf\xc0\xde", ("ISO_IR 13",), "ﾔﾏﾀﾞ"),
    # code extensions between single bytes; a delimiter returns to the first set
    (b"Buc^\x1b-F\xc4\xe9^J\xe9r\xf4me", ("ISO 2022 IR 100", "ISO 2022 IR 126"), "Buc^Δι^Jérôme"),
    (b"\x1b-L\xbb\xee^\xe9", ("ISO 2022 IR 100", "ISO 2022 IR 144"), "Лю^é"),
    # JIS X 0212 holds the ideographs JIS X 0208 leaves out: 丂 is its first one, row 16 cell 1
    (b"\x1b$(D0!\x1b(B", ("", "ISO 2022 IR 159"), "丂"),
    # the second byte of 表 is a backslash in Shift_JIS, and of 乗 in JIS X 0208 a circumflex
    (b"\x1b$B>h\x1b(B^\x1b$BI=\x1b(B", ("", "ISO 2022 IR 87"), "乗^表"),
]


@pytest.mark.parametrize(("value", "declared", "expected"), EXAMPLES)
def test_that_a_declared_set_is_decoded(
    value: bytes, declared: tuple[str, ...], expected: str
) -> None:
    assert decoded(value, declared, "PN") == expected
