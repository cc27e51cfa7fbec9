"""Dates of a person, typed and said in any order; beside them the years, scores and holidays that must stay."""

from __future__ import annotations

import pytest
from number_rows import left_behind, touched

MUST = [
    # month and day in words
    ("it was [[the third of may|DATE]]", "the third of may"),
    ("born [[may third|DATE]]", "may third"),
    ("surgery is [[march the 3rd|DATE]]", "march the 3rd"),
    ("seen [[3 May|DATE]]", "day first"),
    ("seen [[Feb. 3|DATE]]", "a short month with a stop"),
    ("due [[3rd of May, 2025|DATE]]", "ordinal, month, year"),
    ("born [[june um the twelfth nineteen sixty|DATE]]", "a filler inside"),
    ("[[march twenty-first|DATE]]", "a hyphen in the ordinal"),
    ("[[october twenty first nineteen fifty|DATE]]", "with a year"),
    ("[[march fourth nineteen and forty eight|DATE]]", "nineteen and forty eight"),
    ("[[march fourth nineteen hundred and forty eight|DATE]]", "nineteen hundred and"),
    ("[[june tenth nineteen oh five|DATE]]", "nineteen oh five"),
    ("[[june tenth twenty twelve|DATE]]", "twenty twelve"),
    ("[[june tenth two thousand and five|DATE]]", "two thousand and five"),
    ("[[june tenth fifty one|DATE]]", "a short year"),
    ("[[june tenth of fifty one|DATE]]", "of fifty one"),
    ("[[june tenth, fifty one|DATE]]", "a comma before the year"),
    ("[[Mar 4 '19|DATE]]", "a short typed year"),
    ("[[the twenty second of october|DATE]]", "twenty second"),
    ("[[Tuesday, March 9th|DATE]]", "with its weekday"),
    ("f/u [[wed 7/2|DATE]]", "a short weekday"),
    ("[[march 3rd to the 9th|DATE]] i was in", "a span"),
    ("i was in from [[march second|DATE]] through [[march ninth|DATE]]", "two dates"),
    ("on [[may third i mean may thirteenth|DATE]]", "a correction with its month"),
    ("[[the third no wait the fourth of may|DATE]]", "a correction before the month"),
    ("[[june twelfth no sorry the nineteenth|DATE]]", "a correction after the month"),
    ("[[may uh fourth|DATE]]", "a filler behind the month"),
    # Spanish
    ("nací el [[primero de mayo|DATE]]", "primero"),
    ("[[el 4 de julio del 51|DATE]]", "del 51"),
    ("nació [[el veintitrés de agosto de mil novecientos cincuenta|DATE]]", "all in Spanish words"),
    ("[[el quince de mayo del cuarenta y nueve|DATE]]", "a short Spanish year"),
    ("[[dos de febrero del cincuenta y tres|DATE]]", "without el"),
    ("[[el treinta y uno de diciembre|DATE]]", "treinta y uno"),
    ("[[el once de marzo|DATE]]", "once is eleven"),
    ("cita [[12 dic|DATE]]", "a short Spanish month"),
    ("cumplo años en [[octubre|DATE]]", "a Spanish month alone"),
    # a month alone that dates an event
    ("had surgery in [[march|DATE]]", "in march"),
    ("he died last [[june|DATE]]", "last june"),
    ("no power since [[nov|DATE]], reapply", "a short month"),
    ("kidney out [[jan|DATE]], still drains", "a short month without in"),
    ("my knee was done back in [[october|DATE]]", "back in october"),
    ("i fell around [[september|DATE]] i think", "around september"),
    ("it was [[november|DATE]] when she passed", "it was november"),
    ("my appointment is mid-[[March|DATE]]", "mid-march"),
    # a day alone
    ("come back on [[the 14th|DATE]].", "the 14th"),
    ("see me [[tuesday the ninth|DATE]] ok", "a weekday and a day"),
    ("the procedure is on [[the fourteenth|DATE]] and i'm scared", "said"),
    ("born on [[the fifth of the eleventh thirty nine|DATE]]", "day of the month-number"),
    # numeric
    ("on [[5/2|DATE]]", "day and month"),
    ("[[3/4/51|DATE]]", "slashes"),
    ("[[3-4-1951|DATE]]", "dashes"),
    ("[[03.04.51|DATE]]", "dots"),
    ("[[1951-03-04|DATE]]", "ISO"),
    ("[[2026/3/4|DATE]]", "ISO with slashes"),
    ("dob [[03041951|DATE]]", "eight digits after a cue"),
    ("dob [[3 4 51|DATE]]", "spaces after a cue"),
    ("ip [[5/27-6/2|DATE]] hosp", "a span in digits"),
    ("in the hospital [[4/12|DATE]] to [[4/19|DATE]]", "from and to"),
    ("seen [[1/3|DATE]]", "a fraction after a visit"),
    ("sx [[10-2|DATE]] fell [[10-9|DATE]]", "dashes after an event"),
    ("last A1C [[05/2026|DATE]]", "month and year"),
    ("staples out [[3/17|DATE]]", "out"),
    ("the surgery was [[the twenty second of last february|DATE]]", "of last february"),
    ("last shot [[11/5|DATE]] due again", "no score: eleven out of five"),
    ("CM: [[The 15th|DATE]], then? Pt: Good", "an answer with a comma"),
    # a birth year that shows 90
    ("born in [[1931|DATE]]", "typed"),
    ("yob [[1931|DATE]]", "short form"),
    ("he was born [[nineteen twenty eight|DATE]] so he dont hear good", "said"),
    ("born in [[nineteen and thirty one|DATE]]", "said with and"),
    ("birthday is [[the fourth of july|DATE]]", "a birthday on a holiday"),
    ("i come into this world in [[nineteen and twenty nine|DATE]]", "came into this world"),
    ("Surgery was which day? Dtr: [[11/4|DATE]]. Follow up [[11/18|DATE]]", "a daughter answers"),
    ("needs metformin refilled b4 [[oct 3|DATE]] , pharm says too soon", "b4 is before"),
    ("school bus aide, off work since [[aug 22|DATE]] w sciatica", "off work, at a school"),
    ("released [[9-28|DATE]] w 3d of suboxone", "released"),
]  # fmt: skip
STAY = [
    ("august company lol no she means proud", "august company"),
    ("April showers in his joke", "April showers"),
    ("dtr 2/4 both knees", "tendon reflexes"),
    ("school starts in aug for all", "school in general"),
    ("born in 1951", "a birth year under 90"),
    ("born in nineteen fifty one", "a birth year under 90, said"),
    ("i had it in 2019 and in twenty twelve", "years alone"),
    ("pain 3/10 and 7 out of 10", "scores"),
    ("strength 4/5, reflexes 2/4", "an exam"),
    ("grade 3/6 murmur", "a murmur"),
    ("1/2 cup of rice and 3/4 cup of beans", "fractions"),
    ("i may fall and i may not", "may as a verb"),
    ("you may take 2 tablets", "may before a count"),
    ("I take 2. May I stop?", "may after a count"),
    ("we march every week and march 3 miles", "march as a verb"),
    ("the March of Dimes sent a letter", "an organisation"),
    ("Open enrollment is October 15 to December 7", "programme dates"),
    ("the deductible resets in january", "a programme month"),
    ("we lost power on the Fourth of July and Christmas", "holidays"),
    ("every june my allergies start", "every june"),
    ("on the 14th floor", "a floor"),
    ("on the second floor", "a floor said"),
    ("the first of the month is when checks come", "the first of the month"),
    ("this is the third time i called", "the third time"),
    ("my second knee and my first visit", "ordinals as words"),
    ("monday or thursday morning, next week", "weekdays"),
    ("bp 130/85, 142/91", "pressures"),
    ("norco 10/325 and insulin 70/30", "strengths"),
    ("20/20 vision, 50/50, 24/7", "ratios"),
    ("l4/5 disc and c5/6", "a spine level"),
    ("take 7-10 days", "a span of days"),
    ("i use it 3-4 times a day", "a range of times"),
    ("fall risk 3-4 pts", "no date behind a risk"),
    ("take it till 10-2 pills are left", "a range of pills"),
    ("i was in my first marriage", "first"),
    ("ago is how long? two years ago", "ago is no agosto"),
    ("con mayonesa, no mayo on it", "mayo in food"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "why"), MUST, ids=[row[1] for row in MUST])
def test_every_part_of_a_date_is_found(marked, why):
    assert left_behind(marked) == []


@pytest.mark.parametrize(("text", "why"), STAY, ids=[row[1] for row in STAY])
def test_years_scores_and_holidays_stay(text, why):
    assert touched(text) == []
