"""What editors are told of the front matter of pages: a JSON Schema (draft 2020-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, create_model
from pydantic.json_schema import GenerateJsonSchema

from playbook.gitbook.front_matter import SECTIONS
from playbook.gitbook.page_keys import PageKeys

if TYPE_CHECKING:
    from pydantic_core import core_schema


class _Generator(GenerateJsonSchema):
    """Leaves out what the name of a key says already, and that a key which is not given is none: one mistake, one message."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - as it is overridden
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        made = super().default_schema(schema)
        if made.get("default") in (None, []):
            made.pop("default", None)
        return made


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a page's front matter: the keys of `PageKeys` and those of every registered feature.

    Keys of other tools are allowed beside them.
    """
    features: dict[str, Any] = {section.key: (section.model() | None, None) for section in SECTIONS.values()}
    model = create_model("FrontMatter", __base__=PageKeys, __doc__=PageKeys.__doc__, **features)
    model.model_config = ConfigDict(**{**model.model_config, "extra": "allow"})
    model.model_rebuild(force=True)
    made = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    return {"$schema": _Generator.schema_dialect, **made}
