"""What a generated page shows beside the interview: interface, banners, date, author, title."""

from datetime import date, timedelta
from random import Random
from typing import Any

from accuracy.choosing import Draw
from accuracy.frames import PARTS, Head


def choose_head(draw: Draw, dialect: int) -> Head:
    """The head of a page of the site in this dialect."""
    rng = draw.rng
    interfaces = [tag for tag in PARTS["interface"] if tag != "en" or draw.language == "en"]
    interface = "en" if dialect in (3, 7) else rng.choice(interfaces)
    site = PARTS["interface"][interface]
    day = _choose_day(rng)
    month = site["months"][day.month - 1] if "months" in site else ""
    shown = rng.choice(site["dates"]).format(day=day.day, month=month, number=day.month, year=day.year)
    labelled = dialect in (2, 3) and "author_label" in site
    by_person = dialect in (3, 7) or (labelled and rng.random() < 0.3)
    banners, available = _choose_banners(interface, draw.language, rng)
    return Head(
        language=draw.language,
        interface=interface,
        banners=tuple(_vary(line, rng) for line in banners),
        available=available,
        item_type=rng.choice(site["types"]) if dialect in (2, 3) else None,
        date=_write_out(day, "en") if dialect == 7 else shown,
        published=None if month in site.get("ambiguous", []) else day.isoformat(),
        author="Linus Farrow" if by_person else PARTS["author"],
        label=_vary(site["author_label"], rng) if labelled else None,
        title=_choose_title(draw),
        tags=site.get("tags") if rng.random() < 0.8 else None,
        credit=rng.choice([None, None, "Photo: private", "© Linus Farrow"]) if dialect == 2 else None,
        tail=_choose_tail(dialect, interface, rng),
    )


def choose_other_head(draw: Draw) -> Head:
    """The head of another organisation's page."""
    day = _choose_day(draw.rng)
    return Head(
        language=draw.language,
        date=_write_out(day, draw.language),
        published=day.isoformat(),
        author="Pia Sandell",
        title=_choose_title(draw),
    )


def _choose_day(rng: Random) -> date:
    return date(2019, 1, 1) + timedelta(days=rng.randint(0, 2000))


def _write_out(day: date, language: str) -> str:
    return f"{day.day} {PARTS['months'][language][day.month - 1]} {day.year}"


def _choose_banners(interface: str, language: str, rng: Random) -> tuple[list[str], tuple[str, ...] | None]:
    """The banners, and all languages of the interview where they name all; a native page names only the others."""
    site, names = PARTS["interface"][interface], PARTS["endonyms"]
    shown = rng.choice(names[language])
    other = rng.choice([tag for tag in ("en", "ru", "es") if tag != language])
    if interface == language:
        return [site["also"] + rng.choice(names[other])], None
    first = site["not_available"].format(shown=shown)
    if "also" not in site or rng.random() < 0.3:
        return [first], None
    second = f"{site['also'].rstrip()} {shown}, {rng.choice(names[other])}"
    return [first, second], tuple(sorted([language, other]))


def _vary(line: str, rng: Random) -> str:
    """Full-width punctuation in Chinese and Japanese lines, straight quotation marks: both occur."""
    if rng.random() < 0.3 and any("\u3040" <= c <= "\u9fff" for c in line):
        line = line.replace(",", "，").replace(": ", "：").replace(":", "：")
    return line.replace("’", "'") if rng.random() < 0.3 else line


def _choose_title(draw: Draw) -> str:
    title = _name_person(draw.language, draw.person)
    return f"{draw.rng.choice(PARTS['quotes'][draw.language])} {title}" if draw.rng.random() < 0.1 else title


def _name_person(language: str, person: dict[str, Any]) -> str:
    country = PARTS["countries"][person.get("country", "KZ")]
    if language == "ru":
        rest = person["organisation"] if "organisation" in person else f"из {country['from']}"
        return f"Интервью с {person['name']}, {person['role']} {rest}"
    rest = f"of {person['organisation']}" if "organisation" in person else f"from {person['place']}"
    return f"HRD Interview: {person['name']}, {person['role']} {rest}, {country['en']}"


def _choose_tail(dialect: int, interface: str, rng: Random) -> tuple[str, ...]:
    if dialect == 7:
        return ("All components of this story", "Read the full post here", "Get RSS feed of these results")
    if dialect not in (1, 2, 5) or rng.random() < 0.6:
        return ()
    return tuple(rng.choice([*PARTS["tail"]["en"], *PARTS["tail"].get(interface, [])]))
