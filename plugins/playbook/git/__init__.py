"""What we ask of git: tags, the revisions of files, their contents.

Everything is asked in batches, so that the number of git's processes does not grow with a site. Nothing is written to
a repository that is asked, no lock is taken, no hook or pager runs, and nothing is fetched.
"""

from playbook.git.asking import GitError, environment
from playbook.git.extraction import LeftOut, borrow, extract
from playbook.git.history import Revision, history
from playbook.git.repository import Change, Entry, Repository, Tag

__all__ = [
    "Change",
    "Entry",
    "GitError",
    "LeftOut",
    "Repository",
    "Revision",
    "Tag",
    "borrow",
    "environment",
    "extract",
    "history",
]
