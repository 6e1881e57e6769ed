"""Which published code says what; everything else has a code of this project's own.

LOINC (https://loinc.org, terms at https://loinc.org/kb/license/): PHQ-9, PHQ-2 and their items as
in HL7 US Core's value sets, totals of PHQ-9 and GAD-7 as in HL7 Personal Health Records
(scored assessments), items of the GAD-7 and the panel of the PHQ-4 as published FHIR
questionnaires have them, answers 0 to 3 as in US Core. No code was found for the WHO-5: the one
that is sometimes used for it is no code of the WHO-5.
"""

from dataclasses import dataclass

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
# Of this project: the system is described in the bundle itself.
OURS = "urn:uuid:4f3f0c1e-9a5b-5a53-8f54-5d0a2c6be7d1"
SLEEP_DURATION = "93832-4"
ANSWERS = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
"""Not at all, several days, more than half the days, nearly every day."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A questionnaire's codes; none where none was found."""

    panel: str = ""
    total: str = ""
    items: tuple[str, ...] = ()
    """In the order of the form."""


_LOW = ("44250-9", "44255-8")
CODED = {
    "phq9": Coded(
        "44249-1",
        "44261-6",
        (*_LOW, "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"),
    ),
    "phq2": Coded("55757-9", "55758-7", _LOW),
    "gad7": Coded(
        "69737-5",
        "70274-6",
        ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),
    ),
    "phq4": Coded("69724-3", "", ("69725-0", "68509-9", *_LOW)),
}
