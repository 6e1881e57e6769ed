// The line to the server: live events in, what the person does out.

const key = document.querySelector('meta[name="page-key"]').content;

export const fileAddress = (id) => `page/file/${encodeURIComponent(id)}?key=${encodeURIComponent(key)}`;

export async function post(what, given) {
  const answer = await fetch(`page/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Page-Key": key },
    body: JSON.stringify(given),
  });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return answer.json();
}

export async function upload(file, seconds) {
  const form = new FormData();
  if (seconds) form.append("seconds", String(seconds));
  form.append("document", file, file.name);
  const answer = await fetch("page/upload", { method: "POST", headers: { "X-Page-Key": key }, body: form });
  if (!answer.ok) throw new Error(`upload: ${answer.status}`);
}

export function listen(onEvent, onBroken) {
  const source = new EventSource(`page/events?key=${encodeURIComponent(key)}`);
  source.onmessage = (sent) => onEvent(JSON.parse(sent.data));
  source.onerror = () => {
    onBroken();
    // A server that started anew has another key; only a fresh page knows it.
    if (source.readyState === EventSource.CLOSED) wait();
  };
}

async function wait() {
  for (;;) {
    await new Promise((done) => setTimeout(done, 1000));
    try {
      if ((await fetch("/", { cache: "no-store" })).ok) return location.reload();
    } catch { /* still away */ }
  }
}
