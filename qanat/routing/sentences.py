"""Why somebody is the owner, said in three languages."""

from qanat.kernel.phrase import Phrase

SENTENCES = {
    "rule": Phrase(
        "The rule “{rule}” sent the lead to the pool “{pool}”, where it was {owner}'s turn"
        " (lead {turn} of the rotation, share {share} of {shares}).",
        "أرسلت القاعدة «{rule}» العميل المحتمل إلى المجموعة «{pool}»، وكان الدور على {owner}"
        " (العميل المحتمل رقم {turn} في التناوب، بحصة {share} من {shares}).",
        "قاعدهٔ «{rule}» سرنخ را به گروه «{pool}» فرستاد و نوبت {owner} بود"
        " (سرنخ شمارهٔ {turn} در گردش، سهم {share} از {shares}).",
    ),
    "fallback": Phrase(
        "No rule found anybody, so the lead went to the pool “{pool}”, where it was {owner}'s turn"
        " (lead {turn} of the rotation, share {share} of {shares}).",
        "لم تجد أي قاعدة مسؤولًا، فذهب العميل المحتمل إلى المجموعة «{pool}»، وكان الدور على"
        " {owner} (العميل المحتمل رقم {turn} في التناوب، بحصة {share} من {shares}).",
        "هیچ قاعده‌ای کسی را نیافت، پس سرنخ به گروه «{pool}» رفت و نوبت {owner} بود"
        " (سرنخ شمارهٔ {turn} در گردش، سهم {share} از {shares}).",
    ),
    "account": Phrase(
        "{owner} looks after the account of this person.",
        "{owner} هو المسؤول عن شركة هذا الشخص.",
        "{owner} مسئول شرکت این شخص است.",
    ),
    "manual": Phrase(
        "{by} gave the lead to {owner} by hand.",
        "أسند {by} العميل المحتمل إلى {owner} يدويًا.",
        "{by} سرنخ را دستی به {owner} سپرد.",
    ),
    "import": Phrase(
        "The import brought {owner} along as the owner.",
        "جاء {owner} مسؤولًا مع الاستيراد.",
        "{owner} همراه درون‌ریزی به‌عنوان مسئول آمد.",
    ),
    "record": Phrase(
        "{owner} was set as the owner with the record.",
        "حُدِّد {owner} مسؤولًا مع السجل نفسه.",
        "{owner} همراه خود رکورد مسئول شد.",
    ),
    "nobody": Phrase(
        "Nobody owns this person yet.",
        "لا مسؤول عن هذا الشخص بعد.",
        "این شخص هنوز مسئولی ندارد.",
    ),
}
