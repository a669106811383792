from __future__ import annotations

import pytest

from playbook.mkdocs.meta import Cover, chips, cover, hidden_parts, host_meta, icon_path, is_wide


def meta(values, title=""):
    return host_meta(values, title, lambda name: name == "home.html")


def test_gitbooks_keys_are_kept_under_our_own_name():
    values = {"icon": "rocket", "hidden": True, "layout": {"width": "wide"}, "tags": ["a"], "cover": "x.png"}
    assert meta(values) == {"gitbook": values}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"noIndex": True}, {"search": {"exclude": True}}),
        ({"noRobotsIndex": True}, {"robots": "noindex"}),
        ({"robots": "all", "review": {"state": "draft"}}, {"review": {"state": "draft"}}),
        ({"template": "home.html"}, {"template": "home.html"}),
        ({"template": "other.html"}, {}),
        ({"template": ["x"], "status": {}, "search": "no", "subtitle": 1}, {}),
        ({"status": "new", "search": {"boost": 2}}, {"status": "new", "search": {"boost": 2}}),
        ({"hide": ["feedback"], "layout": {"outline": {"visible": False}}}, {"hide": ["feedback", "toc"]}),
        ({"layout": {"tableOfContents": {"visible": False}, "pagination": {"visible": False}}},
         {"hide": ["navigation", "footer"]}),
        ({"layout": {"outline": {"visible": True}, "title": "no"}}, {}),
        ({"description": 'Two\nlines & "more"'}, {"description": "Two lines &amp; &#34;more&#34;"}),
    ],
)  # fmt: skip
def test_what_the_host_understands_is_said_in_its_words(values, expected):
    made = meta(values)
    del made["gitbook"]
    assert {key: value for key, value in made.items() if key != "hide" or value} == expected


def test_the_title_is_safe_for_templates_that_escape_nothing():
    assert meta({"title": "ignored"}, "a <b> & c")["title"] == "a &lt;b&gt; &amp; c"


def test_hidden_parts_and_width():
    layout = {"layout": {"width": "wide", "title": {"visible": False}, "outline": {"visible": True}}}
    assert hidden_parts(layout) == {"title"}
    assert is_wide(layout)
    assert not is_wide({"layout": "wide"})


def test_cover():
    urls = {"a.png": "files/a.png", "b.png": "files/b.png"}
    assert cover({}, urls.get) is None
    assert cover({"cover": "gone.png"}, lambda _: "") is None
    assert cover({"cover": "a.png", "layout": {"cover": {"visible": False}}}, urls.get) is None
    assert cover({"cover": "a.png", "coverY": -3.5}, urls.get) == Cover("files/a.png", "", -3.5, 240, "full", "none")
    both = {"cover": {"light": "a.png", "dark": "b.png"}, "coverHeight": 99, "layout": {"cover": {"size": "hero"}}}
    assert cover(both, urls.get) == Cover("files/a.png", "files/b.png", 0.0, 99, "hero", "none")


def test_chips_show_the_label_or_else_the_slug():
    known = {"api": ("The <API>", "code")}
    made = chips({"tags": ["api", {"tag": "beta", "primary": True}, 3, {}]}, known)
    assert [(chip.label, chip.icon, chip.primary) for chip in made] == [
        ("The &lt;API&gt;", "code", False),
        ("beta", "", True),
    ]
    assert chips({"tags": "api"}, known) == ()


def test_icons_are_those_that_the_theme_ships(tmp_path):
    folder = tmp_path / ".icons/fontawesome/brands"
    folder.mkdir(parents=True)
    (folder / "github.svg").touch()
    assert icon_path("github", (str(tmp_path),)) == "fontawesome/brands/github"
    assert not icon_path("../github", (str(tmp_path),))
    assert not icon_path("rocket", (str(tmp_path),))
    assert not icon_path(None, (str(tmp_path),))
