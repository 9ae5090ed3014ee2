"""Text in GB 18030, with the 24 characters that Python's codec still places in private use."""

# Left: where the codec of Python (the edition of 2000) puts the two-byte code; right: the character.
_LATER_CHARACTERS = {
    0xE816: 0x20087,  # FE51
    0xE817: 0x20089,  # FE52
    0xE818: 0x200CC,  # FE53
    0xE81E: 0x9FB4,  # FE59
    0xE826: 0x9FB5,  # FE61
    0xE82B: 0x9FB6,  # FE66
    0xE82C: 0x9FB7,  # FE67
    0xE831: 0x215D7,  # FE6C
    0xE832: 0x9FB8,  # FE6D
    0xE83B: 0x2298F,  # FE76
    0xE843: 0x9FB9,  # FE7E
    0xE854: 0x9FBA,  # FE90
    0xE855: 0x241FE,  # FE91
    0xE864: 0x9FBB,  # FEA0
    0xE78D: 0xFE10,  # A6D9
    0xE78E: 0xFE12,  # A6DA
    0xE78F: 0xFE11,  # A6DB
    0xE790: 0xFE13,  # A6DC
    0xE791: 0xFE14,  # A6DD
    0xE792: 0xFE15,  # A6DE
    0xE793: 0xFE16,  # A6DF
    0xE794: 0xFE17,  # A6EC
    0xE795: 0xFE18,  # A6ED
    0xE796: 0xFE19,  # A6F3
}


def decode(data: bytes, errors: str = "strict") -> str:
    """Decode GB 18030 (and so GBK and GB 2312) bytes.

    Other private-use characters are left: they are somebody's own and must be shown to a person.

    Raises:
        UnicodeDecodeError: The bytes are not GB 18030 and ``errors`` is "strict".

    Source:
        GB 18030-2022 (U+9FB4 to U+9FBB, U+FE10 to U+FE19), GB 18030-2005 (six characters of
        CJK Extension B); from general knowledge, to be compared with the printed standard.
    """
    return data.decode("gb18030", errors).translate(_LATER_CHARACTERS)


def has_private_use(text: str) -> bool:
    """Whether a character is of a private-use area, so that other PCs may show another one or none."""
    return any("\ue000" <= c <= "\uf8ff" or c >= "\U000f0000" for c in text)
