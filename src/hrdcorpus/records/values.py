"""What the texts of a record may be: each kind with its check, and with what JSON Schema can say of it."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from hrdcorpus.text.folding import MAX_MARKS, is_overloaded

# ISO 3166-1 alpha-2, as assigned, with XK for Kosovo, which CLDR and the European Union use.
COUNTRIES = tuple(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
    MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 - a list of 250 texts would be as many lines
)
_NUMBER = re.compile(r"-([2-9]|[1-9][0-9]{1,3})\Z")  # of a page's further interviews
MAX_NUMBER = 2**31 - 1  # what every format of an export, and every reader of one, has room for
ID_FORM = "^[a-z0-9-]{1,40}$"  # of a questionnaire's id that can be shown wherever it was read
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
_URL = r"[Hh][Tt][Tt][Pp][Ss]?://\S+"
_PATH = r"^(?!\.{0,2}(/|$))(?![\s\S]*/\.{0,2}(/|$))[^\\]+$"  # what `_check_path` refuses


def build_id(path: str, number: int = 1) -> str:
    """The id of the record of an interview, the `number`th on the page at `path`, which is relative to the raw folder.

    >>> build_id("2021/page.v2.txt"), build_id("2021.pages/README", 2)
    ('2021/page.v2', '2021.pages/README-2')
    """
    name = path.rfind("/") + 1
    dot = path.rfind(".", name + 1, -1)  # as pathlib takes a suffix, in a tenth of the time
    return (path if dot < 0 else path[:dot]) + (f"-{number}" if number > 1 else "")


def cut_number(identifier: str) -> str:
    """The id of the first interview on a page that further ones stand on.

    >>> cut_number("page-12"), cut_number("page-1")
    ('page', 'page-1')
    """
    return _NUMBER.sub("", identifier)


def build_answer_id(identifier: str, number: int) -> str:
    """What names the answer to the `number`th question of a record, in every export and for as long as both stay.

    >>> build_answer_id("2021/page-2", 7)
    '2021/page-2#7'
    """
    return f"{identifier}#{number}"


def _check_text(text: str) -> str:
    if is_overloaded(text):  # else a record could stop whoever compares it
        raise ValueError(f"more than {MAX_MARKS} accents upon one letter")
    return text


def _check_country(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError("no country's code in ISO 3166-1 alpha-2")
    return code


def _check_day(text: str) -> str:
    if not re.fullmatch(_DAY, text):
        raise ValueError("must be a day, year first, as 2021-07-09")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day") from None
    return text


def _check_moment(text: str) -> str:
    if not re.fullmatch(f"{_DAY}({_TIME})?", text):
        raise ValueError("must be a day, year first, as 2021-07-09, or with a time, as 2021-07-09T14:30:00Z")
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day or time") from None
    return text


def _check_url(text: str) -> str:
    if not re.fullmatch(_URL, text):
        raise ValueError("must be a whole address, as https://example.org/page")
    return text


def _check_path(path: str) -> str:
    if "\\" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise ValueError("no path below a folder, with forward slashes")
    return path


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_check_text)]
Country = Annotated[str, AfterValidator(_check_country), Field(json_schema_extra={"enum": [*COUNTRIES]})]
Day = Annotated[str, AfterValidator(_check_day), Field(json_schema_extra={"pattern": f"^{_DAY}$"})]
Moment = Annotated[str, AfterValidator(_check_moment), Field(json_schema_extra={"pattern": f"^{_DAY}({_TIME})?$"})]
Url = Annotated[str, AfterValidator(_check_url), Field(json_schema_extra={"pattern": f"^{_URL}$"})]
PagePath = Annotated[str, AfterValidator(_check_path), Field(json_schema_extra={"minLength": 1, "pattern": _PATH})]
LineNumber = Annotated[int, Field(ge=1, le=MAX_NUMBER)]
Count = Annotated[int, Field(ge=1, le=MAX_NUMBER)]
Size = Annotated[int, Field(ge=0, le=MAX_NUMBER)]
