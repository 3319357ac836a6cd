// The rival-readings vote: 100 points before and after reading what others made of the same event, and the shift between.

const ROUND_NAMES = { before: { head: "vote_before", send: "vote_send_before" }, after: { head: "vote_after", send: "vote_send_after" } };

// Hollow circle: before; filled: after; the line between them is the shift.
function shiftLine(before, after) {
  const x = (points) => 8 + points * 1.84;
  return svg("svg", { viewBox: "0 0 200 18", "aria-hidden": "true", class: "opedlab-reach" },
    svg("line", { x1: 8, x2: 192, y1: 9, y2: 9, class: "track" }), svg("line", { x1: x(before), x2: x(after), y1: 9, y2: 9, class: "range" }),
    svg("circle", { cx: x(before), cy: 9, r: 5, class: "later" }), svg("circle", { cx: x(after), cy: 9, r: 5, class: "then" }));
}

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const names = Object.fromEntries(content.options.map((option) => [option.id, option.text.split(":")[0].split(",")[0]]));
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const status = make("div", { role: "status" });
  const classBox = make("div", { "data-class": "" });

  function ballot(round) {
    const id = uid("vote");
    const fields = content.options.map((option, n) => ({ option, field: make("input", { type: "number", id: `${id}-${n}`, min: 0, max: 100, step: 1, inputmode: "numeric", "aria-describedby": `${id}-sum` }) }));
    const total = make("p", { id: `${id}-sum`, role: "status", class: "opedlab-aside" });
    const sum = () => fields.reduce((all, { field }) => all + Number(field.value || 0), 0);
    const count = () => { total.textContent = say("vote_sum", { n: sum() }); };
    const button = make("button", { type: "button", class: "opedlab-main", onclick: () => {
      const wrong = fields.find(({ field }) => !field.checkValidity());
      if (wrong || sum() !== 100) { total.textContent = say("vote_sum_wrong", { n: sum() }); (wrong || fields[0]).field.focus(); return; }
      model.send({ type: "vote", round, points: Object.fromEntries(fields.map(({ option, field }) => [option.id, Number(field.value || 0)])) });
    } }, say(ROUND_NAMES[round].send));
    for (const { field } of fields) field.addEventListener("input", count);
    count();
    const box = make("fieldset", { "data-round": round }, make("legend", {}, say(ROUND_NAMES[round].head)),
      fields.map(({ option, field }) => make("div", { class: "opedlab-controls opedlab-points" }, field, make("label", { for: field.id }, option.text))), total, make("div", { class: "opedlab-buttons" }, button));
    // A vote from the log fills the fields; the first vote stands and is locked.
    const fill = (points, locked) => {
      for (const { option, field } of fields) { field.value = points[option.id]; field.readOnly = locked; }
      button.hidden = locked;
      count();
    };
    return { box, fill };
  }

  const [before, after] = [ballot("before"), ballot("after")];
  const readings = make("div", { class: "opedlab-scroll", role: "region", tabindex: 0, "aria-label": say("vote_readings") }, make("p", {}, make("strong", {}, say("vote_readings"))), make("ul", { class: "opedlab-events" }, content.readings.map((row) => make("li", {},
    make("p", {}, make("strong", {}, row.who), ` (${row.position}; ${row.date}), `, make("strong", {}, row.reads_as), `: ${row.thesis}`),
    make("p", { class: "opedlab-aside" }, `${row.how_seen} `, say("sources"), ": ", sourceList(row.sources))))));
  const second = make("div", {}, readings, after.box);

  function shifted(id, before, after) {
    const by = after - before;
    return make("li", {}, `${names[id]}: ${before} → ${after} (${by > 0 ? "+" : by < 0 ? "−" : "±"}${Math.abs(by)})`, shiftLine(before, after));
  }
  function shift(votes) {
    const moved = content.options.reduce((all, { id }) => all + Math.abs(votes.after[id] - votes.before[id]), 0) / 2;
    return [make("p", {}, make("strong", {}, moved ? say("vote_moved", { n: moved }) : say("vote_stayed"))),
      make("ul", { class: "opedlab-shift" }, content.options.map(({ id }) => shifted(id, votes.before[id], votes.after[id])))];
  }
  // Means; what each student moved stands below, for a mean can hide two halves that moved apart.
  function classShift(pool) {
    return [make("p", {}, make("strong", {}, say("vote_class", { n: pool.students }))),
      make("ul", { class: "opedlab-shift" }, pool.rows.map(({ id, before, after }) => shifted(id, before, after))),
      make("p", {}, say("vote_class_moved", { median: pool.median, most: pool.moved[pool.moved.length - 1], stayed: pool.stayed, once: pool.once }))];
  }
  let seen = null;
  const update = () => {
    const state = model.get("state");
    const votes = state.votes;
    second.hidden = !votes.before;
    if (votes.before) before.fill(votes.before, true);
    if (votes.after && seen !== JSON.stringify(votes.after)) { after.fill(votes.after, false); status.replaceChildren(...shift(votes)); }
    classBox.replaceChildren(...(state.class ? classShift(state.class) : votes.after ? [make("p", { class: "opedlab-aside" }, say("vote_class_where"))] : []));
    seen = JSON.stringify(votes.after);
    foot.textContent = state.problem || (state.not_kept ? say("not_kept", { why: state.not_kept }) : "");
  };

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data", "aria-label": say("vote_title") },
    make("p", {}, make("strong", {}, say("vote_title"))), make("p", {}, say("vote_ask")), before.box, second, status, classBox, foot));
  update();
  model.on("change:state", update);
  return () => model.off("change:state", update);
}

export default { render };
