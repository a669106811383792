"""How git is asked: nothing is written or locked, nothing of the repository's runs, nothing is fetched."""

from __future__ import annotations

import os
import re
from shlex import quote
from typing import IO, TYPE_CHECKING

from playbook import processes
from playbook.diagnostics import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TIME_LIMIT = 600.0
"""Seconds that git may take for one answer, as of a long history on a slow disk."""

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",  # a program that a repository may name
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.allow=never",  # a partial clone fetches what it lacks
)
# `git rev-parse --local-env-vars`, but settings passed on by GIT_CONFIG_COUNT are the user's own, and stay.
_FOREIGN = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR "
    "GIT_PREFIX GIT_NAMESPACE GIT_SHALLOW_FILE GIT_GRAFT_FILE GIT_IMPLICIT_WORK_TREE GIT_INTERNAL_SUPER_PREFIX "
    "GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS GIT_EXTERNAL_DIFF "
    "GIT_TRACE GIT_TRACE2 GIT_TRACE2_EVENT GIT_TRACE2_PERF".split()
)


class GitError(UserError):
    """Git cannot answer; `hint` says what helps, where we know it."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(f"{problem}\n    hint: {hint}" if hint else problem)
        self.problem = problem
        self.hint = hint


PARTIAL = "a partial clone lacks contents, and nothing is fetched here: clone it anew without --filter"


def environment() -> dict[str, str]:
    """Our environment without what a hook of git, or a script around us, says about another repository."""
    return {name: value for name, value in os.environ.items() if name not in _FOREIGN}


def ask(
    directory: Path,
    *arguments: str,
    given: bytes = b"",
    output: IO[bytes] | None = None,
    statuses: Sequence[int] = (0,),
) -> bytes:
    """What git answers.

    Args:
        directory: Where it is asked.
        arguments: The command of git and its arguments.
        given: What it reads.
        output: A file that takes the answer, where it is too large to be held.
        statuses: With which it may end.

    Raises:
        GitError: It is not installed, or does not answer.
    """
    # Its messages in English, since some are recognised; no question at a terminal; no lock for a mere look.
    asking = environment() | {"LC_ALL": "C", "LANGUAGE": "", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    asking |= {"GIT_NO_LAZY_FETCH": "1", "GIT_PAGER": "cat"}
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        return processes.run(
            ["git", *settings, *arguments],
            directory=directory,
            environment=asking,
            given=given,
            output=output,
            seconds=TIME_LIMIT,
            statuses=statuses,
        ).output
    except processes.MissingProgramError as error:
        raise GitError("git is not installed", "versions and dates of changes are read from git") from error
    except processes.ExitError as error:
        raise _understood(error.said or error.problem) from error
    except processes.ProcessError as error:
        raise GitError(str(error)) from error


def _understood(said: str) -> GitError:
    said = said.removeprefix("fatal: ")
    if "dubious ownership" in said:
        named = re.search(r"repository at '(.*)'", said)
        where = named[1] if named else "."
        problem = f"git does not trust the repository {where}, since another user owns it"
        return GitError(problem, f"if you trust it: git config --global --add safe.directory {quote(where)}")
    if "promisor" in said or "lazy fetch" in said:
        return GitError(f"git cannot read all of this repository: {said}", PARTIAL)
    return GitError(f"git: {said}")
