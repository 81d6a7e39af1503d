"""Pictures, drawn anew: upright, at most so large, as JPEG, and nothing left of the file but what can be seen."""

from io import BytesIO
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageFile

from careregister.base.refusals import NotAllowed

JPEG, PNG, WEBP, HEIF = "JPEG", "PNG", "WEBP", "HEIF"
MOST_PIXELS = 64_000_000  # a telephone of 50 megapixels fits; what it takes to draw one stays below 300 MB
LONGEST_SIDE = 2400
SMALL_SIDE = 320
QUALITY = 85

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Libraries read whole files into memory on the word of a few bytes at their start: those bytes are asked first.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def drawn_anew(file: BinaryIO, kind: str) -> bytes:
    """The picture in `file`, of a known `kind`, as a JPEG without metadata; of several frames the first.

    NotAllowed: picture_bomb (more pixels than MOST_PIXELS), picture_broken.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=(kind,)) as picture:
            return _drawn(picture, LONGEST_SIDE)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as problem:
        raise NotAllowed("picture_bomb") from problem
    except NotAllowed:
        raise
    except Exception as problem:
        raise NotAllowed("picture_broken") from problem


def smaller(jpeg: bytes) -> bytes:
    """A JPEG that `drawn_anew` made, small enough for a list."""
    with Image.open(BytesIO(jpeg), formats=(JPEG,)) as picture:
        return _drawn(picture, SMALL_SIDE)


def _drawn(picture: Image.Image, longest: int) -> bytes:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise NotAllowed("picture_bomb")
    picture.draft("RGB", (longest, longest))  # of a JPEG, no more is decoded than will be drawn
    picture.load()
    turn = _TURNS.get(_orientation(picture))
    upright = picture if picture.mode in {"RGB", "RGBA", "L"} else picture.convert("RGBA")
    upright = upright.transpose(turn) if turn is not None else upright
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        plain.paste(seen, mask=seen.getchannel("A"))
    else:
        plain.paste(upright.convert("RGB"))
    out = BytesIO()
    plain.save(out, JPEG, quality=QUALITY, optimize=True)
    return out.getvalue()


def _orientation(picture: Image.Image) -> int:
    """How the camera was held. Notes beside a picture that cannot be read make the picture no worse."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001
        return 1
