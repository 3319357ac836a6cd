// The knock-out lab: choose a card, predict, see what falls. The kernel decides what stands; this file shows and asks.

const DOWN = new Set(["fallen", "taken_away", "not_granted", "answered"]);
const GROUPS = [
  ["group_main", (node) => node.kind === "thesis" || node.kind === "prescription"],
  ["group_reasons", (node) => node.kind === "reason"],
  ["group_stated", (node) => !node.disputes && (node.put_in_by === "author" || node.put_in_by === "paratext")],
  ["group_implied", (node) => !node.disputes && node.put_in_by === "implied"],
  ["group_course", (node) => !node.disputes],
  ["group_objections", (node) => node.kind === "objection"],
  ["group_replies", () => true],
];

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const nodes = new Map(content.nodes.map((node) => [node.id, node]));
  let state = model.get("state");
  let chosen = null;

  const { send, heard } = wire(model, () => { foot.textContent = say("kernel_silent"); });
  const markOf = (id) => (state.marks[id] ? say(`state_${state.marks[id]}`) : "");
  const provenance = (node) => [say(`node_${node.kind}`), say(`put_in_${node.put_in_by}`), node.who ? say("card_who", { who: node.who }) : null,
    say(node.blocks.length > 1 ? "card_blocks" : "card_block", { blocks: node.blocks.join(", ") })].filter(Boolean).join(", ");

  // --- choosing a card ---
  const listId = uid("card");
  const list = make("select", { id: listId, onchange: () => pick(list.value || null) }, make("option", { value: "" }, say("card_none")));
  const left = new Set(nodes.keys());
  for (const [name, belongs] of GROUPS) {
    const ids = [...left].filter((id) => belongs(nodes.get(id)));
    ids.forEach((id) => left.delete(id));
    if (ids.length) list.append(make("optgroup", { label: say(name) }, ids.map((id) => make("option", { value: id }, `${id} – ${nodes.get(id).text}`))));
  }
  const panel = make("div", {});
  const result = make("div", { class: "opedlab-feedback", role: "status", tabindex: -1 });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });

  const pick = (id, focus = false) => {
    chosen = id;
    list.value = id ?? "";
    showPanel();
    showChosen();
    if (scope.value === "around" || state.around) send({ type: "around", card: scope.value === "around" ? chosen : null });
    if (focus) list.focus();
  };

  const whyList = (lines) => make("ul", { class: "opedlab-why" }, lines.map((line) => make("li", { style: `margin-left:${line.depth * 1.1}em` }, say(line.say, line.values),
    line.depth && line.values.card && line.say !== "why_told" ? make("span", { class: "opedlab-aside" }, ` – ${nodes.get(line.values.card).text}`) : null)));

  function replyTo(node) {
    if (node.kind !== "objection") return null;
    if (!node.reply) return make("p", {}, say("reply_none"));
    const reply = nodes.get(node.reply.id);
    return make("p", {}, make("strong", {}, `${say(node.reply.say)} (${reply.id}): `), reply.text, " ",
      make("button", { type: "button", onclick: () => pick(reply.id, true) }, say("reply_choose", { card: reply.id })));
  }

  function showPanel() {
    if (!chosen) { panel.replaceChildren(make("p", {}, say("card_how"))); return; }
    const node = nodes.get(chosen);
    const mark = state.marks[chosen];
    const facts = [
      make("p", {}, make("strong", {}, `${chosen}: `), inline(node.text), mark ? make("strong", {}, ` ${markOf(chosen)}`) : null),
      make("p", { class: "opedlab-aside" }, provenance(node)),
      node.note ? make("p", { class: "opedlab-aside" }, node.note) : null,
      node.not_granted ? make("p", { class: "opedlab-aside" }, `${say("card_strict")} ${node.not_granted}`) : null,
      state.why[chosen] ? make("div", {}, make("p", {}, make("strong", {}, say("why_heading", { card: chosen }))), whyList(state.why[chosen])) : null,
      replyTo(node),
    ];
    const played = state.moves.some((move) => move.card === chosen);
    panel.replaceChildren(make("div", { class: "opedlab-card", role: "note", "aria-label": chosen }, facts), ...(played ? [] : [prediction(node)]));
  }

  function prediction(node) {
    const rising = node.kind === "rebuttal";
    const asked = content.main.filter((id) => id !== node.id && rising === DOWN.has(state.marks[id]));
    const boxes = asked.map((id) => make("input", { type: "checkbox", id: uid("predict"), value: id, onchange: () => { none.checked = false; } }));
    const none = make("input", { type: "checkbox", id: uid("predict"), value: "", onchange: () => { boxes.forEach((box) => { box.checked = false; }); } });
    const row = (box, label) => make("div", { class: "opedlab-option" }, box, make("label", { for: box.id }, make("span", {}, label)));
    const missing = make("span", { class: "opedlab-aside", role: "status" });
    const go = make("button", { type: "button", class: "opedlab-main", onclick: () => {
      const predicted = boxes.filter((box) => box.checked).map((box) => box.value);
      if (asked.length && !predicted.length && !none.checked) { missing.textContent = say("predict_first"); (boxes[0] ?? none).focus(); return; }
      send({ type: "play", card: node.id, predicted: asked.length ? predicted : null });
    } }, say(node.disputes ? "play_accept" : "play_take"));
    return make("fieldset", {}, make("legend", {}, say(rising ? "predict_rise" : "predict_fall")),
      asked.length ? [...asked.map((id, n) => row(boxes[n], `${id} – ${nodes.get(id).text}`)), row(none, say("predict_none"))] : make("p", {}, say("predict_nothing")),
      make("div", { class: "opedlab-buttons" }, go, missing));
  }

  // --- what came of it ---
  function verdict(row) {
    const now = row.changed ? (row.stands ? "rose" : "fell") : (row.stands ? "stands" : "down");
    return say(`verdict_${now}${row.foreseen === null ? "" : row.foreseen ? "_foreseen" : "_unforeseen"}`);
  }

  function showResult() {
    const last = state.last;
    if (!last) { result.replaceChildren(); return; }
    const node = nodes.get(last.card);
    const fell = last.rows.filter((row) => row.changed && !row.stands).map((row) => row.id);
    result.replaceChildren(
      make("p", {}, make("strong", {}, say(node.disputes ? "played_accept" : "played_take", { card: last.card }))),
      make("ul", {}, last.rows.map((row) => make("li", {}, make("strong", {}, `${row.id}: `), verdict(row)))),
      ...(last.fell.length ? [make("p", {}, say("also_fell", { cards: last.fell.join(", ") }))] : []),
      ...(last.rose.length ? [make("p", {}, say("also_rose", { cards: last.rose.join(", ") }))] : []),
      ...fell.map((id) => make("div", {}, make("p", {}, make("strong", {}, say("why_heading", { card: id }))), whyList(state.why[id]))),
      ...((fell.length || last.fell.length) && replyTo(node) ? [replyTo(node)] : []));
  }

  const moves = make("ol", { class: "opedlab-played" });
  const count = make("p", { role: "status" });
  const undo = make("button", { type: "button", onclick: () => send({ type: "undo" }) }, say("play_undo"));
  const again = make("button", { type: "button", onclick: () => { scope.value = "main"; send({ type: "again" }); } }, say("play_again"));
  const strict = make("input", { type: "checkbox", id: uid("strict"), onchange: () => send({ type: "rule", strict: strict.checked }) });

  // --- the outline ---
  const rows = []; // every place where a card is named: its id, where its state is said, its button
  const steps = [];
  const main = new Set([...content.main, ...content.nodes.filter((node) => node.kind === "reason").map((node) => node.id)]);
  function item(entry) {
    const node = nodes.get(entry.id);
    const mark = make("strong", {});
    const button = make("button", { type: "button", class: "opedlab-choose", "aria-pressed": "false", "aria-label": say("card_choose", { card: node.id }), onclick: () => pick(node.id) }, node.id);
    rows.push({ id: node.id, mark, button });
    const head = make("span", {}, button, " ", mark, " ");
    if (entry.again) return make("li", {}, head, say("outline_again"));
    const below = [
      ...entry.steps.map((step) => {
        const cut = make("strong", {});
        steps.push({ id: step.id, cut });
        return make("li", {}, say("outline_step", { step: step.id, scheme: content.steps[step.id] }), " ", cut, make("ul", {}, [...step.premises, ...step.undercuts].map(item)));
      }),
      ...entry.attacks.map(item),
    ];
    const open = content.main.includes(node.id) && entry.steps.some((step) => step.premises.some((premise) => main.has(premise.id)));
    return make("li", {}, head, node.text, " ", make("span", { class: "opedlab-aside" }, `(${provenance(node)})`), below.length
      ? make("details", { open }, make("summary", {}, say("outline_below", { card: node.id, steps: entry.steps.length, attacks: entry.attacks.length })), make("ul", {}, below)) : null);
  }
  const outline = make("ul", { class: "opedlab-outline" }, content.outline.map(item));

  // --- the picture ---
  const scopeId = uid("scope");
  const scope = make("select", { id: scopeId, onchange: () => send({ type: "around", card: scope.value === "around" ? chosen : null }) },
    make("option", { value: "main" }, say("scope_main")), make("option", { value: "around" }, say("scope_around")));
  const frame = make("div", { class: "opedlab-picture", tabindex: 0, role: "group", "aria-label": say("picture") });

  function drawn(card) {
    const node = nodes.get(card.id);
    const heads = [` · ${say(`node_${node.kind}`)}`, say(card.stub ? "card_elsewhere" : `put_in_${node.put_in_by}`)];
    if (card.state) heads.push(say(`state_${card.state}`));
    return svg("g", { class: ["card", node.disputes ? "dispute" : "claim", DOWN.has(card.state) ? "out" : "", card.id === chosen ? "chosen" : ""].join(" "), "data-card": card.id },
      svg("rect", { x: card.x, y: card.y, width: card.width, height: card.height, rx: 5 }),
      ...[...heads, ...card.lines].map((line, n) => svg("text", { x: card.x + 8, y: card.y + 20 + n * 16, class: n === 2 && n < heads.length ? "head" : "body" },
        ...(n === 0 ? [svg("tspan", { class: "head" }, card.id), line] : [line]))));
  }

  function showPicture() {
    const { width, height, cards, junctions, links } = state.picture;
    const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": say("picture_label") },
      ...links.map((link) => svg("path", { class: link.kind + (link.broken ? " broken" : ""), d: link.path })),
      ...links.filter((link) => link.tip).map((link) => svg("path", { class: `${link.kind} tip`, d: link.tip })),
      ...junctions.map((joint) => svg("circle", { cx: joint.x, cy: joint.y, r: 3.5 })),
      ...junctions.filter((joint) => joint.hidden).map((joint) => svg("text", { x: joint.x - 14, y: joint.y - 4, class: "more" }, `+${joint.hidden}`)),
      ...cards.map(drawn));
    picture.addEventListener("click", (event) => {
      const card = event.target.closest("[data-card]");
      if (card) pick(card.getAttribute("data-card"));
    });
    frame.replaceChildren(picture);
  }

  function showChosen() {
    for (const { id, button } of rows) button.setAttribute("aria-pressed", String(id === chosen));
    for (const card of frame.querySelectorAll("[data-card]")) card.classList.toggle("chosen", card.getAttribute("data-card") === chosen);
  }

  el.classList.add("opedlab");
  el.replaceChildren(make("div", { role: "group", class: "opedlab-item opedlab-board opedlab-knockout", "aria-label": say("knockout_title", { title: content.title }) },
    make("p", {}, make("strong", {}, say("knockout_title", { title: content.title }))), make("p", {}, content.about),
    make("div", { class: "opedlab-pair" }, make("label", { for: listId }, say("card_label")), list), panel, result, foot,
    make("div", { class: "opedlab-option" }, strict, make("label", { for: strict.id }, make("span", {}, say("rule_choose")))),
    count, moves, make("div", { class: "opedlab-buttons" }, undo, again),
    make("details", {}, make("summary", {}, say("rules_heading")), content.rules.map((rule) => make("p", {}, rule))),
    make("div", { class: "opedlab-sides" },
      make("div", {}, make("p", {}, make("strong", {}, say("outline"))), make("div", { class: "opedlab-scroller", tabindex: 0, role: "group", "aria-label": say("outline") }, outline)),
      make("div", {},
        make("div", { class: "opedlab-pair" }, make("label", { for: scopeId }, say("picture")), scope), frame, make("p", { class: "opedlab-aside" }, say("picture_key"))))));

  let shown = null; // the position that the page shows, and how many moves it has
  let played = state.moves.length;
  const update = () => {
    heard();
    state = model.get("state");
    foot.textContent = state.problem ?? "";
    strict.checked = state.strict;
    scope.value = state.around ? "around" : scope.value;
    showPicture();
    const position = JSON.stringify([state.moves, state.strict]);
    if (position !== shown) {
      shown = position;
      for (const { id, mark } of rows) mark.textContent = markOf(id);
      for (const { id, cut } of steps) cut.textContent = state.undercut.includes(id) ? say("step_undercut") : "";
      count.textContent = `${say(state.strict ? "rule_strict" : "rule_lenient")} ${say("knockout_counts", state.counts)}`;
      moves.replaceChildren(...state.moves.map((move) => make("li", {}, say(move.accepted ? "played_accept" : "played_take", { card: move.card }))));
      showPanel();
      showResult();
      if (state.moves.length > played) result.focus(); // the button that was pressed is gone
      played = state.moves.length;
    }
    showChosen();
  };
  update();
  model.on("change:state", update);
  return () => { model.off("change:state", update); heard(); };
}

export default { render };
