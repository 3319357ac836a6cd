// What the class has settled: verdicts counted for each guess, with what was seen. Nobody is named.

function render({ model, el }) {
  const say = stringsFor(model);
  const { rows } = model.get("content");
  const count = make("p", { role: "status", class: "opedlab-count" });
  const places = new Map(rows.map((row) => [row.id, make("div", {})]));
  const look = make("button", { type: "button", onclick: () => model.send({ type: "look" }) }, say("settled_look"));
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data", "aria-label": say("settled_title") },
    make("p", {}, make("strong", {}, say("settled_title"))), count,
    make("ul", { class: "opedlab-events" }, rows.map((row) => make("li", {}, make("p", {}, make("strong", {}, inline(row.label)), row.text ? [" – ", ...inline(row.text)] : ""), places.get(row.id)))),
    make("div", { class: "opedlab-buttons" }, look)));

  const update = () => {
    const state = model.get("state");
    count.textContent = Object.keys(state.rows).length ? say("settled_count", { n: state.students }) : say("settled_empty");
    for (const [id, place] of places) {
      const found = state.rows[id];
      place.replaceChildren(...(found ? [
        make("p", {}, found.counts.map(({ text, n }) => `${n} × ${text}`).join(" · ")),
        found.split ? make("p", {}, `○ ${say("settled_split")}`) : null,
        found.seen.length ? make("ul", {}, found.seen.map((one) => make("li", {}, one))) : null].filter(Boolean)
        : [make("p", { class: "opedlab-aside" }, say("settled_waits"))]));
    }
  };
  update();
  model.on("change:state", update);
  return () => model.off("change:state", update);
}

export default { render };
