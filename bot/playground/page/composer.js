// Where the person writes: text, commands, edits, the bot's keyboard, places, files.

import { element } from "./bubbles.js";
import { post, upload } from "./link.js";

const at = (id) => document.getElementById(id);
const words = at("words");
const PLACES = [
  ["Los Angeles", 34.0522, -118.2437], ["New York", 40.7128, -74.006], ["São Paulo", -23.5505, -46.6333],
  ["London", 51.5074, -0.1278], ["Berlin", 52.52, 13.405], ["Cairo", 30.0444, 31.2357], ["Nairobi", -1.2921, 36.8219],
  ["Mumbai", 19.076, 72.8777], ["Tokyo", 35.6762, 139.6503], ["Sydney", -33.8688, 151.2093],
];
let editing = null;
let keyboard = null;
let said = () => {};
let trouble = () => {};
let lastOwn = () => null;

export function prepare(hooks) {
  ({ said, trouble, lastOwn } = hooks);
  at("composer").addEventListener("submit", submit);
  at("start").addEventListener("click", () => say("/start"));
  at("stop-editing").addEventListener("click", stopEditing);
  at("menu-open").addEventListener("click", () => at("menu").showModal());
  at("keys-toggle").addEventListener("click", () => showKeys(at("keys").hidden));
  at("file").addEventListener("change", sendFile);
  words.addEventListener("input", fit);
  words.addEventListener("keydown", keydown);
  for (const sheet of document.querySelectorAll("dialog")) {
    sheet.addEventListener("click", (press) => press.target === sheet && sheet.close());
  }
  at("place-list").replaceChildren(
    choice("Where this browser is", "", locate),
    ...PLACES.map(([name, latitude, longitude]) => choice(name, "", () => share(latitude, longitude))),
  );
}

export async function say(text) {
  try {
    said();
    await post("say", { text, language: navigator.language });
  } catch {
    trouble();
  }
}

export function setStarted(started) {
  at("start").hidden = started;
  at("composer").hidden = !started;
}

export function setCommands(commands) {
  at("menu-open").hidden = !commands.length;
  at("commands").replaceChildren(
    ...commands.map(({ command, description }) => choice(`/${command}`, description, () => say(`/${command}`))),
  );
}

export function setKeyboard(given) {
  keyboard = given;
  words.placeholder = given?.input_field_placeholder || "Message";
  const rows = given?.keyboard || [];
  at("keys").replaceChildren(
    ...rows.map((row) => element("div", "", ...row.map((one) => {
      const made = element("button", "", one.text);
      made.type = "button";
      made.addEventListener("click", () => key(one));
      return made;
    }))),
  );
  at("keys-toggle").hidden = !rows.length;
  showKeys(rows.length > 0);
  if (given?.force_reply) words.focus();
}

export function edit(message) {
  editing = message.message_id;
  words.value = message.text;
  at("edited-words").textContent = message.text;
  at("editing").hidden = false;
  fit();
  words.focus();
}

function key(given) {
  if (given.request_location) at("places").showModal();
  else say(given.text);
  if (keyboard?.one_time_keyboard) showKeys(false);
}

function showKeys(shown) {
  at("keys").hidden = !shown;
  at("keys-toggle").setAttribute("aria-expanded", String(shown));
}

function choice(name, more, run) {
  const button = element("button", "", element("b", "", name), more ? element("span", "", more) : null);
  button.type = "button";
  button.addEventListener("click", () => {
    button.closest("dialog").close();
    run();
  });
  return element("li", "", button);
}

function locate() {
  const give = ({ coords }) => share(coords.latitude, coords.longitude);
  const ask = () => trouble("The browser does not tell where it is. Please pick a place from the list.");
  if (!navigator.geolocation) return ask();
  navigator.geolocation.getCurrentPosition(give, ask, { timeout: 8000, maximumAge: 600000 });
}

async function share(latitude, longitude) {
  try {
    said();
    await post("location", { latitude, longitude });
  } catch {
    trouble();
  }
}

async function sendFile() {
  const [file] = at("file").files;
  at("file").value = "";
  if (!file) return;
  try {
    await upload(file, await lengthOf(file));
  } catch {
    trouble();
  }
}

// How long a recording is, in seconds; 0 for what is none, or cannot be played here.
function lengthOf(file) {
  if (!/^(audio|video)\//.test(file.type)) return 0;
  const player = document.createElement("video");
  const address = URL.createObjectURL(file);
  return new Promise((done) => {
    player.onloadedmetadata = () => done(Number.isFinite(player.duration) ? Math.round(player.duration) : 0);
    player.onerror = () => done(0);
    player.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}

function fit() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight}px`;
  at("send").hidden = !words.value.trim();
  at("attach").hidden = !at("send").hidden;
}

function stopEditing() {
  editing = null;
  at("editing").hidden = true;
  words.value = "";
  fit();
}

function keydown(press) {
  if (press.key === "Enter" && !press.shiftKey && !press.isComposing) {
    press.preventDefault();
    at("composer").requestSubmit();
  } else if (press.key === "Escape" && editing) {
    stopEditing();
  } else if (press.key === "ArrowUp" && !words.value && lastOwn()) {
    press.preventDefault();
    edit(lastOwn());
  }
}

async function submit(event) {
  event.preventDefault();
  const text = words.value.trim();
  if (!text) return;
  const number = editing;
  stopEditing();
  words.focus();
  if (number === null) return say(text);
  try {
    await post("edit", { message: number, text });
  } catch {
    trouble();
  }
}
