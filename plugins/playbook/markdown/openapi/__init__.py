"""OpenAPI descriptions as a static reference (gitbook-format.md §6.14): versions 2.0, 3.0 and 3.1, JSON or YAML.

What a library could do here is little, and the kept ones are made for something else: `openapi-core` and
`openapi-spec-validator` refuse a description that is not valid (half of those in the wild), `prance` and
`jsonref` replace references by what they lead to, which never ends when a schema holds itself, and `referencing`
brings a compiled extension to follow a JSON pointer. So PyYAML reads, and `Specification.follow` resolves
references one at a time, when something is shown.
"""
