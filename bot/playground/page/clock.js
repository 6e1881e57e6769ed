// The bot's time, which may run somewhere else than the computer's.

let ahead = 0;
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function setClock(now, botZone) {
  ahead = Date.parse(now) - Date.now();
  if (botZone) zone = botZone;
  tick();
}

const show = (at, options) => new Intl.DateTimeFormat(navigator.language, { timeZone: zone, ...options }).format(at);
const instant = () => new Date(Date.now() + ahead);

export const timeOf = (seconds) => show(new Date(seconds * 1000), { hour: "2-digit", minute: "2-digit" });

export const dayOf = (seconds) => {
  const at = new Date(seconds * 1000);
  const year = show(at, { year: "numeric" }) === show(instant(), { year: "numeric" }) ? {} : { year: "numeric" };
  return show(at, { weekday: "long", day: "numeric", month: "long", ...year });
};

function tick() {
  const clock = document.getElementById("clock");
  const hour = document.createElement("b");
  hour.textContent = show(instant(), { hour: "2-digit", minute: "2-digit" });
  const day = document.createElement("span");
  day.textContent = show(instant(), { weekday: "short", day: "numeric", month: "short" });
  clock.replaceChildren(hour, day);
  clock.dateTime = instant().toISOString();
}

setInterval(tick, 5000);
