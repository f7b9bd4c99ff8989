"""The pipeline and the reasons for losing that a new installation begins with."""

from dataclasses import asdict, dataclass

from qanat.kernel.phrase import Phrase
from qanat.pipeline.locks import take_turns
from qanat.pipeline.models import LostReason, Pipeline, Stage
from qanat.platform.actor import acting, system_actor


@dataclass(frozen=True, kw_only=True)
class DefaultStage:
    """A stage of the default pipeline; the fields are those of `Stage`."""

    key: str
    label: Phrase
    chance: int
    patience_days: int | None
    closed: bool = False


LABEL = Phrase("Sales", "المبيعات", "فروش")

STAGES = (
    DefaultStage(
        key="lead", label=Phrase("Lead", "عميل محتمل", "سرنخ"), chance=10, patience_days=3
    ),
    DefaultStage(
        key="first_call",
        label=Phrase("First call", "المكالمة الأولى", "تماس نخست"),
        chance=20,
        patience_days=5,
    ),
    DefaultStage(
        key="presentation",
        label=Phrase("Presentation or meeting", "عرض أو اجتماع", "ارائه یا جلسه"),
        chance=40,
        patience_days=10,
    ),
    DefaultStage(
        key="follow_up",
        label=Phrase("Follow-up", "المتابعة", "پیگیری"),
        chance=60,
        patience_days=14,
    ),
    DefaultStage(
        key="closed",
        label=Phrase("Closed", "مغلقة", "بسته‌شده"),
        chance=0,
        patience_days=None,
        closed=True,
    ),
)

LOST_REASONS = {
    "price": Phrase("Too expensive", "السعر مرتفع", "قیمت بالا"),
    "competitor": Phrase("Chose a competitor", "اختار منافسًا", "رقیب را انتخاب کرد"),
    "no_budget": Phrase("No budget", "لا توجد ميزانية", "نبود بودجه"),
    "no_need": Phrase("No need", "لا توجد حاجة", "نبود نیاز"),
    "bad_timing": Phrase("Not now", "التوقيت غير مناسب", "زمان نامناسب"),
    "no_authority": Phrase("Could not decide", "ليس صاحب القرار", "تصمیم‌گیرنده نبود"),
    "no_answer": Phrase("Stopped answering", "لم يعد يرد", "دیگر پاسخ نداد"),
    "other": Phrase("Another reason", "سبب آخر", "دلیل دیگر"),
}


def ensure_default_pipeline() -> int:
    """The id of the default pipeline, made first with its stages and reasons where none is there.

    Two callers at once make one.
    """
    with acting(system_actor("setup")):
        take_turns("pipelines")
        found = Pipeline.objects.filter(default=True).values_list("id", flat=True).first()
        return found if found is not None else _make()


def _make() -> int:
    pipeline = Pipeline.objects.create(key="sales", labels=asdict(LABEL), default=True)
    Stage.objects.bulk_create(
        Stage(
            pipeline=pipeline,
            key=stage.key,
            labels=asdict(stage.label),
            position=position,
            closed=stage.closed,
            chance=stage.chance,
            patience_days=stage.patience_days,
        )
        for position, stage in enumerate(STAGES)
    )
    LostReason.objects.bulk_create(
        [
            LostReason(key=key, labels=asdict(label), position=position)
            for position, (key, label) in enumerate(LOST_REASONS.items())
        ],
        ignore_conflicts=True,
    )
    return pipeline.id
