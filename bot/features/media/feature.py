"""Voice notes, photos and videos as notes: they are kept, found in the journal and sent again."""

from bot.core.feature import Action, Feature
from bot.features.media import again

FEATURE = Feature(name="media", buttons={"media": Action(again.bring, (str,))})
