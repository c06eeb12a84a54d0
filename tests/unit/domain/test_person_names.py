"""Names as they are read."""

import pytest

from medviewer.domain.person_names import readable_name


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Doe^Jane", "Doe, Jane"),
        (
            "Adams^John Robert Quincy^^Rev.^B.A. M.Div.",
            "Adams, Rev. John Robert Quincy B.A. M.Div.",
        ),
        ("Wang^XiaoMing=王^小明", "王小明 (Wang, XiaoMing)"),
        ("Yamada^Tarou=山田^太郎=やまだ^たろう", "山田太郎 (Yamada, Tarou)"),
        ("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", "山田太郎 (ﾔﾏﾀﾞ ﾀﾛｳ)"),
        ("Hong^Gildong=洪^吉洞=홍^길동", "洪吉洞 (Hong, Gildong)"),
        ("==やまだ^たろう", "やまだ たろう"),
        ("김^희중", "김희중"),
        ("=王^小明", "王小明"),
        ("王^小明", "王小明"),
        ("王小明", "王小明"),
        ("Doe", "Doe"),
        ("Doe^", "Doe"),
        ("^Jane", "Jane"),
        ("", ""),
        ("==", ""),
    ],
)
def test_that_a_name_is_put_into_reading_order(written: str, read: str) -> None:
    assert readable_name(written) == read
