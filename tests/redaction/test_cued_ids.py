"""Codes as people type, say and spell them, beside talk with numbers that must stay. Marked: what must be covered."""

from __future__ import annotations

import pytest
from family_tables import hits, left_open, milliseconds, taken

MUST = [
    # health plan
    ("member id [[XJW 4471 902]]", "spaces"),
    ("mbr# [[xqj400918223]]", "short form"),
    ("memeber id [[K44-210]]", "a typo in the cue"),
    ("my medicare is [[1EG4 TE5 MK73]]", "Medicare without number"),
    ("CM: got your member card? Pt: yeah it's [[W 4 4 2 9]]", "asked a sentence before"),
    ("medicaid id is [[cn 442 91 x]]", "Medicaid with letters"),
    ("its [[one e g four t e five m k seven three]] thats the medicare", "spelled, cue behind"),
    ("subscriber id [[x like xylophone g h double four eight]]", "letter like word"),
    ("the number on my insurance card is [[capital w zero zero nine one capital b]]", "capital"),
    ("policy number [[zee four four two dash nine]]", "zee"),
    ("policy is [[zed four four two nine]]", "zed"),
    ("group number is [[seven seven oh um one two]]", "a filler"),
    ("member number [[h four four uh huh two nine oh]]", "the other says uh huh"),
    ("- whats the member id\n- [[H 4 4]]\n- go ahead\n- [[2 9 0]]", "broken over turns"),
    ("Pt: It's [[W 44]]. CM: Okay. Pt: [[219 03]], that's my member id.", "over turns, cue behind"),
    ("subscriber number [[k l no sorry k m four four two one]]", "a correction"),
    ("the card says [[YRB 330 41 7726]]", "the card says"),
    ("rx bin [[610014]] pcn [[MDX44]]", "pharmacy fields"),
    ("humana id [[H5521 009]]", "a plan's name as cue"),
    # record
    ("mrn[[883104]]", "no space"),
    ("m r n [[h as in hotel six six one]]", "spelled cue"),
    ("chart no. [[A-55-2931]]", "chart"),
    ("medical record number [[m as in mary four four oh two]]", "as in"),
    ("the bracelet says [[771-88-20]]", "bracelet"),
    ("[[00482913]] is my chart number", "cue behind"),
    # account
    ("acct [[55-20917-3]] past due", "account"),
    ("light bill number [[4400 1982 77]]", "utility"),
    ("my account is [[double oh six four four nine]]", "double"),
    ("meter number [[e eight eight oh two]]", "meter"),
    ("debit card [[4000 1234 5678 9017]]", "card"),
    ("customer number [[C-44-9021]]", "customer"),
    ("acount # [[99120045]]", "typo"),
    # licence
    ("drivers license [[d four four oh dash one one six]]", "said licence"),
    ("lisence [[F255-9215]]", "typo"),
    ("my c d l is [[t x seven one one nine]]", "spelled cue"),
    ("d e a [[b r one two three four five six three]]", "spelled DEA"),
    ("RN license [[RN 448120]]", "nurse"),
    ("state i d [[n four oh eight eight two]]", "state id said"),
    # vehicle
    ("my plate is [[LUVMOM]]", "vanity plate"),
    ("vanity plate says [[gramma]]", "vanity plate, lower case"),
    ("plate reads [[BIG RED]]", "vanity plate, two words"),
    ("[[XK44 210]] is my plate", "cue behind"),
    ("[[seven bravo kilo nine one]] thats the tag", "NATO, cue behind"),
    ("license plate [[b boy z zebra nine nine two]]", "b boy"),
    ("plate number [[kay ell tee four four one]]", "letter names"),
    ("tag [[8kfd221]]", "tag"),
    ("the tan Buick, [[BHX-2209]]", "a plate without a cue"),
    ("vin [[one h g capital c m eight two six three three alpha zero zero four]]", "VIN said"),
    ("handicap placard [[P0447182]]", "placard"),
    # device
    ("pump serial [[PX-7719043-B]]", "pump"),
    ("s/n[[23190447812]]", "no space"),
    ("serial on the hearing aid is [[two one bravo oh six seven]]", "hearing aid"),
    ("transmitter id [[8G 44 K1]]", "sensor"),
    ("s n [[one zero zero echo seven six]]", "spelled cue"),
    ("pacemaker serial number is [[p j n two four four one one]]", "pacemaker"),
    # biometric
    ("voice print id [[VP-20881-KD]]", "voice print"),
    ("voice print code is [[eleven oh four tango]]", "said voice print"),
    ("fingerprint template [[FPT-20-88417]]", "fingerprint"),
    ("iris code [[IR7740-2291-K]]", "iris"),
    ("face id record [[FR_0092281_a]]", "face"),
    # other
    ("claim number [[c l m two two oh nine]]", "claim"),
    ("case [[24-00817-J]]", "case"),
    ("auth [[A7749021]] exp soon", "authorisation"),
    ("reference number? They gave me two! One is [[PA-66120]] and, uh, [[PA-66210]]", "two codes for one cue"),
    ("my passport its [[c oh four four seven one]]", "passport"),
    ("badge says employee [[two two oh seven]]", "badge"),
    ("ticket # [[INC0044921]]", "ticket"),
    ("ride confirmation [[7QX-4419]]", "confirmation"),
    ("user name is [[rosebud44]]", "user name"),
    ("my user name is [[mike underscore smith]]", "user name said"),
    ("user name is [[granny g nineteen forty]]", "said user name"),
    ("login is [[rosebud dot lee]]", "log-in said"),
    ("green card number [[A 209 441 872]]", "green card"),
    ("referral no. [[R-118-20447]]", "referral"),
    ("its [[w as in water four four two nine one]]", "spelled without any cue"),
]  # fmt: skip
MUST_NOT = [
    ("stage 3 kidney disease", "stage"),
    ("step 4 of 10", "step"),
    ("room 12 at noon", "room"),
    ("grade 2 sprain", "grade"),
    ("a1c 7.2 down from 9.4", "A1C"),
    ("a one c is seven point two", "A1C said"),
    ("my a 1 c was 8", "A1C spaced"),
    ("vitamin b 12 1000 mcg", "B12"),
    ("b twelve shot every month", "B12 said"),
    ("Medicare Part D covers it", "Part D"),
    ("part b premium is 185 dollars", "Part B"),
    ("plan g or plan n in 2026", "plans"),
    ("type 2 diabetes", "type 2"),
    ("phq 9 was 14", "PHQ"),
    ("gad 7 score 11", "GAD"),
    ("cpt 99213 was denied", "CPT"),
    ("icd 10 code e11.65", "ICD"),
    ("E0601 denied, J1885 paid", "HCPCS"),
    ("the claim for code J1885", "HCPCS behind a claim"),
    ("DRG 470", "DRG"),
    ("form SSA-1696 and CMS-1490S", "forms"),
    ("COVID-19 shot", "covid"),
    ("I have 2 cases of Ensure", "cases"),
    ("in case 4 people come", "in case"),
    ("the claim was denied 3 times", "a denied claim"),
    ("claim denied in 2023", "a year"),
    ("my account is 45 days past due", "days"),
    ("member since 2019", "a year"),
    ("member services told me 2 weeks", "member services"),
    ("my account balance is $4,471", "money"),
    ("policy pays 80 percent", "percent"),
    ("group therapy at 2", "a group"),
    ("group of 12 people", "a group of people"),
    ("a plate with 2 eggs", "a plate of food"),
    ("my plate is full right now", "a full plate"),
    ("half the plate is vegetables", "a plate"),
    ("license expired in 2021", "a year"),
    ("price tag 45.99", "a price"),
    ("tag team of 2 nurses", "tag team"),
    ("chart at 10 tomorrow", "a chart"),
    ("record high of 104", "a record"),
    ("pump 2 units", "a pump"),
    ("insulin pump 24 hours", "a pump"),
    ("dexcom g7 sensor", "a model"),
    ("my pacemaker is 6 years old", "an age"),
    ("hearing aid batteries size 312", "a battery size"),
    ("the password is wrong", "a password"),
    ("log in is not working", "a log-in"),
    ("user name is required", "a user name"),
    ("my face id doesn't work", "face id"),
    ("fingerprint scan took 2 weeks", "a scan"),
    ("pin and needles in 2 toes", "pins"),
    ("order 3 boxes", "an order"),
    ("ticket for $250", "money"),
    ("prior auth takes 14 days", "days"),
    ("referral to 2 doctors", "a referral"),
    ("rx 2 refills", "refills"),
    ("rx metformin 500 mg bid", "a prescription"),
    ("ref range 3.5 to 5.0", "a range"),
    ("bp 130 85 p 72 r 18 t 98", "vitals"),
    ("o2 sat 92 on 2 l", "oxygen"),
    ("l4 l5 disc and c5 c6", "a spine"),
    ("1-800-MEDICARE", "a hotline"),
    ("call 211 or 988", "hotlines"),
    ("if up 3lb/1d or 5lb/1wk, 2g na", "limits"),
    ("heel stage 3 2x3x0.5cm", "a wound"),
    ("call me a cab at 4", "a cab"),
    ("i a m 4 9", "little letters"),
    ("mike is 44 and oscar is 12", "names of people"),
    ("we are 4 and you are 2", "small words"),
    ("take one a day", "a day"),
    ("one a b c vitamin", "a vitamin"),
    ("4 x 4 gauze and 2 x 2", "gauze"),
    ("t 4 cell count 210", "a count"),
    ("insurance card is in my purse, 2 copies", "a card"),
    ("medicare is 65 and up", "an age"),
    ("the card says 20 dollar copay", "a copay"),
]  # fmt: skip
LABELS = [
    ("member id K44-210", "HEALTH_PLAN"),
    ("mrn K44-210", "MRN"),
    ("acct K44-210", "ACCOUNT"),
    ("driver's license K44-210", "LICENSE"),
    ("plate K44-210", "VEHICLE"),
    ("pump serial K44-210", "DEVICE"),
    ("voice print K44-210", "BIOMETRIC"),
    ("claim K44-210", "OTHER_ID"),
    ("K44 210 is my plate", "VEHICLE"),
]
HOSTILE = [
    ("id " * 3333, "cues"),
    ("4 " * 5000, "digits"),
    ("a 4 " * 2500, "letters and digits"),
    ("b as in " * 1250, "as in"),
    ("member um uh " * 770, "a cue and fillers"),
    ("plate is " * 1110, "plates"),
    ("user name is a dot " * 530, "user names"),
    ("A-" * 5000, "dashes"),
    ("a" * 10_000, "one long word"),
    ("no sorry " * 1110, "corrections"),
    ("kilo 4 , " * 1110, "NATO"),
]


@pytest.mark.parametrize(("marked", "why"), MUST, ids=[f"{row[1]}: {row[0]}" for row in MUST])
def test_a_code_is_covered(marked, why):
    assert left_open("CuedIds", marked) == []


@pytest.mark.parametrize(("text", "why"), MUST_NOT, ids=[f"{row[1]}: {row[0]}" for row in MUST_NOT])
def test_other_talk_with_numbers_stays(text, why):
    assert taken("CuedIds", text) == []


@pytest.mark.parametrize(("text", "label"), LABELS, ids=[row[0] for row in LABELS])
def test_the_cue_names_the_code(text, label):
    assert label in {found for _, _, found in hits("CuedIds", text)}


@pytest.mark.parametrize(("text", "why"), HOSTILE, ids=[row[1] for row in HOSTILE])
def test_time_grows_with_length_only(text, why):
    """Four times the text may cost little more than four times the time."""
    short, whole = milliseconds("CuedIds", text[:2500]), milliseconds("CuedIds", text)
    assert whole < 12 * max(short, 0.5), (short, whole)
