"""Other programs: the only place that starts them.

A program gets its arguments as a list, never through a shell, and a limit of time. It does not outlive us: between it
and us stands a guard, which ends the program and whatever that started as soon as we are gone, however we went.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

TIME_LIMIT = 60.0
"""Seconds that a program may take if nothing else is said."""

_LINES = 20
"""Of what a program said last, those that an error repeats."""
_GRACE = 5.0
"""Seconds that the guard has to end a program."""
_KILLED = 128
"""What shells add to the number of the signal that ended a program."""

# The guard holds the reading end of a pipe whose writing end only we have: the system closes that when we end, killed
# or not. The program leads a process group of its own, so that its children go with it. The guard starts in 10 ms.
_GUARD = """
import _thread, os, signal, sys
pipe, program = int(sys.argv[1]), sys.argv[2:]
os.set_inheritable(pipe, False)
child = os.posix_spawnp(program[0], program, os.environ, setpgroup=0, setsigdef=[signal.SIGPIPE, signal.SIGXFSZ])
def end():
    try: os.killpg(child, signal.SIGKILL)
    except OSError: pass
_thread.start_new_thread(lambda: (os.read(pipe, 1), end()), ())
os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
end()
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
os._exit(128 - status if status < 0 else status)
"""


class ProcessError(Exception):
    """A program failed.

    Attributes:
        command: The program and its arguments.
        said: What it wrote about it, in its own words.
    """

    def __init__(self, command: Sequence[str], problem: str, said: str = "") -> None:
        super().__init__(f"{command[0]}: {problem}" + (f": {said}" if said else ""))
        self.command = tuple(command)
        self.problem = problem
        self.said = said


class MissingProgramError(ProcessError):
    """A program is not installed."""


class ExitError(ProcessError):
    """A program ended with another status than 0.

    Attributes:
        status: The status; as shells have it, 128 and the number of the signal for a program that was ended by one.
    """

    def __init__(self, command: Sequence[str], status: int, said: str) -> None:
        problem = f"ended by signal {status - _KILLED}" if status > _KILLED else f"ended with status {status}"
        super().__init__(command, problem, said)
        self.status = status


class TimeLimitError(ProcessError):
    """A program took longer than it may, and was ended."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program left."""

    status: int
    output: bytes
    """What it wrote to its standard output; empty when that went to a file."""
    errors: bytes
    """What it wrote to its standard error."""

    @property
    def said(self) -> str:
        """The end of what it wrote about errors, else of its output."""
        text = (self.errors.strip() or self.output.strip()).decode(errors="replace")
        return "\n".join(text.splitlines()[-_LINES:])


def run(
    command: Sequence[str],
    *,
    directory: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: bytes = b"",
    output: IO[bytes] | None = None,
    seconds: float = TIME_LIMIT,
    statuses: Sequence[int] = (0,),
) -> Outcome:
    """Run a program to its end.

    Args:
        command: The program, by name or path, and its arguments.
        directory: Where it runs; here, if none is named.
        environment: All of its environment; ours, if none is given.
        given: What it reads from its standard input.
        output: A file that takes its standard output, for one that is too large to be held.
        seconds: How long it may take.
        statuses: With which it may end; any, if none is given.

    Raises:
        MissingProgramError: There is no such program.
        ExitError: It ended with another status.
        TimeLimitError: It took too long.
        ProcessError: It could not be started, or the directory is not there.
    """
    searched = (environment or os.environ).get("PATH")
    program = shutil.which(command[0], path=searched)
    if program is None:
        raise MissingProgramError(command, "this program is not installed")
    with _guarded([program, *command[1:]]) as (guarded, pipe):
        try:
            process = subprocess.Popen(  # noqa: S603 - a list of arguments, never a shell
                guarded,
                cwd=directory,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=output or subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=() if pipe is None else (pipe.read,),
                start_new_session=os.name == "posix",  # Ctrl+C reaches us, and we end it
            )
        except (OSError, ValueError) as error:
            raise ProcessError(command, str(error)) from error
        try:
            out, errors = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeLimitError(command, f"stopped after {seconds:g} s") from error
        finally:
            if process.poll() is None:
                _end(process, pipe)
    outcome = Outcome(process.returncode, out or b"", errors)
    if statuses and outcome.status not in statuses:
        raise ExitError(command, outcome.status, outcome.said)
    return outcome


class _Pipe:
    """The pipe whose end tells the guard that we are gone."""

    def __init__(self) -> None:
        self.read, self._write = os.pipe()
        self._open = True

    def close(self) -> None:
        if self._open:
            self._open = False
            os.close(self._write)
            os.close(self.read)


@contextmanager
def _guarded(command: list[str]) -> Iterator[tuple[list[str], _Pipe | None]]:
    """A command with its guard; without one where processes have no groups (Windows) or Python cannot be named."""
    if os.name != "posix" or not sys.executable:
        yield command, None
        return
    pipe = _Pipe()
    try:
        yield [sys.executable, "-I", "-S", "-c", _GUARD, str(pipe.read), *command], pipe
    finally:
        pipe.close()


def _end(process: subprocess.Popen[bytes], pipe: _Pipe | None) -> None:
    if pipe is None:
        process.kill()
    else:
        pipe.close()
    try:
        process.communicate(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
