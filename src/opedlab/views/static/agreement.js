// Agreement: tables of judgements and measures, a scale from 0 to 1 with the usual bounds, and the class beside the invented ones.

const FROM = -0.5; // the scale's left end; what lies below is drawn at the edge and stands in the table
const BOUND_MARKS = [0, 0.667, 0.8, 1];

// One line for each value: a dot, its interval, its name. Invented ones are hollow, a class's filled.
function scaleOf(rows) {
  const x = (value) => 20 + (440 * (Math.max(FROM, Math.min(1, value)) - FROM)) / (1 - FROM);
  const height = 34 + rows.length * 26;
  const picture = svg("svg", { viewBox: `0 0 480 ${height}`, "aria-hidden": "true", class: "opedlab-scale" });
  for (const bound of BOUND_MARKS) {
    const label = svg("text", { x: x(bound), y: height - 6, "text-anchor": "middle" });
    label.textContent = bound === 0.667 ? ".667" : bound === 0.8 ? ".800" : `${bound}`;
    picture.append(svg("line", { x1: x(bound), x2: x(bound), y1: 4, y2: height - 20, class: bound === 0.667 || bound === 0.8 ? "bound" : "track" }), label);
  }
  rows.forEach((row, n) => {
    const y = 18 + n * 26;
    const name = svg("text", { x: 20, y: y - 6 });
    name.textContent = row.value === null ? `${row.name}: –` : row.name;
    picture.append(name);
    if (row.value === null) return;
    if (row.low !== null) picture.append(svg("line", { x1: x(row.low), x2: x(row.high), y1: y, y2: y, class: "range" }));
    picture.append(svg("circle", { cx: x(row.value), cy: y, r: 5, class: row.own ? "then" : "later" }));
  });
  return picture;
}

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const status = make("p", { role: "status", class: "opedlab-aside opedlab-foot" });
  const own = make("div", {});
  const scale = make("div", {});
  const look = make("button", { type: "button", onclick: () => { status.textContent = ""; model.send({ type: "look" }); } }, say("work_look"));

  const tabled = ({ head, rows }) => make("div", { class: "opedlab-scroll-x", role: "group", tabindex: 0, "aria-label": say("agreement_table") },
    make("table", {}, make("thead", {}, make("tr", {}, head.map((cell) => (cell ? make("th", { scope: "col" }, cell) : make("td", {}))))),
      make("tbody", {}, rows.map((row) => make("tr", {}, row.map((cell, n) => make(n ? "td" : "th", n ? {} : { scope: "row" }, inline(cell))))))));

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data", "aria-label": content.title },
    make("p", {}, make("strong", {}, content.title)),
    content.paragraphs.map((said) => make("p", {}, inline(said))),
    content.tables.map(tabled), content.notes.map((said) => make("p", {}, inline(said))),
    scale, make("p", { class: "opedlab-aside" }, content.bounds),
    make("fieldset", {}, make("legend", {}, say("agreement_class")), own, make("div", { class: "opedlab-buttons" }, look)), status));

  let messages = null;
  const update = () => {
    const { rounds, messages: now } = model.get("state");
    scale.replaceChildren(scaleOf([...content.scale, ...rounds.flatMap((round) => round.scale.map((row) => ({ ...row, name: say("agreement_of_class", { name: row.name }), own: true })))]));
    own.replaceChildren(...(rounds.length
      ? rounds.flatMap((round) => [make("p", {}, make("strong", {}, say("agreement_round", { name: round.name, n: round.students }))), ...(round.notes ?? []).map((said) => make("p", {}, said)), ...round.tables.map(tabled)])
      : [make("p", {}, say("agreement_no_class"))]));
    if (messages !== null && now !== messages) status.textContent = say("agreement_looked", { n: rounds.length });
    messages = now;
  };
  update();
  model.on("change:state", update);
  return () => model.off("change:state", update);
}

export default { render };
