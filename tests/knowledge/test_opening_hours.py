"""Open now: yes, no, or not known; never a guess."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.knowledge.opening_hours import is_open

EASTERN = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("schedule", "moment", "zone", "expected", "why"),
    [
        ("24/7", "2026-11-26T03:00", "", True, "always, also on Thanksgiving"),
        ("Mon-Fri 8am-8pm ET", "2026-11-23T08:00", "", True, "the first minute"),
        ("Mon-Fri 8am-8pm ET", "2026-11-23T19:59", "", True, "the last minute"),
        ("Mon-Fri 8am-8pm ET", "2026-11-23T20:00", "", False, "just closed"),
        ("Mon-Fri 8am-8pm ET", "2026-11-22T12:00", "", False, "Sunday"),
        ("Mon-Fri 8:30am-5pm CT", "2026-11-23T09:00", "", False, "8:00 in Chicago"),
        ("Mon-Fri 8:30am-5pm CT", "2026-11-23T09:30", "", True, "8:30 in Chicago"),
        ("Mon-Fri 8am-10pm, Sat 8am-6:30pm ET", "2026-11-21T18:00", "", True, "Saturday"),
        ("Mon-Fri 8am-10pm, Sat 8am-6:30pm ET", "2026-11-21T18:30", "", False, "Saturday evening"),
        ("Mon-Fri 12pm-5pm ET", "2026-11-23T12:30", "", True, "noon is 12pm"),
        ("Mon-Fri 8am-7pm local", "2026-11-23T12:00", "America/Denver", True, "10 in Denver"),
        ("Mon-Fri 8am-7pm local", "2026-11-23T12:00", "", None, "we do not know where the caller is"),
        ("Mon-Fri 8am-8pm ET", "2026-11-26T12:00", "", None, "Thanksgiving"),
        ("Mon-Fri 8am-8pm ET", "2026-11-27T12:00", "", None, "the day after"),
        ("Mon-Fri 8am-8pm ET (unconfirmed)", "2026-11-23T12:00", "", None, "nobody has checked these hours"),
        ("business hours", "2026-11-23T12:00", "", None, "not a time"),
        ("24/7 except some federal holidays", "2026-11-23T12:00", "", None, "not a plain form"),
        ("", "2026-11-23T12:00", "", None, "no hours given"),
        ("Mon-Fri", "2026-11-23T12:00", "", None, "days without hours"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else None,
)
def test_open_now(schedule, moment, zone, expected, why):
    now = datetime.fromisoformat(moment).replace(tzinfo=EASTERN)
    assert is_open(schedule, now, zone) is expected, why
