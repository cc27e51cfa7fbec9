"""The words that say a number is an amount, a reading, a clock time or a billing code, and nobody's identity.

Tables only; ``cues.py`` asks them.
"""

from __future__ import annotations

QUANTITY_AFTER = frozenset(
    (
        "mg mcg ug g gm gram grams milligram milligrams microgram micrograms ml cc liter liters "
        "l milliliter milliliters unit units "
        "iu meq oz ounce ounces lb lbs pound pounds kg kilo kilos kilogram kilograms inch inches "
        "in ft foot feet cm mm mile miles "
        "km percent degree degrees dollar dollars buck bucks cent cents usd hour hours hr hrs "
        "minute minutes min mins second seconds "
        "day days week weeks wk wks month months mo year years yr yrs time times x pill pills "
        "tablet tablets tab tabs capsule capsules "
        "caps dose doses puff puffs drop drops spray sprays cup cups glass glasses step steps "
        "calorie calories cal kcal carb carbs "
        "sodium people kids children visits visit beats bpm mmhg point points am pm a.m p.m "
        "o'clock oclock block blocks bottles bottle "
        "patches patch liters refills refill of percentile gallons gallon quarts quart pints "
        "words cigarettes packs pack feet "
        "pesos minutos horas dias días años milligramos hundred thousand million grand k "
        "teaspoon teaspoons tablespoon tablespoons"
    ).split()
)
AMOUNT_BEFORE = frozenset(
    (
        "rent bill bills owe owes owed owing pay pays paid paying cost costs price charge "
        "charges charged charging income make makes made "
        "premium premiums deductible copay balance worth earn earns earning gets get mortgage "
        "limit about around over under "
        "nearly almost roughly spend spent fine fee calories steps budget deposit salary month "
        "saved save loan debt short"
    ).split()
)
VITALS_BEFORE = frozenset(
    (
        "sugar sugars glucose pressure bp pulse hr rate oxygen o2 sat sats weight weigh weighs "
        "weighed wt temp temperature a1c reading "
        "readings ran running top bottom systolic diastolic cholesterol ldl hdl "
        "gfr creatinine count platelets wbc "
        "ferritin triglycerides vision potassium sodium inr psa tsh level levels heart pain "
        "scale score scored phq gad"
    ).split()
)
CODE_BEFORE = frozenset(
    "billed cpt icd hcpcs drg cdt code codes form section title chapter line article rule public pub".split()
)
OWN_CODES = frozenset("zip area door gate access entry security pin postal bar portal".split())
CLOCK_BEFORE = frozenset("at by until till around before after between from".split())
