"""Closed lists of words that are no names: particles, titles, notes, origins. All in normal form."""

from kinmatch.script import normalise


def _set(text: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in text.split())


KUNYA_MOTHER = _set("умм ум умму умми umm um umu ummu oum oumm om أم ام")
KUNYA_FATHER = _set("абу абуль abu abou aboo abo أبو ابو أبي ابي ابا")
SON_OF = _set(
    "бин ибн бен bin ibn ben bn بن ابن оглы оглу огли ўғли угли ogly oglu ogli oghlu uulu уулу улы ұлы уьлы"
)
DAUGHTER_OF = _set(
    "бинт бинти bint bent binti بنت ابنة кызы қызы кизи гызы qizi kizi kyzy qyzy kizy gyzy قيزي كيزي كزي"
)
# After these in Central Asia the father's name stands before, in Arabic use it stands behind.
FATHER_STANDS_BEFORE = _set(
    "оглы оглу огли угли ogly oglu ogli oghlu uulu уулу улы кызы қызы кизи гызы qizi kizi kyzy qyzy kizy gyzy قيزي كيزي كزي"
)
WIFE_OF = _set("жена вдова супруга wife widow زوجة زوجه أرملة ارملة حرم")
# A parent told by the child: «мать Юсуфа», والدة يوسف; read as a kunya.
MOTHER_OF = _set("мать мама mother mum mom والدة")
FATHER_OF = _set("отец папа father dad والد")
CHILD_IN_WORDS = _set("сын сынок дочь дочка")
GIVEN_IF_FIRST = _set("бен бин ben bin بن")
TITLES = _set(
    "حاجة حاجي حاج الحاج الحاجة شيخ الشيخ اخت الاخت اخ الاخ سيدة السيدة سيد السيد هجن دكتور الدكتور ملا الملا "
    "хаджи хадж шейх сестра брат имам устаз госпожа гражданка гр г-жа sheikh shaikh sheikha hajj hajji haji hajja sister brother mr mrs ms miss dr sayyid mullah"
)
ARTICLES = _set("al el ul ad ed ud ar as ash az ад аль эль ал ар ас аш аз ан ال")
ABD = _set("عبد عبدال абд абдул абдель абду abd abdul abdel abdal abdou abdu")
FAITH = _set(
    "الدين دين ددين уддин дин ад-дин эддин deen dine aldeen eldeen eddine din eddin uddin aldin eldin الله اللة لله ullah allah уллах аллах"
)
FAITH_AFTER_ARTICLE = _set("islam islom ислам haqq haq хакк")
FAITH_WITH_ARTICLE = _set("الاسلام الحق")
SHORT_WORDS = KUNYA_MOTHER | SON_OF | ARTICLES | _set("де da di du de la le из от")
PARTICLES = _set("de da di van von der den la le del the и and у")
FROM = _set("из from من")
OF = _set("of")
NOTES = _set(
    "умер умерла погиб погибла мертв мертва пропал пропала убит убита умершая умерший покойный покойная жив жива "
    "dead deceased died killed missing متوفي متوفى متوفاة شهيد مفقود مفقودة المرحوم المرحومة الشهيد الشهيدة покойной"
)
UNKNOWN = _set(
    "неизвестно неизвестна неизвестен неизв незнает неизвестный неизвестная безымянный безымянная нет имя "
    "unknown unk none noname name na nn unidentified مجهول مجهولة معروف معروفة"
)
CHILD = _set(
    "ребенок ребёнок младенец малыш малышка девочка мальчик сын дочь дети сыночек новорожденный новорожденная детей "
    "baby infant newborn child boy girl son daughter رضيع رضيعة طفل طفلة اطفال اطفالها مولود مولودة الطفل الطفلة الرضيع صبي ولد"
)
UNKNOWN_PHRASES = (
    "не знае", "не зна", "имя не", "имени не", "без имени", "нет имени", "нет данных", "не помн", "не извест", "неизв",
    "غير معروف", "غير معروفه", "لا يعرف", "لا تعرف", "لا اعرف", "بدون اسم", "بلا اسم", "لا يوجد", "لايوجد",
    "not known", "no name", "name not",
)  # fmt: skip
_NISBA = _set(
    "الشيشاني الشيشانية شيشاني شيشانية شيشان الداغستاني الداغستانية داغستاني الدغستاني الدغستانية داغستان الإنغوشي الإنغوشية "
    "انغوشي القوقازي القوقازية قوقازي الروسي الروسية روسي روسية روسيا التتاري التتارية التتري الكازاخي الكازاخية الكازاخستاني "
    "الأوزبكي الأوزبكية اوزبكي الازبكي الازبكية الطاجيكي الطاجيكية الطجيكي طاجيكي القرغيزي القرغيزية قرغيزي القيرغيزي "
    "التركماني التركمانية الأذربيجاني الأذربيجانية الأذري الأجنبية الاجنبي المهاجرة المهاجر التركستاني التركستانية التركي التركية "
    "الكازاخية الاوكراني الاوكرانية الاذرية "
    "шишани шишания дагестани дагестания ингуши ингушия кавкази кавказия руси русия татари татария казахи узбеки узбекия таджики "
    "таджикия киргизи туркмани азери туркестани аширия "
    "shishani shishania shishaniya chechani dagestani dagestania daghestani daghistani dagistani ingushi ingushia qawqazi qawqazia "
    "qawkazi kavkazi rusi rusia rusiya russi russia rousi tatari tataria kazakhi kazakhia uzbeki uzbekia ouzbeki tajiki tajikia "
    "tadjiki qirghizi qirgizi kirghizi kirgizi turkmani turkistani azeri chichani chichania chechen tchetchen tchetchene russian uzbek "
    "tajik kazakh tatar kyrgyz caucasian russe daghestanaise "
    "чеченка чеченская дагестанка дагестанская ингушка татарка узбечка таджичка казашка киргизка туркменка азербайджанка россиянка"
)


def _with_and_without_article(words: frozenset[str]) -> frozenset[str]:
    """Return the origins with ال, al- and the feminine ending on and off: clerks write all of them."""
    out = set(words)
    for word in words:
        if "\u0600" <= word[0] <= "\u06ff":
            bare = word.removeprefix("ال").removesuffix("ه")
            if bare.endswith("ي"):
                out.update((bare, bare + "ه", "ال" + bare, "ال" + bare + "ه"))
        elif word[0].isascii() and word.endswith(("i", "a")):
            out.update(prefix + word for prefix in ("al", "el", "ash" if word.startswith("sh") else "al"))
    return frozenset(out)


NISBA = _with_and_without_article(_NISBA)
