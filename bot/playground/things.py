"""What people send beside words: files, recordings, pictures, stickers."""

from abc import ABC, abstractmethod

from bot.playground.media import sent
from bot.playground.pictures import PIXEL, size_of
from bot.playground.wire import Json
from bot.playground.world import World


class Things(ABC):
    """Somebody who can send them."""

    def __init__(self, world: World) -> None:
        self.world = world

    @abstractmethod
    def sends(self, **content: object) -> int | None:
        """Send a message of any kind: the arguments are its fields."""

    def sends_document(
        self, name: str, data: bytes, kind: str = "application/json", **more: object
    ) -> int | None:
        """Send a file, which the bot can fetch."""
        file = self.world.store("documents", name, kind, data, None)
        document = {**_media(file.file_id, len(data)), "file_name": name, "mime_type": kind}
        return self.sends(document=document, **more)

    def sends_sticker(self) -> int | None:
        """Send a sticker."""
        sticker = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
        return self.sends(sticker={**_media("CAACAgIAAx", 8000), **sticker, "emoji": "🌱"})

    def sends_voice(
        self,
        seconds: int = 3,
        caption: str = "",
        data: bytes = b"OggS",
        type_: str = "audio/ogg",
    ) -> int | None:
        """Send a voice message."""
        return self.records("voice", seconds, caption, data, type_)

    def records(
        self,
        kind: str,
        seconds: int,
        caption: str = "",
        data: bytes = b"film",
        type_: str = "video/mp4",
    ) -> int | None:
        """Send a voice message, audio, a video or a round one."""
        name = f"{kind}.{type_.rpartition('/')[2]}"
        content = sent(self.world, kind, seconds, data, name, type_)
        return self.sends(**content, **({"caption": caption} if caption else {}))

    def sends_photo(
        self, caption: str = "", *, album: str = "", data: bytes = PIXEL, type_: str = "image/png"
    ) -> int | None:
        """Send a picture, or one of an album; Telegram makes a small copy of each."""
        size = size_of(data) or (1, 1)
        photo = []
        for wide, high in ((min(size[0], 90), min(size[1], 90)), size):
            file = self.world.store("photos", "photo.png", type_, data, size)
            photo.append({**file.as_json(), "width": wide, "height": high})
        more = {"caption": caption} if caption else {}
        together = {"media_group_id": album} if album else {}
        return self.sends(photo=photo, **more, **together)

    def sends_contact(self, phone: str = "+15550100") -> int | None:
        """Send a contact."""
        return self.sends(contact={"phone_number": phone, "first_name": "Bob"})


def _media(file_id: str, size: int) -> Json:
    return {"file_id": file_id, "file_unique_id": file_id[:8], "file_size": size}
