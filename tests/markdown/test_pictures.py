"""Images of which the host knows the size."""

from __future__ import annotations

import markdown
import pytest

from playbook.markdown.references import ImageSource, Kind, Reference, Unresolved


class Known(Unresolved):
    """A host that knows every image."""

    def image(self, target):
        sources = (ImageSource("image/avif", (("a b.avif", 100),)),)
        return Reference(target, Kind.FILE, width=400, height=200, sources=sources)


def html(text):
    configs = {"playbook.markdown": {"references": Known()}}
    return markdown.markdown(text, extensions=["playbook.markdown"], extension_configs=configs)


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ("", 'height="200" {} width="400"'),
        ('width="100"', 'height="50" {} width="100"'),
        ('height="100"', 'height="100" {} width="200"'),
        ('width="100" height="10"', 'height="10" {} width="100"'),
        ('width="0"', 'width="0"'),
        ('width="50%"', 'width="50%"'),
        ('width="100%"', 'class="gb-wide" decoding="async" height="200" {} width="400"'),
    ],
)
def test_the_size_keeps_the_proportions(given, size):
    shown = html(f'<img src="a.png" alt="A" {given}>')
    assert all(part in shown for part in size.split(" {} "))


def test_the_first_image_is_not_lazy():
    shown = html("![A](a.png)\n\n![B](b.png)\n")
    first, second = shown.split("</figure>")[:2]
    assert "loading" not in first
    assert 'loading="lazy"' in second


def test_addresses_are_encoded():
    assert 'srcset="a%20b.avif 100w"' in html("![A](a.png)")


def test_commonmark_has_only_what_is_written():
    configs = {"playbook.markdown": {"references": Known(), "profile": "commonmark"}}
    shown = markdown.markdown("![A](a.png)", extensions=["playbook.markdown"], extension_configs=configs)
    assert shown == '<p><img alt="A" src="a.png" /></p>'
