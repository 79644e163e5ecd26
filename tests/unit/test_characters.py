"""Text that was encoded twice, in the encodings that UTF-8 is taken for; and true text, in which nothing is found."""

import pytest

from hrdcorpus.checks.characters import find_damage

TEXTS = [
    "Что вас держит — «река»?", "We won’t leave — café.", "São as ações, não?", "żółw i łódź",
    "¿Qué pasó? Año y «casa»",
    "Größe über", "Ні, Ці люди їхні", "中文", "مرحبا", "Ήταν εδώ", "日本語です", "한국어",
]  # fmt: skip
CODECS = ["cp1252", "cp1251", "latin-1", "cp1250", "koi8_r", "mac_roman"]


def misread(text: str, codec: str) -> str:
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_that_was_encoded_twice_is_found(text: str, codec: str) -> None:
    assert find_damage(misread(text, codec))


TRUE = [
    "Её дії. Ще й Її мої. «СССР» и «Р» – Р… С» К°", "«CAFÉ» É» Ô’ À… SÃO IRMÃ» Ä–", "рад раз ряд дать",
    "20 °C, 5 €, №7",
    "Ärger, Öl, ÄÖÜ, Ñandú, Ð, Þór", "ŁÓDŹ ŻÓŁW «Ś»", "İŞ ÇOK GÜÇ", "ЕЁ ЇЖАК ҐАНОК", "ΉΤΑΝ", "Ђорђе Џон љут",
]  # fmt: skip


@pytest.mark.parametrize("text", [*TEXTS, *TRUE])
def test_nothing_is_found_in_true_text(text: str) -> None:
    assert find_damage(text) == []
