"""What each family finds and what it leaves, side by side; the whole-path rows stand in ``cases.csv``."""

from __future__ import annotations

import pytest

from assistant.redaction.recognizers import FAMILIES
from assistant.redaction.recognizers.spoken import spoken_digits
from assistant.redaction.turn import Turn

FIND = {family.name: family.find for family in FAMILIES}
ROWS = [
    # numbers
    ("Numbers", "ssn 219 09 9999", [("SSN", "219 09 9999")], "spaces"),
    ("Numbers", "call five five five oh one four three", [("PHONE", "five five five oh one four three")], "spoken"),
    ("Numbers", "my weight is 198 and 204", [], "two weights"),
    ("Numbers", "sugars 110 145 162 180", [], "a list of readings"),
    ("Numbers", "the gate code is 4471", [("OTHER_ID", "4471")], "a gate code"),
    ("Numbers", "in 2019 and 2021", [], "years"),
    ("Numbers", "temp 98.6 then 101.2", [], "decimals"),
    ("Numbers", "days 61-90", [], "a range"),
    ("Numbers", "5000 steps", [], "a count"),
    # dates
    ("Dates", "on 3/4/51", [("DATE", "3/4/51")], "short"),
    ("Dates", "pain 3/10", [], "a score"),
    ("Dates", "march fourth nineteen fifty one", [("DATE", "march fourth nineteen fifty one")], "spoken"),
    ("Dates", "we march every week", [], "a verb"),
    ("Dates", "you may take 2 tablets", [], "a verb before a count"),
    ("Dates", "born in 1931", [("DATE", "1931")], "a birth year that shows 90"),
    ("Dates", "born in 1951", [], "a birth year alone"),
    ("Dates", "el 2 de mayo de 1950", [("DATE", "el 2 de mayo de 1950")], "Spanish"),
    ("Dates", "come back on the 14th.", [("DATE", "the 14th")], "a day alone"),
    ("Dates", "on the 14th floor", [], "a floor"),
    # ages
    ("Ages", "a 95 year old man", [("AGE_90", "95 year old")], "years old"),
    ("Ages", "he is 89 years old", [], "89 may stay"),
    ("Ages", "pulse is 98", [], "a pulse"),
    ("Ages", "she is 98 pounds", [], "a weight"),
    ("Ages", "oxygen is 93", [], "an oxygen reading"),
    ("Ages", "for 90 days", [], "a span of days"),
    # addresses
    ("Addresses", "at 12 Oak St, Apt 3", [("ADDRESS", "12 Oak St, Apt 3"), ("ADDRESS", "Apt 3")], "with its unit"),
    ("Addresses", "3 times a day by the way", [], "way"),
    ("Addresses", "took 2 in court", [], "court"),
    ("Addresses", "nine oh one oak road", [("ADDRESS", "nine oh one oak road")], "spoken"),
    ("Addresses", "PO Box 12", [("ADDRESS", "PO Box 12")], "post box"),
    ("Addresses", "a lot 4 times", [], "a lot"),
    ("Addresses", "OH 43004", [("ZIP", "43004")], "state and ZIP"),
    # places
    ("Places", "we moved to Yakima, WA last year", [("CITY", "Yakima")], "a town and its state"),
    ("Places", "the Tamarind County office", [("CITY", "Tamarind County")], "a county"),
    ("Places", "I live in Texas", [], "a state"),
    ("Places", "the county office", [], "county as a plain word"),
    ("Places", "at the free clinic, OK?", [], "the free clinic"),
    # employers
    ("Employers", "works at Kessler Poultry", [("EMPLOYER", "Kessler Poultry")], "employer"),
    ("Employers", "i used to work at the dollar barn", [("EMPLOYER", "the dollar barn")], "of plain words"),
    ("Employers", "works at night", [], "works at night"),
    ("Employers", "i work at the store", [], "a kind of shop"),
    ("Employers", "laid off from my job", [], "no name"),
    # cued ids
    ("CuedIds", "mrn 4471902", [("MRN", "4471902")], "record"),
    ("CuedIds", "member id is b as in boy four four two one", [("HEALTH_PLAN", "b as in boy four four two one")], "speech"),
    ("CuedIds", "group therapy at 2", [], "a group"),
    ("CuedIds", "stage 3 of 4", [], "a stage"),
    ("CuedIds", "plate with 2 eggs", [], "a plate of food"),
    ("CuedIds", "serial MMT-7712-889", [("DEVICE", "MMT-7712-889"), ("OTHER_ID", "MMT-7712-889")], "serial"),
    # online
    ("Online", "write ruth@example.org", [("EMAIL", "ruth@example.org")], "e-mail"),
    ("Online", "meds.is that ok", [], "a missing space"),
    ("Online", "ip 10.0.0.300", [("IP", "10.0.0.300")], "an impossible address"),
    ("Online", "at 10:30:15", [], "a time"),
    ("Online", "see face_01.png", [("PHOTO", "face_01.png")], "a picture"),
    # names
    ("NameCues", "my name is rosalind ketteridge i am ill", [("NAME", "rosalind ketteridge")], "lower case"),
    ("NameCues", "my name is not right", [], "no name"),
    ("NameCues", "mrs church called", [("NAME", "church")], "a plain word behind a title"),
    ("NameCues", "dr parkinson said it is Parkinson's", [("NAME", "parkinson")], "an eponym behind a title"),
    ("NameCues", "the doctor said no", [], "a doctor without a name"),
    ("NameCues", "this is urgent", [], "this is urgent"),
    ("NameCues", "my name is mark and i need help", [("NAME", "mark")], "a word that is a name"),
    ("NameCues", "my son will drive", [], "a verb behind a relative"),
    ("NameCues", "it is j o s e", [("NAME", "j o s e")], "spelled"),
    ("NameCues", "part a b c d", [], "not spelled"),
    # other scripts
    ("OtherScripts", "soy Вера", [("NAME", "Вера")], "Cyrillic"),
    ("OtherScripts", "soy Vera", [], "Latin"),
]  # fmt: skip
DIGITS = [
    ("five five five oh one double three", "5550133", "double"),
    ("triple five", "555", "triple"),
    ("nine one four um five five five", "914555", "a filler"),
    ("two to four for six", "246", "to and for stand between counted things"),
    ("one eight hundred six three three four two two seven", "18006334227", "eight hundred as digits"),
    ("nine hundred twelve thirty four", "91234", "a number and a pair"),
    ("twenty twelve", "2012", "a year"),
    ("cinco cinco cinco cero uno", "55501", "Spanish"),
    ("treinta y cinco veintidos once", "352211", "Spanish tens, one word and eleven"),
    ("mil novecientos cincuenta y uno", "1951", "a Spanish year"),
    ("fivefive fortytwo", "5542", "missing spaces"),
    ("five five ate too", "5582", "homophones at the end"),
    ("five five um no wait five", "555", "a correction"),
    ("nine hundred and twelve", "912", "hundred and"),
    ("the last four", "", "last four names a part"),
    ("5 5 o 5 o", "55050", "the letter o between digits"),
]


@pytest.mark.parametrize(
    ("family", "text", "expected", "why"), ROWS, ids=[f"{row[0]}: {row[3]}" for row in ROWS]
)
def test_a_family_finds_its_own(family, text, expected, why):
    hits = {(hit.label, text[hit.start : hit.end]) for hit in FIND[family](Turn(text, year=2026))}
    assert hits == set(expected)


@pytest.mark.parametrize(("said", "expected", "why"), DIGITS, ids=[row[2] for row in DIGITS])
def test_numbers_are_read_as_people_say_them(said, expected, why):
    assert spoken_digits(said) == expected
