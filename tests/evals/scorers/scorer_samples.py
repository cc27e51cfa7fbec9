"""Small cases and outputs for the tests of scorers; every word of them is invented or from the library."""

from __future__ import annotations

from evals.case_types import CheckBackCase, Expect, RedactCase, RedFlagCase, ReplyCase, VerifyCase

MISSED_DOSE = (
    "If you miss a pill or a shot, do not take 2 doses at once. Check the label or call your pharmacist before you "
    "take it. They can look up what is right for that medicine."
)
CAP = (
    "There is a limit on what you pay for Part D drugs. It's $2,100 in 2026. It's $2,400 in 2027. "
    "Once you reach it, you pay $0 for covered drugs the rest of that year."
)
GOOD_QUESTIONS = (
    ("I want to check how clear I was. What will you do if you miss a pill?", "do not take 2 doses at once"),
    ("Who will you call first?", "call your pharmacist"),
)


def turn(ask="I missed my pill", **expect):
    return ReplyCase(schema=1, id="a-turn", half="dev", ask=ask, expect=Expect(**expect))


def utterance(ask, red_flag, looks_like="none"):
    return RedFlagCase(
        schema=1, id="an-utterance", half="dev", ask=ask, red_flag=red_flag, looks_like=looks_like
    )


def marked(text):
    return RedactCase(schema=1, id="a-text", half="dev", text=text)


def question(*, good, fault=""):
    return CheckBackCase(
        schema=1, id="a-question", half="dev", script="Call us.", ask="Who?", good=good, fault=fault
    )


def planted(kind):
    return VerifyCase(schema=1, id="a-script", half="dev", topic="snap", kind=kind)


def check(ask, *expect, reteach="Let me say it another way."):
    return {"ask": ask, "expect": list(expect), "reteach": reteach}


def alert(kind, *why, text="Is this happening right now?"):
    return {"type": kind, "severity": "red", "text": text, "ask_first": "", "why": list(why)}


def listing(desk, resource_id, *, open_now, **changes):
    """A listing as the screen shows it, with ``changes``."""
    each = desk.contents.resources.get(resource_id)
    shown = {
        "id": each.id, "name": each.service, "organization": each.organization, "phone": each.phone, "tty": each.tty,
        "text_chat": each.text_chat, "hours": each.schedule or "hours not known", "open_now": open_now,
        "eligibility": each.eligibility, "fees": each.fees, "languages": each.languages, "area": each.service_area,
        "website": each.website, "why": "for a test", "status": each.status, "last_checked": each.last_checked,
    }  # fmt: skip
    return shown | changes


def said(script=MISSED_DOSE, topics=("missed-dose",), **changes):
    """The output of a turn; ``changes`` are fields of the reply, or of the output when they belong there."""
    reply = {
        "status": "answered",
        "alerts": [],
        "opener": "",
        "script": script,
        "chunks": [{"need": "", "topic_id": topic, "text": script} for topic in topics],
        "check_backs": [],
        "ask_next": [],
        "resources": [],
        "handoff": None,
        "sources": [{"id": f"topic:{topic}/1"} for topic in topics],
    }
    output = {"said": "", "ranking": list(topics), "logged": [], "painted_first": True}
    output |= {name: changes.pop(name) for name in list(changes) if name in output}
    assert changes.keys() <= reply.keys()
    return {**output, "reply": reply | changes}
