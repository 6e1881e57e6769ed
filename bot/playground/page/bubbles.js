// One message of the chat as an element.

import { timeOf } from "./clock.js";
import { fileAddress } from "./link.js";
import { formatted } from "./text.js";

const ICONS = {
  pen: "M4 20h4L19 9l-4-4L4 16z",
  file: "M12 4v11m-5-5 5 5 5-5M6 20h12",
  play: "M8 5v14l11-7z",
  silent: "M6 6a7 7 0 0 0-1 4c0 5-2 6-2 6h13M19 14c-.6-1-1-2.3-1-4a6 6 0 0 0-9-5.2M10 20h4M4 4l16 16",
  seen: "m3 13 4 4 8-9m-4 8 1 1 8-9",
};
const RECORDED = { voice: "Voice message", audio: "Audio", video: "Video", video_note: "Video message" };
const OTHER = { sticker: "Sticker", contact: "Contact", poll: "Poll", dice: "Dice", animation: "Animation" };

export function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside.filter((part) => part !== null && part !== undefined));
  return made;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function messageElement(message, on) {
  const { out, silent } = message.shown;
  const bubble = element("div", "bubble", quoted(message), content(message, on), words(message, on), told(message));
  if (message.photo) bubble.classList.add("media");
  const whole = element("article", "message", bubble, buttons(message, on));
  whole.dataset.id = message.message_id;
  const last = [...bubble.querySelectorAll(".words")].at(-1);
  if (last) last.dataset.told = whatIsTold(message).join(" ");
  whole.setAttribute("aria-label", out ? "You" : on.name());
  whole.classList.toggle("mine", out);
  whole.classList.toggle("quiet", Boolean(silent));
  whole.classList.toggle("edited", Boolean(message.edit_date && out));
  whole.classList.toggle("keyed", Boolean(message.reply_markup));
  whole.classList.toggle("pictured", Boolean(message.photo));
  return whole;
}

function quoted(message) {
  const first = message.reply_to_message;
  return first ? element("span", "answered", first.text || first.caption || "Message") : null;
}

function words(message, on) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const shown = element("div", "words", formatted(text, message.entities || message.caption_entities, on.say));
  shown.dir = "auto";
  return shown;
}

function content(message, on) {
  if (message.photo) return photo(message, on);
  if (message.document) return file(message.document);
  if (message.location) return place(message.location);
  const kind = Object.keys(RECORDED).find((one) => message[one]);
  if (kind) return recording(RECORDED[kind], message[kind].duration);
  const other = Object.keys(OTHER).find((kind) => message[kind]);
  return other ? element("div", "words", OTHER[other]) : null;
}

function photo(message, on) {
  const size = message.photo.at(-1);
  const image = document.createElement("img");
  image.width = size.width;
  image.height = size.height;
  image.alt = message.caption ? "Picture, described below" : "Picture";
  image.src = fileAddress(size.file_id);
  const button = element("button", "photo", image);
  button.type = "button";
  button.setAttribute("aria-label", "Enlarge the picture");
  button.classList.toggle("veiled", Boolean(message.has_media_spoiler));
  button.addEventListener("click", () => {
    if (!button.classList.contains("veiled")) on.enlarge(image.src, message.caption || "Picture");
    button.classList.remove("veiled");
  });
  return button;
}

function recording(name, seconds) {
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return element(
    "div", "document", element("span", "sheetlet", icon("play")),
    element("span", "", element("b", "", name), element("small", "", length)),
  );
}

function file(document_) {
  const link = element(
    "a", "document", element("span", "sheetlet", icon("file")),
    element("span", "", element("b", "", document_.file_name || "File"), element("small", "", bytes(document_.file_size))),
  );
  link.href = fileAddress(document_.file_id);
  link.download = document_.file_name || "file";
  return link;
}

function bytes(count) {
  const [amount, unit] = count < 1000 ? [count, "byte"] : count < 1e6 ? [count / 1000, "kilobyte"] : [count / 1e6, "megabyte"];
  return new Intl.NumberFormat(navigator.language, { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}

function place({ latitude, longitude }) {
  return element("div", "words", `📍 Location\n${latitude.toFixed(3)}, ${longitude.toFixed(3)}`);
}

function told(message) {
  const { out, silent } = message.shown;
  const bell = silent && !out ? Object.assign(element("span", "", icon("silent")), { title: "Came without a sound" }) : null;
  return element("span", "told", bell, ...whatIsTold(message), out ? icon("seen") : null);
}

function whatIsTold(message) {
  return [message.edit_date && message.shown.out ? "edited" : null, timeOf(message.date)].filter(Boolean);
}

function buttons(message, on) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return element("div", "buttons", ...rows.map((row) => element("div", "", ...row.map((one) => button(one, message, on)))));
}

function button(given, message, on) {
  if (given.url) {
    const link = element("a", "", given.text);
    link.href = /^https?:/i.test(given.url) ? given.url : "#";
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  const made = element("button", ["success", "danger", "primary"].includes(given.style) ? given.style : "", given.text);
  made.type = "button";
  made.addEventListener("click", () => on.press(message.message_id, given, made));
  return made;
}
