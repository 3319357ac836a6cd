// order: a list between two named ends; every line moves by two buttons or by the number of its place.

KINDS["order"] = ({ content, say, changed, el }) => {
  const name = uid("order");
  const places = content.entries.map((_, n) => n + 1);
  const spoken = (text) => text.replaceAll("*", "");
  const told = make("p", { class: "opedlab-aside opedlab-moved", role: "status" });
  let moved = false; // whether this is the student's order, and not the one in which the lines were dealt
  let order = content.entries.map((entry, n) => {
    const id = `${name}-${n}`;
    const what = spoken(entry.text);
    const place = make("select", { "aria-label": say("order_place_of", { what }), onchange: () => move(line, Number(place.value) - 1) }, places.map((p) => make("option", { value: p }, String(p))));
    const button = (step, sign, label) => make("button", { type: "button", "aria-label": say(label, { what }), "aria-describedby": `${name}-told`, onclick: () => move(line, order.indexOf(line) + step) }, sign);
    const up = button(-1, "↑", "order_up");
    const down = button(1, "↓", "order_down");
    const mark = make("span", { class: "opedlab-verdict" });
    const row = make("li", {}, place,
      make("span", { class: "opedlab-entry", id }, make("span", {}, inline(entry.text)), entry.context ? make("span", { class: "opedlab-said" }, inline(entry.context)) : null, mark),
      make("span", { class: "opedlab-moves" }, up, down));
    const line = { entry, what, place, up, down, mark, row };
    return line;
  });
  told.id = `${name}-told`;
  const list = make("ol", { class: "opedlab-order" }, order.map(({ row }) => row));

  const number = () => {
    order.forEach(({ place, up, down }, n) => {
      place.value = String(n + 1);
      // Not `disabled`: a button that goes dead under the finger loses the focus.
      up.setAttribute("aria-disabled", String(n === 0));
      down.setAttribute("aria-disabled", String(n === order.length - 1));
    });
  };
  const unmark = () => { for (const { mark, row } of order) { mark.textContent = ""; row.removeAttribute("data-outcome"); } };
  function move(line, to) {
    if (to < 0 || to >= order.length) { told.textContent = say(to < 0 ? "order_at_top" : "order_at_bottom", { what: line.what }); return; }
    const rest = order.filter((other) => other !== line);
    order = [...rest.slice(0, to), line, ...rest.slice(to)];
    // The others are put around the moved line, which stays in the page: so it keeps the focus.
    line.row.before(...order.slice(0, to).map(({ row }) => row));
    line.row.after(...order.slice(to + 1).map(({ row }) => row));
    number();
    moved = true;
    told.textContent = say("order_moved", { what: line.what, n: to + 1, all: order.length });
    unmark();
    changed();
  }
  number();
  el.append(make("div", { class: "opedlab-ladder" }, make("p", { class: "opedlab-end" }, say("order_top"), ": ", make("strong", {}, inline(content.top))), list,
    make("p", { class: "opedlab-end" }, say("order_bottom"), ": ", make("strong", {}, inline(content.bottom))), told));

  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => order[0].place,
    read() {
      return moved ? { response: { order: order.map(({ entry }) => entry.id) }, confidence: null } : { missing: "order_first" };
    },
    restore(answer) {
      const given = answer && (answer.response.order ?? answer.response.option);
      if (!given) return;
      order.sort((a, b) => given.indexOf(a.entry.id) - given.indexOf(b.entry.id));
      list.replaceChildren(...order.map(({ row }) => row));
      number();
      moved = true;
    },
    // Trying again goes on from the order that stands.
    clear: unmark,
    extra(marking) {
      told.textContent = "";
      for (const { entry, mark, row } of order) {
        const verdict = marking.details.entries[entry.id];
        mark.textContent = `${verdict === "in order" ? "✓" : "○"} ${say("order_" + verdict.replace(" ", "_"))}`;
        row.setAttribute("data-outcome", verdict === "in order" ? "right" : "not quite");
      }
      return null;
    },
  };
};
