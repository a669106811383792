"""Makes pictures for tests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw


def picture(
    kind: str = "PNG", size: tuple[int, int] = (400, 300), *, seed: int = 0, frames: int = 1, **options
) -> bytes:
    """A picture with something on it.

    Args:
        kind: A format of Pillow.
        size: Width and height.
        seed: Another number gives another picture.
        frames: More than one move.
        options: Of Pillow's `save`.
    """
    made = [_draw((800, 600), seed + number).resize(size) for number in range(frames)]
    stream = BytesIO()
    more = {"save_all": True, "append_images": made[1:], "duration": 100, "loop": 0} if frames > 1 else {}
    made[0].save(stream, kind, **more, **options)
    return stream.getvalue()


def _draw(size: tuple[int, int], seed: int) -> Image.Image:
    width, height = size
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for number in range(8):
        place = (seed * 7 + number * 5) % 11
        box = [width * place // 16, height * number // 10, width * (place + 4) // 16, height * (number + 1) // 10]
        draw.rectangle(box, fill=(20 * number, 255 - 25 * number, (seed * 40 + 60) % 256), outline="black")
    return image
