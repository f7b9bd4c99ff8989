"""The kinds of events that say what sales did about a person, told by work and pipeline.

None of them is an activity of the person; see `kinds.DONE_TO_THEM`.
"""

from qanat.criteria.public import EVENT_KINDS, EventKind, event_property
from qanat.kernel.phrase import Phrase
from qanat.timeline.kinds import DIRECTION, OUTCOME, SUBJECT

STAGE = event_property("stage", Phrase("the stage", "المرحلة", "مرحله"), example="lead")
REASON = event_property("reason", Phrase("the reason", "السبب", "دلیل"), example="price")

EVENT_KINDS.add(
    EventKind(
        name="call_attempt",
        label=Phrase("call without an answer", "مكالمة بلا رد", "تماس بی‌پاسخ"),
        did=Phrase(
            "was called and not reached", "اتُّصل به دون رد", "تماسی با او گرفته شد و پاسخ نداد"
        ),
        never=Phrase(
            "was never called in vain", "لم يُتصل به دون رد قط", "هرگز تماس بی‌پاسخ نداشته است"
        ),
        properties=(DIRECTION, OUTCOME, SUBJECT),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="meeting_missed",
        label=Phrase("missed meeting", "اجتماع لم يحضره", "جلسهٔ از دست رفته"),
        did=Phrase("missed a meeting", "لم يحضر اجتماعًا", "به جلسه‌ای نیامده است"),
        never=Phrase(
            "never missed a meeting", "لم يتخلف عن أي اجتماع", "هیچ جلسه‌ای را از دست نداده است"
        ),
        properties=(SUBJECT,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="meeting_cancelled",
        label=Phrase("cancelled meeting", "اجتماع ملغى", "جلسهٔ لغوشده"),
        did=Phrase("had a meeting cancelled", "أُلغي اجتماع معه", "جلسه‌ای با او لغو شده است"),
        never=Phrase(
            "never had a meeting cancelled", "لم يُلغَ أي اجتماع معه", "هیچ جلسه‌ای با او لغو نشده است"
        ),
        properties=(SUBJECT,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="task_done",
        label=Phrase("task done", "مهمة منجزة", "کار انجام‌شده"),
        did=Phrase("had a task done", "أُنجزت مهمة بشأنه", "کاری برایش انجام شده است"),
        never=Phrase(
            "never had a task done", "لم تُنجز أي مهمة بشأنه", "هیچ کاری برایش انجام نشده است"
        ),
        properties=(SUBJECT, OUTCOME),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="note",
        label=Phrase("note", "ملاحظة", "یادداشت"),
        did=Phrase("had a note written", "كُتبت ملاحظة عنه", "یادداشتی درباره‌اش نوشته شده است"),
        never=Phrase(
            "never had a note written",
            "لم تُكتب أي ملاحظة عنه",
            "هیچ یادداشتی درباره‌اش نوشته نشده است",
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="opportunity_opened",
        label=Phrase("opportunity opened", "فرصة مفتوحة", "فرصت گشوده‌شده"),
        did=Phrase("had an opportunity opened", "فُتحت له فرصة", "فرصتی برایش گشوده شده است"),
        never=Phrase(
            "never had an opportunity opened",
            "لم تُفتح له أي فرصة",
            "هیچ فرصتی برایش گشوده نشده است",
        ),
        properties=(STAGE, SUBJECT),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="stage_change",
        label=Phrase("change of stage", "تغيير مرحلة", "تغییر مرحله"),
        did=Phrase(
            "had an opportunity change stage",
            "انتقلت فرصته إلى مرحلة",
            "فرصتش به مرحله‌ای دیگر رفته است",
        ),
        never=Phrase(
            "never had an opportunity change stage",
            "لم تنتقل أي فرصة له إلى مرحلة",
            "هیچ فرصتش به مرحله‌ای دیگر نرفته است",
        ),
        properties=(STAGE, SUBJECT),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="opportunity_won",
        label=Phrase("opportunity won", "فرصة رابحة", "فرصت موفق"),
        did=Phrase("had an opportunity won", "رُبحت فرصة معه", "فرصتی با او به فروش رسیده است"),
        never=Phrase(
            "never had an opportunity won",
            "لم تُربح أي فرصة معه",
            "هیچ فرصتی با او به فروش نرسیده است",
        ),
        properties=(SUBJECT,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="opportunity_lost",
        label=Phrase("opportunity lost", "فرصة خاسرة", "فرصت از دست رفته"),
        did=Phrase("had an opportunity lost", "خُسرت فرصة معه", "فرصتی با او از دست رفته است"),
        never=Phrase(
            "never had an opportunity lost",
            "لم تُخسر أي فرصة معه",
            "هیچ فرصتی با او از دست نرفته است",
        ),
        properties=(REASON, SUBJECT),
    )
)
