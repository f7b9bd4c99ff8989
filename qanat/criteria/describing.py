"""From nodes to a sentence in a language."""

from qanat.criteria.grammar import (
    All,
    EventCondition,
    FieldCondition,
    Leaf,
    Node,
    Not,
    RelatedCondition,
    Some,
)
from qanat.criteria.moments import Moment, Period
from qanat.criteria.operators import OPERATORS
from qanat.criteria.operators.base import Operator
from qanat.criteria.registry import PLAIN, EventKind, Link
from qanat.criteria.types.time import shown_moment
from qanat.criteria.wording.base import Saying, Wording
from qanat.kernel.phrase import Phrase

EVERY = Saying(en="every record counts", ar="كل السجلات مشمولة", fa="همهٔ رکوردها را در بر می‌گیرد")
NONE = Saying(en="no record counts", ar="لا شيء من السجلات مشمول", fa="هیچ رکوردی را در بر نمی‌گیرد")
LAST_DAYS = Saying(en=" in the last {days}", ar=" خلال آخر {days}", fa="در {days} گذشته ")
SINCE = Saying(en=" since {since}", ar=" منذ {since}", fa="از {since} به بعد ")
UNTIL = Saying(en=" until {until}", ar=" حتى {until}", fa="تا {until} ")
FROM_TO = Saying(
    en=" from {since} to {until}", ar=" من {since} إلى {until}", fa="از {since} تا {until} "
)


def described(node: Node, wording: Wording) -> str:
    """The node as a part of a sentence."""
    match node:
        case All(parts):
            return wording.and_list(_parts(parts, wording)) if parts else wording.say(EVERY)
        case Some(parts):
            return wording.or_list(_parts(parts, wording)) if parts else wording.say(NONE)
        case Not(part):
            return wording.denied(_held_together(part, wording))
        case FieldCondition():
            return _field(node, wording)
        case EventCondition():
            return _event(node, wording)
        case RelatedCondition():
            return _wrapped(node.route, _held_together(node.where, wording), wording)


def sentence_of(node: Node, wording: Wording) -> str:
    """The node as a whole sentence."""
    return wording.sentence(described(node, wording))


def _parts(parts: tuple[Node, ...], wording: Wording) -> list[str]:
    if len(parts) == 1:
        return [described(parts[0], wording)]
    return [_held_together(part, wording) for part in parts]


def _held_together(node: Node, wording: Wording) -> str:
    text = described(node, wording)
    return text if isinstance(node, Leaf) else wording.group(text)


def _field(node: FieldCondition, wording: Wording) -> str:
    """A condition on one of several records is denied as a whole, not inside."""
    operator = node.operator
    if operator.negates and any(link.says != PLAIN for link in node.route):
        positive = _condition(node, OPERATORS[operator.negates], wording)
        return wording.denied(_wrapped(node.route, positive, wording))
    return _wrapped(node.route, _condition(node, operator, wording), wording)


def _condition(node: FieldCondition, operator: Operator, wording: Wording) -> str:
    field = node.field
    return wording.say(
        operator.saying(node.operand, field),
        feminine=field.feminine and not field.quoted,
        field=wording.label(field.label, quoted=field.quoted),
        value=wording.value(operator.shown(node.operand, field, wording)),
    )


def _wrapped(way: tuple[Link, ...], text: str, wording: Wording) -> str:
    for link in reversed(way):
        text = wording.phrase(link.says).format(condition=text)
    return text


def _event(node: EventCondition, wording: Wording) -> str:
    where = "" if node.where is None else " " + wording.group(described(node.where, wording))
    return wording.say(
        node.operator.says,
        did=_doing(node.kind, node.kind.did, wording) + where,
        never=_doing(node.kind, node.kind.never, wording) + where,
        value=wording.value(node.operator.shown(node.operand, wording)),
        within="" if node.within is None else shown_period(node.within, wording),
    )


def _doing(kind: EventKind, words: Phrase, wording: Wording) -> str:
    return wording.phrase(words).format(name=wording.quoted(kind.own_name))


def shown_period(period: Period, wording: Wording) -> str:
    """When, as a part of a sentence, with the space that sets it apart."""
    if period.days is not None:
        return wording.say(LAST_DAYS, days=wording.value(wording.days(period.days)))
    since = _end(period.since, wording)
    until = _end(period.until, wording)
    if since and until:
        return wording.say(FROM_TO, since=since, until=until)
    return wording.say(SINCE, since=since) if since else wording.say(UNTIL, until=until)


def _end(moment: Moment | None, wording: Wording) -> str:
    return "" if moment is None else wording.value(shown_moment(moment, wording))
