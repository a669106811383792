from __future__ import annotations

from playbook.review.article import digest, visible_text

PAGE = """<!doctype html><title>Site</title><nav>Menu</nav><main><div data-playbook-article class="x">
<p data-playbook-beside>Draft</p><h1 id="a">Title<a class="headerlink" href="#a">#</a></h1><p>One <em>wo</em>rd</p><ul><li>a<li>b</ul>
<script>no()</script><style>.no{}</style></div><footer>Foot</footer></main>"""


def test_the_text_is_what_readers_see_of_the_content():
    assert visible_text(PAGE) == "Title One word a b"


def test_white_space_does_not_count_and_blocks_end_words():
    assert (
        visible_text("<main><p>a</p><p>b<br>c</p>d</main>")
        == visible_text("<main>\n <p>a</p>\n <p>b<br/>\nc</p>\nd</main>")
        == "a b c d"
    )


def test_without_our_templates_the_main_part_is_the_content():
    assert visible_text("<body><nav>no</nav><article class='md-content__inner'>yes</article></body>") == "yes"
    assert visible_text("<p>all</p>") == "all"
    assert visible_text("") == ""


def test_the_digest_is_that_of_sha256sum():
    assert digest("abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
