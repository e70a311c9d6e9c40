"""The register of places: real at city level, every institution in them generic and invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facility:
    """Register one place: names in three scripts, codelist facility_type, who holds it, where (ISO 3166-2)."""

    slug: str
    en: str
    ru: str
    ar: str
    type: str
    authority: str
    country: str
    governorate: str
    access: str = ""


FACILITIES = (
    Facility("baghdad_women_prison", "Women's prison, Baghdad", "Женская тюрьма, Багдад", "سجن النساء، بغداد",
             "prison_women", "iraq_moj", "IQ", "IQ-BG", "A list was shown and could be copied; guards were present."),
    Facility("baghdad_pretrial", "Pre-trial detention, Baghdad", "Следственный изолятор, Багдад",
             "موقف التسفيرات، بغداد", "pretrial", "iraq_moi", "IQ", "IQ-BG", "Access refused twice."),
    Facility("baghdad_men_prison", "Men's prison, Baghdad", "Мужская тюрьма, Багдад", "سجن الرجال، بغداد",
             "prison_men", "iraq_moj", "IQ", "IQ-BG", "No list."),
    Facility("baghdad_children_home", "Children's home, Baghdad", "Детский дом, Багдад", "دار رعاية الأطفال، بغداد",
             "orphanage", "iraq_moj", "IQ", "IQ-BG", "Children seen with a carer present."),
    Facility("mosul_screening", "Screening site near Mosul", "Пункт проверки под Мосулом", "موقع تدقيق قرب الموصل",
             "screening_site", "iraq_army", "IQ", "IQ-NI"),
    Facility("mosul_hospital", "Hospital, Mosul", "Больница, Мосул", "مستشفى، الموصل", "hospital", "iraq_moh",
             "IQ", "IQ-NI"),
    Facility("erbil_juvenile", "Reformatory for boys, Erbil", "Колония для подростков, Эрбиль",
             "إصلاحية الأحداث، أربيل", "juvenile", "krg", "IQ", "IQ-AR", "Visits by appointment."),
    Facility("hasaka_camp_annex", "Camp annex for foreigners, Hasaka", "Лагерь, сектор для иностранцев, Хасака",
             "مخيم الحسكة، ملحق الأجانب", "camp_annex_foreign", "aanes", "SY", "SY-HA",
             "List given by the camp administration on a USB stick."),
    Facility("north_camp", "Camp near Qamishli", "Лагерь под Камышлы", "مخيم قرب القامشلي", "camp_general", "aanes",
             "SY", "SY-HA", "Registration by an aid organisation."),
    Facility("raqqa_camp", "Camp north of Raqqa", "Лагерь к северу от Ракки", "مخيم شمال الرقة", "camp_general",
             "aanes", "SY", "SY-RA", "Emptied in late 2017."),
    Facility("hasaka_boys", "Centre for boys, Hasaka", "Центр для мальчиков, Хасака", "مركز تأهيل الفتيان، الحسكة",
             "boys_rehab", "aanes", "SY", "SY-HA"),
    Facility("latakia_airbase", "Air base, Latakia", "Авиабаза, Латакия", "قاعدة جوية، اللاذقية", "transit_base",
             "other", "SY", "SY-LA"),
    Facility("gaziantep_removal", "Removal centre, Gaziantep", "Депортационный центр, Газиантеп",
             "مركز الترحيل، غازي عنتاب", "removal_centre", "turkey", "TR", "TR-27"),
)  # fmt: skip


def facility(slug: str) -> Facility:
    """Give the facility with this slug; raise `KeyError` for an unknown one."""
    for found in FACILITIES:
        if found.slug == slug:
            return found
    raise KeyError(slug)
