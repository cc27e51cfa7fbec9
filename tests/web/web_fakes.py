"""A small stand-in for the real service: same methods, invented people, known replies."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace

from assistant.call_types import (
    Alert,
    CallReply,
    CheckBack,
    Chunk,
    Handoff,
    Reading,
    ResourceMatch,
    Said,
    Source,
    Span,
    TakenOut,
)

CHEST_PAIN = Alert(
    type="911",
    severity="red",
    text="Have them call 911 now. Stay on the line with them.",
    ask_first="Are you alone? Where are you right now?",
    why=("chest pain",),
)
RAN_OUT = Alert(
    type="same_day",
    severity="amber",
    text="Call the care team today, before 5 pm.",
    ask_first="When did you take your last dose?",
    why=("ran out",),
)
NURSE_LINE = Handoff(
    limit="How much medicine to take is for the doctor or pharmacist to say.",
    who="Your pharmacist",
    phone="1-800-555-0142",
    say="My sugar was under 70 today. What should I change?",
    when="Today",
)
GOOD_READING = Reading(
    grade=3,
    fkgl=2.6,
    smog=5.0,
    dale_chall=4.8,
    longest_sentence=11,
    words=74,
    jargon=(),
    ready_to_read_aloud=True,
)


def a_place(**changes: object) -> ResourceMatch:
    place = ResourceMatch(
        id="us-042",
        name="Diabetes help line",
        organization="American Diabetes Association",
        phone="1-800-342-2383",
        tty="711",
        text_chat="chat on the website",
        hours="Mon-Fri 9am-7pm ET",
        open_now=True,
        eligibility="anyone with diabetes, and family",
        fees="free",
        languages="English, Spanish",
        area="US",
        website="diabetes.org",
        why="Answers questions about low sugar",
        status="confirmed",
        last_checked="2026-11-22",
    )
    return replace(place, **changes)  # type: ignore[arg-type]


def a_reply(**changes: object) -> CallReply:
    chunks = (
        Chunk("low sugar", "low-blood-sugar", "If your sugar is under 70, eat or drink 15 grams of fast sugar now. Half a cup of juice works. So does regular soda."),
        Chunk("low sugar", "low-blood-sugar", "Then wait 15 minutes. Check your sugar again. If it is still under 70, do the same thing one more time."),
        Chunk("low sugar", "low-blood-sugar", "When your sugar is back up, eat a small snack. Then call your nurse and tell them about it."),
    )  # fmt: skip
    reply = CallReply(
        status="answered",
        alerts=(),
        opener="That shaky feeling is scary. I am glad you told me.",
        script="",
        chunks=chunks,
        questions=(),
        check_backs=(
            CheckBack("What will you drink first?", ("juice or regular soda", "half a cup"), "Let me say it another way. Sugar that is low needs a sweet drink right away."),
            CheckBack("How long will you wait before you check again?", ("15 minutes",), "Set a timer. When it rings, check your sugar."),
            CheckBack("Who will you call today?", ("your nurse",), ""),
        ),
        ask_next=("What did you eat before this happened?",),
        resources=(a_place(), a_place(id="us-007", name="211 help line", organization="United Way", phone="211", open_now=None, hours="", tty="", text_chat="", website="211.org", why="Food today", fees="free", languages="180+ by interpreter", eligibility="anyone", status="unconfirmed")),
        handoff=NURSE_LINE,
        sources=(Source("low-blood-sugar", "Low blood sugar", "CDC", "https://www.cdc.gov", "not yet reviewed by a clinician"),),
        reading=GOOD_READING,
        removed={"NAME": 2, "PHONE": 1},
        drafter="offline",
        fallback_reason=None,
        took_ms={"total": 61.0},
    )  # fmt: skip
    script = " ".join((reply.opener, *(chunk.text for chunk in chunks)))
    return replace(reply, **({"script": script} | changes))  # type: ignore[arg-type]


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</p></div><script>alert(1)</script>",
    "first\n\n![x](http://evil.example/x.png)",
    "first\r\n\r\n[click](http://evil.example)",
    "first\x0b\x0b![x](http://evil.example/y.png)",
    "first\u2029\u2029<iframe src=http://evil.example>",
    "first\x85\x85**bold** <svg onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "\n\n# Heading\n\n| a | b |\n|--|--|\n",
    "<!-- --> <style>*{display:none}</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "$$\\href{javascript:alert(1)}{x}$$",
)


def poisoned(value: object, payload: str) -> object:
    """The same record with every text in it replaced by the payload."""
    if isinstance(value, str):
        return payload
    if isinstance(value, tuple):
        return tuple(poisoned(part, payload) for part in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{f.name: poisoned(getattr(value, f.name), payload) for f in fields(value)})  # type: ignore[type-var]
    return value


def hostile_reply(payload: str) -> CallReply:
    """A reply in which every value is the payload."""
    reply = poisoned(a_reply(removed={}, alerts=(CHEST_PAIN,)), payload)
    assert isinstance(reply, CallReply)
    return replace(reply, status="answered", removed={payload: 2})


INVENTED = re.compile(r"(?P<NAME>Quincy Adderbury|Ruthie Vance)|(?P<PHONE>555-01\d\d)|(?P<CITY>Elmford)")


def taken_out_of(text: str) -> dict[str, object]:
    """What a reply says of the invented people it knows: fields of a CallReply, empty when there are none."""
    spans = tuple(Span(*hit.span(), hit.lastgroup or "", 1.0) for hit in INVENTED.finditer(text))
    if not spans:
        return {}
    degraded = "safe mode" in text
    counts = {"OTHER_ID": len(spans)} if degraded else dict(Counter(span.label for span in spans))
    return {"removed": counts, "taken_out": TakenOut(spans, len(text), degraded)}


class MadeUpError(RuntimeError):
    """Stands for any bug; its message holds patient words, as real ones may."""


@dataclass
class FakeCall:
    owner: FakeCalls

    def stream(self, said: Said) -> Iterator[tuple[Alert, ...] | CallReply]:
        self.owner.said.append(said)
        alerts = (CHEST_PAIN,) if "chest pain" in said.text else ()
        yield alerts
        if "slow" in said.text:
            time.sleep(self.owner.slow_s)
        if "held" in said.text:
            assert self.owner.let_go.wait(20)
        if "break" in said.text:
            raise MadeUpError(said.text)
        if said.text.startswith("hostile"):
            yield hostile_reply(HOSTILE[int(said.text.split()[1])])
            return
        yield a_reply(alerts=alerts, **taken_out_of(said.text))


@dataclass
class FakeCalls:
    slow_s: float = 1.5
    open: dict[str, FakeCall] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def call(self, call_id: str, known_names: tuple[str, ...] = ()) -> FakeCall:
        return self.open.setdefault(call_id, FakeCall(self))

    def end(self, call_id: str) -> None:
        self.open.pop(call_id, None)
        self.ended.append(call_id)

    def sweep(self) -> int:
        return 0


@dataclass
class FakeService:
    open_calls: FakeCalls = field(default_factory=FakeCalls)
