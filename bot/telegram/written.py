"""All the words of a message, whatever they stand in."""

from collections.abc import Iterator, Mapping


def written(body: Mapping[str, object]) -> Iterator[str]:
    """Give all that somebody wrote in a message: its text, a caption, a question, a list.

    Of a strange one too: also while nothing can be stored, words of danger are read from it.
    """
    for words in (body.get("text"), body.get("caption"), *_asked(body.get("poll"))):
        if isinstance(words, str) and words:
            yield words
    listed = body.get("checklist")
    if isinstance(listed, Mapping):
        tasks = listed.get("tasks")
        for one in (listed.get("title"), *(tasks if isinstance(tasks, list) else ())):
            words = one.get("text") if isinstance(one, Mapping) else one
            if isinstance(words, str) and words:
                yield words


def _asked(poll: object) -> Iterator[object]:
    if not isinstance(poll, Mapping):
        return
    yield poll.get("question")
    options = poll.get("options")
    for option in options if isinstance(options, list) else ():
        yield option.get("text") if isinstance(option, Mapping) else None
