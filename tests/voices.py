"""Interviews with invented people in four scripts, one of them in two languages, for whoever opens the reader."""

from collections.abc import Sequence

from hrdcorpus.knowledge.questionnaires import Item, Questionnaire
from hrdcorpus.output.export import Options
from hrdcorpus.output.works import Work
from hrdcorpus.records.dataset import Creator, Dataset
from hrdcorpus.records.form import Exchange, Language, Record, Source, build_interviewee
from invented import ask, build_hostile, build_record

_ITEMS = {
    "situation": "How defenders fare in the country",
    "risks": "The greatest risks, and how they changed",
    "work": "The interviewee's own work",
    "support": "Who helps, and who could",
}
OPTIONS = Options(
    questionnaires=(
        Questionnaire(
            "hrd-kz-2021", "1", "Voices", tuple(Item(id=i, description=d) for i, d in _ITEMS.items()), (), ()
        ),
    ),
    dataset=Dataset(
        title="Voices by the river",
        description="Interviews with invented people, who keep letters, measure water and write down what happens.",
        creators=(Creator(name="Nobody in particular"),),
        version="1.0",
        licence="CC-BY-4.0",
    ),
    works={name: Work("2021/dana-en") for name in ("2021/dana-en", "2021/dana-ru")},
)


def build_voices() -> list[Record]:
    """What the tests read: the talks, and hostile texts."""
    return [*build_talks(), *build_hostile()]


def build_talks() -> list[Record]:
    """Interviews as people give them, for the pictures of the documentation, too."""
    dana = [
        ask(1, "situation", "What is the situation like for defenders?",
            "The café by the river is where we meet, since no office will have us. Every month two of us carry the "
            "letters of the families to the inspector; he reads the first page and puts them into a drawer.",
            "Three years ago there were eleven of us. Now there are four, and still more letters come."),
        ask(2, "risks", "What are the greatest risks today?",
            "Fines. A fine is small, and then comes the next one, and nobody calls it an attack."),
        ask(3, None, "And who keeps the letters?", "I do. They are in my kitchen, in the order in which they came."),
        ask(4, "work", "Tell us about your work.",
            "We measure the water. A nurse taught us how, and a schoolteacher keeps the numbers."),
        ask(5, "support", "Who supports you?", match="variant"),
    ]  # fmt: skip
    dana_ru = [
        ask(1, "situation", "Какова ситуация у правозащитников?",
            "Мы встречаемся в кафе у реки: ни одна контора нас не пускает. Каждый месяц двое из нас несут письма семей "
            "инспектору; он читает первую страницу и кладёт их в ящик.",
            "Три года назад нас было одиннадцать. Теперь нас четверо, а писем всё ещё больше."),
        ask(2, None, "А кто хранит письма?", "Я. Они у меня на кухне, в том порядке, в каком пришли."),
        ask(3, "work", "Расскажите о вашей работе.",
            "Мы измеряем воду. Медсестра научила нас, а учительница ведёт записи."),
        ask(4, "support", "Кто вам помогает?", "Соседи. Они ещё и кормят нас.", match="variant"),
    ]  # fmt: skip
    layla = [
        ask(1, "situation", "كيف هو الوضع؟", "الوضع صعب، لكن النَّاس يأتون إلينا كل أسبوع."),
        ask(2, "work", "حدثينا عن عملك", "أوثق ما حدث للعمال في المصنع.", match="similar"),
    ]
    mei = [
        ask(1, "risks", "最大的风险是什么？", "我们担心工人的安全。去年有三个人失去了工作。"),
        ask(2, "support", "谁支持你们？", "记者和律师支持我们，人权组织也支持我们。", match="said"),
    ]
    return [
        _build_voice(
            "2021/dana-en", "en", who=("Dana Nobodyeva", "River Letters", "KZ"), published="2021-04-07", exchanges=dana
        ),
        _build_voice(
            "2021/dana-ru",
            "ru",
            who=("Дана Нободиева", "«Речные письма»", "KZ"),
            published="2021-04-07",
            exchanges=dana_ru,
        ),
        _build_voice(
            "2022/layla", "ar", who=("ليلى الخيالي", "دفتر العمال", "JO"), published="2022-11-30", exchanges=layla
        ),
        _build_voice("2023/mei", "zh", who=("无名梅", "工人之友", "TW"), published="2023-02-14", exchanges=mei),
    ]


def _build_voice(
    name: str, language: str, *, who: tuple[str, str, str], published: str, exchanges: Sequence[Exchange]
) -> Record:
    """Of a person, who has a group and a country."""
    person, group, country = who
    source = Source(path=f"{name}.html", sha256="5e" * 32, bytes=7000, media_type="text/html", encoding="utf-8",
                    url=f"https://voices.example.org/{name}", retrieved="2024-05-01")  # fmt: skip
    return build_record(
        name, exchanges, source=source, title=f"{person}, {group}", published=published, published_text=None,
        language=Language(content=language, interface="en", available=("en", "ru")), author="Voices",
        interviewees=(build_interviewee(name=person, role="chair", organisation=group, country=country),),
        introduction=(f"{person}: {group}, {published[:4]}.",), findings=(),
    )  # fmt: skip
