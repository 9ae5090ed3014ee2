"""Pictures as they come from a telephone or a scanner, made small and cleaned of what nobody asked for."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageOps

from desktop.domain.problem import Problem, ProblemError

LONGEST_EDGE = 1_600
"""Longer edge of a kept picture in pixels; a form photographed from above can still be read."""

QUALITY = 80
MOST_PIXELS = 80_000_000
"""A few kilobytes of a crafted file unfold to gigabytes; no telephone of an office takes more than this."""

THUMBNAIL_EDGE = 160
THUMBNAIL_BYTES = 20_000
_THUMBNAIL_QUALITIES = (70, 50, 30, 15)
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PROFILE_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be kept: JPEG bytes, edges in pixels, a thumbnail as JPEG bytes."""

    content: bytes
    width: int
    height: int
    thumbnail: bytes


def make_picture(data: bytes, *, keep_position: bool = False, is_strangers: bool = False) -> Picture:
    """Bring a picture upright into at most 1,600 pixels and take out what its camera wrote into it.

    A small upright JPEG that says nothing about its making stays byte for byte, so that a picture which
    was taken out of the register and is added again is the same one.

    Args:
        data: A JPEG, PNG or WebP; of several pictures in a file the first is taken.
        keep_position: Whether the position at which it was taken stays in it.
        is_strangers: Nobody vouches for the file: it is always made anew, and nothing stays but its colours.

    Raises:
        ProblemError: ATT-002 it can't be read to its end; ATT-003 it has too many pixels.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ProblemError(Problem("ATT-003", {"pixels": str(MOST_PIXELS // 1_000_000)}))
            if not is_strangers and _is_ready(image, data):
                image.load()
                return Picture(data, image.width, image.height, _thumbnail(_flat(image)))
            # A JPEG is unfolded at a half or a quarter of its size where that is enough.
            image.draft("RGB", (2 * LONGEST_EDGE, 2 * LONGEST_EDGE))
            about = _about(image, keep_position=keep_position)
            profile = image.info.get("icc_profile") or b""
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
            flat = _flat(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ProblemError(Problem("ATT-003", {"pixels": str(MOST_PIXELS // 1_000_000)})) from error
    except ProblemError:
        raise
    except Exception as error:
        # A decoder raises whatever a damaged file makes it stumble over.
        raise ProblemError(Problem("ATT-002")) from error
    if is_strangers:
        made = _jpeg(flat, QUALITY)
        return Picture(made, flat.width, flat.height, _thumbnail(flat))
    kept: dict[str, Any] = {"icc_profile": profile} if 0 < len(profile) <= _MOST_PROFILE_BYTES else {}
    content = _jpeg(flat, QUALITY, exif=about, **kept)
    return Picture(content, flat.width, flat.height, _thumbnail(flat))


def _is_ready(image: Image.Image, data: bytes) -> bool:
    """Whether a picture is small, upright and silent about its making."""
    is_small = max(image.size) <= LONGEST_EDGE and len(data) <= image.width * image.height
    is_silent = not image.getexif() and not {"xmp", "comment", "photoshop", "adobe"} & set(image.info)
    return image.format == "JPEG" and image.mode == "RGB" and is_small and is_silent


def _about(image: Image.Image, *, keep_position: bool) -> Image.Exif:
    """When a picture was taken and, if wanted, where; nothing about the telephone or its owner."""
    written, kept = image.getexif(), Image.Exif()
    taken = written.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    if isinstance(taken, str):
        kept[ExifTags.Base.DateTime] = taken
    position = written.get_ifd(ExifTags.IFD.GPSInfo) if keep_position else {}
    if position:
        kept.get_ifd(ExifTags.IFD.GPSInfo).update(position)
    return kept


def _flat(image: Image.Image) -> Image.Image:
    """In three colours; what was transparent is white as the paper it will lie on."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGB", clear.size, "white")
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    return image.convert("RGB")


def _thumbnail(image: Image.Image) -> bytes:
    small = image.copy()
    small.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE), Image.Resampling.LANCZOS)
    made = b""
    for quality in _THUMBNAIL_QUALITIES:
        made = _jpeg(small, quality)
        if len(made) <= THUMBNAIL_BYTES:
            break
    return made


def _jpeg(image: Image.Image, quality: int, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True, **options)
    return out.getvalue()
