"""Is a line open now? Answers yes, no, or "not known"; never a guess.

In: the schedule text of a listing, the moment, and the caller's time zone. Out: True, False or None.
Only plain forms are read ("24/7", "Mon-Fri 8am-8pm ET"); a form marked unconfirmed, an unread one or
a federal holiday gives None. Knows nothing about needs or matching.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ZONES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_CLOCK = r"(\d{1,2})(?::(\d\d))?(am|pm)"
_PERIOD = re.compile(rf"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))? {_CLOCK}-{_CLOCK}")


def is_open(schedule: str, now: datetime, caller_zone: str = "") -> bool | None:
    """Whether a line with this ``schedule`` is open at ``now`` (an aware datetime); None = not known."""
    text = schedule.strip()
    if text == "24/7":
        return True
    zone = _zone_of(text, caller_zone)
    body = re.sub(r" (?:ET|CT|MT|PT|local)$", "", text)
    periods = _PERIOD.findall(body)
    if zone is None or not periods or _PERIOD.sub("", body).strip(" ,"):
        return None
    local = now.astimezone(ZoneInfo(zone))
    if _is_holiday(local):
        return None
    return any(_within(period, local) for period in periods)


def _zone_of(text: str, caller_zone: str) -> str | None:
    word = text.rsplit(" ", 1)[-1]
    if word == "local":
        return caller_zone or None
    return ZONES.get(word)


def _within(period: tuple[str, ...], local: datetime) -> bool:
    first, last = DAYS.index(period[0]), DAYS.index(period[1] or period[0])
    is_day = first <= local.weekday() <= last
    return is_day and _clock(period[2:5]) <= local.time().replace(tzinfo=None) < _clock(period[5:8])


def _clock(parts: tuple[str, ...]) -> time:
    hour = int(parts[0]) % 12 + (12 if parts[2] == "pm" else 0)
    return time(hour, int(parts[1] or 0))


def _is_holiday(local: datetime) -> bool:
    return local.date() in _federal_holidays(local.year)


@lru_cache(maxsize=4)
def _federal_holidays(year: int) -> frozenset[object]:
    import holidays

    days = holidays.country_holidays("US", years=year)
    # offices often close the day after Thanksgiving too: not known, so never "open"
    after = {day + timedelta(days=1) for day, name in days.items() if "Thanksgiving" in name}
    return frozenset({*days, *after})
