"""Facts of a talk that are filled in from its conference's programme, where its author gave none.

Called by ``talks`` when a talk of either form is finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import Link, short_title
from sphinxext_confnotes.nodes import confnotes_talk, title_of
from sphinxext_confnotes.notes.field_kinds import Values
from sphinxext_confnotes.notes.fields import FIELDS
from sphinxext_confnotes.notes.records import Talk
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.reading.current_document import CurrentDocument
from sphinxext_confnotes.warnings import Subtype, shown, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_confnotes.programmes.joining import Outcome, Wanted

ADDRESSES = ("paper", "slides", "video")
"""The fields beside its own address that may lead to a talk's entry."""


def fill_in(
    talk: confnotes_talk, env: BuildEnvironment, link: Link | None, found: Outcome | None
) -> None:
    """Join a talk with an entry of its conference's programme, and take from that what is missing.

    :param link: the one that leads its title.
    :param found: what recognition has joined it with, by the line that it stands in.
    """
    reading = current_document.reading(env)
    if reading is None or reading.joins is None:
        return
    conference = talk.get("conference") or reading.matter.conference
    join = reading.joins.of(conference)
    if join is None:
        return
    own = _own_values(talk)
    if isinstance(link, nodes.reference) and not link.get("refuri", "#").startswith("#"):
        own["url"] = link["refuri"]
    outcome = _joined(talk, own, join, reading)
    if found is not None and found.entry and outcome.reason not in ("address", "id"):
        # The line may have named a speaker without whom the title is too short.
        outcome = found
    reading.joins.of_talks.append((talk.line or 0, outcome))
    if (written := own.get("entry")) and (outcome.entry is None or outcome.reason == "title"):
        warn(
            Subtype.PROGRAMME,
            f"talk 'entry: {shown(written)}': expected an identifier in the programme of "
            f"'{shown(conference)}'; the talk is looked for by its title",
            talk,
        )
    if outcome.entry is None:
        return
    # Imported here so that a project without programmes needn't load what fills in.
    from sphinxext_confnotes.programmes.filling import FILLED, TIMED, fill

    if link is not None:
        # A title has one link.
        own.setdefault("url", "#")
    missing = [name for name in FILLED if not own.get(name)]
    reading.joins.note_taken(outcome.entry, [*missing, *TIMED])
    inherited = {
        "date": reading.matter.date,
        "timezone": reading.matter.timezone or Config.of(env.config).timezone,
    }
    title = talk.written_title or short_title(title_of(talk))
    filling = fill(own, inherited, title, outcome.entry)
    values = dict(filling.values)
    if filling.title and not own.get("announced"):
        values["announced"] = filling.title
    filled = []
    for field in FIELDS:
        if not values.keys().isdisjoint(field.attributes):
            known = {
                name: values.get(name, Talk._field_defaults[name]) for name in field.attributes
            }
            talk.attributes |= field.to_node(known)
            filled.append(field.name)
    talk["filled"] = filled
    talk["entry"] = reading.joins.key_of(conference, outcome.entry)


def _own_values(talk: confnotes_talk) -> Values:
    """Return the attributes of the record that the author gave to a talk itself."""
    return {
        name: value for field in FIELDS for name, value in field.from_node(talk.attributes).items()
    }


def _joined(
    talk: confnotes_talk,
    own: Values,
    join: Callable[[Wanted], Outcome],
    reading: CurrentDocument,
) -> Outcome:
    """Return the entry of a talk by all that is known of it."""
    from sphinxext_confnotes.programmes.joining import Wanted

    title = talk.written_title or short_title(title_of(talk))
    addresses = (own.get(name, "") for name in ("url", *ADDRESSES))
    day = own.get("date") or (None if reading.matter.until else reading.matter.date)
    wanted = Wanted(
        title, tuple(filter(None, addresses)), tuple(filter(None, [own.get("entry")])), day
    )
    outcome = join(wanted)
    if outcome.entry is None and (speakers := own.get("speakers")):
        names = ", ".join(speaker.name for speaker in speakers)
        named = join(wanted._replace(title=f"{title} ({names})"))
        return named if named.entry else outcome
    return outcome
