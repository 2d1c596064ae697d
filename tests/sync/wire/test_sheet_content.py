"""The bytes of a day sheet's content: what tills of this version write, and later ones may read."""

import pytest

from sync.wire.packing import UnreadableError, pack, unpack
from sync.wire.sheet_content import SHAPE, SheetContent, SheetItem, SheetTurn

WRITTEN = (
    b'{"shape":1,"till":"T1","day":"2026-11-21","takings_minor":450,"until_ms":1795262400000,'
    b'"closed_ms":1795270000000,"categories":[[],["\xe9\xa5\xae\xe6\x96\x99"]],'
    b'"items":[["000017",1,"\xe4\xb9\x8c\xe9\xbe\x99\xe8\x8c\xb6","Oolong tea",true]],'
    b'"rules":[["half","\xe5\x8d\x8a\xe4\xbb\xb7","Half price"]],'
    b'"members":["000102030405060708090a0b0c0d0e0f"],'
    b'"turns":[{"shift":1,"operator":"1001","trade":[[14,"sale",1,450]],"goods":[[0,1000,450]],'
    b'"department":[[0,1000,1000,450,0,1]],"tender":[["cash",1,450]],"visit":[[1,1,1,450]]}]}'
)


def content() -> SheetContent:
    return SheetContent(
        shape=SHAPE,
        till="T1",
        day="2026-11-21",
        takings_minor=450,
        until_ms=1_795_262_400_000,
        closed_ms=1_795_270_000_000,
        categories=((), ("饮料",)),
        items=(SheetItem("000017", 1, "乌龙茶", "Oolong tea", was_sold=True),),
        rules=(("half", "半价", "Half price"),),
        members=(bytes(range(16)).hex(),),
        turns=(
            SheetTurn(
                shift=1,
                operator="1001",
                trade=((14, "sale", 1, 450),),
                goods=((0, 1_000, 450),),
                department=((0, 1_000, 1_000, 450, 0, 1),),
                tender=(("cash", 1, 450),),
                visit=((1, 1, 1, 450),),
            ),
        ),
    )


def test_a_content_has_these_bytes_and_is_read_back_whole() -> None:
    assert pack(content()) == WRITTEN
    assert unpack(WRITTEN, SheetContent) == content()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (b"[[14,", b"[[24,"),
        (b'"000102', b'"\xe5\xbc\xa0000102'),
        (b",1000,450]]", b",1000,450.5]]"),
        (b'"takings_minor":450', b'"takings_minor":100000000001'),
    ],
)
def test_a_content_beyond_its_types_is_unreadable(wrong: bytes, right: bytes) -> None:
    assert wrong in WRITTEN
    with pytest.raises(UnreadableError):
        unpack(WRITTEN.replace(wrong, right, 1), SheetContent)
