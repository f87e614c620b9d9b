"""Words for people: messages that know their values, in English and Bahasa Indonesia.

The lowest layer of all, because every layer speaks to people. A :class:`Message` keeps its English template and its
values apart, so that one finding can be shown in either language and still be compared as a value.
"""

from opensmp.i18n.catalogue import LANGUAGES
from opensmp.i18n.errors import Forbidden, Refusal, Refused, Unavailable, Unreadable
from opensmp.i18n.message import Message, Plural, Speakable, _, n_, speak
from opensmp.i18n.numbers import spoken_date, spoken_number

__all__ = [
    "LANGUAGES", "Forbidden", "Message", "Plural", "Refusal", "Refused", "Speakable", "Unavailable", "Unreadable", "_", "n_",
    "speak", "spoken_date", "spoken_number",
]  # fmt: skip
