from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.review.version import version

IN_ORDER = (
    "0.7 0.8.0 0.9.0RC1 0.9.0RC2 0.9 0.9.2 0.10 1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta 1.0.0-rc 1.0.0-rc.2 1.0.0-rc.10 "
    "1.0.0 1.0.1 3.0.0"
)


def test_versions_are_in_the_order_of_semver():
    written = IN_ORDER.split()
    versions = [version(text) for text in written]
    assert None not in versions
    assert sorted(versions) == versions
    assert len(set(versions)) == len(versions)


def test_what_is_left_out_is_zero():
    assert version("0.9") == version("0.9.0")
    assert version("1.0.0-rc2") == version("1.0.0-rc.2") == version("1.0.0RC2")


@pytest.mark.parametrize(
    "text", ["", "1", "v1.0", "23Q4", "1.0.0-", "1.0.0-a..b", "1.0.0-01", "1,0", "1.0 ", "٠.٩", "latest"]
)
def test_what_is_no_version(text):
    assert version(text) is None


@given(st.text(max_size=40) | st.from_regex(r"[0-9.v-]{1,40}[a-z0-9.+-]{0,20}"))
def test_no_text_makes_it_fail(text):
    version(text)
