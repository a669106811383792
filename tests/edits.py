"""Random edits of pages, as authors make them."""

from __future__ import annotations

import re
from random import Random

WORDS = "service ministère registre payment identité consent équipe données bloc people form to of the de la sandbox".split()
FENCE = re.compile(r"(```|~~~)")


def blocks(page):
    """The parts of a page between empty lines; what a fence or a tag holds may be divided."""
    return [part for part in re.split(r"\n{2,}", page) if part.strip()]


def sentence(random, least=3, most=25):
    return " ".join(random.choice(WORDS) for _ in range(random.randint(least, most))).capitalize() + "."


def _insert(parts, random):
    made = random.choice(
        [
            sentence(random),
            f"## {sentence(random, 2, 5)}",
            f"* {sentence(random)}\n* {sentence(random)}\n  * {sentence(random)}",
            f"| A | B |\n| --- | --- |\n| {sentence(random, 1, 3)} | {sentence(random, 1, 3)} |",
            f'<figure><img src="{random.choice("abc")}.png" alt="{sentence(random, 1, 4)}"><figcaption><p>{sentence(random, 2, 6)}</p></figcaption></figure>',
            f'{{% hint style="warning" %}}\n{sentence(random)}\n{{% endhint %}}',
            f"```python\n{random.choice(WORDS)} = {random.randint(1, 99)}\nprint()\n```",
            f"{sentence(random)} **{sentence(random, 1, 3)}** [{random.choice(WORDS)}](x.md) and $$x_{random.randint(1, 9)}$$",
        ]
    )
    parts.insert(random.randint(0, len(parts)), made)


def _delete(parts, random):
    if parts:
        parts.pop(random.randrange(len(parts)))


def _move(parts, random):
    if parts:
        parts.insert(random.randint(0, len(parts) - 1), parts.pop(random.randrange(len(parts))))


def _swap(parts, random, wanted):
    places = [place for place, part in enumerate(parts) if wanted(part)]
    if len(places) > 1:
        one, other = random.sample(places, 2)
        parts[one], parts[other] = parts[other], parts[one]


def _change(parts, random, wanted, change):
    places = [place for place, part in enumerate(parts) if wanted(part)]
    if places:
        place = random.choice(places)
        parts[place] = change(parts[place])


def _rename_heading(parts, random):
    _change(parts, random, lambda part: part.startswith("#"), lambda part: f"## {sentence(random, 1, 6)}")


def _change_level(parts, random):
    _change(
        parts,
        random,
        lambda part: part.startswith("##"),
        lambda part: part[1:] if random.random() < 0.5 else f"#{part}",
    )


def _change_words(parts, random):
    def change(part):
        words = part.split(" ")
        for _ in range(random.randint(1, 4)):
            place = random.randrange(max(1, len(words)))
            words[place : place + random.randint(0, 2)] = random.choices(WORDS, k=random.randint(0, 3))
        return " ".join(words)

    _change(parts, random, lambda part: "{%" not in part and "```" not in part, change)


def _emphasise(parts, random):
    def change(part):
        words = part.split(" ")
        start = random.randrange(len(words))
        end = min(len(words), start + random.randint(1, 4))
        words[start:end] = [f"**{' '.join(words[start:end])}**"]
        return " ".join(words)

    _change(parts, random, lambda part: part[0].isalpha(), change)


def _change_cell(parts, random):
    def change(part):
        rows = part.split("\n")
        cells = rows[-1].split("|")
        cells[random.randrange(1, max(2, len(cells) - 1))] = f" {sentence(random, 1, 4)} "
        return "\n".join([*rows[:-1], "|".join(cells)])

    _change(parts, random, lambda part: part.startswith("|"), change)


def _change_columns(parts, random):
    def change(part):
        rows = [row.strip().strip("|").split("|") for row in part.split("\n")]
        place = random.randrange(len(rows[0]) + 1)
        if random.random() < 0.5 and len(rows[0]) > 1:
            for row in rows:
                del row[place : place + 1]
        else:
            for number, row in enumerate(rows):
                row.insert(place, " --- " if number == 1 else f" {sentence(random, 1, 3)} ")
        return "\n".join(f"|{'|'.join(row)}|" for row in rows)

    _change(parts, random, lambda part: part.startswith("|") and part.count("\n") > 1, change)


def _change_rows(parts, random):
    def change(part):
        rows = part.split("\n")
        place = random.randrange(min(2, len(rows) - 1), len(rows))
        rows[place : place + 1] = [] if random.random() < 0.5 else [rows[place], rows[-1]]
        return "\n".join(rows)

    _change(parts, random, lambda part: part.startswith("|") and part.count("\n") > 1, change)


def _swap_figures(parts, random):
    _swap(parts, random, lambda part: "<img" in part or "![" in part)


def _change_figure(parts, random):
    def change(part):
        name, value = random.choice([("src", "new.png"), ("alt", sentence(random, 1, 5))])
        return re.sub(rf'{name}="[^"]*"', f'{name}="{value}"', part, count=1)

    _change(parts, random, lambda part: "<img" in part, change)


def _change_link(parts, random):
    _change(
        parts,
        random,
        lambda part: "](" in part,
        lambda part: re.sub(r"\]\([^)]*\)", f"]({random.choice('xyz')}.md)", part, count=1),
    )


def _swap_items(parts, random):
    def change(part):
        lines = part.split("\n")
        random.shuffle(lines)
        return "\n".join(lines)

    _change(parts, random, lambda part: part.startswith(("* ", "- ", "1. ")), change)


def _loosen(parts, random):
    _change(parts, random, lambda part: part.startswith(("* ", "- ")), lambda part: part.replace("\n", "\n\n", 1))


EDITS = [
    _insert, _delete, _move, _rename_heading, _change_level, _change_words, _emphasise, _change_cell, _change_columns,
    _change_rows, _swap_figures, _change_figure, _change_link, _swap_items, _loosen,
]  # fmt: skip


def edited(page, seed):
    """The page with one to six edits."""
    random = Random(seed)  # noqa: S311 (no secret)
    parts = blocks(page)
    for _ in range(random.randint(1, 6)):
        random.choice(EDITS)(parts, random)
        parts = [part for part in parts if part.strip()]
    return "\n\n".join(parts) + "\n"


PAGE = """# A page

An opening paragraph with **strong words**, _others_, `code`, a [link](a.md "title") and a formula $$a^2 + b^2$$ in it.

## Figures

<figure><img src="a.png" alt="The first"><figcaption><p>First caption</p></figcaption></figure>

<figure><img src="b.png" alt="The second"><figcaption><p>Second caption</p></figcaption></figure>

![Third](c.png)

Text with an image ![icon](i.png) in the line.

## Lists

* one of the items
* another item, which has parts
  * the first part of it
  * the second part
* a last item

1. first
2. second

   with a second paragraph
3. third

* [ ] to do
* [x] done

## Tables

| Building block | Owner | Cost |
| --- | --- | ---: |
| Identity | Ministry of the Interior | 1,000 |
| Payment | Treasury | 2,500 |
| Consent | Data authority | 300 |

## Blocks

{% hint style="info" %}
A note for whoever reads this page.
{% endhint %}

{% tabs %}
{% tab title="Linux" %}
Install it with the package manager.
{% endtab %}

{% tab title="Windows" %}
Run the installer.
{% endtab %}
{% endtabs %}

{% stepper %}
{% step %}
### Ask

Ask people what they need.
{% endstep %}

{% step %}
### Build

Build the smallest thing.
{% endstep %}
{% endstepper %}

<details>

<summary>Why?</summary>

Because a service that nobody uses costs the same.

</details>

{% code title="a.py" lineNumbers="true" %}
```python
def name(of):
    return of["name"]  # a comment
```
{% endcode %}

$$
E = mc^2
$$

> Quoted words of somebody.

<table data-view="cards"><thead><tr><th></th><th data-hidden data-card-target data-type="content-ref"></th></tr></thead><tbody><tr><td><strong>First card</strong></td><td><a href="a.md">a.md</a></td></tr><tr><td><strong>Second card</strong></td><td><a href="b.md">b.md</a></td></tr></tbody></table>

***

The last paragraph.
"""
