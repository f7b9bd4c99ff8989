"""What leads do by themselves: visit, download, open newsletters, attend webinars. Pure.

Interest, between 0 and 1, drives how much; those who get far are those who showed it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from qanat.demo.chance import drawn, happens, how_many
from qanat.demo.story import Arrival, Chapter, Fate, Happening
from qanat.demo.workdays import hour_of_leads, midnight

INTEREST: Final = {
    Fate.IGNORED: (0.02, 0.62),
    Fate.TRIED: (0.02, 0.55),
    Fate.UNFIT: (0.05, 0.6),
    Fate.QUALIFIED: (0.45, 0.9),
    Fate.DEAL: (0.55, 1.0),
}
PAGES: Final = {
    "/": 22,
    "/inventory": 11,
    "/payroll": 9,
    "/point-of-sale": 8,
    "/accounting": 8,
    "/customers": 10,
    "/blog/stock-losses": 8,
    "/blog/e-invoicing": 8,
    "/about": 6,
    "/faq": 5,
    "/careers": 2,
}
FILES: Final = ("price-list.pdf", "buyers-guide.pdf", "e-invoicing-checklist.pdf", "case-study.pdf")
NEWSLETTERS: Final = (
    "What stock losses cost you",
    "الفوترة الإلكترونية: ما الجديد؟",
    "پنج گزارش که هر مدیر باید ببیند",
    "How Fajr Stores opened ten branches",
    "نصائح لإغلاق الحسابات في يوم واحد",
    "تخفیف ویژهٔ پایان فصل",
)
REGISTERS_DAYS_AHEAD: Final = 8
REPLIES: Final = 0.04
LEAVES: Final = 0.012
"""Of those who get a newsletter this share unsubscribes."""


def interest_of(fate: Fate, rng: Random) -> float:
    """How interested somebody is."""
    least, most = INTEREST[fate]
    return rng.triangular(least, most, least + (most - least) * 0.4)


def visits_before(arrival: Arrival, interest: float, rng: Random) -> Iterator[Happening]:
    """The session that led to the form."""
    if not arrival.channel.browses:
        return
    at = arrival.at - timedelta(minutes=rng.randrange(3, 35))
    if arrival.channel.medium == "cpc":
        yield Happening(kind="ad_click", at=at, properties={"campaign": arrival.campaign.name})
    if arrival.landing_page:
        yield _view(arrival.landing_page, at, rng)
    yield from _session(at + timedelta(seconds=50), interest, rng, ends=arrival.at)


def visits_after(
    chapter: Chapter, interest: float, *, until: datetime, rng: Random
) -> Iterator[Happening]:
    """Later sessions: many soon after, fewer later, and again while an opportunity is open."""
    arrived_at = chapter.arrival.at
    for _ in range(how_many(interest * 3.2, rng)):
        day = arrived_at + timedelta(days=rng.expovariate(1 / 21))
        if midnight(day.date()) < until:
            at = max(hour_of_leads(day.date(), rng), arrived_at + timedelta(minutes=30))
            yield from _session(at, interest, rng, ends=until)
    if chapter.deal:
        ended = chapter.deal.closed_at or until
        for _ in range(how_many(2.0, rng)):
            at = chapter.deal.opened_at + (ended - chapter.deal.opened_at) * rng.random()
            yield from _session(at, max(interest, 0.7), rng, ends=until)


def visit_today(today: date, interest: float, rng: Random) -> Iterator[Happening]:
    """A session on the last day."""
    yield from _session(hour_of_leads(today, rng), interest, rng)


def attended(
    arrival: Arrival, interest: float, webinars: Sequence[tuple[date, str]], rng: Random
) -> Iterator[Happening]:
    """The webinars after the arrival that somebody went to; those who came by one went to that."""
    came_by_webinar = arrival.channel.gathers == "webinar"
    for day, name in webinars:
        ahead = (day - arrival.at.date()).days
        if ahead < 0:
            continue
        registered = came_by_webinar and ahead <= REGISTERS_DAYS_AHEAD
        if happens(0.58 if registered else interest * 0.09 / (1 + ahead / 60), rng):
            at = midnight(day) + timedelta(hours=11, minutes=rng.randrange(0, 9))
            yield Happening(kind="webinar_attended", at=at, properties={"name": name})


def met(arrival: Arrival, rng: Random) -> Iterator[Happening]:
    """That somebody was met at a trade show, or wrote in a chat."""
    if arrival.channel.medium == "chat":
        seconds = rng.randrange(40, 900)
        yield Happening(kind="chat", at=arrival.at, properties={"seconds": seconds})
    if arrival.channel.gathers == "show":
        yield Happening(
            kind="event_attended", at=arrival.at, properties={"name": arrival.campaign.name}
        )


def newsletters(
    arrival: Arrival, interest: float, *, until: datetime, rng: Random
) -> Iterator[Happening]:
    """A newsletter on the fifth of every month, until they unsubscribe; opens, clicks, visits."""
    if not arrival.subscribes:
        return
    sent_at = _next_fifth(arrival.at)
    while sent_at < until:
        subject = NEWSLETTERS[(sent_at.year * 12 + sent_at.month) % len(NEWSLETTERS)]
        campaign = f"Newsletter {sent_at:%Y-%m}"
        about = {"subject": subject, "campaign": campaign}
        yield Happening(kind="email_sent", at=sent_at, properties=about)
        if happens(0.008, rng):
            yield Happening(
                kind="email_bounce", at=sent_at + timedelta(minutes=1), properties=about
            )
            return
        opened_at = sent_at + timedelta(hours=rng.expovariate(1 / 9), minutes=2)
        if opened_at < until and happens(0.12 + 0.45 * interest, rng):
            yield Happening(kind="email_open", at=opened_at, properties=about)
            yield from _after_opening(opened_at, about, interest, until, rng)
        if happens(LEAVES, rng) and opened_at < until:
            yield Happening(kind="unsubscribe", at=opened_at, properties={"campaign": campaign})
            return
        sent_at = _next_fifth(sent_at + timedelta(days=1))


def _after_opening(
    opened_at: datetime, about: dict[str, str], interest: float, until: datetime, rng: Random
) -> Iterator[Happening]:
    if happens(0.06 + 0.25 * interest, rng):
        at = opened_at + timedelta(seconds=rng.randrange(5, 200))
        url = rng.choice(("/blog/stock-losses", "/pricing", "/webinars"))
        yield Happening(kind="email_click", at=at, properties={**about, "url": url})
        yield from _session(at + timedelta(seconds=4), interest, rng, ends=until)
    if happens(REPLIES * interest, rng):
        at = opened_at + timedelta(minutes=rng.randrange(3, 90))
        yield Happening(kind="email_reply", at=at, properties=about)


def _session(
    at: datetime, interest: float, rng: Random, *, ends: datetime | None = None
) -> Iterator[Happening]:
    """Some pages in a row; the more interested, the likelier prices and a download are among them."""
    for _ in range(1 + how_many(1.1 + interest, rng)):
        if ends is not None and at >= ends:
            return
        if happens(0.05 + 0.2 * interest**2, rng):
            yield _view("/pricing", at, rng)
        else:
            yield _view(drawn(PAGES, rng), at, rng)
        at += timedelta(seconds=rng.randrange(15, 240))
    if happens(0.1 * interest, rng) and (ends is None or at < ends):
        file = rng.choice(FILES)
        yield Happening(kind="download", at=at, properties={"file": file, "url": f"/files/{file}"})


def _view(page: str, at: datetime, rng: Random) -> Happening:
    seconds = rng.randrange(6, 220)
    return Happening(kind="page_view", at=at, properties={"url": page, "seconds": seconds})


def _next_fifth(moment: datetime) -> datetime:
    fifth = moment.replace(day=5, hour=10, minute=0, second=0, microsecond=0)
    if fifth > moment:
        return fifth
    following = (moment.replace(day=28) + timedelta(days=5)).date().replace(day=5)
    return midnight(following) + timedelta(hours=10)
