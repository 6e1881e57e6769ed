// The chat: keeps the messages, draws what changes, shows what the bot answers.

import { element, icon, messageElement } from "./bubbles.js";
import { dayOf, setClock } from "./clock.js";
import * as composer from "./composer.js";
import { listen, post } from "./link.js";

const at = (id) => document.getElementById(id);
const log = at("log");
const scroll = at("scroll");
const messages = new Map();
const waiting = new Map();
let name = "Small Steps";
let fading = 0;
let busyUntil = 0;

const on = { say: composer.say, press, enlarge, name: () => name };
const handlers = { hello, message: arrived, edited, busy, answer, keyboard, pinned, profile, clock: () => {} };

function hello(state) {
  name = state.name;
  messages.clear();
  for (const message of state.messages) messages.set(message.message_id, message);
  profile(state);
  composer.setStarted(state.started);
  composer.setKeyboard(state.keyboard);
  pinned({ words: state.pinned });
  actions(state.actions);
  at("welcome").hidden = state.started;
  drawAll();
  bottom();
}

function profile(state) {
  name = state.name;
  document.title = name;
  at("name").textContent = name;
  at("about").textContent = state.about;
  composer.setCommands(state.commands);
}

function arrived({ message }) {
  const near = isNear();
  messages.set(message.message_id, message);
  if (!message.shown.out) idle();
  composer.setStarted(true);
  at("welcome").hidden = true;
  drawAll(message.message_id);
  if (near || message.shown.out) bottom();
  if (document.hidden && !message.shown.out) document.title = `● ${name}`;
}

function edited({ message }) {
  if (!messages.has(message.message_id)) return;
  const near = isNear();
  messages.set(message.message_id, message);
  drawAll(message.message_id);
  if (near) bottom();
}

// Draws what is new or changed and leaves every other element, and the focus, as it is.
function drawAll(fresh = null) {
  const focused = focusPath();
  let day = "";
  let before = null;
  const wanted = [];
  for (const message of messages.values()) {
    const today = dayOf(message.date);
    if (today !== day) wanted.push(dayElement(today));
    const old = log.querySelector(`[data-id="${message.message_id}"]`);
    const drawn = old && message.message_id !== fresh && fresh !== null ? old : messageElement(message, on);
    if (old && drawn !== old) drawn.style.animation = "none";
    drawn.classList.toggle("close", today === day && before?.shown.out === message.shown.out);
    wanted.push(drawn);
    day = today;
    before = message;
  }
  settle(wanted);
  penOnLast();
  focused?.();
}

function settle(wanted) {
  const stay = new Set(wanted);
  for (const child of [...log.children]) if (!stay.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (log.children[index] !== child) log.insertBefore(child, log.children[index] || null);
  });
}

function dayElement(text) {
  const old = [...log.querySelectorAll(".day")].find((one) => one.textContent === text);
  return old || element("div", "day", text);
}

// A keyboard user who pressed a button stays at the same place when the message is redrawn.
function focusPath() {
  const active = document.activeElement;
  const whole = active?.closest?.(".message");
  const list = active?.closest?.(".buttons");
  if (!whole || !list) return null;
  const place = [...list.querySelectorAll("button, a")].indexOf(active);
  return () => {
    if (document.contains(active)) return;
    const now = log.querySelectorAll(`[data-id="${whole.dataset.id}"] .buttons :is(button, a)`);
    (now[Math.min(place, now.length - 1)] || scroll).focus({ preventScroll: true });
  };
}

const lastOwn = () => [...messages.values()].filter((one) => one.shown.out && one.text).at(-1) || null;

function penOnLast() {
  for (const old of log.querySelectorAll(".edit-own")) old.remove();
  const message = lastOwn();
  if (!message) return;
  const pen = element("button", "plain edit-own", icon("pen"));
  pen.type = "button";
  pen.setAttribute("aria-label", "Edit this message");
  pen.addEventListener("click", () => composer.edit(message));
  log.querySelector(`[data-id="${message.message_id}"] .bubble`)?.append(pen);
}

async function press(number, button, drawn) {
  if (button.copy_text) return copy(button.copy_text.text);
  if (button.callback_data === undefined) return toast("This button works only in Telegram.");
  drawn.setAttribute("aria-busy", "true");
  const free = () => drawn.removeAttribute("aria-busy");
  setTimeout(free, 15000);
  try {
    const { query } = await post("press", { message: number, data: button.callback_data });
    waiting.set(query, free);
  } catch {
    free();
    trouble();
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied: ${text}`);
  } catch {
    toast(text);
  }
}

function answer({ query, text, alert }) {
  waiting.get(query)?.();
  waiting.delete(query);
  // The answer may overtake the press's own reply, which then finds nobody waiting.
  setTimeout(() => { waiting.get(query)?.(); waiting.delete(query); }, 300);
  if (!text) return;
  if (!alert) return toast(text);
  at("alert-words").textContent = text;
  at("alert").showModal();
}

function keyboard({ keyboard: given }) {
  const near = isNear();
  composer.setKeyboard(given);
  if (near) bottom();
}

function pinned({ words }) {
  at("pinned").hidden = !words;
  at("pinned-words").textContent = words;
}

function busy({ action }) {
  const near = isNear();
  busyUntil = Date.now() + 5000;
  at("busy").textContent = action.startsWith("upload") ? "sending a picture…" : "typing…";
  at("busy").classList.add("now");
  at("dots").hidden = false;
  if (near) bottom();
  setTimeout(() => Date.now() >= busyUntil && idle(), 5100);
}

function idle() {
  at("busy").textContent = "bot";
  at("busy").classList.remove("now");
  at("dots").hidden = true;
}

function actions(names) {
  at("actions").hidden = !names.length;
  at("actions").replaceChildren(...names.map(({ name: action, label }) => {
    const button = element("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => act(action, button));
    return button;
  }));
}

async function act(action, button) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    toast((await post("action", { name: action })).said);
  } catch {
    trouble();
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function enlarge(source, words) {
  at("picture-image").src = source;
  at("picture-image").alt = words;
  at("picture").showModal();
}

function toast(words) {
  const note = at("toast");
  note.textContent = words;
  note.classList.toggle("seen", Boolean(words));
  clearTimeout(fading);
  fading = setTimeout(() => note.classList.remove("seen"), 2500 + 45 * words.length);
}

function trouble(words = "The server does not answer. Is it still running?") {
  toast(words);
}

const isNear = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;

function bottom() {
  scroll.scrollTop = scroll.scrollHeight;
  requestAnimationFrame(() => { scroll.scrollTop = scroll.scrollHeight; });
}

scroll.addEventListener("scroll", () => { at("down").hidden = isNear(); });
at("down").addEventListener("click", bottom);
at("picture-image").addEventListener("click", () => at("picture").close());
new ResizeObserver(() => at("down").hidden && bottom()).observe(scroll);
log.addEventListener("load", () => at("down").hidden && bottom(), true);
document.addEventListener("visibilitychange", () => { document.title = name; });
composer.prepare({ said: bottom, trouble, lastOwn });
listen((event) => {
  if (event.now) setClock(event.now, event.zone);
  at("busy").textContent === "connecting…" && idle();
  handlers[event.kind]?.(event);
}, () => { at("busy").textContent = "connecting…"; });
