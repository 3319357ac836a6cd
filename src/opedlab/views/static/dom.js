// Building blocks of every view. Elements are made, never parsed from text, so nothing typed can become markup.

const FOCUSABLE = new Set(["input", "select", "textarea", "button", "summary", "a"]);
// In JupyterLab arrows, b, m or "d d" pressed on a bare control reach the notebook and edit it.
// Lab spares only elements that carry this attribute themselves; on an ancestor it has no effect.
const QUIET = "data-lm-suppress-shortcuts";

// anywidget loads this module once per widget, so a counter alone would start anew in each and ids would collide.
const MINE = Math.random().toString(36).slice(2, 10);
let serial = 0;
const uid = (what) => `opedlab-${what}-${MINE}-${(serial += 1)}`;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  if (FOCUSABLE.has(tag) || "tabindex" in attributes) element.setAttribute(QUIET, "true");
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// The markup of item texts: *German words*, **strong**.
function inline(text) {
  return text.split(/(\*\*[^*\n]+\*\*|\*[^*\n]+\*)/).map((part) => {
    if (part.startsWith("**") && part.length > 4) return make("strong", {}, part.slice(2, -2));
    if (part.startsWith("*") && part.length > 2) return make("em", { lang: "de" }, part.slice(1, -1));
    return part;
  });
}

function paragraphs(text) {
  return text.trim().split(/\n\s*\n/).map((part) => make("p", {}, inline(part.replace(/\s+/g, " "))));
}

const letter = (n) => String.fromCharCode(65 + n);

function filled(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// The interface's language: the course's setting, else Lab's.
function stringsFor(model) {
  const wanted = model.get("language") || document.documentElement.lang || "en";
  const table = STRINGS[wanted.slice(0, 2).toLowerCase()] || STRINGS.en;
  return (name, values) => filled(table[name] ?? STRINGS.en[name] ?? name, values);
}

// A day (2024-11-05) and a moment of the log, in words of the interface's language.
function date(day, say) {
  return new Intl.DateTimeFormat(say("locale"), { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

function moment(at, say) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  return `${new Intl.DateTimeFormat(say("locale"), { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(time)} UTC`;
}

function words(text) {
  return (text.match(/\S+/g) || []).length;
}

// SVG is drawn by us, element by element, like everything else.
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Sources by name, each a link where it has an address of its own.
function sourceList(sources) {
  return sources.flatMap((source, n) => [n ? "; " : "", source.url ? make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, source.name) : source.name]);
}

// Messages to the kernel. `silent` is called where it has not answered in time (milliseconds): where `heard` was not called.
function wire(model, silent, patience = 6000) {
  let timer = null;
  const heard = () => clearTimeout(timer);
  const send = (message, buffers) => {
    heard();
    timer = setTimeout(silent, patience);
    model.send(message, undefined, buffers);
  };
  return { send, heard };
}

// Whether a text is on the clipboard now. A page without that right cannot put it there; then the reader copies by hand.
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Text, or bytes that came from the kernel, handed to the browser as a download.
function handOver(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
