// The estimates explorer: one quantity at a time. A bar shows how far a figure reaches; the row says it in words.

const KIND_NAMES = { people: "kind_people", goods: "kind_goods", money: "kind_money", share: "kind_share", area: "kind_area" };

// A figure on a line from 0 to `top`: a dot, a bar between two dots, or a dot with an arrow on the side left open.
function bar(row, top, later) {
  const x = (value) => 8 + (value / (top || 1)) * 168;
  const [low, high] = [row.low, row.high];
  const dot = (value) => later
    ? svg("path", { d: `M${x(value)} 5 l6 6 -6 6 -6 -6 z`, class: "later" })
    : svg("circle", { cx: x(value), cy: 11, r: 5.5, class: "then" });
  const parts = [svg("line", { x1: 8, x2: 192, y1: 11, y2: 11, class: "track" })];
  if (low !== null && high !== null && low !== high) parts.push(svg("line", { x1: x(low), x2: x(high), y1: 11, y2: 11, class: "range" }));
  if (low === null || high === null) {
    const [from, way] = low === null ? [x(high), -1] : [x(low), 1];
    parts.push(svg("path", { d: `M${from} 11 h${16 * way} m${-5 * way} -5 l${5 * way} 5 ${-5 * way} 5`, class: "open" }));
  }
  parts.push(...[...new Set([low, high])].filter((value) => value !== null).map(dot));
  return svg("svg", { viewBox: "0 0 200 22", "aria-hidden": "true", class: "opedlab-reach" }, ...parts);
}

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const id = uid("series");
  const kinds = [...new Set(content.series.map((one) => one.kind))];
  const choice = make("select", { id }, kinds.map((kind) => make("optgroup", { label: say(KIND_NAMES[kind]) },
    content.series.filter((one) => one.kind === kind).map((one) => make("option", { value: one.id, selected: one.id === content.chosen }, `${one.title} (${one.rows.length})`)))));
  const who = make("select", { id: `${id}-who` });
  const when = make("select", { id: `${id}-when` }, make("option", { value: "" }, say("estimates_ever")), make("option", { value: content.article }, say("estimates_then", { day: content.article })));
  const heading = make("p", { id: `${id}-title` });
  const notes = make("div", {});
  const status = make("p", { role: "status", class: "opedlab-count" });
  const names = ["estimates_date", "estimates_figure", "estimates_who", "estimates_counts", "estimates_public", "sources"];
  const body = make("tbody", { role: "rowgroup" });
  // The roles are spelt out because a narrow container turns rows into blocks, which would drop them.
  const table = make("table", { role: "table", "aria-labelledby": `${id}-title` },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, names.map((name) => make("th", { scope: "col", role: "columnheader" }, say(name))))), body);

  const current = () => content.series.find((one) => one.id === choice.value);
  const cell = (name, ...children) => make("td", { role: "cell", "data-name": `${say(name)}: ` }, ...children);
  function line(row, top) {
    const later = row.knowable > content.article;
    return make("tr", { role: "row" },
      cell(names[0], make("span", { class: "opedlab-whole" }, row.date)), cell(names[1], make("strong", {}, row.shown), bar(row, top, later)), cell(names[2], row.who), cell(names[3], row.counts),
      cell(names[4], make("span", { class: "opedlab-whole" }, row.knowable), later ? ` (${say("estimates_later")})` : ""), cell(names[5], sourceList(row.sources)));
  }
  function show() {
    const one = current();
    const rows = one.rows.filter((row) => (!who.value || row.who === who.value) && (!when.value || row.knowable <= when.value));
    const top = Math.max(...one.rows.flatMap((row) => [row.low ?? 0, row.high ?? 0]));
    const ways = new Set(rows.map((row) => row.counts)).size;
    body.replaceChildren(...rows.map((row) => line(row, top)));
    status.textContent = rows.length ? say("estimates_count", { n: rows.length, all: one.rows.length, speakers: new Set(rows.map((row) => row.who)).size, ways }) : say("estimates_none");
  }
  function pick() {
    const one = current();
    heading.replaceChildren(make("strong", {}, one.title), one.blocks.length ? ` – ${say("estimates_blocks", { blocks: one.blocks.join(", ") })}` : "");
    notes.replaceChildren(make("p", {}, make("strong", {}, say("estimates_differs"), ": "), one.differs), make("p", {}, make("strong", {}, say("estimates_caution"), ": "), one.caution));
    const speakers = [...new Set(one.rows.map((row) => row.who))].sort();
    who.replaceChildren(make("option", { value: "" }, say("estimates_all")), ...speakers.map((name) => make("option", { value: name }, name)));
    show();
  }
  choice.addEventListener("change", pick);
  who.addEventListener("change", show);
  when.addEventListener("change", show);

  const labelled = (name, control) => make("div", { class: "opedlab-pair" }, make("label", { for: control.id }, say(name)), control);
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data opedlab-estimates", "aria-label": say("estimates_title") },
    make("p", {}, make("strong", {}, say("estimates_title"))),
    make("div", { class: "opedlab-controls" }, labelled("estimates_series", choice), labelled("estimates_who", who), labelled("estimates_known", when)),
    heading, notes, status, table, make("p", { class: "opedlab-aside" }, say("estimates_key"))));
  pick();
}

export default { render };
