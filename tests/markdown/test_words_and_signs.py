"""Icons, emoji, formulas, dates, widths and providers: small tables of what goes in and what comes out."""

from __future__ import annotations

from datetime import date

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.markdown import icons
from playbook.markdown.blocks.columns import twelfths
from playbook.markdown.dates import FORMATS, parse_date, show_date
from playbook.markdown.emoji import emojis
from playbook.markdown.extension import GitBookExtension
from playbook.markdown.formulas import MAX_LENGTH, FormulaError, fault, formula
from playbook.markdown.providers import is_video, player, provider
from playbook.markdown.references import Kind, Reference, Unresolved
from playbook.markdown.words import words


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("rocket", "rocket"),
        ("fa-github", "github"),
        ("shield-check", "shield-halved"),
        ("user-check-of-somebody", "user-check"),
        ("gitbook-assistant", "wand-magic-sparkles"),
        ("false", None),
        ("", None),
        ("../../../etc/passwd", None),
        ("a" * 1000, None),
    ],
)
def test_icons(name: str, found: str | None) -> None:
    assert icons.find(name) == found


@given(st.text(max_size=80))
def test_any_name_is_an_icon_or_none(name: str) -> None:
    found = icons.find(name)
    assert found is None or icons.is_free(found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":house:", "🏠"),
        ("a :+1: b", "a 👍 b"),
        ("x:house:", "x:house:"),
        ("12:30:45", "12:30:45"),
        ("https://a.org/:house:", "https://a.org/:house:"),
        ("::house::", "::house::"),
        (":no_such_thing:", ":no_such_thing:"),
        (":house: :house:", "🏠 🏠"),
    ],
)
def test_emoji(text: str, shown: str) -> None:
    assert emojis(text) == shown


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\frac{1}{2}", ""),
        (" ", "it ends too early"),
        (r"\frac{", "it ends too early"),
        (r"\newcommand{\a}{\a\a}\a", "it defines commands"),
        (r"\def\a{b}", "it defines commands"),
        (r"\nosuchcommand", r"`\nosuchcommand` is not known"),
        ("{" * 70 + "x" + "}" * 70, "it is nested too deep"),
        ("{" * 2000, "it is nested too deep"),
        ("a" * (MAX_LENGTH + 1), "it has 5,001 characters, more than 5,000"),
    ],
)
def test_formulas(tex: str, reason: str) -> None:
    assert fault(tex, display=True) == reason


@given(st.text(alphabet=r"\{}ab^_&$ <>frac" + '"', max_size=60))
def test_any_formula_is_harmless(tex: str) -> None:
    try:
        element = formula(tex, display=False)
    except FormulaError:
        return
    for part in element.iter():
        assert not {"href", "style", "class", "id"} & set(part.attrib)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["1 August 2026", "1 Aug 2026", "2026-08-01"]),
        ("fr-CA", ["1er août 2026", "1er août 2026", "01/08/2026"]),
        ("xx", ["1 August 2026", "1 Aug 2026", "2026-08-01"]),
    ],
)
def test_dates(language: str, shown: list[str]) -> None:
    assert [show_date(date(2026, 8, 1), kind, words(language)) for kind in FORMATS] == shown


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-22", date(2026, 4, 22)),
        (" 2026-04-22T10:00:00.000Z ", date(2026, 4, 22)),
        ("2026-02-30", None),
        ("0000-01-01", None),
        ("22 April 2026", None),
        ("", None),
    ],
)
def test_dates_are_read(text: str, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("width", "share"),
    [
        ("50%", 6),
        ("33.33333333333333%", 4),
        ("66", 8),
        ("1%", 1),
        ("999%", 12),
        ("0%", 0),
        ("", 0),
        ("wide", 0),
        ("-5%", 0),
    ],
)
def test_widths(width: str, share: int) -> None:
    assert twelfths(width) == share


@pytest.mark.parametrize(
    ("url", "name", "source"),
    [
        ("https://www.youtube.com/watch?t=3&v=a_-1", "YouTube", "https://www.youtube-nocookie.com/embed/a_-1"),
        ("https://youtu.be/a1", "YouTube", "https://www.youtube-nocookie.com/embed/a1"),
        ("https://www.youtube.com/@someone", "YouTube", ""),
        ("https://vimeo.com/123", "Vimeo", "https://player.vimeo.com/video/123?dnt=1"),
        (
            "https://docs.google.com/forms/d/e/a/viewform",
            "Google Forms",
            "https://docs.google.com/forms/d/e/a/viewform?embedded=true",
        ),
        ("https://vimeo.com/123/0af9bc?share=copy", "Vimeo", "https://player.vimeo.com/video/123?h=0af9bc&dnt=1"),
        (
            "https://youtube.com/playlist?feature=shared&list=PL_1",
            "YouTube",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PL_1",
        ),
        (
            "https://docs.google.com/presentation/d/e/2P-1/pub?start=false",
            "Google Docs",
            "https://docs.google.com/presentation/d/e/2P-1/embed",
        ),
        (
            "https://docs.google.com/spreadsheets/d/e/2P-1/pubhtml?gid=1",
            "Google Docs",
            "https://docs.google.com/spreadsheets/d/e/2P-1/pubhtml?widget=true",
        ),
        (
            "https://docs.google.com/document/d/e/2P-1/pub",
            "Google Docs",
            "https://docs.google.com/document/d/e/2P-1/pub?embedded=true",
        ),
        ("https://drive.google.com/file/d/a1/view", "Google Drive", "https://drive.google.com/file/d/a1/preview"),
        ("https://drive.google.com/drive/folders/a1", "Google Drive", ""),
        ("https://docs.google.com/document/d/a/edit", "Google Docs", "https://docs.google.com/document/d/a/preview"),
        (
            "https://www.figma.com/file/a/b",
            "Figma",
            "https://www.figma.com/embed?embed_host=share&url=https%3A%2F%2Fwww.figma.com%2Ffile%2Fa",
        ),
        ("https://www.loom.com/share/a1", "Loom", "https://www.loom.com/embed/a1"),
        ("https://open.spotify.com/track/a1", "Spotify", "https://open.spotify.com/embed/track/a1"),
        ("https://codepen.io/a/pen/b", "CodePen", "https://codepen.io/a/embed/b"),
        ("https://miro.com/app/board/a=/", "Miro", "https://miro.com/app/live-embed/a=/"),
        ("https://youtube.com.evil.example/watch?v=a", "youtube.com.evil.example", ""),
        ("https://evil.example/https://youtu.be/a", "evil.example", ""),
        ("javascript:alert(1)", "", ""),
        ("https://[", "", ""),
        ("", "", ""),
    ],
)
def test_providers(url: str, name: str, source: str) -> None:
    assert (provider(url), player(url)) == (name, source)


@given(
    st.text(max_size=80),
    st.sampled_from(["https://youtu.be/", "https://www.figma.com/file/", "https://codepen.io/", ""]),
)
def test_any_address_has_a_safe_player_or_none(text: str, start: str) -> None:
    source = player(start + text)
    assert not source or source.startswith("https://")
    assert not set(source) & set("\"'<> \n")


def test_uploaded_videos() -> None:
    assert is_video("https://files.gitbook.com/v0/b/x/o/a.mp4?alt=media")
    assert is_video("https://1-files.gitbook.io/a.MOV")
    assert not is_video("https://example.org/a.mp4")
    assert not is_video("https://files.gitbook.com/a.pdf")
    assert not is_video("http://files.gitbook.com/a.mp4")


class Weighed(Unresolved):
    """A host that knows how large files are."""

    def __init__(self, language: str, size: int | None) -> None:
        self.language = language
        self.size = size

    def image(self, target: str) -> Reference:
        return Reference(target, Kind.FILE, size=self.size)


@pytest.mark.parametrize(
    ("language", "size", "shown"),
    [
        ("en", 1, "DOCX · 1 KB"),
        ("en", 36_000, "DOCX · 35 KB"),
        ("en", 1_600_000, "DOCX · 1.5 MB"),
        ("fr", 36_000, "DOCX · 35\u00a0Ko"),
        ("fr", 1_600_000, "DOCX · 1,5\u00a0Mo"),
        ("it", 36_000, "DOCX · 35 KB"),
        ("fr", None, "DOCX"),
    ],
)
def test_the_size_of_a_file_is_said_in_the_language_of_the_page(language: str, size: int | None, shown: str) -> None:
    extension = GitBookExtension(references=Weighed(language, size))
    page = markdown.markdown('{% file src="a.docx" %}', extensions=[extension])
    assert f'<span class="gb-file__about">{shown}</span>' in page
