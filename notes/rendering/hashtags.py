"""What counts as a hashtag, for the renderer and for the filter of the timeline."""

import unicodedata

TAG_LIMIT = 50
# A letter first, so that "#1" and "issue #12" are none; not inside a word, an address or a second "#".
HASHTAG = r"(?<![\w/&#])#(?P<tag>[^\W\d_][\w]*(?:-[\w]+)*)"


def tag_of(word: str) -> str:
    """The tag as stored and compared, without "#" and in small letters; "" when it is too long to be one."""
    tag = unicodedata.normalize("NFC", word.removeprefix("#").lower())
    return tag if len(tag) <= TAG_LIMIT else ""
