"""What a check imports when nothing has changed: it runs at every save, and imports are much of what it costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from projects import ENGLISH, listing, write

HEAVY = (
    "PIL pydantic playbook.figures.drawing playbook.figures.raster playbook.git playbook.gitbook.keys playbook.gitbook.reading "
    "playbook.init playbook.markdown.blocks playbook.markdown.expressions playbook.markdown.openapi.specification "
    "playbook.markdown.parser playbook.reports.sarif playbook.review.record playbook.sdg.catalogue"
).split()
"""What reads pages and pictures, and what only some sites have."""
PROGRAM = """
import json, sys
from playbook.cli import main
try:
    main(["check", sys.argv[1]])
except SystemExit:
    print(json.dumps([*sys.modules]))
"""


def test_a_second_check_imports_nothing_that_reads_pages(tmp_path):
    picture = b"\x89PNG\r\n\x1a\n"
    page = f"---\ndescription: A page\n---\n\n# Title\n\n{ENGLISH}\n[gone](gone.md)\n\n![One](.gitbook/assets/a.png)\n"
    space = write(
        tmp_path / "space", {"README.md": page, "SUMMARY.md": listing("README.md"), ".gitbook/assets/a.png": picture}
    )
    environment = {**os.environ, "PLAYBOOK_CACHE": str(tmp_path / "cache")}
    found = []
    for _ in range(2):
        command = [sys.executable, "-c", PROGRAM, str(space)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        report, _, modules = done.stdout.rstrip().rpartition("\n")
        assert "LNK001" in report
        assert "FIG006" in report
        found.append([name for name in HEAVY if name in json.loads(modules)])
    assert {"playbook.gitbook.reading", "playbook.figures.raster", "pydantic"} <= set(found[0])
    assert found[1] == []
