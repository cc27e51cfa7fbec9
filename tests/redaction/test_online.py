"""E-mail, web and IP addresses, pictures and user names as people type and say them, beside talk that must stay."""

from __future__ import annotations

import pytest
from family_tables import left_open, milliseconds, taken

MUST = [
    # e-mail
    ("write [[jo.lee@example.org]]", "typed"),
    ("email is [[jo.lee@example.con]]", "a typo in the ending"),
    ("[[jolee@gmail]] is mine", "no ending"),
    ("[[jolee@example,com]]", "a comma for a dot"),
    ("[[jo.lee @ example.com]]", "spaces around the sign"),
    ("[[jo.lee@ example . com]]", "spaces around the dot"),
    ("my email is [[jo lee@example.com]]", "a space inside"),
    ("[[jo.lee at example.com]]", "at, typed dot"),
    ("[[jolee(at)example(dot)com]]", "at in brackets"),
    ("[[jo.lee at example dot com]]", "half typed"),
    ("email [[gloria.h82 example com]] bounced", "no at and no dot"),
    ("its [[jo dot lee at example dot com]]", "said"),
    ("my email is [[jo dot lee at gmail]]", "said, no ending"),
    ("my e mail is [[rosebud at yahoo]]", "said, plain word"),
    ("[[jo underscore lee forty four at example dot net]]", "underscore and number"),
    ("its [[j o l e e at example dot com]]", "spelled"),
    ("email me at [[j as in john dot lee at example dot com]]", "as in"),
    ("[[joleeat example dot com]]", "all one word"),
    ("[[big mike forty seven at example dot net]] dont laugh", "words and a number"),
    ("its [[jo dash lee at sign example dot com]]", "at sign"),
    ("its [[jo lee all one word at example dot com]]", "all one word said"),
    ("[[jo period lee at example period com]]", "period"),
    ("[[jo dot lee at example dotcom]]", "dotcom"),
    ("[[jo dot lee at example dot c o m]]", "com spelled"),
    ("[[jo dot lee at example dot calm]]", "misheard ending"),
    ("[[jo dot lee at mail dot example dot org]]", "two dots in the host"),
    ("[[zulmira two two at example dot com]]", "digits said"),
    ("mi correo es [[rosa punto lopez arroba example punto com]]", "Spanish"),
    ("it's [[jo.lee at g mail dot com]]", "g mail"),
    ("Pt: [[jo dot lee]] CM: go on Pt: [[at example dot com]]", "over turns"),
    # web
    ("see www.[[example.org/help-for-ray]]", "typed"),
    ("[[example.org/pray4tiny]]", "bare"),
    ("its on [[facebook.com/rosa.lee.44]]", "profile"),
    ("[[gofund.me/ab12cd]]", "short link"),
    ("[[w w w dot example dot org slash pray for odell]]", "w w w said"),
    ("[[triple w dot example dot org]]", "triple w"),
    ("[[www dot example dot net slash kidney warrior]] you can look", "www said"),
    ("its [[h t t p s colon slash slash give dot example dot org slash lupe strong]]", "https said"),
    ("[[gofundme dot com slash help rosa walk]] and share it", "fundraiser said"),
    ("[[go fund me dot com slash help rosa walk]]", "fundraiser in pieces"),
    ("he is on [[facebook slash rosa lee]]", "facebook slash"),
    ("go to [[example dot com slash u slash t r e y b o one]] thats my son", "spelled path"),
    ("[[bit dot ly slash four four x]]", "short link said"),
    # ip
    ("ip [[203.0.113.47]]", "typed"),
    ("[[2001:db8:44::1f]]", "version 6"),
    ("[[fe80::1]]", "version 6, short"),
    ("[[192 .168.1.44]]", "a stray space"),
    ("its [[one ninety two dot one sixty eight dot one dot forty four]]", "said"),
    ("[[ten point zero point zero point one]]", "said with point"),
    ("my i p is [[one ninety eight dot fifty one]] hold on the screen went [[dot one hundred dot two]]", "in two parts"),
    ("[[f e eight zero colon colon one]]", "version 6 said"),
    ("[[two zero zero one colon d b eight colon colon four four]]", "version 6 said, long"),
    # pictures
    ("see [[IMG_0044.HEIC]]", "typed"),
    ("[[sengdara_left_heel.jpg]]", "typed with a name"),
    ("[[rash zuri day3.png]] now on face", "typed with spaces"),
    ("file [[IMG_2209]] in the chart", "no ending"),
    ("its [[img underscore four four two dot jay peg]]", "said"),
    ("[[i m g underscore four four oh two dot jpg]]", "spelled"),
    ("the file is [[mawmaw birthday dot p n g]]", "words and a spelled ending"),
    ("i put up [[me front view dot h e i c]]", "heic spelled"),
    ("a photo called [[rosa_front]]", "called"),
    ("its called [[p x l underscore twenty twenty four dot jpeg]]", "pxl"),
    # names on sites
    ("my insta is [[rosa_lee]]", "insta"),
    ("instagram [[rosalee44]]", "no verb"),
    ("on facebook i'm [[ketteridge]]", "i'm"),
    ("venmo is [[$rosalee]]", "a dollar sign"),
    ("my facebook is [[rosa dot lee]]", "said"),
    ("follow [[@rosa.lee44]]", "handle"),
    ("uname [[grannyjo44]] lckd", "short cue"),
    ("What do you type in the user box? Patient: [[mawmaw_tina62]].", "no cue beside it"),
    ("twitter handle is [[kidneyking]]", "a coined word"),
    ("mac [[00:1A:2B:3C:4D:5E]]", "hardware address"),
]  # fmt: skip
MUST_NOT = [
    ("look at two times a day", "at in talk"),
    ("be there at ten", "a time"),
    ("I live at home", "at home"),
    ("she works at night and sleeps at noon", "at night"),
    ("at gmail they do that", "a provider alone"),
    ("I have a gmail account", "a provider in talk"),
    ("do you have email", "email in talk"),
    ("my email is not working", "no address"),
    ("i e mail my doctor", "a verb"),
    ("took my meds.is that ok", "a missing space"),
    ("pain left.no fever", "a missing space"),
    ("go to medicare.gov", "government site"),
    ("i went on medicare dot gov and it timed out", "government site said"),
    ("www.ssa.gov/benefits", "government page"),
    ("w w w dot healthcare dot gov", "government site said with w w w"),
    ("all that dot gov stuff", "dot gov"),
    ("temp 98.6 then 101.2", "readings"),
    ("my a1c is nine point four", "a reading said"),
    ("it was ninety eight point six and then one oh one point two", "readings said"),
    ("bp 130/85", "pressure"),
    ("at 10:30:15", "a time"),
    ("colon cancer runs in the family", "colon"),
    ("colonoscopy of the colon at 50", "colon"),
    ("version 2.0.1", "a version"),
    ("my facebook is down", "facebook in talk"),
    ("my facebook is hacked", "facebook in talk"),
    ("i saw it on facebook", "facebook in talk"),
    ("a facebook group for kidney patients", "a group"),
    ("zoom is fine", "zoom"),
    ("my signal is bad", "a signal"),
    ("covid19 shot", "covid"),
    ("vitamin b12 and omega3", "vitamins"),
    ("metformin500 twice a day", "a drug and dose"),
    ("I took a picture of it", "a picture"),
    ("the photo is called up on the screen", "called"),
    ("connect the dots", "dots"),
    ("polka dot dress", "polka dot"),
    ("a dash of salt", "a dash"),
    ("50 dash 60 percent", "a range"),
    ("slash the dose in half", "slash"),
    ("he/she and/or they", "slashes"),
    ("and so on... ok", "dots at the end"),
    ("take 1/2 tab b.i.d.", "short forms"),
    ("e.g. bananas i.e. fruit", "short forms"),
    ("see dr. lee at 3", "a time"),
    ("co. pay is $20", "money"),
    ("what a pain at the point of the hip", "point"),
    ("at this point in time", "point"),
    ("one point two at 4 pm", "a reading and a time"),
    ("the bottom line period", "period"),
    ("my period is late", "period"),
    ("net income of 900", "net"),
    ("it costs $45.99", "a price"),
    ("I take it @ 8am", "a sign for at"),
    ("2 tabs @ night", "a sign for at"),
    ("ping the doctor", "ping"),
    ("plus one at home", "plus"),
    ("minus two at the most", "minus"),
]  # fmt: skip
HOSTILE = [
    ("a dot " * 1660, "dots said"),
    ("at " * 3333, "at"),
    ("a at b dot " * 900, "addresses without an end"),
    ("a." * 5000, "dots"),
    ("1." * 5000, "numbers and dots"),
    ("a@" * 5000, "signs"),
    ("one dot " * 1250, "IP parts"),
    (":1" * 5000, "colons"),
    ("colon " * 1660, "colons said"),
    ("w w w " * 1660, "w w w"),
    ("slash " * 1660, "slashes"),
    ("a_" * 5000, "underscores"),
    ("facebook is " * 830, "facebook"),
    ("a" * 10_000, "one long word"),
]


@pytest.mark.parametrize(("marked", "why"), MUST, ids=[f"{row[1]}: {row[0]}" for row in MUST])
def test_an_address_online_is_covered(marked, why):
    assert left_open("Online", marked) == []


@pytest.mark.parametrize(("text", "why"), MUST_NOT, ids=[f"{row[1]}: {row[0]}" for row in MUST_NOT])
def test_other_talk_stays(text, why):
    assert taken("Online", text) == []


@pytest.mark.parametrize(("text", "why"), HOSTILE, ids=[row[1] for row in HOSTILE])
def test_time_grows_with_length_only(text, why):
    """Four times the text may cost little more than four times the time."""
    short, whole = milliseconds("Online", text[:2500]), milliseconds("Online", text)
    assert whole < 12 * max(short, 0.5), (short, whole)
