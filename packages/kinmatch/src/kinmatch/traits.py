"""Small closed vocabularies: countries and peoples, and distinguishing marks, in three scripts.

Both give codes that can be compared. Soft evidence only: lists write "Russian" of everybody from the former Soviet
Union, and nisbas such as الشيشاني of anybody from the Caucasus (DOMAIN.md §3.6, NK04).
"""

from __future__ import annotations

from functools import lru_cache

from kinmatch.dates.words import fold

# Country or people by stem. "cis" is what a list says when it knows no better.
_ORIGINS: tuple[tuple[str, str], ...] = (
    ("чеч", "ru-ce"), ("шишан", "ru-ce"), ("ингуш", "ru-in"), ("дагест", "ru-da"), ("кавказ", "ru"), ("росси", "ru"),
    ("руси", "ru"), ("татар", "ru"), ("узбек", "uz"), ("таджик", "tj"), ("кирг", "kg"), ("казах", "kz"), ("азерб", "az"),
    ("туркм", "tm"),
    ("chech", "ru-ce"), ("shishan", "ru-ce"), ("ingush", "ru-in"), ("dagest", "ru-da"), ("daghest", "ru-da"),
    ("qawqaz", "ru"), ("kavkaz", "ru"), ("caucas", "ru"), ("russia", "ru"), ("rusi", "ru"), ("rus", "ru"), ("tatar", "ru"),
    ("uzbek", "uz"), ("tajik", "tj"), ("tadjik", "tj"), ("kyrgyz", "kg"), ("kirg", "kg"), ("qirg", "kg"), ("kazakh", "kz"),
    ("azerb", "az"), ("turkm", "tm"),
    ("شيشان", "ru-ce"), ("انغوش", "ru-in"), ("انكوش", "ru-in"), ("داغستان", "ru-da"), ("دغستان", "ru-da"),
    ("قوقاز", "ru"), ("روسي", "ru"), ("روس", "ru"), ("تتار", "ru"), ("اوزبك", "uz"), ("ازبك", "uz"), ("طاجيك", "tj"),
    ("طجيك", "tj"), ("قيرغيز", "kg"), ("قرغيز", "kg"), ("كازاخ", "kz"), ("كزاخ", "kz"), ("اذرب", "az"), ("اذري", "az"),
    ("تركمان", "tm"),
    ("franc", "far"), ("french", "far"), ("german", "far"), ("belg", "far"), ("brit", "far"), ("uk", "far"),
    ("swed", "far"), ("dutch", "far"), ("netherl", "far"), ("finl", "far"), ("tunis", "arab"), ("moroc", "arab"),
    ("egypt", "arab"), ("iraq", "arab"), ("syria", "arab"), ("leban", "arab"), ("jordan", "arab"), ("saudi", "arab"),
    ("alger", "arab"), ("turkey", "tr"), ("turkish", "tr"), ("indones", "far"), ("china", "far"), ("uighur", "far"),
    ("المان", "far"), ("فرنس", "far"), ("بلجيك", "far"), ("بريطان", "far"), ("سويد", "far"), ("هولند", "far"),
    ("فنلند", "far"), ("نمس", "far"), ("اندونيس", "far"), ("صين", "far"), ("تونس", "arab"), ("مغرب", "arab"),
    ("مصر", "arab"), ("عراق", "arab"), ("سوري", "arab"), ("لبنان", "arab"), ("اردن", "arab"), ("سعود", "arab"),
    ("جزائر", "arab"), ("جزاير", "arab"), ("تركي", "tr"), ("تركستان", "far"),
)  # fmt: skip

# Towns a relative may name, by country or republic. General geography, not evaluation data.
_TOWNS: dict[str, str] = {
    "ru-ce": "грозный аргун гудермес шали шелковская наурская знаменское ведено курчалой ачхой урус самашки гойты автуры "
    "ножай итум шатой шарой катыр",
    "ru-in": "назрань магас сунжа малгобек карабулак экажево",
    "ru-da": "махачкала дербент хасавюрт буйнакск кизляр кизилюрт каспийск избербаш дагестанские новокаякент семендер "
    "унцукуль леваши ботлих хунзах гергебиль акуша",
    "ru": "нальчик баксан прохладный тырныауз черкесск майкоп москва пермь уфа казань астрахань волгоград ставрополь "
    "нефтекумск санкт петербург самара тюмень сургут екатеринбург владикавказ пятигорск",
    "uz": "ташкент самарканд бухара фергана андижан наманган термез карши ургенч",
    "tj": "душанбе худжанд куляб бохтар истаравшан исфара курган турсунзаде",
    "kg": "бишкек ош джалал каракол токмок узген баткен",
    "kz": "алматы астана атырау актобе шымкент жезказган сатпаев актау тараз караганда",
    "az": "баку сумгаит гянджа закаталы губа",
}  # fmt: skip
_TOWN_CODES = {fold(town): code for code, towns in _TOWNS.items() for town in towns.split()}

_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("appendix", ("аппенд", "append", "زائد", "زايد")),
    ("scar", ("шрам", "рубец", "scar", "ندب")),
    ("burn", ("ожог", "burn", "حرق", "حروق")),
    ("birthmark", ("родимое", "родимое пятно", "birthmark", "birth mark", "وحمه", "وحم")),
    ("mole", ("родинк", "mole", "شامه", "خال ")),
    ("squint", ("косоглаз", "squint", "cross-eyed", "crossed eye", "حول")),
    ("limp", ("хром", "limp", "يعرج", "تعرج", "عرج")),
    ("blue_eyes", ("голубые глаз", "blue eye", "عيون زرق", "عينان زرق", "عيناه زرق")),
    ("red_hair", ("рыж", "red hair", "ginger", "شعر احمر")),
    ("fair_hair", ("светлые вол", "белокур", "fair hair", "blond", "شعر اشقر", "اشقر", "شقراء")),
    ("freckles", ("веснуш", "freckle", "نمش")),
    ("stutter", ("заика", "stutter", "stammer", "تاتا", "يتلعثم", "تلعثم")),
    ("eczema", ("экзем", "eczema", "اكزيما", "اكزما")),
    ("missing_tooth", ("нет переднего", "нет зуб", "missing tooth", "missing front", "no front", "سن ناقص", "بدون سن", "سن امامي مفقود", "فاقد سن")),
    ("broken_tooth", ("сломан", "broken tooth", "chipped", "سن مكسور", "مكسور")),
    ("sixth_finger", ("шестой палец", "sixth finger", "six finger", "extra finger", "اصبع سادس", "ستة اصابع", "سته اصابع", "اصبع زايد")),
    ("hearing", ("слыш", "глух", "hearing", "deaf", "سمع", "اطرش", "يسمع")),
    ("wound", ("осколоч", "ранен", "shrapnel", "wound", "شظي", "اصابه", "جرح")),
    ("chin", ("подбород", "chin", "ذقن")),
    ("brow", ("бровь", "бров", "brow", "حاجب")),
)  # fmt: skip
PLACES_OF_MARKS = frozenset({"chin", "brow"})
"""Where a mark is: a scar and a mole on the chin are not one mark, but the same mark in the same place is rarer."""


@lru_cache(maxsize=65536)
def find_origins(*texts: str) -> frozenset[str]:
    """Give the codes of countries, republics and wider regions that texts name; a republic implies its country."""
    codes: set[str] = set()
    for text in texts:
        for word in fold(text).replace("-", " ").split():
            bare = word.removeprefix("ال").strip(".,()؟?")
            code = _TOWN_CODES.get(bare) or next((c for stem, c in _ORIGINS if bare.startswith(stem)), None)
            if code:
                codes.add(code)
    return frozenset(codes | {code.partition("-")[0] for code in codes})


@lru_cache(maxsize=65536)
def find_marks(text: str) -> frozenset[str]:
    """Give the codes of the distinguishing marks that a text names."""
    folded = fold(text)
    return frozenset(code for code, stems in _MARKS if any(stem in folded for stem in stems))
