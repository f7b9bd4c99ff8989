"""A sentence or label in the three languages of Qanat, kept beside the code that says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """The same words in English, Arabic and Persian; an empty translation falls back to English."""

    en: str
    ar: str
    fa: str

    def in_language(self, language: str) -> str:
        """The words in `language` (`ar`, `fa-IR`, `en_GB`, …); English for any other."""
        match language.replace("_", "-").partition("-")[0].lower():
            case "ar":
                return self.ar or self.en
            case "fa":
                return self.fa or self.en
            case _:
                return self.en
