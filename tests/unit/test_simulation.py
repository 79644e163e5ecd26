"""Made-up interviews: what the program promises of keys, and a questionnaire of one's own without any list."""

from pathlib import Path

import pytest
from scripts.simulate import SAMPLES_FILE, compile_without, load_pools, score_pool

from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import Matcher, compile_matcher, match_question
from hrdcorpus.keying.ordering import Asked, key_in_order
from hrdcorpus.knowledge.folders import load_questionnaires

POOLS = load_pools(SAMPLES_FILE)
OWN = {  # an item, its one wording, and another way to ask it
    "inicio": ("¿Cómo empezó usted a defender el río?", "¿Qué la llevó a ponerse a defender los ríos?"),
    "comunidad": ("¿Qué piensa su comunidad de la represa?", "¿Y la gente de la comunidad qué opina de las represas?"),
    "amenazas": ("¿Qué amenazas ha recibido por su trabajo?", "¿La han amenazado alguna vez por ese trabajo?"),
    "empresa": ("¿Cómo responde la empresa cuando ustedes reclaman?", "¿Responden las empresas a los reclamos?"),
    "justicia": ("¿Qué han hecho los jueces y los fiscales?", "¿Hubo algún juez o fiscal que hiciera algo?"),
    "gobierno": ("¿Qué papel tiene el gobierno regional?", "¿El gobierno de la región los ayuda en su papel?"),
    "apoyo": ("¿Qué apoyo necesitan de otros países?", "Desde otros países, ¿cómo se los puede apoyar?"),
    "futuro": ("¿Qué espera usted del futuro?", "¿Tiene esperanzas para el futuro?"),
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_interviews_in_words_of_an_author_without_samples_are_keyed_by_order(language: str) -> None:
    matcher, pool = compile_without("second", POOLS), POOLS["second", language]
    plain, ordered = (score_pool(pool, matcher, by_order=each, misled=True) for each in (False, True))
    assert ordered.precision >= 0.97
    assert ordered.recall >= 0.85
    assert ordered.recall > plain.recall + 0.5
    assert ordered.strayed == 0


@pytest.fixture
def own(tmp_path: Path) -> Matcher:
    """A questionnaire with one wording an item, in a language without lists."""
    (tmp_path / "rio").mkdir()
    items = "".join(f'[[item]]\nid = "{item}"\ndescription = "-"\n' for item in OWN)
    texts = "".join(f'[[wording]]\nitem = "{item}"\ntext = "{text}"\n' for item, (text, _) in OWN.items())
    (tmp_path / "rio/items.toml").write_text(f'id = "rio"\nversion = "1"\ntitle = "-"\n{items}', "utf-8")
    (tmp_path / "rio/es.toml").write_text(texts, "utf-8")
    return compile_matcher(load_questionnaires(tmp_path))


def _key(texts: list[str], matcher: Matcher) -> list[Match]:
    return key_in_order([Asked(text, match_question(text, matcher)) for text in texts], matcher, by_order=True)


def test_without_lists_the_right_item_is_among_the_candidates(own: Matcher) -> None:
    keyed = _key([free for _, free in OWN.values()], own)
    assert [m.item for m, item in zip(keyed, OWN, strict=True) if m.item not in (None, item)] == []
    listed = [[candidate.item for candidate in match.candidates] for match in keyed]
    assert [item for item, candidates in zip(OWN, listed, strict=True) if item not in candidates] == []


def test_without_lists_order_keys_what_stands_between_known_wordings(own: Matcher) -> None:
    texts = [wording if number % 2 else free for number, (wording, free) in enumerate(OWN.values())]
    keyed = _key(["¿Cuánto dura el viaje en lancha?", *texts, "¿Quiere agregar algo?"], own)
    expected = [None, *OWN, None]
    assert [m.item for m, item in zip(keyed, expected, strict=True) if m.item not in (None, item)] == []
    assert sum(match.kind == "order" for match in keyed) >= len(OWN) / 2 - 1
