"""Which files may hang on a record, told by what they hold and not by what they are called."""

from pathlib import PurePath

from desktop.domain.problem import Problem, ProblemError

JPEG, PDF, MP4 = "image/jpeg", "application/pdf", "video/mp4"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_FILES = {
    ".docx": (_ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": (_ZIP, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pptx": (_ZIP, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ".ofd": (_ZIP, "application/ofd"),
    ".doc": (_OLE, "application/msword"),
    ".xls": (_OLE, "application/vnd.ms-excel"),
    ".ppt": (_OLE, "application/vnd.ms-powerpoint"),
    ".wps": (_OLE, "application/vnd.ms-works"),
    ".et": (_OLE, "application/vnd.ms-excel"),
}
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
SUFFIXES = (*PICTURE_SUFFIXES, ".pdf", *_OFFICE_FILES)
"""What the choosing dialog offers."""

VIDEO_SUFFIX = ".mp4"
"""Offered beside `SUFFIXES` where videos may hang."""

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"avif"})
_VIDEO_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"}
)
_ENDINGS = {
    JPEG: ".jpg",
    PDF: ".pdf",
    MP4: VIDEO_SUFFIX,
    **{media: suffix for suffix, (_, media) in _OFFICE_FILES.items()},
}


def media_type_of(name: str, content: bytes, *, video: bool = False) -> str:
    """The media type that a file is kept under; pictures are ``image/jpeg`` whatever they were.

    Args:
        name: Of the file.
        content: Its bytes.
        video: Whether a video (MP4) is taken.

    Raises:
        ProblemError: ATT-001 it is no kind that is taken; ATT-004 it is a picture of an iPhone's own kind.
    """
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if content[:3] == b"\xff\xd8\xff" or content[:8] == b"\x89PNG\r\n\x1a\n" or is_webp:
        return JPEG
    if content[:5] == b"%PDF-":
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        raise ProblemError(Problem("ATT-004", {"name": name}))
    if video and content[4:8] == b"ftyp" and content[8:12] in _VIDEO_BRANDS:
        return MP4
    suffix = PurePath(name).suffix.lower()
    begins, media_type = _OFFICE_FILES.get(suffix, (b"", ""))
    if not media_type or not content.startswith(begins):
        raise ProblemError(Problem("ATT-001", {"name": name}))
    return media_type


def ending_of(media_type: str) -> str:
    """The ending of a file that is written out."""
    return _ENDINGS.get(media_type, "")
