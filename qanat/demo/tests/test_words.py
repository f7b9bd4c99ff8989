from datetime import date

import phonenumbers
import pytest

from qanat.demo.campaigns import campaign_name
from qanat.demo.channels import campaigns
from qanat.demo.vocabulary import (
    LANGUAGES,
    cities,
    industries,
    names,
    own_word,
    phone_plans,
    titles,
)
from qanat.demo.wording import product_name
from qanat.kernel.shown import PERSIAN, shown_digits

ARABIC_SCRIPT = {chr(code) for code in range(0x0600, 0x06FF)} | {" ", "\u200c"}


@pytest.mark.parametrize("language", ["ar", "fa"])
@pytest.mark.parametrize("kind", ["given", "family"])
def test_there_are_at_least_150_names_of_each_kind(kind, language):
    assert len({word.text for word in names(kind, language)}) >= 150


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["given", "family", "stems"])
def test_no_name_is_listed_twice(kind, language):
    texts = [word.text for word in names(kind, language)]
    assert [text for text in set(texts) if texts.count(text) > 1] == []


@pytest.mark.parametrize("language", ["ar", "fa"])
@pytest.mark.parametrize("kind", ["given", "family", "stems"])
def test_names_are_in_arabic_script_with_a_latin_form_for_addresses(kind, language):
    words = names(kind, language)
    assert [word.text for word in words if not set(word.text) <= ARABIC_SCRIPT] == []
    assert [word for word in words if not (word.latin.isascii() and word.latin.strip())] == []


def test_persian_letters_are_not_in_arabic_names_nor_the_other_way_round():
    for kind in ("given", "family", "stems"):
        assert [w.text for w in names(kind, "ar") if set(w.text) & set("پچژگکی")] == []
        assert [w.text for w in names(kind, "fa") if set(w.text) & set("كيةى")] == []


def test_every_city_has_telephone_numbers():
    lived_in = {city.country for language in LANGUAGES for city in cities(language)}
    assert lived_in == set(phone_plans())


@pytest.mark.parametrize("country", sorted(phone_plans()))
def test_telephone_numbers_are_possible_and_of_nobody(country):
    plan = phone_plans()[country]
    for digit in "0123456789":
        number = phonenumbers.parse(plan.prefix + digit * plan.digits)
        assert phonenumbers.is_possible_number(number)
        assert not phonenumbers.is_valid_number(number)


def test_industries_and_titles_are_there_in_three_languages():
    assert len(industries()) == 14
    for industry in industries():
        assert all("{stem}" in industry.patterns[language] for language in LANGUAGES)
    for level in ("chief", "director", "manager", "specialist", "junior"):
        assert all(title.texts[language] for title in titles(level) for language in LANGUAGES)


def test_the_own_words_of_the_company_have_the_same_places_in_every_language():
    quarter = {"source": "S", "year": 2026, "quarter": 4}
    said = [own_word("{source} {year} Q{quarter}", each).format(**quarter) for each in LANGUAGES]
    assert said == ["S 2026 Q4", "S، الربع 4 من 2026", "S، فصل 4 سال 2026"]


def test_campaigns_and_products_are_named_in_the_digits_and_words_of_the_language():
    planned = campaigns(date(2026, 1, 1), date(2026, 12, 1))
    campaign = next(each for each in planned if each.channel.gathers != "show")
    named = [campaign_name(campaign, each) for each in LANGUAGES]
    year = str(campaign.starts_on.year)
    assert [year in name for name in named] == [True, True, False]
    assert shown_digits(year, PERSIAN) in named[2]
    said = [product_name("point_of_sale", each) for each in LANGUAGES]
    assert said == ["Point of sale", "نقاط البيع", "صندوق فروشگاهی"]


def test_a_name_that_the_company_does_not_translate_stays():
    assert own_word("Riyadh Build Week 2025", "fa") == "Riyadh Build Week 2025"
