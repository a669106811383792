from __future__ import annotations

import os
from pathlib import Path

import pytest

from playbook.whole import write_whole


def test_a_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "new" / "report.json"
    write_whole(file, "é\n")
    assert file.read_bytes() == "é\n".encode()
    file.chmod(0o600)
    write_whole(file, "\udc80")
    assert file.read_text() == "\\udc80"
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["report.json"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.json"
    file.write_text("old")

    def refuse(self: Path, target: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError):  # noqa: PT011 - it has no message
        write_whole(file, "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_what_a_link_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    try:
        (tmp_path / "link").symlink_to("real")
    except OSError:
        pytest.skip("symbolic links need a right that this user does not have")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "real").read_text() == "new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="no device of that kind here")
def test_a_device_is_written_to(tmp_path: Path) -> None:
    write_whole(Path(os.devnull), "x")
    assert Path(os.devnull).is_char_device()
