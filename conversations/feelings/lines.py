"""A line for each feeling: that it was heard, and nothing more.

Never praise, advice or a claim to know how it is. Each is said in its turn, so that no two answers
in a row are the same.
"""

from collections.abc import Mapping

from conversations.text import Text, t

LINES: Mapping[str, tuple[Text, ...]] = {
    "heavy": (
        t("I'm sorry. That sounds really hard."),
        t("That is a lot to go through."),
        t("I'm sorry it is like this right now."),
        t("That sounds awful. Thank you for telling me."),
        t("I'm so sorry. You can leave it here as it is."),
        t("That is hard. You don't have to find better words for it."),
    ),
    "anxious": (
        t("That sounds frightening. I'm sorry."),
        t("That is a tiring way to feel. I'm sorry it is there."),
        t("I'm sorry you are so on edge."),
        t("That is a lot to have going on inside. Thank you for telling me."),
        t("That sounds really uncomfortable. I'm here, in writing."),
        t("That is a hard feeling to be alone with. Thank you for saying it here."),
    ),
    "angry": (
        t("You can be as angry here as you are."),
        t("That sounds like it really got to you."),
        t("No need to soften it here."),
        t("All right. It can be said here just like that."),
        t("Something was too much, by the sound of it. Thank you for telling me."),
        t("That sounds infuriating."),
    ),
    "low": (
        t("All right. You don't have to feel any other way here."),
        t("I'm sorry it is that kind of day."),
        t("Thank you for saying so. It does not need more words."),
        t("Some days are like that. I'm sorry this is one."),
        t("That counts too, just as it is."),
        t("I hear you. There is nothing you have to explain."),
    ),
    "tired": (
        t("That sounds exhausting. I'm sorry."),
        t("I'm sorry you are so worn out."),
        t("Being that tired makes everything harder."),
        t("Then let's keep this short."),
        t("That is reason enough to do little here."),
        t("I hear you. Nothing here has to be done today."),
    ),
    "good": (
        t("That is good to hear."),
        t("I'm glad there is that today."),
        t("Nice. Thank you for telling me."),
        t("I'm happy to hear it."),
        t("Good. It will be here to look back on."),
        t("I'm glad you told me that, too."),
    ),
}
