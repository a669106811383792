"""Other programs: they say what went wrong, and never outlive us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from playbook import processes
from playbook.processes import ExitError, MissingProgramError, ProcessError, TimeLimitError, run

PYTHON = sys.executable
POSIX = pytest.mark.skipif(os.name != "posix", reason="processes have no groups here")


def test_what_a_program_writes_comes_back():
    outcome = run([PYTHON, "-c", "import sys; print('out'); print('err', file=sys.stderr)"])
    assert (outcome.status, outcome.output, outcome.errors) == (0, b"out\n", b"err\n")


def test_it_reads_what_it_is_given_however_much_that_is():
    data = os.urandom(3_000_000)
    copied = run([PYTHON, "-c", "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"], given=data)
    assert copied.output == data


def test_arguments_reach_it_as_they_are():
    argument = "a b; $HOME `id` 'x' \"y\" \n * é"
    assert run([PYTHON, "-c", "import sys; print(sys.argv[1], end='')", argument]).output.decode() == argument


def test_it_may_write_to_a_file(tmp_path):
    with (tmp_path / "out").open("wb") as stream:
        assert run([PYTHON, "-c", "print('x' * 10)"], output=stream).output == b""
    assert (tmp_path / "out").read_text() == "x" * 10 + "\n"


def test_a_failure_repeats_the_programs_own_words():
    with pytest.raises(ExitError, match="ended with status 3: out of ink") as caught:
        run([PYTHON, "-c", "import sys; print('out of ink', file=sys.stderr); sys.exit(3)"])
    assert caught.value.status == 3
    assert run([PYTHON, "-c", "raise SystemExit(3)"], statuses=()).status == 3


@POSIX
def test_a_signal_is_told_as_shells_do():
    with pytest.raises(ExitError, match="ended by signal 9"):
        run([PYTHON, "-c", "import os; os.kill(os.getpid(), 9)"])


def test_a_program_that_is_not_installed_is_told():
    with pytest.raises(MissingProgramError, match="no-such-program: this program is not installed"):
        run(["no-such-program", "x"])


def test_a_directory_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ProcessError, match="nowhere"):
        run([PYTHON, "-c", ""], directory=tmp_path / "nowhere")


def test_an_argument_that_no_program_can_have_is_told():
    with pytest.raises(ProcessError, match="null"):
        run([PYTHON, "-c", "", "a\0b"])


def test_what_takes_too_long_is_ended_with_what_it_started(tmp_path):
    note = tmp_path / "pid"
    child = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    begin = time.monotonic()
    with pytest.raises(TimeLimitError, match="stopped after 2 s"):
        run([PYTHON, "-c", code], seconds=2)
    assert time.monotonic() - begin < 15
    assert _is_gone(int(note.read_text()))


@POSIX
def test_what_a_program_leaves_behind_ends_with_it(tmp_path):
    note = tmp_path / "pid"
    child = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"import os, subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}])\n"
    code += f"while not (os.path.exists({str(note)!r}) and os.path.getsize({str(note)!r})): time.sleep(0.01)"
    run([PYTHON, "-c", code], seconds=30)
    assert _is_gone(int(note.read_text()))


@POSIX
@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_us(tmp_path, signal_):
    note = tmp_path / "pid"
    child = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    # A shell lets what it runs in the background ignore SIGINT, and these tests may run there.
    code = "import signal, sys; from playbook.processes import run; signal.signal(2, signal.default_int_handler)\n"
    code += f"run([sys.executable, '-c', {child!r}])"
    source = Path(processes.__file__).parent.parent
    parent = subprocess.Popen([PYTHON, "-c", code], env=os.environ | {"PYTHONPATH": str(source)}, stderr=-3)
    while not (note.exists() and note.read_text()):
        assert parent.poll() is None
        time.sleep(0.01)
    parent.send_signal(signal_)
    parent.wait(20)
    assert _is_gone(int(note.read_text()))


def _is_gone(process: int) -> bool:
    for _ in range(500):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True  # nobody in this container reaps orphans
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.01)
    return False
