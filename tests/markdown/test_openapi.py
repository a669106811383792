"""OpenAPI: descriptions of each version as pages show them, and that nothing in them runs, loops or grows."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from playbook.markdown.openapi.reading import Unreadable, read_values
from playbook.markdown.openapi.schemas import MAX_ROWS, Rows, example_text
from playbook.markdown.openapi.specification import Specification, read
from playbook.markdown.references import Unresolved

FILES = Path(__file__).parent / "openapi"


class Files(Unresolved):
    """Descriptions by name."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self.files = files or {path.name: path.read_bytes() for path in FILES.iterdir()}

    def read_file(self, target):
        return self.files.get(target)


def render(text: str, files: dict[str, bytes] | None = None) -> str:
    configs = {"playbook.markdown": {"references": Files(files)}}
    return markdown(text, extensions=["playbook.markdown"], extension_configs=configs)


def operation(source: str, path: str, method: str) -> str:
    return render(f'{{% openapi src="{source}" path="{path}" method="{method}" %}}\n[link](x)\n{{% endopenapi %}}')


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


SHOWN = [
    (
        ("pets-2.0.json", "/pets/{petId}", "get"),
        (
            "GET Read a pet https://api.example.org/v2/pets/{petId} Authorization key API key: header X-Key"
            " Parameters Name Type Description petId path required integer (int64) fields query string[]"
            " Allowed: name, kind Responses 200 The pet Headers Name Type Description X-Rate integer Calls left"
            " Pet object name string required What it answers to parent Pet object shown above Example"
            ' { "name": "Rex" } 404 There is none'
        ),
    ),
    (
        ("pets-2.0.json", "/pets/{id}/", "PUT"),
        (
            "PUT /pets/{petId} https://api.example.org/v2/pets/{petId} deprecated Parameters Name Type Description"
            " petId path required integer (int64) Body required Pet object name string required What it answers to"
            ' parent Pet object shown above Example { "name": "text" } Responses 204 Done'
        ),
    ),
    (
        ("pets-2.0.json", "/pets/{petId}", "post"),
        (
            "POST /pets/{petId} https://api.example.org/v2/pets/{petId} Authorization key API key: header X-Key"
            " Parameters Name Type Description petId path required integer (int64) Body required multipart/form-data"
            " object photo file required A picture note string Characters, at most 80 Responses default Anything"
        ),
    ),
    (
        ("pets-3.0.yaml", "/pets", "get"),
        (
            "GET List &lt;b&gt;pets&lt;/b&gt; https://eu.example.org/v3/pets How one two no Authorization"
            " token HTTP bearer oauth oauth2, read, write none needed Parameters Name Type Description limit query integer"
            " Default: 20 ; At least 1 ; At most 100 trace header required deprecated string An id Responses 200 All"
            " Pet object[] An animal id string (uuid) required read-only kind string required"
        ),
    ),
]


@pytest.mark.parametrize(("asked", "expected"), SHOWN, ids=[" ".join(asked) for asked, _ in SHOWN])
def test_operation(asked: tuple[str, str, str], expected: str) -> None:
    html = operation(*asked)
    assert words(html).startswith(expected) or words(html) == expected
    assert "link" not in words(html)


def test_update_readable_output() -> None:
    """The whole output of one page, readable: look at it when it changes."""
    html = operation("pets-3.0.yaml", "/pets", "post")
    expected = FILES.parent / "openapi-post-pets.html"
    assert html == expected.read_text(encoding="utf-8").rstrip("\n")


def test_webhook_and_schemas() -> None:
    html = render('{% openapi-webhook spec="pets-3.1.yaml" name="newPet" method="post" %}\n{% endopenapi-webhook %}')
    assert (
        "POST A pet arrived newPet Body object | null name string | null age integer More than 0 sort Allowed: pet"
        in words(html)
    )
    html = render('{% openapi-schemas spec="pets-3.0.yaml" schemas="Pet,Nothing" %}\n[x](y)\n{% endopenapi-schemas %}')
    assert '<h2 class="gb-api__heading" id="pet">Pet</h2>' in html
    assert '<h2 class="gb-api__heading" id="nothing">Nothing</h2>' in html


def test_descriptions_are_only_text() -> None:
    html = operation("pets-3.0.yaml", "/pets", "get")
    assert "<script" not in html
    assert "javascript" not in html
    assert "alert" not in html
    assert "{%" not in html
    assert html.count(" id=") == 1  # that of the operation
    assert re.findall(r"<h\d", html) == ["<h2"]
    assert 'href="https://example.org/"' in html
    assert "page.md" not in html


def test_what_a_response_says_is_markdown() -> None:
    responses = {"200": {"description": "OK *fine* [^1] {% hint %}\n\n* more"}, "404": {"description": ""}}
    file = json.dumps({"openapi": "3.0.0", "info": {}, "paths": {"/x": {"get": {"responses": responses}}}}).encode()
    html = render('{% openapi src="a" path="/x" method="get" %}', {"a": file})
    assert "OK <em>fine</em>" in html
    assert "<li>more</li>" in html
    assert "{%" not in html


@pytest.mark.parametrize("method", ["get", "put", "post", "delete"])
def test_what_is_broken_is_left_out(method: str) -> None:
    assert "/odd" in operation("pets-3.0.yaml", "/odd", method)


@pytest.mark.parametrize(
    "operation",
    [
        {"parameters": [{"name": ["a"], "in": {"b": 1}, "description": "odd"}], "summary": "kept"},
        {"requestBody": {"$ref": "#/tags/\u00b2"}, "summary": "kept"},
    ],
)
def test_names_and_references_of_the_wrong_kind_are_left_out(operation: dict[str, object]) -> None:
    data = json.dumps({"openapi": "3.0.0", "tags": [1], "paths": {"/x": {"post": operation}}}).encode()
    assert "kept" in render('{% openapi src="a" path="/x" method="post" %}\n{% endopenapi %}', {"a": data})


def test_nearest_operation() -> None:
    found = read((FILES / "pets-3.0.yaml").read_bytes())
    assert isinstance(found, Specification)
    assert found.nearest_operation("/pet", "get") == "GET /pets"
    assert found.nearest_operation("/pets", "delete") == "GET /pets"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is no OpenAPI description"),
        (b"[1]", "it is no OpenAPI description"),
        (b"a: [", "line 2: "),
        (b"? [a]\n: b", "line 1: a key is not a text"),
        (b"a: *b", "line 1: "),
        (b"\xff\xfe\xff", "it is no OpenAPI description"),
        (b"[" * 100_000, ""),
        (b"- " * 10_000, ""),
        (b'{"a":' * 100_000, ""),
    ],
)
def test_unreadable(data: bytes, message: str) -> None:
    found = read(data)
    assert isinstance(found, Unreadable)
    assert message in found.message


def test_yaml_values() -> None:
    values = read_values(b"a: &x [1, 1.5, 0.10, 2024-01-01, yes, null, '5', !!str 5]\nb: *x\n<<: {c: 1}\n1: x\n")
    assert values == {
        "a": [1, 1.5, 0.1, "2024-01-01", "yes", None, "5", "5"],
        "b": [1, 1.5, 0.1, "2024-01-01", "yes", None, "5", "5"],
        "<<": {"c": 1},
        "1": "x",
    }


def bomb(width: int) -> bytes:
    schemas = {
        f"S{n}": {
            "type": "object",
            "properties": {f"p{m}": {"$ref": f"#/components/schemas/S{n + 1}"} for m in range(width)},
        }
        for n in range(30)
    }
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}}
    paths = {"/x": {"post": {"requestBody": body, "responses": {}}}}
    return json.dumps({"openapi": "3.0.0", "paths": paths, "components": {"schemas": schemas}}).encode()


@pytest.mark.parametrize(
    "data",
    [
        bomb(10),
        b"openapi: 3.0.0\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: &a {items: *a}}}}}}}",
        b"openapi: 3.0.0\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: &a {allOf: [*a, *a]}}}}}}}",
        b"openapi: 3.0.0\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: &a {oneOf: [*a]}}}}}}}",
        b"openapi: 3.0.0\npaths: {/x: {post: {requestBody: {content: {application/json: {example: &a {x: *a, y: *a}}}}}}}",
        b"openapi: 3.0.0\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: &a {enum: [*a]}}}}}}}",
        b"openapi: 3.0.0\npaths: {/x: {post: &a {requestBody: *a, responses: *a, parameters: [*a], security: [*a]}}}",
    ],
)
def test_bombs(data: bytes) -> None:
    started = time.process_time()
    html = render('{% openapi src="a" path="/x" method="post" %}\n{% endopenapi %}', {"a": data})
    assert len(html) < 500_000
    assert time.process_time() - started < 5


def test_rows_and_examples_are_bounded() -> None:
    found = read(bomb(20))
    assert isinstance(found, Specification)
    schema = {"$ref": "#/components/schemas/S0"}
    stack, count = [Rows(found).row(schema)], 0
    while stack:
        count += 1
        stack += stack.pop().children
    assert count <= MAX_ROWS + 1
    assert len(example_text(found, schema, None, "application/json")) < 20_000


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "type properties items allOf oneOf $ref enum default example required schema content in name parameters"
                " responses requestBody security additionalProperties headers application/json description".split()
            ),
            inner | st.sampled_from(["object", "array", "#", "#/paths", "#/paths/~1x/post"]),
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(PLAIN, st.sampled_from(["openapi", "swagger"]))
def test_never_raises(values: object, version: str) -> None:
    data = json.dumps({version: "3", "paths": {"/x": {"post": values}}, "security": values}).encode()
    render('{% openapi src="a" path="/x" method="post" %}\n{% endopenapi %}', {"a": data})


@given(st.binary(max_size=200) | st.text(st.sampled_from("[]{}:,-&*!?|>'\"#% \nab1"), max_size=200).map(str.encode))
def test_reading_never_raises(data: bytes) -> None:
    read(data)
