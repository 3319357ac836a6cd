// The timeline: a cut-off date moves, and with it what could be known. Everything happens in the browser.

const DAY = 86_400_000; // milliseconds
const SAID_AFTER = 350; // milliseconds of rest before the count is announced, so that a slider does not chatter

const STATUS_NAMES = { contested: "status_contested", announced: "status_announced" };

const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// One bar for each month: how many events became public in it, and how far the cut-off reaches.
function months(rows, from, to) {
  const index = (iso) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
  const [first, last] = [index(from), index(to)];
  const counts = Array(last - first + 1).fill(0);
  for (const row of rows) counts[index(row.knowable) - first] += 1;
  const top = Math.max(...counts);
  const step = 600 / counts.length;
  const bars = counts.map((count, n) => svg("rect", { x: n * step + 0.5, width: step - 1, y: 50 - (count / top) * 46, height: (count / top) * 46 }));
  const line = svg("line", { y1: 0, y2: 56 });
  const picture = svg("svg", { viewBox: "0 0 600 56", "aria-hidden": "true", class: "opedlab-months" }, ...bars, line);
  const set = (iso) => {
    const at = index(iso) - first;
    bars.forEach((bar, n) => bar.setAttribute("class", n < at ? "known" : n === at ? "known now" : "later"));
    const x = (at + Number(iso.slice(8)) / 31) * step;
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
  };
  return { picture, set };
}

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const language = model.get("language") || document.documentElement.lang || "en";
  const spoken = (iso) => new Intl.DateTimeFormat(language.slice(0, 2) === "de" ? "de" : "en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
  const known = [...new Set(content.events.map((row) => row.knowable))].sort();
  let until = content.until;
  let waiting = null;

  const rows = content.events.map((row) => ({ row, item: make("li", { "data-public": row.knowable },
    make("p", {}, make("strong", {}, row.when), ": ", row.event),
    make("p", { class: "opedlab-aside" },
      [row.status === "confirmed" ? null : say(STATUS_NAMES[row.status]), row.knowable === row.date ? null : say("timeline_public", { day: spoken(row.knowable) }), content.themes[row.theme], row.note]
        .filter(Boolean).join(" · "), " · ", make("span", {}, say("sources"), ": ", sourceList(row.sources)))) }));
  const strip = months(content.events, content.first, content.last);
  const status = make("p", { role: "status", class: "opedlab-count" });
  const trouble = make("p", { role: "alert" });
  const list = make("ul", { class: "opedlab-events" }, rows.map(({ item }) => item));

  const id = uid("day");
  const field = make("input", { type: "date", id, min: content.first, max: content.last, value: until });
  const slide = make("input", { type: "range", min: dayOf(content.first), max: dayOf(content.last), step: 1, value: dayOf(until), "aria-label": say("timeline_slide") });
  const theme = make("select", { id: `${id}-theme` }, make("option", { value: "" }, say("timeline_all")), Object.entries(content.themes).map(([value, name]) => make("option", { value }, name)));
  const [back, on] = ["timeline_back", "timeline_on"].map((name) => make("button", { type: "button" }, say(name)));
  const jumps = content.jumps.map(({ name, day }) => make("button", { type: "button", onclick: () => move(day) }, `${spoken(day)}: ${say(name)}`));

  function show() {
    const chosen = rows.filter(({ row }) => !theme.value || row.theme === theme.value);
    const now = new Set(chosen.filter(({ row }) => row.knowable <= until));
    for (const one of rows) one.item.hidden = !now.has(one);
    const hidden = chosen.filter((one) => one.row.date <= until && !now.has(one)).length;
    slide.value = dayOf(until);
    slide.setAttribute("aria-valuetext", spoken(until));
    strip.set(until);
    back.disabled = !known.some((day) => day < until);
    on.disabled = !known.some((day) => day > until);
    clearTimeout(waiting);
    waiting = setTimeout(() => { status.textContent = say("timeline_count", { n: now.size, all: chosen.length, day: spoken(until), hidden }); }, SAID_AFTER);
  }
  function move(day) {
    until = day;
    field.value = day;
    trouble.textContent = "";
    show();
  }
  // A button that runs out while it has the focus would drop it: the field takes over.
  const step = (button, day) => { if (day) move(day); if (button.disabled) field.focus(); };
  back.addEventListener("click", () => step(back, known.filter((day) => day < until).at(-1)));
  on.addEventListener("click", () => step(on, known.find((day) => day > until)));
  slide.addEventListener("input", () => move(isoOf(Number(slide.value))));
  theme.addEventListener("change", show);
  field.addEventListener("change", () => {
    if (field.value && field.checkValidity()) move(field.value);
    else trouble.textContent = say("timeline_wrong", { first: spoken(content.first), last: spoken(content.last) });
  });

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data", "aria-label": say("timeline_title") },
    make("p", {}, make("strong", {}, say("timeline_title"))),
    make("div", { class: "opedlab-controls" }, make("label", { for: id }, say("timeline_day")), field, back, on, make("label", { for: theme.id }, say("timeline_theme")), theme),
    slide, strip.picture, trouble,
    make("div", { class: "opedlab-controls" }, jumps),
    status,
    make("div", { class: "opedlab-scroll", role: "region", tabindex: 0, "aria-label": say("timeline_list") }, list)));
  show();
  return () => clearTimeout(waiting);
}

export default { render };
