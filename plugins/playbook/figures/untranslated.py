"""Labels of drawings that say the same in two languages, or are in another language than their file says."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.figures.drawing import head_span, label_span, read_labels
from playbook.figures.drawings import drawings
from playbook.language import LANGUAGES, NAMES, base_language, detect
from playbook.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from playbook.figures.drawing import Labels

UNTRANSLATED = "FIG015"
LEAST_WORDS = 4
"""Words of a text that no two languages share by chance; fewer may be names and words that both have (`Services`)."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def untranslated(root: Path, languages: Sequence[str]) -> Iterator[tuple[Source, Problem]]:
    """What is not translated in the drawings of a project.

    Args:
        root: The project's directory.
        languages: Those of the site, the default first.
    """
    for template in drawings(root):
        labels = dict(_labels(root, template, languages))
        foreign = {language for language, one in labels.items() if _foreign(language, one, languages)}
        for language in sorted(foreign):
            found = NAMES[detect(_text(labels[language])) or ""]
            message = f"the labels in {NAMES.get(language, language)} are written in {found}"
            yield labels[language].source, Problem(UNTRANSLATED, Span(0, 0), message, "translate them")
        for one, other in combinations([language for language in labels if language not in foreign], 2):
            yield from _same(labels, one, other)


def _labels(root: Path, template: Path, languages: Sequence[str]) -> Iterator[tuple[str, Labels]]:
    for language in languages:
        file = template.with_suffix(f".{language}.yml")
        try:
            yield language, read_labels(Source.read(file, file.relative_to(root).as_posix()))
        except OSError:
            continue  # FIG011 tells of it


def _text(labels: Labels) -> str:
    return "\n".join((labels.title, labels.description, *labels.texts.values())).replace("\u00ad", "")


def _foreign(language: str, labels: Labels, languages: Sequence[str]) -> bool:
    """Whether a file is wholly in another language of the site."""
    found = detect(_text(labels))
    return found is not None and found != base_language(language) and found in {base_language(one) for one in languages}


def _same(labels: Mapping[str, Labels], one: str, other: str) -> Iterator[tuple[Source, Problem]]:
    """The texts that two languages have in common."""
    first, second = _texts(labels[one]), _texts(labels[other])
    for (key, is_label), text in first.items():
        words = _WORD.findall(text.lower())
        if len(words) < LEAST_WORDS or second.get((key, is_label), "").casefold() != text.casefold():
            continue
        # where the words are of the second language, the first was forgotten
        guilty, model = (one, other) if _hits(words, other) > _hits(words, one) else (other, one)
        source = labels[guilty].source
        span = (label_span if is_label else head_span)(source.text, key)
        message = f"the {f'label {key!r}' if is_label else key} says the same in {_name(guilty)} as in {_name(model)}"
        yield source, Problem(UNTRANSLATED, span, message, "translate it")


def _texts(labels: Labels) -> dict[tuple[str, bool], str]:
    """All texts by key and by whether they are labels, as they are read: without the places where words may break."""
    texts = {("title", False): labels.title, ("description", False): labels.description}
    texts |= {(key, True): text for key, text in labels.texts.items()}
    return {key: " ".join(text.replace("\u00ad", "").split()) for key, text in texts.items()}


def _hits(words: Sequence[str], language: str) -> int:
    known = LANGUAGES.get(base_language(language))
    return sum(word in known.words for word in words) if known is not None else 0


def _name(language: str) -> str:
    return NAMES.get(base_language(language), language)
