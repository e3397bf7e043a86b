"""One build a folder."""

import errno
import json
import os
import subprocess
import sys

import pytest

from frontmap.batch import lock
from frontmap.batch.lock import LOCK_NAME, folder_lock
from frontmap.errors import OutputError

HOLD = "import sys, time; from frontmap.batch.lock import folder_lock\nwith folder_lock(sys.argv[1]): print('held', flush=True); time.sleep(60)"


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_is_told_who_holds_the_folder(holder, tmp_path):
    with pytest.raises(OutputError, match=rf"being built by process {holder.pid} on .+ since 20\d\d-") as told, folder_lock(tmp_path):
        pass
    assert told.value.path == tmp_path
    with pytest.raises(OutputError), folder_lock(tmp_path):  # who was refused has not let go of another's lock
        pass


def test_a_killed_holder_leaves_no_lock(holder, tmp_path):
    holder.kill()
    holder.wait()
    assert json.loads((tmp_path / LOCK_NAME).read_text())["pid"] == holder.pid
    with folder_lock(tmp_path):
        assert json.loads((tmp_path / LOCK_NAME).read_text())["pid"] == os.getpid()


def test_a_folder_can_be_locked_again_and_is_made_if_need_be(tmp_path):
    for _ in range(2):
        with folder_lock(tmp_path / "new" / "folder"):
            pass


def test_an_error_in_the_block_lets_go(tmp_path):
    with pytest.raises(ZeroDivisionError), folder_lock(tmp_path):
        raise ZeroDivisionError
    with folder_lock(tmp_path):
        pass


def test_a_damaged_lock_file_is_no_lock(tmp_path):
    (tmp_path / LOCK_NAME).write_bytes(b"\xff{")
    with folder_lock(tmp_path):
        pass


def test_a_place_that_is_no_folder_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"), folder_lock(tmp_path / "file" / "folder"):
        pass


@pytest.mark.parametrize(
    ("holder", "free"),
    [
        ({}, True),
        ({"pid": os.getpid(), "host": "here"}, False),
        ({"pid": 2**22 + 1, "host": "here"}, True),
        ({"pid": 2**22 + 1, "host": "elsewhere"}, False),
        ({"pid": "x", "host": "here"}, True),
    ],
)
def test_where_the_file_system_knows_no_locks_the_file_must_do(holder, free, tmp_path, monkeypatch):
    import fcntl

    def refuses(*_):
        raise OSError(38, "not implemented")

    monkeypatch.setattr(fcntl, "flock", refuses)
    monkeypatch.setattr(lock.socket, "gethostname", lambda: "here")
    (tmp_path / LOCK_NAME).write_text(json.dumps(holder))
    if free:
        with folder_lock(tmp_path):
            pass
    else:
        with pytest.raises(OutputError, match="being built"), folder_lock(tmp_path):
            pass


class Windows:
    """What the lock asks of Windows: one byte of one file, held by one at a time, and nobody else may read what is locked."""

    LK_NBLCK = 2

    def __init__(self):
        self.held = False

    def locking(self, file, mode, length):
        assert (mode, length) == (self.LK_NBLCK, 1)
        assert os.lseek(file, 0, os.SEEK_CUR) > 4096, "the byte lies behind what the file tells"
        if self.held:
            raise PermissionError(errno.EACCES, "held")
        self.held = True


def test_on_windows_a_byte_is_locked_and_nobody_is_sent_a_signal(tmp_path, monkeypatch):
    windows = Windows()
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("os.kill sends Ctrl-C there"))
    with folder_lock(tmp_path), pytest.raises(OutputError, match="being built by process"), folder_lock(tmp_path):
        pass
    assert windows.held
