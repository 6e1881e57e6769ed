"""In which room of the product a sentence is read, in the order in which people come upon them."""

from collections.abc import Iterable
from itertools import groupby

from babel.messages.catalog import Catalog, Message

# The order in which a person comes upon them; what is not named here follows by its name.
ORDER = (
    ("onboarding", "The first minute: what it is, what is kept, and may I"),
    ("check_in", "The evening check-in, and what comes by itself"),
    ("feelings", "When a feeling is said"),
    ("sleep", "Sleep"),
    ("mood", "A mood in between"),
    ("journal", "Notes and the journal"),
    ("media", "Voice notes, photos and the rest"),
    ("wins", "Wins"),
    ("goals", "Goals"),
    ("trackers", "Your own questions"),
    ("week", "The week and four weeks as a picture"),
    ("timeline", "The timeline"),
    ("insights", "What the weeks say"),
    ("sessions", "Therapy sessions"),
    ("report", "A page for the session"),
    ("questionnaires", "Questionnaires: what stands around the published words"),
    ("medication", "A change of medication"),
    ("support", "Words of danger, and help lines"),
    ("plan", "A plan for hard days"),
    ("hard_days", "After a run of hard days"),
    ("self_notes", "Notes to yourself"),
    ("monthly_check", "Once a month: does this help?"),
    ("settings", "Settings and reminders"),
    ("timezone", "The time zone"),
    ("undo", "Taking something back"),
    ("portability", "Export and import"),
    ("privacy", "What is kept, and erasing it"),
    ("help", "The list of commands"),
    ("small_talk", "A greeting, thanks, and whether anybody is there"),
    ("formats", "When an answer could not be read, and how answers look"),
    ("between", "Between all of them: buttons, faults and what could not be understood"),
)
# Files that belong to a room of another name.
_PART_OF = {
    "what_comes": "onboarding",
    "attainment": "goals",
    "weekly_review": "goals",
    "moments": "mood",
    "notes": "journal",
    "media_words": "media",
    "prompts": "journal",
    "history": "mood",
    "other_country": "support",
    "safety": "support",
    "flow": "formats",
    "look": "settings",
    "days": "between",
    "unread_dates": "between",
    "engine": "between",
}
_BETWEEN = {"app", "core", "dispatch"}


def room(file: str) -> str:
    """Name the room of a file: `bot/features/goals/words.py` and `flows/goals.py` are of one."""
    folder, *parts = file.split("/")
    if folder == "bot" and parts[0] in _BETWEEN:
        return "between"
    name = parts[1] if parts[0] in {"features", "flows"} else parts[0]
    name = name.removesuffix(".py")
    return _PART_OF.get(name, name)


def by_room(template: Catalog) -> Iterable[tuple[str, list[Message]]]:
    """Give each room's heading and its sentences; one that several say stands with the first."""
    headings, places = dict(ORDER), {name: place for place, (name, _) in enumerate(ORDER)}

    def place(name: str) -> tuple[int, str]:
        return places.get(name, len(places)), name

    def first(message: Message) -> tuple[int, str]:
        return min(place(room(file)) for file, _ in message.locations)

    said = sorted((message for message in template if message.id), key=first)
    for (_, name), messages in groupby(said, key=first):
        yield headings.get(name, name.replace("_", " ").capitalize()), list(messages)
