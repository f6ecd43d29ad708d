"""The start order comes from a file or from the words themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from flyzone.errors import InputError
from flyzone.wire.order import MAX_ORDER_BYTES, load_order


def test_a_file_holds_a_name_a_line(tmp_path: Path) -> None:
    file = tmp_path / "squad.txt"
    file.write_bytes("\ufeffMia\nÅsa\n# rest\nMia\n".encode())
    for source in (file, str(file)):
        assert load_order(source).waiting == ("Mia", "Åsa", "Mia")


def test_names_may_stand_on_the_command_line() -> None:
    assert load_order("Mia, Lea ,Mia").waiting == ("Mia", "Lea", "Mia")
    assert load_order("Mia").waiting == ("Mia",)


def test_a_long_list_of_names_is_no_file_name() -> None:
    assert len(load_order(",".join(["Mia"] * 4000)).waiting) == 4000


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfeM\x00i\x00", "order-not-text"), (b"# nobody\n", "order-empty"),
     (b"Mia\n" * (MAX_ORDER_BYTES // 4 + 1), "order-too-long")],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "squad.txt"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_order(file)
    assert caught.value.code == code


@pytest.mark.parametrize("source", ["squad.txt", "lists/squad", Path("squad")])
def test_a_file_that_is_not_there_is_not_taken_for_a_name(source: str | Path) -> None:
    with pytest.raises(InputError) as caught:
        load_order(source)
    assert caught.value.code == "order-missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_order(tmp_path)
    assert caught.value.code == "order-unreadable"
