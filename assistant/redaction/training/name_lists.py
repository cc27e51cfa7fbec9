"""The names, places and organisations that fill the frames: hand lists, Faker's locales, and invented ones.

In: ``data/*.txt`` and Faker (a development package). Out: lists of strings, sorted, the same on every run.
Invented names are spelled letter by letter from what follows which two letters in real ones, so that the
detector cannot learn names by heart. Knows nothing about sentences.
"""

from __future__ import annotations

import importlib
import random
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import regex

DATA = Path(__file__).with_name("data")
LOCALES = (
    "az_AZ cs_CZ da_DK de_AT de_CH de_DE en_AU en_CA en_GB en_IE en_IN en_NZ en_PK en_TH en_US es_AR es_CL es_CO "
    "es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR fr_QC ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT la_LA "
    "lb_LU lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw sq_AL tr_TR tw_GH "
    "uz_UZ vi_VN yo_NG zu_ZA ng_NG fil_PH tl_PH en_PH en_NG en_KE mt_MT is_IS"
).split()
_LATIN = regex.compile(r"\p{Latin}+(?:[ '.-]+\p{Latin}+)*\.?")
_MIN, _MAX = 2, 14


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of ``data/<name>.txt``, without notes; each once, in the order written."""
    path = DATA / f"{name}.txt"
    found = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(line for line in found if line and not line.startswith("#")))


@cache
def faker_names(kind: str) -> tuple[str, ...]:
    """All Latin-letter names of one kind ("first_names" or "last_names") in Faker's locales, sorted."""
    found: set[str] = set()
    for locale in LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in dir(provider):
            if attribute.startswith(kind.removesuffix("s")) and not attribute.startswith("_"):
                found.update(_strings(getattr(provider, attribute)))
    return tuple(sorted(found))


@cache
def faker_towns() -> tuple[str, ...]:
    """Towns that Faker's locales list by name, sorted."""
    found: set[str] = set()
    for locale in LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.address.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in ("cities", "cities_ascii", "city_names", "towns", "municipalities"):
            found.update(_strings(getattr(provider, attribute, ())))
    return tuple(sorted(found))


def _strings(values: object) -> Iterable[str]:
    if not isinstance(values, (list, tuple, dict, set)):
        return
    for value in values:
        name = value if isinstance(value, str) else value[0] if isinstance(value, tuple) and value else ""
        if isinstance(name, str) and _LATIN.fullmatch(name):
            yield name


class Speller:
    """Spell new names from what follows which two letters in the names it has read."""

    def __init__(self, names: Iterable[str]) -> None:
        self._next: dict[str, list[str]] = defaultdict(list)
        self._known = {name.lower() for name in names}
        for name in sorted(self._known):
            word = f"^^{name}$"
            for i in range(len(word) - 2):
                self._next[word[i : i + 2]].append(word[i + 2])

    def spell(self, rng: random.Random) -> str:
        """A new name of 4 to 14 letters that is in no list."""
        while True:
            word = "^^"
            while not word.endswith("$") and len(word) <= _MAX + _MIN:
                word += rng.choice(self._next[word[-2:]])
            name = word.strip("^$")
            if word.endswith("$") and len(name) > _MIN + 1 and name.isalpha() and name not in self._known:
                return name.capitalize()
