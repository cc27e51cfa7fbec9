"""Every error Checkback raises on purpose, each with the next step for the reader.

    CheckbackError
    ├── WrongUse                  the command or input cannot be used as given
    │   └── SettingsWrong         checkback.toml or a CHECKBACK_* variable is wrong
    ├── KnowledgeBaseInvalid      a topic, fact, listing or word file breaks its format
    │   └── FactNotCurrent        a fact is outside its dates, so it may not be said
    ├── IndexMissing              the library has not been built yet
    │   └── IndexDamaged          the built library fails its checks
    ├── RedactionFailed           patient identity could not be taken out; no text goes on
    ├── CaseInvalid               an evaluation case or suite breaks its format
    ├── CouldNotMeasure           an evaluation could not be run or compared, so it shows nothing
    ├── InstallationIncomplete    a package, a weight file or a data file is missing or altered
    ├── ReplyRefused              a gate refused a reply; names the rule
    └── MayNotBeWritten           words on a sensitive topic were to be sent, left, kept or logged

In: what happened, where, and what to do next, in plain words. Out: one line a person can act on.
A message never holds patient text: it names rules, files, lines and lengths.
"""

from __future__ import annotations


class CheckbackError(Exception):
    """Base of all errors raised on purpose; ``str()`` is one line that says what to do next."""


class WrongUse(CheckbackError):
    """The command or the input cannot be used as given."""


class SettingsWrong(WrongUse):
    """A setting is unknown or has a value that cannot be used."""


class KnowledgeBaseInvalid(CheckbackError):
    """A file of the knowledge base breaks its format; the message gives file and line or field."""


class FactNotCurrent(KnowledgeBaseInvalid):
    """A fact is before its first or after its last valid day, so no script may say it."""


class IndexMissing(CheckbackError):
    """There is no built library in this home."""


class IndexDamaged(IndexMissing):
    """The built library does not match its manifest."""


class RedactionFailed(CheckbackError):
    """Redaction did not finish, so the text may not be used, shown, stored or sent."""


class CaseInvalid(CheckbackError):
    """An evaluation case or suite breaks its format; the message gives file, line, field and what is allowed."""


class CouldNotMeasure(CheckbackError):
    """An evaluation could not be run or compared; whatever it was to show is not shown."""


class InstallationIncomplete(CheckbackError):
    """A package, model weight or data file is missing or is not the one we checked."""


class ReplyRefused(CheckbackError):
    """A gate refused a reply; the message names the rule."""


class MayNotBeWritten(CheckbackError):
    """Words touch a topic that is never written down by default; the message names neither words nor topic."""
