"""Pictures as telephones and scanners make them."""

from io import BytesIO
from typing import Any

from PIL import ExifTags, Image


def picture(width: int = 400, height: int = 300, kind: str = "JPEG", seed: int = 7, **options: Any) -> bytes:
    """A picture with some texture; another seed gives another one."""
    small = Image.new("RGB", (16, 12))
    small.putdata(
        [((x * 37 + seed * 11) % 256, (x * 91 + seed) % 256, (x * seed + 5) % 256) for x in range(16 * 12)]
    )
    out = BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(out, kind, **options)
    return out.getvalue()


def telephone_picture(orientation: int = 6) -> bytes:
    """A large JPEG that says who took it where, and that it has to be turned."""
    about = Image.Exif()
    about[ExifTags.Base.Make] = "示范牌手机"
    about[ExifTags.Base.Orientation] = orientation
    about.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:20 09:30:00"
    position = about.get_ifd(ExifTags.IFD.GPSInfo)
    position[ExifTags.GPS.GPSLatitudeRef] = "N"
    position[ExifTags.GPS.GPSLatitude] = (26.0, 5.0, 7.5)
    return picture(2_400, 1_800, exif=about)
