"""What kinds of values fields have. Each type says how it is read, compared and said."""

from qanat.criteria.registry import FieldType
from qanat.criteria.types.choice import ChoiceType, CountryType, LanguageType
from qanat.criteria.types.identifier import EmailType, PhoneType
from qanat.criteria.types.number import NumberType
from qanat.criteria.types.plain import PropertyType
from qanat.criteria.types.reference import UserType
from qanat.criteria.types.several import ChoiceRowsType, ChoicesType, WordsType
from qanat.criteria.types.text import TextType
from qanat.criteria.types.time import DateType, InstantType, WrittenDateType
from qanat.criteria.types.yes_no import YesNoType
from qanat.kernel.phrase import Phrase
from qanat.kernel.registry import Registry

TYPES: Registry[FieldType] = Registry("type of field")

TEXT = TYPES.add(TextType("text", Phrase("text", "نص", "متن")))
EMAIL = TYPES.add(EmailType("email", Phrase("e-mail address", "بريد إلكتروني", "ایمیل")))
PHONE = TYPES.add(PhoneType("phone", Phrase("telephone number", "رقم هاتف", "شماره تلفن")))
NUMBER = TYPES.add(NumberType("number", Phrase("number", "عدد", "عدد")))
MONEY = TYPES.add(NumberType("money", Phrase("amount of money", "مبلغ", "مبلغ")))
DATE = TYPES.add(DateType("date", Phrase("date", "تاريخ", "تاریخ")))
WRITTEN_DATE = TYPES.add(
    WrittenDateType("written_date", Phrase("date kept as text", "تاريخ محفوظ نصًّا", "تاریخ متنی"))
)
INSTANT = TYPES.add(InstantType("instant", Phrase("date and time", "تاريخ ووقت", "تاریخ و ساعت")))
CHOICE = TYPES.add(ChoiceType("choice", Phrase("choice", "اختيار", "گزینه")))
COUNTRY = TYPES.add(CountryType("country", Phrase("country", "بلد", "کشور")))
LANGUAGE = TYPES.add(LanguageType("language", Phrase("language", "لغة", "زبان")))
USER = TYPES.add(UserType("user", Phrase("user", "مستخدم", "کاربر")))
YES_NO = TYPES.add(YesNoType("yes_no", Phrase("yes or no", "نعم أو لا", "بله یا خیر")))
CHOICES = TYPES.add(
    ChoicesType("choices", Phrase("several choices", "اختيارات متعددة", "چند گزینه"))
)
CHOICE_ROWS = TYPES.add(
    ChoiceRowsType(
        "choice_rows",
        Phrase("several choices, each a row", "اختيارات في صفوف", "چند گزینه در سطرها"),
    )
)
WORDS = TYPES.add(WordsType("words", Phrase("several words", "كلمات", "چند واژه")))
PROPERTY = TYPES.add(PropertyType("property", Phrase("text or number", "نص أو عدد", "متن یا عدد")))
