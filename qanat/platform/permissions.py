"""The names of what may be done. Each package lists its own in its `permissions.py`.

`access` loads those files when Django starts; a test holds that every role and every route names
a permission that is here.
"""

from dataclasses import dataclass

from qanat.kernel.phrase import Phrase
from qanat.kernel.registry import Registry


@dataclass(frozen=True)
class Permission:
    """Something that a role may allow.

    Attributes:
        name: `area.verb`, such as `people.change`.
        label: what it allows, said to people.
    """

    name: str
    label: Phrase


PERMISSIONS: Registry[Permission] = Registry("permission")


def declare(name: str, en: str, ar: str, fa: str) -> Permission:
    """Add the permission `name` with its label in three languages."""
    return PERMISSIONS.add(Permission(name, Phrase(en, ar, fa)))


declare("inbox.view", "See what arrived", "عرض الوارد", "دیدن ورودی‌ها")
declare(
    "inbox.change", "Mend and replay what arrived", "إصلاح الوارد وإعادته", "اصلاح و تکرار ورودی‌ها"
)
declare("settings.view", "See the settings", "عرض الإعدادات", "دیدن تنظیمات")
declare("settings.change", "Change the settings", "تغيير الإعدادات", "تغییر تنظیمات")
declare("audit.view", "See who changed what", "عرض سجل التغييرات", "دیدن گزارش تغییرات")
