"""No name that is known comes through an export with pseudonyms, in whatever form; and nothing else is touched."""

import hashlib
import inspect
import io
import json
import os
import re
import sqlite3
import stat
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from commands import Run
from hrdcorpus.errors import RecordError
from hrdcorpus.naming.forms import read_forms
from hrdcorpus.naming.rules import load_name_rules
from hrdcorpus.naming.words import bare
from hrdcorpus.output.export import FORMATS
from hrdcorpus.records.findings import Finding, RecordedFinding, record_finding
from hrdcorpus.records.form import (
    Exchange,
    Interviewee,
    Language,
    Question,
    QuestionnaireUsed,
    Record,
    Source,
    build_interviewee,
)
from hrdcorpus.records.schema import build_schema
from hrdcorpus.records.serialising import dump_record, load_record
from hrdcorpus.release import releasing
from hrdcorpus.release.pseudonyms.building import build_pseudonymiser
from hrdcorpus.release.pseudonyms.key import add_entries, extend_key, read_key
from hrdcorpus.release.pseudonyms.listing import Listing, load_listing
from hrdcorpus.release.pseudonyms.names import list_name_keys, list_text_keys
from hrdcorpus.release.pseudonyms.replacing import Pseudonymiser, pseudonymise, replace_spans
from invented import ask, build_record

LISTING = """
[[person]]
name = "Marat Tulegenov"
forms = ["Marik"]
pseudonym = "the inspector"

[[other]]
name = "Steppe Voices"
forms = ["Голоса степи"]
pseudonym = "[organisation]"
"""


def interview(identifier: str, name: str | None, *answer: str, title: str | None = "", **changes: object) -> Record:
    person = build_interviewee(name=name, role="chair", organisation="Steppe Voices", country="KZ")
    shown = f"HRD Interview: {name}, chair of Steppe Voices, Kazakhstan" if title == "" else title
    return build_record(
        identifier, [ask(1, "risks", "What are the risks?", *answer)], interviewees=(person,), title=shown, **changes
    )


def replace(
    text: str,
    name: str | None = "Rosa Omarova",
    others: tuple[str, ...] = (),
    listing: str = "",
    said: tuple[str, ...] = ("No.",),
) -> str:
    """The text as the answer of an interview with this person, among others in which `said` is said."""
    records = [interview("own", name, text), *(interview(other, other, *said) for other in others)]
    form = Listing.model_validate(tomllib.loads(listing))
    key = extend_key(extend_key((), records[:1]), records)
    return replace_in(text, records[0], build_pseudonymiser(records, form, key))


def replace_in(text: str, record: Record, pseudonymiser: Pseudonymiser) -> str:
    return replace_spans(text, pseudonymiser.find(text, record))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rosa Omarova", "They called @ and @."),
        ("Pavel Lobachev", "It was @'s idea, and @’s fault."),
    ],
)
@pytest.mark.parametrize("form", ["whole", "reversed", "comma", "surname", "given", "shouted", "small", "initial"])
def test_forms_of_the_own_name(name: str, text: str, form: str) -> None:
    given, surname = name.split()
    forms = {
        "whole": name,
        "reversed": f"{surname} {given}",
        "comma": f"{surname}, {given}",
        "surname": surname,
        "given": given,
        "shouted": name.upper(),
        "small": name.lower(),
        "initial": f"{given[0]}. {surname}",
    }
    assert replace(text.replace("@", forms[form]), name) == text.replace("@", "HRD-001")


CASES = {
    "Роза Омарова": "Розы Омаровой, Розе Омаровой, Розу Омарову, Розой Омаровой, Розою Омаровою, Омаровых, Омаровыми",
    "Павел Лобачёв": "Павла Лобачёва, Павлу Лобачёву, Павлом Лобачёвым, Павле Лобачеве, Лобачевых, Лобачевыми",
    "Ирина Яворская": "Ирины Яворской, Ирине Яворской, Ирину Яворскую, Ириной Яворской, Яворских, Яворский, Яворского",
    "Сергей Томилин": "Сергея Томилина, Сергею Томилину, Сергеем Томилиным, Сергее Томилине, Томилиной, Томилиных",
    "Айгуль Ким": "Айгули Ким, Айгулью Ким, Ким, Кимом, Кимы",
    "Анна Ли": "Анны Ли, Анне Ли, Анну Ли, Анной Ли",
    "Игорь Цой": "Игоря Цоя, Игорю Цою, Игорем Цоем, Цоями",
    "Марк Бельский": "Бельском, БЕЛЬСКОМ, Бельским, Бельского, Бельскому, Бельской",
    "Лев Толстой": "Толстом, Толстым, Толстого, ТОЛСТОМУ, Толстых, Толстая, Толстую",
    "Игнат Белый": "Белом, Белым, Белого, Белых",
    "Дина Ахметова-Белая": "Дины Ахметовой-Белой, Дину Ахметову-Белую, Ахметовой, Ахметовых",
}
OTHER_SCRIPT = {
    "Роза Омарова": ["Roza Omarova", "OMAROVA", "Roza Omarova's", "Omarov", "#RozaOmarova"],
    "Rosa Omarova": ["Омаровой", "Омаров", "ОМАРОВУ"],
    "Павел Лобачёв": ["Pavel Lobachev", "Lobachyov", "Lobatchev"],
    "Pavel Lobachev": ["Павлом Лобачёвым", "Лобачёва", "П. Лобачев", "Лобачеву П.А", "Павел Андреевич Лобачев"],
    "Irina Yavorskaya": ["Ирину Яворскую", "Яворского"],
    "Aigul Kim": ["Айгуль Ким", "Ким", "Кимом"],
}
INFLECTED = {"Павлом Лобачевым": ["Павел Лобачев", "Pavel Lobachev", "Лобачева"]}
ODD = {
    "Rosa Omarova": ["Rosa\u00a0Omarova", "Oma\u00adrova", "Rosa\u200b Omarova", "\u041emarova", "Rosa\nOmarova"],
    "Роза Омарова": ["О́марова", "Роза Ома\u00adрова"],
    "Siobhán O'Mally": ["Siobhan O’Mally", "O'Mally's", "O’MALLY"],
    "María de la Peña": [
        "Maria de la Pena",
        "Peña",
        "MARÍA DE LA PEÑA",
        "de la Peña",
        "M. de la Peña",
        "de la Peña, María",
    ],
    "Layla St. Clair": ["Layla St. Clair", "St. Clair", "L. St. Clair"],
    "Fatou Diop": ["Diop", "Fatou DIOP"],
    "王小明": ["王小明", "王 小明"],
    "김철수": ["김철수"],
    "فاطمة الزهراء": ["فاطمة الزهراء"],
    "Temir Asanbek uulu": ["Temir Asanbek uulu", "Асанбек уулу"],
    "Anna-Maria Lopez-Garcia": ["Anna-Maria Lopez-Garcia", "Anna-Maria", "Lopez-Garcia", "Garcia"],
}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *[(name, form) for name, forms in CASES.items() for form in [name, *forms.split(", ")]],
        *[(name, form) for table in (OTHER_SCRIPT, INFLECTED, ODD) for name in table for form in table[name]],
    ],
)
def test_cases_scripts_and_odd_characters(name: str, form: str) -> None:
    replaced = replace(f"we saw {form} there", name)
    assert re.fullmatch(r"we saw #?HRD-001('s)? there", replaced), replaced


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rosa Omarova", "A rose, roses and Romans; Omar came."),
        ("Анна Ли", "An apple. Она пришла. Ан нет. Le Monde wrote. Ли это"),
        ("Will Omarova", "Will they come? They will. WE WILL SEE."),
        ("Rosa Omarova", "Vitamin C. Nobody came."),
        ("Rosa Omarova", "the 1,000 miners in 2019-2021, on 12.05.2021, courts.It is e.g.as said at 9:30"),
    ],
)
def test_what_is_no_name_stays(name: str, text: str) -> None:
    assert replace(text, name) == text


def test_a_given_name_that_is_a_word_in_several_interviews_stays() -> None:
    two = ("Asel Karimova", "Dina Nobodyeva")
    assert replace("Вера в право.", "Вера Омарова", two, said=("Их вера сильна.",)) == "Вера в право."
    assert replace("Вера в право.", "Вера Омарова", two[:1], said=("Их вера сильна.",)) == "HRD-001 в право."


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Irina came. @ Write to irina@example.org", 0),
        ("Petrova came. @ Write to petrova@example.org", 0),
        ("@, Irina: see irina.example.org, https://example.org/irina or @irina", 3),
        ("Petrova, says @: t.me/petrova", 3),
        ("Irina came; that irina.", 0),
        ("IRINA: no. That irina, @", 3),
        ("IRINA said it to @", 0),
    ],
)
def test_a_name_in_small_letters_makes_it_no_word(text: str, others: int) -> None:
    """Nor does a contact that holds it, in however many interviews."""
    names = tuple(f"{given} Nobodyeva" for given in ("Asel", "Dina", "Zoya")[:others])
    replaced = replace(text, "Irina Petrova", names, said=(text,))
    assert not {"Irina", "IRINA", "Petrova"} & set(re.findall(r"\w+", replaced)), replaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asel Karimova and Karimova spoke; Asel too.", "HRD-002 and HRD-002 spoke; Asel too."),
        ("А. Каримовой и Каримову", "HRD-002 и HRD-002"),
        ("We met Mrs Karimova, A. Karimova and others.", "We met Mrs HRD-002, HRD-002 and others."),
        ("Karimova, A.M. Karimova", "HRD-002, HRD-002"),
        ("Karimova, A. M. Karimova", "HRD-002, HRD-002"),
        ("Каримова, А. Каримова", "HRD-002, HRD-002"),
        ("Karimova, A. Bekova", "HRD-002, A. Bekova"),
        ("Karimova, A. and Karimova, A. M., came", "HRD-002. and HRD-002., came"),
        ("Omarova, R. Karimova, A. Karimova", "HRD-001, R. [name], HRD-002"),
        ("asel karimova, but no karimova", "HRD-002, but no karimova"),
    ],
)
def test_others_who_were_interviewed(text: str, expected: str) -> None:
    assert replace(text, others=("Asel Karimova",)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We asked Dina Karimova.", "We asked Dina [name]."),
        ("We asked Karimova Dina.", "We asked [name] Dina."),
        ("We asked Dina K. Karimova and Dina A. Karimova.", "We asked Dina K. [name] and Dina [name]."),
        ("K. Karimova is Kira, A. Karimova is not.", "K. [name] is Kira, HRD-002 is not."),
        ("We asked the judge A. Karimova.", "We asked the judge HRD-002."),
        ("We asked D. Karimova and A. Karimova.", "We asked D. [name] and HRD-002."),
        ("Then Dina Omarova came, and Omarova-Bekova", "Then Dina [name] came, and [name]-Bekova"),
        ("Rosa Bekova came, Rosa did not.", "[name] Bekova came, HRD-001 did not."),
        ("#DinaKarimova", "#Dina[name]"),
        ("Rosa Karimova", "[name] [name]"),
        ("We asked Karimova, Dina and others.", "We asked [name], Dina and others."),
        ("KARIMOVA, Dina; Каримова, Дина Маратовна", "[name], Dina; [name], Дина Маратовна"),
        ("Karimova D. M. and Karimova, D., came", "[name] D. M. and [name], D., came"),
        ("We asked Karimova (Dina) and Omarova (chair)", "We asked [name] (Dina) and HRD-001 (chair)"),
        ("We asked Karimova, Omarova and Dina.", "We asked HRD-002, HRD-001 and Dina."),
        ("In Almaty, Karimova spoke, and Karimova, too.", "In Almaty, HRD-002 spoke, and HRD-002, too."),
        ('Dina "Didi" Karimova, Dina (Didi) Karimova', 'Dina "Didi" [name], Dina (Didi) [name]'),
        ("Дина «Диди» Каримова, D. “Didi” Karimova", "Дина «Диди» [name], D. “Didi” [name]"),
        ('Dina "Didi" de Karimova, Dina de la “Didi” Karimova', 'Dina "Didi" de [name], Dina de la “Didi” [name]'),
        ('Rosa "the fox" Karimova', '[name] "the fox" [name]'),
        ('Asel "Didi" Karimova, Rosa (née Bek) Omarova', "HRD-002, HRD-001"),
        ("Dina de los Karimova, Дина де ла Каримова", "Dina de los [name], Дина де ла [name]"),
        ("Dina von der Karimova, Dina al-Karimova", "Dina von der [name], Dina al-[name]"),
        ("Rosa de la Karimova", "[name] de la [name]"),
        ("Rosa de los Omarova and Asel al-Karimova", "HRD-001 and HRD-002"),
        ("Dina y Karimova; Dina and Karimova", "Dina y HRD-002; Dina and HRD-002"),
        ("Dina Bekova, née Karimova", "Dina Bekova, née [name]"),
        ("We asked D Karimova and A Karimova.", "We asked D [name] and A HRD-002."),
        ("Dina\nKarimova", "Dina\n[name]"),
        ("Mrs Karimova, Judge Karimova, Госпожа Каримова", "Mrs HRD-002, Judge HRD-002, Госпожа HRD-002"),
        ("They heard Omarova R. Omarova spoke.", "They heard HRD-001. [name] spoke."),
        ("Суд допросил Омарову Р. М. Омарова молчала.", "Суд допросил HRD-001. [name] молчала."),
        ("When Karimova came to Georgia Omarova", "When HRD-002 came to Georgia HRD-001"),
    ],
)
def test_a_name_beside_that_of_another_is_nobodys(text: str, expected: str) -> None:
    """It is never the pseudonym of somebody who happens to have a part of it."""
    assert replace(text, others=("Asel Karimova",), said=("And when we asked, nobody came.",)) == expected


def test_a_letter_before_a_surname_may_be_a_title() -> None:
    """In French "M." is one, in other languages the initial of somebody else."""
    french = interview("own", "Rosa Omarova", "No.", language=Language(content="fr", interface="fr", available=()))
    names = build_pseudonymiser([french], Listing(), extend_key((), [french]))
    assert replace_in("M. Omarova", french, names) == "M. HRD-001"
    assert replace("M. Omarova") == "M. [name]"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Samira Al-Hadidi", "Al día siguiente. Y Al final.", "Al día siguiente. Y Al final."),
        ("Nguyen Thi Minh Khai", "So Thi is a letter.", "So Thi is a letter."),
        ("Anna-Maria Lopez", "So Maria came.", "So [name] came."),
    ],
)
def test_a_part_of_a_name_is_no_name_elsewhere(name: str, text: str, expected: str) -> None:
    assert replace(text, others=(name,)) == expected


def test_a_short_part_is_no_name_in_the_own_interview() -> None:
    assert replace("Y Al final llegó Al-Hadidi.", "Samira Al-Hadidi") == "Y Al final llegó HRD-001."


def test_a_short_surname_stays_in_other_languages() -> None:
    kim = interview("kim", "Aigul Kim", "No.", language=Language(content="ru", interface="ru", available=()))
    turkish = interview(
        "own", "Rosa Omarova", "Kim geldi?", language=Language(content="tr", interface="tr", available=())
    )
    names = build_pseudonymiser([kim, turkish], Listing(), extend_key(extend_key((), [kim]), [turkish]))
    assert replace_in("Kim geldi? Aigul Kim.", turkish, names) == "Kim geldi? HRD-001."
    assert replace_in("Ким и Кимом", kim, names) == "HRD-001 и HRD-001"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Николаем Брагиным", "Николай Ильич"),
        ("Николай Брагин", "Николаю Ильичу"),
        ("Nikolai Bragin", "Nikolai Ilyich"),
        ("Nikolai Bragin", "Николай Ильич Брагин"),
        ("Анна Брагина", "Анны Кузьминичны"),
        ("Асель Омарова", "Асель Маратқызы"),
        ("Асель Омарова", "Асель Марат кызы"),
        ("Бекзат Омаров", "Бекзату Марат уулу"),
        ("Eldar Mammadov", "Eldar Rashid oglu"),
        ("Omar al-Hadidi", "Omar ibn Khalid"),
        ("Omar Al-Hadidi", "Omar ibn Khalid Al-Hadidi"),
    ],
)
def test_a_fathers_name_goes_with_the_given_name(name: str, form: str) -> None:
    assert replace(f"{form}, tell us.", name) == "HRD-001, tell us."


@pytest.mark.parametrize("father", load_name_rules().descent.example)
def test_a_fathers_name_of_two_words_goes_in_the_own_interview_alone(father: str) -> None:
    assert replace(f"Then Rosa {father} spoke.") == "Then HRD-001 spoke."
    assert father in replace(f"Then Asel {father} spoke.", others=("Asel Karimova",))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("#FreeRosaOmarova", "#FreeHRD-001"),
        ("#freerosaomarova", "#HRD-001"),
        ("#FreeOmarova now", "#FreeHRD-001 now"),
        ("#СвободуРозеОмаровой", "#СвободуHRD-001"),
        ("#свободуомаровой, #dinaomarova", "#[name], #[name]"),
        ("RosaOmarova", "HRD-001"),
        ("rosaomarova82", "HRD-001"),
        ("OmarovaRosa2020", "HRD-001"),
        ("rosa_omarova, rosa.omarova", "HRD-001, HRD-001"),
        ("Omarova's, Omarovas', Rosa Omarova’s", "HRD-001's, HRD-001', HRD-001’s"),
        ("anti-Omarova, the pro-Omarova press, Omarova-style", "anti-HRD-001, the pro-HRD-001 press, HRD-001-style"),
        ("rosa_omarova?, the rosaomarova_press", "HRD-001?, the HRD-001"),
        ("l'Omarova, d’Omarova, d'Rosa Omarova", "l'HRD-001, d’HRD-001, d'HRD-001"),
        ("Omarova'nın", "HRD-001'nın"),
        ("HRDOmarova", "HRDHRD-001"),
        ("We free the #freedom of McRosa", "We free the #freedom of McRosa"),
    ],
)
def test_joined_forms(form: str, expected: str) -> None:
    said = ("We want to free them. Свободу им!", "a free press, свободу")
    assert replace(form, others=("Asel Karimova", "Dina Bekova"), said=said) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "Rosa Omarova",
            "So R.O. came. I am R. O. They ask O.R.",
            "So HRD-001 came. I am HRD-001. They ask HRD-001.",
        ),
        ("Rosa Omarova", "Р. О. пришла; Р.М.О. тоже", "HRD-001 пришла; HRD-001 тоже"),
        ("Rosa Omarova", "R. O. Bekov, R. M., a R.I.P.", "R. O. Bekov, R. M., a R.I.P."),
        ("Ulan Sadykov", "S. U., of the U.S. and the U.K.", "HRD-001, of the U.S. and the U.K."),
        ("Asel Marat", "at 9 A.M. sharp", "at 9 A.M. sharp"),
    ],
)
def test_initials_alone(name: str, text: str, expected: str) -> None:
    """In the own interview; what shortens something else stays."""
    assert replace(text, name, said=("I am here.",)) == expected
    assert replace(text, "Zoya Nobody", (name,)) == text


def test_a_surname_of_two_people_is_nobodys() -> None:
    replaced = replace("Karimova spoke.", others=("Asel Karimova", "Dina Karimova"))
    assert replaced == "[name] spoke."
    assert replace("Omarova spoke.", others=("Asel Omarova",)) == "HRD-001 spoke."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inspector M. Tulegenov's men", "Inspector the inspector's men"),
        ("Тулегеновым; МАРАТ ТУЛЕГЕНОВ", "the inspector; the inspector"),
        ("Marik came with Marat", "the inspector came with Marat"),
        ("of Steppe Voices, STEPPE VOICES, «Голосов степи»", "of [organisation], [organisation], «[organisation]»"),
        ("Голосам степи, voices of the steppe, Voices", "[organisation], voices of the steppe, Voices"),
    ],
)
def test_listed_names(text: str, expected: str) -> None:
    assert replace(text, listing=LISTING) == expected


def test_a_listed_interviewee_has_the_pseudonym_of_the_list() -> None:
    listing = '[[person]]\nname = "Роза Омарова"\nforms = ["Розочка"]\npseudonym = "Miner A"'
    assert replace("Roza, Omarova, Розочка", "Roza Omarova", listing=listing) == "Miner A, Miner A"
    assert replace("Roza spoke to Розочка", "Roza Omarova", listing=listing) == "Miner A spoke to Miner A"


def test_a_name_that_the_text_spells_otherwise() -> None:
    assert replace("Rosa Omarowa and Mrs Omarowa spoke.") == "HRD-001 and Mrs HRD-001 spoke."
    assert replace("Irina Cherneva spoke.", "Irina Chereneva") == "HRD-001 spoke."
    assert replace("They took Zhakypov away.", "Nurlan Zhakupov") == "They took HRD-001 away."
    assert replace("They took Kerimova.", "Asel Karimova", ("Dina Kerimova",)) == "They took HRD-002."
    assert replace("Omarowa left. Dina Omarova left.", "Rosa Dina Omarova") == "HRD-001 left. HRD-001 left."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write a.b+c@mail.example.org, or A (at) example.org", "write [e-mail], or [e-mail]"),
        ("see https://example.org/a?b=c#d). And www.example.kz!", "see [address]). And [address]!"),
        ("on t.me/rosa and facebook.com/rosa.", "on [address] and [address]."),
        ("echo.press has the example of the resource", "[address] has the example of the resource"),
        ("ask @rosa_o, ＠rosa", "ask [handle], [handle]"),
        ("call 8 701 123 45 67 or +44 20 7946 0958", "call [phone] or [phone]"),
    ],
)
def test_contacts(text: str, expected: str) -> None:
    assert replace(text) == expected


@pytest.mark.parametrize("pair", load_name_rules().counterpart, ids=lambda pair: pair.feminine)
def test_counterparts(pair: object) -> None:
    man, woman = pair.example  # type: ignore[attr-defined]
    assert man.endswith(pair.masculine)  # type: ignore[attr-defined]
    assert woman.endswith(pair.feminine)  # type: ignore[attr-defined]
    assert bare(woman) in {key.removeprefix("=") for key in list_name_keys(man, is_surname=True)}
    assert not set(list_text_keys(man)).isdisjoint(list_name_keys(woman, is_surname=True))


@pytest.mark.parametrize("ending", load_name_rules().plural, ids=lambda ending: ending.inflected[0])
def test_endings(ending: object) -> None:
    inflected, nominative = ending.example  # type: ignore[attr-defined]
    assert bare(nominative) in read_forms(inflected).exact


# What no export may hold, in small letters and without accents: every name in every form, and what leads to the page.
SECRET = [
    "omarov", "омаров", "roza", "rosa", "роз", "lobach", "лобач", "pavel", "павел", "павл", "tulegen", "тулеген",
    "steppe voices", "голос", "example.org", "rosa@", "123 45 67", "page-of", "2023-05-05", "withheldova",
]  # fmt: skip


def build_public() -> dict[str, tuple[Record, str]]:
    """Records with what their pages' sidecars say."""
    rosa = interview(
        "page-of-rosa-omarova",
        "Rosa Omarova",
        "I, Rosa Omarova, said to PAVEL LOBACHEV's son: write to rosa@mail.example.org or 8 701 123 45 67.",
        "Marat Tulegenov and Tulegenov’s men came to Steppe Voices. Ms Withheldova knows. @rosa, https://example.org/rosa",
        author="Rosa Omarova",
        introduction=("Rosa Omarova, known as Roza, is the chair of Steppe Voices.",),
        findings=(record_finding(Finding("name-differs", "title: 'Rosa Omarova'", 3, quotation="Roza Omarova")),),
    )
    pavel = interview(
        "deep/page-of-lobachev",
        "Павлом Лобачёвым",
        "Меня зовут Павел Лобачёв. Я говорил с Розой Омаровой и Р. Омаровой; ОМАРОВУ знают.",
        "Павла Лобачева и Лобачёвых знает Тулегенов. «Голоса степи» и Марат Тулегенов, Тулегенову.",
        title="Интервью с Павлом Лобачёвым, председателем «Голосов степи»",
        language=Language(content="ru", interface="ru", available=()),
    )
    withheld = interview("page-of-withheldova", "Zara Withheldova", "Nobody may read this.")
    unmarked = interview("page-of-unmarked", "Zoya Unmarkedova", "Nor this, but at home.")
    marks = {"public": [rosa, pavel], "withheld": [withheld], "": [unmarked]}
    return {record.id: (record, mark) for mark, records in marks.items() for record in records}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus with its pages, which make just these records, their sidecars, and a list of names."""
    made: dict[str, Record] = {}
    monkeypatch.setattr(releasing, "build_page_records", lambda page, _: (made[page.path],))
    for record, mark in build_public().values():
        page = tmp_path / "data/raw" / record.source.path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"page {record.id}")
        if mark:
            page.with_suffix(".toml").write_text(f'release = "{mark}"\n')
        source = record.source.model_copy(
            update={"sha256": hashlib.sha256(page.read_bytes()).hexdigest(), "retrieved": "2023-05-05"}
        )
        path = tmp_path / "data/normalized" / f"{record.id}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        made[source.path] = record.model_copy(update={"source": source})
        path.write_bytes(dump_record(made[source.path]))
    (tmp_path / "names.toml").write_text(LISTING)
    return tmp_path


PUBLIC = ("export", "--profile", "public", "--pseudonyms", "names.toml")


@pytest.mark.parametrize(
    ("name", "shape"), [(form.name, shape) for form in FORMATS.values() for shape in form.shapes or (None,)]
)
def test_no_format_holds_a_name(name: str, shape: str | None, house: Path, run: Run) -> None:
    shaped = ["--shape", shape] if shape else []
    done = run(*PUBLIC, "--format", name, *shaped, "--output", "out", cwd=house)
    assert done.returncode == 0, done.stderr
    text = "\n".join(read_everything(house / "out"))
    folded = bare_text(text)
    digests = [hashlib.sha256(f"page {identifier}".encode()).hexdigest() for identifier in build_public()]
    assert [secret for secret in [*SECRET, *digests] if secret in folded] == []
    assert "Nobody may read this" not in text
    assert "Nor this" not in text
    if name != "qdc":
        assert re.search(r"HRD-00\d", text)
    said = bare_text(done.stderr.decode())
    assert [secret for secret in SECRET if secret in said] == []


def bare_text(text: str) -> str:
    return re.sub("[\u00ad\u200b]", "", text).casefold().replace("ё", "е")


def read_everything(path: Path) -> Iterator[str]:
    """All text in a file or folder, names of files too, out of whatever contains it."""
    files: Mapping[str, bytes] = (
        {file.name: file.read_bytes() for file in path.iterdir()} if path.is_dir() else {"": path.read_bytes()}
    )
    for name, data in files.items():
        yield name
        yield data.decode("utf-8", "ignore")
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from archive.namelist()
                yield from (archive.read(entry).decode("utf-8", "ignore") for entry in archive.namelist())
            if "[Content_Types].xml" in archive.namelist():
                book = openpyxl.load_workbook(io.BytesIO(data))
                yield from (str(cell) for sheet in book for row in sheet.values for cell in row)
        if data.startswith(b"PAR1"):
            table = pytest.importorskip("pyarrow.parquet").read_table(io.BytesIO(data))
            yield from (json.dumps(row, ensure_ascii=False, default=str) for row in table.to_pylist())
        if data.startswith(b"SQLite"):
            database = sqlite3.connect(":memory:")
            database.deserialize(data)
            yield from database.iterdump()
            database.close()


def test_the_form_of_a_record_stays(house: Path, run: Run) -> None:
    lines = run(*PUBLIC, cwd=house).stdout.decode().splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        jsonschema.validate(record, build_schema())
        load_record(json.dumps(record).encode(), "exported")
    ids = [record["id"] for record in records]
    assert ids == sorted(ids)
    assert all(re.fullmatch(r"HRD-00\d", identifier) for identifier in ids)
    people = [person for record in records for person in record["interviewees"]]
    assert [person["name"] for person in people] == ids
    assert {person["country"] for person in people} == {"KZ"}
    assert all(record["published"] == "2021-04-07" for record in records)


def test_the_key_is_secret_kept_and_only_added_to(house: Path, run: Run) -> None:
    first = run(*PUBLIC, cwd=house).stdout
    key = house / "names.key.toml"
    written = key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((house / "names.leftovers.tsv").stat().st_mode) == 0o600
    assert "Rosa Omarova" in written.decode()
    os.chmod(key, 0o644)
    assert run(*PUBLIC, cwd=house).stdout == first
    assert key.read_bytes() == written
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.write_bytes(written + b"# a note of mine\n")
    more = interview("another", "Nina Newcomer", "Yes.")
    (house / "data/normalized/another.json").write_bytes(dump_record(more))
    assert run(*PUBLIC, cwd=house).stdout == first
    assert key.read_bytes().startswith(written + b"# a note of mine\n")
    assert b'id = "HRD-005"\nrecord = "another"' in key.read_bytes()


@pytest.mark.parametrize("content", [b"\xff", b"nonsense", b'[[interview]]\nid = "HRD-1"\nrecord = "Omarova"\n',
                                     b'[[interview]]\nid = "HRD-001"\nrecord = "a"\n' * 2])  # fmt: skip
def test_a_broken_key_stops_the_export(content: bytes, house: Path, run: Run) -> None:
    (house / "names.key.toml").write_bytes(content)
    done = run(*PUBLIC, "--output", "out", cwd=house)
    assert (done.returncode, (house / "out").exists()) == (2, False)
    assert b"Omarova" not in done.stderr
    assert (house / "names.key.toml").read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--key", "out/key.toml"], "--key: must not lie in what is exported"),
        (["--leftovers", "out"], "--leftovers: must not lie in what is exported"),
        (["--key", "names.toml"], "--key: is one of the other files too"),
    ],
)
def test_secrets_never_go_into_the_export(arguments: list[str], said: str, house: Path, run: Run) -> None:
    done = run(*PUBLIC, "--format", "markdown", "--output", "out", *arguments, cwd=house)
    shown = " ".join(done.stderr.decode().replace("│", " ").split())
    assert done.returncode == 2
    assert said in shown
    assert not (house / "out").exists()
    assert run("export", "--key", "k", cwd=house).returncode == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[[person]]\nname = "Omarova"\n', "person.0.pseudonym: is missing"),
        ('[[person]]\nname = "Omarova"\npseudonym = "A"\nextra = 1\n', "person.0: holds a key"),
        ('[[person]]\nname = "A B"\npseudonym = "HRD-001"\n', "given by the program"),
        ('[[person]]\nname = "A B"\npseudonym = "x"\n[[person]]\nname = "C D"\npseudonym = "x"\n', "another person"),
        ('[[person]]\nname = "A B"\npseudonym = "x"\n[[other]]\nname = "a b"\npseudonym = "y"\n', "a name of"),
        ('[[person]]\nname = "Asel Omarova"\npseudonym = "Mrs Omarova"\n', "its pseudonym holds a name"),
        ('[[other]]\nname = "--"\npseudonym = "x"\n', "without a letter"),
        ('"Omarova" = "the judge"\n', "names.toml: file: holds a key that the form does not have"),
        ('[[person]]\nname = "A"\npseudonym = "x"\n"Omarova" = "y"\n', "person.0: holds a key"),
        ("[Omarova]\n[Omarova]\n", "names.toml:2:9: not TOML, or a key or table stands in it twice"),
        ("[person.Omarova]\nx = 1\n[[person]]\n", "or a key or table stands in it twice"),
        ('person = [{"Omarova" = 1, "Omarova" = 2}]\n', "or a key or table stands in it twice"),
        ("[[person]]\nname = Omarova\n", "names.toml:2:8: not TOML"),
        ('[[person]]\nname = ["Omarova"]\npseudonym = "x"\n', "person.0.name"),
        ('person = "Omarova"\n', "person: must be a"),
        (f'[[person]]\nname = "Omarova{chr(0x301) * 9_999}"\npseudonym = "x"\n', "accents upon one letter"),
        ("a = " + "[" * 99_999, "names.toml: not TOML that can be read"),
        ("a = " + "1" * 9_999, "names.toml: not TOML that can be read"),
        ("#" * 1_000_001, "names.toml: larger than"),
        ('name = "Omarova\0"', "names.toml:1:16: not TOML"),
    ],
)
def test_a_wrong_list_is_told_without_its_names(content: str, said: str, house: Path, run: Run) -> None:
    (house / "names.toml").write_text(content)
    done = run(*PUBLIC, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert "omarova" not in done.stderr.decode().casefold()


def test_a_list_that_is_no_file_is_refused(house: Path, run: Run) -> None:
    (house / "names.toml").unlink()
    os.mkfifo(house / "names.toml")  # with a writer that never comes
    done = run(*PUBLIC, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"names.toml: not a regular file" in done.stderr


def list_places(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where texts stand in JSON."""
    if isinstance(value, str):
        yield place
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from list_places(inner, (*place, key))


def test_no_text_of_a_record_goes_out_unread() -> None:
    """Whatever field a name was put into: the record is refused, or the name replaced."""
    whole = interview("page", "Rosa Omarova", "No.", author="Zoya", introduction=("Hello.",),
                      findings=(record_finding(Finding("name-differs", "a title", 3)),))  # fmt: skip
    asked = whole.exchanges[0].model_copy(update={"asker": "Zoya", "speakers": ("Rosa",), "path": "/html/p[1]"})
    whole = whole.model_copy(
        update={"exchanges": (asked,), "source": whole.source.model_copy(update={"retrieved": "2023-05-05"})}
    )
    value = json.loads(dump_record(whole))
    places = list(list_places(value))
    assert len(places) > 30
    taken = 0
    for *steps, last in places:
        changed = json.loads(dump_record(whole))
        part = changed
        for step in steps:
            part = part[step]
        part[last] = "Rosa Omarova"
        try:
            record = load_record(json.dumps(changed).encode(), "record")
        except RecordError:
            continue
        taken += 1
        replaced, _ = pseudonymise(record, build_pseudonymiser([record], Listing(), extend_key((), [record])))
        assert b"Omarova" not in dump_record(replaced), (*steps, last)
    assert taken > 15


def test_every_field_of_a_record_is_named() -> None:
    """No field has a default: one that is forgotten makes no record, and none is copied unread."""
    for part in (Record, Source, Language, Interviewee, QuestionnaireUsed, Exchange, Question, RecordedFinding):
        assert all(field.is_required() for field in part.model_fields.values()), part
    assert "model_copy" not in inspect.getsource(pseudonymise)


def test_a_bad_record_stops_it(house: Path, run: Run) -> None:
    (house / "data/normalized/bad.json").write_text("{}")
    done = run(*PUBLIC, cwd=house)
    assert (done.returncode, done.stdout) == (1, b"")


def test_an_unknown_interviewee_has_no_title(house: Path, run: Run) -> None:
    record = interview("x", None, "No.", title="A talk with Zoya Nobodyeva")
    (house / "data/normalized/x.json").write_bytes(dump_record(record))
    done = run("export", "--pseudonyms", "names.toml", cwd=house)
    assert b"Nobodyeva" not in done.stdout
    assert b"exported without a title: 1" in done.stderr


GUESTS = ("Rosa Omarova", "Pavel Lobachev")
LABELS = ("Rosa Omarova", "P. Lobachev", "ROSA", "Zoya Nobodyeva (host)", "R. O.")


def build_talk() -> Record:
    """Two guests, and one who gives no name; each label of a speaker is somebody's name in some form."""
    people = [*(build_interviewee(name=name, country="KZ") for name in GUESTS), build_interviewee(anonymity="withheld")]
    said = [f"{label} said that Rosa and Lobachev came." for label in LABELS[:3]]
    asked = ask(1, "risks", "Rosa, Pavel, what are the risks?", *said)
    return build_record(
        "talk",
        [asked.model_copy(update={"asker": LABELS[3], "speakers": LABELS[:3], "path": "/html/body/rosa-omarova/p[1]"}),
         ask(2, None, "Why?", "So.").model_copy(update={"speakers": LABELS[4:]})],
        interviewees=tuple(people),
        title="HRD Interview: Rosa Omarova and Pavel Lobachev",
    )  # fmt: skip


def test_each_interviewee_and_every_label_of_a_speaker_has_a_pseudonym() -> None:
    records = [build_talk(), interview("other", "Zed Example", "Omarova and Lobachev and Pavel.")]
    key = extend_key(extend_key((), records[:1]), records)
    assert key[0].names == (*GUESTS, None)
    pseudonymiser = build_pseudonymiser(records, Listing(), key)
    record, _ = pseudonymise(records[0], pseudonymiser)
    assert [person.name for person in record.interviewees] == ["HRD-001", "HRD-001.2", None]
    first, second = record.exchanges
    assert first.question.text == "HRD-001, HRD-001.2, what are the risks?"
    assert first.answer[1] == "HRD-001.2 said that HRD-001 and HRD-001.2 came."
    assert (first.asker, first.speakers) == ("[speaker 1]", ("HRD-001", "HRD-001.2", "HRD-001"))
    assert (second.asker, second.speakers) == (None, ("HRD-001",))
    assert record.title is None  # one of them has no name that could be looked for
    assert [exchange.path for exchange in record.exchanges] == [None, None]
    names = [word for label in (*LABELS, *GUESTS) for word in re.findall(r"\w{3,}", label) if word != "host"]
    dumped = dump_record(record).decode()
    assert [name for name in names if name.casefold() in dumped.casefold()] == []
    assert load_record(dumped.encode(), "talk") == record
    other, _ = pseudonymise(records[1], pseudonymiser)
    assert other.exchanges[0].answer == ("HRD-001 and HRD-001.2 and Pavel.",)  # whose given name it is, nobody knows


def test_the_key_keeps_the_names_of_all_interviewees() -> None:
    key = extend_key((), [build_talk()])
    written = add_entries(b"", key)
    assert read_key(written, "key") == key
    later = build_talk().model_copy(update={"interviewees": (build_interviewee(name="Zed Example"),)})
    pseudonymiser = build_pseudonymiser([later], Listing(), read_key(written, "key"))
    assert replace_in("Omarova and Pavel Lobachev", later, pseudonymiser) == "HRD-001 and HRD-001.2"


def test_labels_are_names_too() -> None:
    """Who asks or speaks is replaced in every form, one person by one id; what a label tells of a role is no name."""
    asked = [
        ask(1, None, "Rosa, why?", "Thank you, Zoya.", "The Interviewer knows Ms Nobodyeva.").model_copy(
            update={"asker": "Zoya Nobodyeva (host)", "speakers": ("ROSA", "Omarova, chair")}
        ),
        ask(2, None, "And then?", "No.").model_copy(update={"asker": "Z. Nobodyeva", "speakers": ("Karimova",)}),
        ask(3, None, "And then?", "No.").model_copy(update={"asker": "ZN", "speakers": ("Asel Karimova",)}),
        ask(4, None, "And then?", "No.").model_copy(update={"asker": "Interviewer", "speakers": ("R.O.",)}),
    ]
    people = (build_interviewee(name="Rosa Omarova"),)
    talk = build_record("talk", asked, interviewees=people, title="HRD Interview: Rosa Omarova")
    other = interview("other", "Asel Karimova", "Zoya Nobodyeva asked; Zoya did.")
    pseudonymiser = build_pseudonymiser([talk, other], Listing(), extend_key(extend_key((), [talk]), [talk, other]))
    record, _ = pseudonymise(talk, pseudonymiser)
    assert [exchange.asker for exchange in record.exchanges] == ["[speaker 1]"] * 3 + ["[speaker 2]"]
    assert [exchange.speakers for exchange in record.exchanges] == [
        ("HRD-001", "HRD-001"), ("HRD-002",), ("HRD-002",), ("HRD-001",),
    ]  # fmt: skip
    assert record.exchanges[0].answer == ("Thank you, [speaker 1].", "The Interviewer knows Ms [speaker 1].")
    assert pseudonymise(other, pseudonymiser)[0].exchanges[0].answer == ("[name] asked; Zoya did.",)


def test_a_label_that_inverts_a_name_is_that_persons() -> None:
    """Another of the family is not the interviewee whose surname comes first."""
    asked = [
        ask(1, None, "Why?", "No.").model_copy(update={"asker": "Omarova, Dina", "speakers": ("Omarova, Rosa",)}),
    ]
    people = (build_interviewee(name="Rosa Omarova"),)
    talk = build_record("talk", asked, interviewees=people, title="HRD Interview: Rosa Omarova")
    record, _ = pseudonymise(talk, build_pseudonymiser([talk], Listing(), extend_key((), [talk])))
    assert (record.exchanges[0].asker, record.exchanges[0].speakers) == ("[speaker 1]", ("HRD-001",))


def read_table(path: Path) -> list[dict[str, str]]:
    head, *rows = (line.split("\t") for line in path.read_text().splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_what_remains_is_listed(house: Path, run: Run) -> None:
    text = (
        "Will they come to Temirtau? They will. The court of Temirtau and Zed. Yes, H. said. Bekov came. "
        "Dina Omarova and the judge Erlan Bekov came, HRD Zoya Nobodyeva said. Karlygash. She is Temirtau's."
    )
    (house / "data/normalized/z.json").write_bytes(dump_record(interview("z", "Zoya Nobodyeva", text)))
    done = run("export", "--pseudonyms", "names.toml", "--interviewee", "Zoya Nob", cwd=house)
    assert done.returncode == 0
    rows = read_table(house / "names.leftovers.tsv")
    whys = {row["word"]: row["why"] for row in rows}
    assert whys["Dina"] == "beside a pseudonym"
    assert whys["Erlan Bekov"] == "several words"
    assert {whys[word] for word in ("Zed", "H", "Temirtau")} == {"in a sentence"}
    assert {whys[word] for word in ("Bekov", "Karlygash")} == {"begins a sentence"}
    counts = {row["word"]: int(row["count"]) for row in rows}
    assert counts["Temirtau"] == 3
    assert not {"Will", "They"} & counts.keys()
    reasons = [row["why"] for row in rows]
    assert reasons == sorted(
        reasons, key=["beside a pseudonym", "several words", "in a sentence", "begins a sentence"].index
    )
    (dina,) = (row for row in rows if row["word"] == "Dina")
    assert "Dina [name] and the judge" in dina["context"]
    assert not any(row["word"] in done.stderr.decode() for row in rows if len(row["word"]) > 3)


def test_what_was_replaced_is_logged_in_secret(house: Path, run: Run) -> None:
    done = run(*PUBLIC, "--log", "log.tsv", "--output", "out", cwd=house)
    assert done.returncode == 0
    assert stat.S_IMODE((house / "log.tsv").stat().st_mode) == 0o600
    rows = read_table(house / "log.tsv")
    (pavel,) = {
        row["interview"] for row in rows if row["found"] == "Павлом Лобачёвым" and row["place"] == "interviewees"
    }
    (rosa,) = {row["interview"] for row in rows if row["found"] == "Rosa Omarova" and row["place"] == "interviewees"}
    said = [row for row in rows if row["interview"] == pavel and row["place"] == "exchange 1, answer"]
    assert {row["found"]: (row["becomes"], row["count"]) for row in said} == {
        "Павел Лобачёв": (pavel, "1"), "Павла Лобачева": (pavel, "1"), "Лобачёвых": (pavel, "1"),
        "Розой Омаровой": (rosa, "1"), "Р. Омаровой": (rosa, "1"),
        "ОМАРОВУ": (rosa, "1"), "Тулегенов": ("the inspector", "1"), "Тулегенову": ("the inspector", "1"),
        "Марат Тулегенов": ("the inspector", "1"), "Голоса степи": ("[organisation]", "1"),
    }  # fmt: skip
    assert not [secret for secret in SECRET if secret in bare_text(done.stderr.decode())]


def test_less_is_told(house: Path, run: Run) -> None:
    """Of role, organisation and place nothing, nor where texts name the last two; of dates the year."""
    people = (build_interviewee(name="Zoya Nobodyeva", role="chair", organisation="River Watch", place="Temirtau"),)
    record = interview("z", "Zoya Nobodyeva", "At River Watch in Temirtau, RIVER WATCH, we watch the river.")
    (house / "data/normalized/z.json").write_bytes(dump_record(record.model_copy(update={"interviewees": people})))
    less = ("--interviewee", "Zoya Nob", "--drop", "role,organisation,place", "--dates", "year")
    done = run("export", "--pseudonyms", "names.toml", *less, cwd=house)
    told = json.loads(done.stdout)
    assert b"is not known" not in done.stderr  # it is dropping that leaves the title out
    (person,) = told["interviewees"]
    assert [person[field] for field in ("role", "organisation", "place")] == [None] * 3
    assert (told["title"], told["published"], told["published_text"]) == (None, None, "2021")
    assert told["exchanges"][0]["answer"] == ["At [organisation] in [place], [organisation], we watch the river."]
    one = run("export", "--pseudonyms", "names.toml", *less[:2], "--drop", "role", cwd=house).stdout.decode()
    (person,) = json.loads(one)["interviewees"]
    assert (person["role"], person["organisation"]) == (None, "River Watch")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--drop", "role"), "is for --pseudonyms"),
        (("--dates", "year"), "is for --pseudonyms"),
        (("--log", "x"), "is for --pseudonyms"),
        (("--pseudonyms", "names.toml", "--drop", "roles"), "roles"),
        (("--pseudonyms", "names.toml", "--dates", "month"), "month"),
        (("--pseudonyms", "names.toml", "--log", "names.toml"), "is one of the other files too"),
        (("--pseudonyms", "names.toml", "--log", "data/normalized/page-of-unmarked.json"), "is one of the records"),
    ],
)
def test_wrong_options(arguments: tuple[str, ...], said: str, house: Path, run: Run) -> None:
    done = run("export", *arguments, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in " ".join(done.stderr.decode().replace("│", " ").split())


def test_a_word_of_a_name_that_remains_is_listed_though_it_is_ordinary(house: Path, run: Run) -> None:
    for name in ("y", "z"):
        record = interview(name, "Вера Нобоева", "Вера в право.", "Наша вера сильна.")
        (house / f"data/normalized/{name}.json").write_bytes(dump_record(record))
    assert "Вера" in run("export", "--pseudonyms", "names.toml", "--interviewee", "Нобоева", cwd=house).stdout.decode()
    rows = (house / "names.leftovers.tsv").read_text().splitlines()
    assert [row for row in rows if row.startswith("Вера\t2\t") and "\ta word of a known name\t" in row]


def test_long_texts_are_read_to_their_end() -> None:
    for text in ("Omarova " * 5_000, "ж" * 40_000, "A." * 20_000, "@" * 40_000, "Rosa, " * 5_000):
        replace(text)


def test_the_example_is_right() -> None:
    assert load_listing(Path(__file__).parents[2] / "docs" / "pseudonyms.example.toml").person
