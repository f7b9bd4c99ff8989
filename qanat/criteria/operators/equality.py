"""Is, is not, one of, none of, known, unknown, yes, no, me."""

from typing import Any

from qanat.criteria.operators.base import EQUAL, SEVERAL, TIMES, Asking, Operator
from qanat.criteria.operators.operands import One, Several
from qanat.criteria.operators.registry import OPERATORS
from qanat.criteria.registry import Field
from qanat.criteria.wording.base import Saying
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql


def _is(field: Field, operand: Any, _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.among(field, (operand,)),)


def _is_not(field: Field, operand: Any, _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.outside(field, (operand,)),)


def _one_of(field: Field, operand: tuple[Any, ...], _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.among(field, operand),)


def _none_of(field: Field, operand: tuple[Any, ...], _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.outside(field, operand),)


def _known(field: Field, _operand: None, _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.known(field),)


def _true(field: Field, _operand: None, _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.among(field, (True,)),)


def _false(field: Field, _operand: None, _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.among(field, (False,)),)


def _me(field: Field, _operand: None, asking: Asking) -> tuple[Sql, ...]:
    if asking.user_id is None:
        return (Sql("false"),)
    return (field.type.among(field, (asking.user_id,)),)


def _my_team(field: Field, _operand: None, asking: Asking) -> tuple[Sql, ...]:
    """Whoever is in no team is a team of their own."""
    if asking.user_id is None:
        return (Sql("false"),)
    mates = field.value + Sql(f" IN ({field.mates})", (asking.user_id,))
    return ("(" + field.type.among(field, (asking.user_id,)) + " OR " + mates + ")",)


_IS = Saying(
    en="{field} is {value}",
    ar="{field} هو {value}",
    feminine="{field} هي {value}",
    fa="{field} {value} است",
)

OPERATORS.add(
    Operator(
        name="is",
        label=Phrase("is", "هو", "برابر است با"),
        types=EQUAL,
        operand=One(),
        sql=_is,
        says=_IS,
    )
)
OPERATORS.add(
    Operator(
        name="is_not",
        label=Phrase("is not", "ليس", "برابر نیست با"),
        types=EQUAL,
        operand=One(),
        sql=_is_not,
        says=Saying(
            en="{field} is known and is not {value}",
            ar="{field} معروف وليس {value}",
            feminine="{field} معروفة وليست {value}",
            fa="{field} معلوم است و {value} نیست",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="one_of",
        label=Phrase("is one of", "هو أحد", "یکی است از"),
        types=EQUAL - {"yes_no"},
        operand=Several("or"),
        sql=_one_of,
        says=_IS,
    )
)
OPERATORS.add(
    Operator(
        name="none_of",
        label=Phrase("is none of", "ليس أيًّا من", "هیچ‌یک نیست از"),
        types=EQUAL - {"yes_no"},
        operand=Several("nor"),
        sql=_none_of,
        says=Saying(
            en="{field} is known and is none of {value}",
            ar="{field} معروف وليس {value}",
            feminine="{field} معروفة وليست {value}",
            fa="{field} معلوم است و هیچ‌یک از {value} نیست",
        ),
        says_one=Saying(
            en="{field} is known and is not {value}",
            ar="{field} معروف وليس {value}",
            feminine="{field} معروفة وليست {value}",
            fa="{field} معلوم است و {value} نیست",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="is_known",
        label=Phrase("is known", "معروف", "معلوم است"),
        types=EQUAL | SEVERAL | TIMES,
        operand=None,
        sql=_known,
        says=Saying(
            en="{field} is known",
            ar="{field} معروف",
            feminine="{field} معروفة",
            fa="{field} معلوم است",
        ),
        says_of_several=Saying(
            en="there is something in {field}",
            ar="{field} ليس فارغًا",
            feminine="{field} ليست فارغة",
            fa="{field} خالی نیست",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="is_unknown",
        label=Phrase("is not known", "غير معروف", "معلوم نیست"),
        types=EQUAL | SEVERAL | TIMES,
        operand=None,
        negates="is_known",
        says=Saying(
            en="{field} is not known",
            ar="{field} غير معروف",
            feminine="{field} غير معروفة",
            fa="{field} معلوم نیست",
        ),
        says_of_several=Saying(
            en="there is nothing in {field}",
            ar="{field} فارغ",
            feminine="{field} فارغة",
            fa="{field} خالی است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="is_true",
        label=Phrase("is yes", "نعم", "بله است"),
        types=frozenset({"yes_no"}),
        operand=None,
        sql=_true,
        says=Saying(en="{field}: yes", ar="{field}: نعم", fa="{field}: بله"),
    )
)
OPERATORS.add(
    Operator(
        name="is_false",
        label=Phrase("is no", "لا", "خیر است"),
        types=frozenset({"yes_no"}),
        operand=None,
        sql=_false,
        says=Saying(en="{field}: no", ar="{field}: لا", fa="{field}: خیر"),
    )
)
OPERATORS.add(
    Operator(
        name="is_me",
        label=Phrase("is me", "أنا", "من هستم"),
        types=frozenset({"user"}),
        operand=None,
        sql=_me,
        says=Saying(en="{field} is me", ar="{field} هو أنا", fa="{field} من هستم"),
    )
)
OPERATORS.add(
    Operator(
        name="is_in_my_team",
        label=Phrase("is in my team", "من فريقي", "از تیم من است"),
        types=frozenset({"user"}),
        operand=None,
        sql=_my_team,
        says=Saying(en="{field} is in my team", ar="{field} من فريقي", fa="{field} از تیم من است"),
    )
)
