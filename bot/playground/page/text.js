// Formatted text: entities become elements, and everything else stays text.

const ELEMENTS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
  spoiler: "span", text_link: "a", url: "a", bot_command: "button",
};

export function formatted(text, entities, say) {
  const known = (entities || []).filter((entity) => ELEMENTS[entity.type]);
  return nested(text, 0, text.length, known, say);
}

function nested(text, start, end, entities, say) {
  const parts = document.createDocumentFragment();
  const inside = entities
    .filter((entity) => entity.offset >= start && entity.offset + entity.length <= end)
    .sort((one, other) => one.offset - other.offset || other.length - one.length);
  let at = start;
  for (const entity of inside) {
    if (entity.offset < at) continue;
    parts.append(text.slice(at, entity.offset));
    at = entity.offset + entity.length;
    const rest = inside.filter((other) => other !== entity);
    const element = made(entity, text.slice(entity.offset, at), say);
    element.append(nested(text, entity.offset, at, rest, say));
    parts.append(element);
    if (element.tagName === "BLOCKQUOTE" && text[at] === "\n") at += 1;
  }
  parts.append(text.slice(at, end));
  return parts;
}

function made(entity, words, say) {
  const element = document.createElement(ELEMENTS[entity.type]);
  if (element.tagName === "A") link(element, entity.url || words);
  if (entity.type === "spoiler") {
    element.className = "veiled";
    element.tabIndex = 0;
  }
  if (entity.type === "expandable_blockquote") foldable(element);
  if (entity.type === "bot_command") {
    element.type = "button";
    element.className = "command";
    element.addEventListener("click", () => say(words));
  }
  return element;
}

// Its first lines are shown; a tap shows the rest, and the next one hides it again.
function foldable(element) {
  element.className = "folded";
  element.tabIndex = 0;
  element.ariaExpanded = "false";
  element.addEventListener("click", ({ target }) => {
    if (target.closest("a, button")) return;
    element.ariaExpanded = String(!element.classList.toggle("folded"));
  });
  element.addEventListener("keydown", (event) => event.key === "Enter" && event.target === element && element.click());
}

function link(element, address) {
  if (!/^(https?|tel|mailto|tg):/i.test(address)) return;
  element.href = address;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
}
