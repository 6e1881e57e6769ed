"""Found by Python at its start: plants the places to die into a plain `python -m bot`."""

from tests.faults.points import plant_from_environment

plant_from_environment()
