"""Reads the text of an expression into a tree: tokens, then operators by their binding power (Pratt)."""

from __future__ import annotations

import re
from typing import NamedTuple

from playbook.markdown.expression_nodes import (
    Binary,
    Call,
    Chain,
    Choice,
    Failure,
    Items,
    Literal,
    Logical,
    Member,
    Name,
    Node,
    Template,
    Unary,
)

MAX_LENGTH = 4_000
"""Characters of an expression."""
MAX_DEPTH = 60
"""Levels of brackets, choices and operators inside one another."""
MAX_PARTS = 200
"""Operators and members of an expression, so that no tree is too deep to be walked."""


class _Token(NamedTuple):
    kind: str
    """`number`, `text`, `name`, `template`, an operator itself, or "" for the end."""
    text: str
    position: int


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<name>[A-Za-z_$][\w$]*)
      | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<operator>===|!==|\?\?|\?\.(?![0-9])|&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()\[\]}])
      | (?P<template>`)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_POWERS = {
    "??": 2,
    "||": 3,
    "&&": 4,
    **dict.fromkeys(("==", "!=", "===", "!=="), 8),
    **dict.fromkeys(("<", ">", "<=", ">=", "in"), 9),
    **dict.fromkeys(("+", "-"), 11),
    **dict.fromkeys(("*", "/", "%"), 12),
}
"""How strongly an operator binds; `?:` binds least, with 1."""
_CHOICE, _UNARY = 1, 14
_WORDS = {"true": True, "false": False, "null": None}
_RESERVED = frozenset(
    "await break case catch class const continue debugger default delete do else export extends finally for function"
    " if import in instanceof let new return static super switch this throw try typeof var void while with yield".split()
)


class _SyntaxFault(Exception):  # noqa: N818 (it never leaves this module)
    def __init__(self, position: int, message: str) -> None:
        self.failure = Failure(position, message)


def syntax(text: str) -> Node | Failure:
    """Read an expression; what is wrong with it is a `Failure`."""
    if len(text) > MAX_LENGTH:
        return Failure(MAX_LENGTH, f"the expression has more than {MAX_LENGTH:,} characters")
    try:
        parser = _Parser(text, 0, 0, 0)
        node = parser.expression(0)
        if parser.token.kind:
            raise parser.unexpected()
    except _SyntaxFault as fault:
        return fault.failure
    return node


class _Parser:
    """Reads from one position on, one token ahead."""

    def __init__(self, text: str, position: int, depth: int, parts: int) -> None:
        self.text = text
        self.position = position
        self.depth = depth
        self.parts = parts
        self.token = self._read()

    def _read(self) -> _Token:
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            rest = self.text[self.position :].lstrip()
            position = len(self.text) - len(rest)
            if rest:
                fault = "the text is never closed" if rest[0] in "\"'" else f"{rest[0]!r} has no meaning here"
                raise _SyntaxFault(position, fault)
            self.position = position
            return _Token("", "", position)
        kind = str(match.lastgroup)
        self.position = match.end()
        return _Token(match[kind] if kind == "operator" else kind, match[kind], match.start(kind))

    def advance(self) -> _Token:
        """The present token; the next one takes its place."""
        token = self.token
        self.token = self._read()
        return token

    def unexpected(self) -> _SyntaxFault:
        """What is wrong with the present token: that it is there."""
        if not self.token.kind:
            return _SyntaxFault(self.token.position, "the expression ends too early")
        return _SyntaxFault(self.token.position, f"{self.token.text!r} is not expected here")

    def expect(self, kind: str) -> _Token:
        """The present token, which must be of this kind."""
        if self.token.kind != kind:
            if not self.token.kind:
                raise _SyntaxFault(self.token.position, f"{kind!r} is missing")
            raise self.unexpected()
        return self.advance()

    def expression(self, power: int) -> Node:
        """Read an expression whose operators bind more strongly than `power`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _SyntaxFault(self.token.position, f"the expression is nested more than {MAX_DEPTH} deep")
        left = self._operand()
        while True:
            operator = "in" if self.token.text == "in" and self.token.kind == "name" else self.token.kind
            position = self.token.position
            if operator == "?" and power < _CHOICE:
                self.advance()
                then = self.expression(0)
                self.expect(":")
                left = Choice(position, left, then, self.expression(0))
            elif _POWERS.get(operator, 0) > power:
                self.advance()
                kind = Logical if operator in ("&&", "||", "??") else Binary
                left = kind(position, operator, left, self.expression(_POWERS[operator]))
            else:
                break
            self._count()
        self.depth -= 1
        return left

    def _count(self) -> None:
        """Count an operator or a member."""
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise _SyntaxFault(self.token.position, "the expression has too many parts")

    def _operand(self) -> Node:
        token = self.token
        if token.kind in ("!", "-", "+"):
            self.advance()
            return Unary(token.position, token.kind, self.expression(_UNARY))
        return self._members(self._primary())

    def _primary(self) -> Node:  # noqa: PLR0911 (one case for each kind of token)
        token = self.token
        match token.kind:
            case "number":
                self.advance()
                value = float(int(token.text, 16)) if token.text[:2] in ("0x", "0X") else float(token.text)
                return Literal(token.position, value)
            case "text":
                self.advance()
                return Literal(token.position, _unescaped(token.text[1:-1]))
            case "template":
                return self._template()
            case "name" if token.text in _WORDS:
                self.advance()
                return Literal(token.position, _WORDS[token.text])
            case "name" if token.text not in _RESERVED:
                self.advance()
                if self.token.kind == "(":
                    raise _SyntaxFault(token.position, f"the function {token.text!r} cannot be called")
                return Name(token.position, token.text)
            case "(":
                self.advance()
                inner = self.expression(0)
                self.expect(")")
                return inner
            case "[":
                self.advance()
                return Items(token.position, self._list("]"))
        raise self.unexpected()

    def _list(self, end: str) -> tuple[Node, ...]:
        parts = []
        while self.token.kind != end:
            parts.append(self.expression(0))
            if self.token.kind != ",":
                break
            self.advance()
        self.expect(end)
        return tuple(parts)

    def _members(self, node: Node) -> Node:
        optional = False
        while True:
            step = self.token
            cut = step.kind == "?."
            if step.kind in (".", "?."):
                self.advance()
                if cut and self.token.kind == "[":
                    step = self.token
                elif self.token.kind != "name":
                    raise self.unexpected()
            if step.kind == "[":
                self.advance()
                key = self.expression(0)
                self.expect("]")
                node = Member(step.position, node, key, cut)
            elif step.kind in (".", "?."):
                name = self.advance()
                if self.token.kind == "(":
                    self.advance()
                    node = Call(name.position, node, name.text, self._list(")"), cut)
                else:
                    node = Member(name.position, node, Literal(name.position, name.text), cut)
            else:
                break
            optional = optional or cut
            self._count()
        return Chain(node.position, node) if optional else node

    def _template(self) -> Node:
        """A text between backquotes; what is in `${…}` is read by a parser of its own."""
        start = self.token.position
        parts: list[Node] = []
        position = begin = start + 1
        while True:
            if position >= len(self.text):
                raise _SyntaxFault(start, "the text is never closed")
            character = self.text[position]
            if character == "\\":
                position += 2
            elif character == "`" or self.text.startswith("${", position):
                if position > begin:
                    parts.append(Literal(begin, _unescaped(self.text[begin:position])))
                if character == "`":
                    break
                inner = _Parser(self.text, position + 2, self.depth, self.parts)
                parts.append(inner.expression(0))
                self.parts = inner.parts
                closing = inner.token.position
                if not self.text.startswith("}", closing):
                    raise inner.unexpected()
                position = begin = closing + 1
            else:
                position += 1
        self.position = position + 1
        self.token = self._read()
        return Template(start, tuple(parts))


def _unescaped(text: str) -> str:
    def replacement(match: re.Match[str]) -> str:
        code = match[1]
        if len(code) == 1:
            return _ESCAPED.get(code, code)
        number = int(code.strip("ux{}"), 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"

    return _ESCAPE.sub(replacement, text)
