"""A line for each feeling: that it was heard, and nothing more.

Never praise, advice or a claim to know how it is. Each is said in its turn, so that no two answers
in a row are the same.
"""

from collections.abc import Mapping

from conversations.text import Text, t

LINES: Mapping[str, tuple[Text, ...]] = {
    "relapsed": (
        t("I'm sorry. That's hard to write down. Thank you for telling me."),
        t("I'm sorry it was that kind of day. You can say it here the way it was."),
        t("Thank you for telling me. It doesn't make the days before it count for less."),
        t("That sounds like a hard time. I'm glad you wrote it here."),
        t("I'm sorry. You can write anything here."),
        t("That's hard to say. Thank you for saying it here."),
    ),
    "not_eating": (
        t("I'm sorry. That sounds really hard on you."),
        t("That's a lot to get through. I'm sorry."),
        t("I'm sorry eating is so hard right now."),
        t("Thank you for telling me. It matters that you said it."),
        t("That sounds hard. I'm sorry it's like this."),
        t("I'm sorry. Thank you for putting it into words."),
    ),
    "heavy": (
        t("I'm sorry. That sounds really hard."),
        t("That's a lot to go through."),
        t("I'm sorry it's like this right now."),
        t("That sounds awful. Thank you for telling me."),
        t("I'm so sorry. You can leave it here as it is."),
        t("That's hard. No need to find better words for it."),
    ),
    "anxious": (
        t("That sounds frightening. I'm sorry."),
        t("That's a tiring way to feel. I'm sorry."),
        t("I'm sorry you're so on edge."),
        t("That's a lot to have going on inside. Thank you for telling me."),
        t("That sounds really uncomfortable. Thank you for putting it into words."),
        t("That's a hard feeling to be alone with. Thank you for saying it here."),
    ),
    "angry": (
        t("It's okay to be this angry here."),
        t("That sounds like it really got to you."),
        t("No need to soften it here."),
        t("All right. It's fine to say it like that here."),
        t("It sounds like something was too much. Thank you for telling me."),
        t("That sounds infuriating."),
    ),
    "enough": (
        t("That's a lot to put up with. I'm sorry."),
        t("I'm sorry it's been like this."),
        t("It sounds like this is wearing you down. I'm sorry."),
        t("It sounds like it's been hard for a while. I'm sorry."),
        t("You can say it here the way it is."),
        t("Thank you for putting that into words."),
    ),
    "low": (
        t("It's all right to feel that way."),
        t("I'm sorry it's that kind of day."),
        t("Thank you for saying so. It doesn't need more words."),
        t("Some days are like that. I'm sorry this is one."),
        t("Thank you for telling me how it is."),
        t("Okay. No need to explain."),
    ),
    "tired": (
        t("That sounds exhausting. I'm sorry."),
        t("I'm sorry you're so worn out."),
        t("Being that tired makes everything harder."),
        t("Some days take a lot out of you. I'm sorry."),
        t("That's reason enough to keep this short."),
        t("Okay. Nothing here has to be done today."),
    ),
    "even": (
        t("Okay. Thank you for telling me."),
        t("All right. Thanks for saying how it is."),
        t("Okay. That's all right to say here."),
        t("Thank you for telling me."),
        t("All right. Somewhere in between is fine to say, too."),
        t("Okay. It's written down the way you said it."),
    ),
    "good": (
        t("That's good to hear."),
        t("I'm glad there was that today."),
        t("Nice. Thank you for telling me."),
        t("I'm happy to hear it."),
        t("Good. It will be here to look back on."),
        t("I'm glad you told me that, too."),
    ),
}
