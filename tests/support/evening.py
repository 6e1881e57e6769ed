"""What the evening asks first, in whatever words the script has for it."""

from bot import i18n
from conversations.flows.check_in import mood_step

QUESTION = i18n.render(mood_step(None).prompt, i18n.SOURCE)
