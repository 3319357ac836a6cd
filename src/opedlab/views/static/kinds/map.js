// map: every card gets a parent and a relation from lists; an outline and a small picture follow each choice.

KINDS["map"] = ({ content, say, changed, el }) => {
  const WIDTH = 190, GAP = 44, PAD = 8, LINE = 16, MAIN = "main";
  const name = uid("map");
  const letters = new Map(content.cards.map((card, n) => [card.id, letter(n)]));
  const bare = (text) => text.replaceAll("*", "");
  const short = (text) => (bare(text).length > 70 ? `${bare(text).slice(0, 68)} …` : bare(text));

  const rows = content.cards.map((card, n) => {
    const id = `${name}-${n}`;
    const touched = () => { unmark(); how.disabled = where.value === "" || where.value === MAIN; redraw(); changed(); };
    const where = make("select", { id: `${id}-where`, "aria-labelledby": `${id}-l1 ${id}`, onchange: touched },
      make("option", { value: "" }, say("map_choose")), make("option", { value: MAIN }, say("map_main")),
      content.cards.filter((other) => other.id !== card.id).map((other) => make("option", { value: other.id }, `${letters.get(other.id)} – ${short(other.text)}`)));
    const how = make("select", { id: `${id}-how`, disabled: true, "aria-labelledby": `${id}-l2 ${id}`, onchange: touched },
      make("option", { value: "" }, say("map_choose")), content.relations.map((relation) => make("option", { value: relation }, say(`relation_${relation}`))));
    const mark = make("span", { class: "opedlab-verdict" });
    return { card, where, how, mark, line: make("li", {},
      make("div", { id }, make("span", { class: "opedlab-letter" }, letters.get(card.id)), " ", inline(card.text)),
      make("div", { class: "opedlab-place" },
        make("span", { class: "opedlab-pair" }, make("label", { for: where.id, id: `${id}-l1` }, say("map_where")), where),
        make("span", { class: "opedlab-pair" }, make("label", { for: how.id, id: `${id}-l2` }, say("map_how")), how)), mark) };
  });
  const unmark = () => { for (const { mark, line } of rows) { mark.textContent = ""; line.removeAttribute("data-outcome"); } };
  const done = ({ where, how }) => where.value === MAIN || (where.value !== "" && how.value !== "");
  const under = (parent) => rows.filter((row) => row.where.value === parent && done(row));
  // The cards that hang on a main claim, however far below; the others are not placed yet or go round in a circle.
  const hanging = () => {
    const found = [];
    const walk = (parent) => { for (const row of under(parent)) { found.push(row); walk(row.card.id); } };
    walk(MAIN);
    return new Set(found);
  };

  const outline = make("div", { class: "opedlab-outline" });
  const frame = make("div", { class: "opedlab-picture", tabindex: 0, role: "group", "aria-label": say("picture") });
  el.append(make("ol", { class: "opedlab-cards" }, rows.map(({ line }) => line)),
    make("p", {}, make("strong", {}, say("map_so_far"))), outline, frame);

  function nested(parent) {
    const list = under(parent);
    return list.length ? make("ul", {}, list.map(({ card, how }) => make("li", {},
      make("strong", {}, letters.get(card.id)), parent === MAIN ? ": " : ` (${say(`relation_${how.value}`)}): `, inline(card.text), nested(card.id)))) : null;
  }

  function wrapped(text) {
    const lines = [""];
    for (const word of bare(text).split(/\s+/)) {
      if (lines.at(-1) && lines.at(-1).length + word.length > 23) lines.push(word);
      else lines[lines.length - 1] += (lines.at(-1) ? " " : "") + word;
    }
    return lines;
  }

  // A tree from left to right: each card beside the middle of its children. Colours come from the page unless exported.
  function drawing() {
    const cards = [];
    const links = [];
    let bottom = 2;
    const place = (row, depth) => {
      const lines = wrapped(row.card.text);
      const height = 2 * PAD + LINE * (lines.length + (depth ? 2 : 1));
      const first = bottom;
      const below = under(row.card.id).map((child) => place(child, depth + 1));
      const middle = below.length ? Math.max(first + height / 2, (below[0].middle + below.at(-1).middle) / 2) : first + height / 2;
      const made = { row, x: 2 + depth * (WIDTH + GAP), y: middle - height / 2, height, middle, lines };
      bottom = Math.max(bottom, made.y + height + 12);
      const joint = { x: made.x + WIDTH + 20, y: middle };
      if (below.some((child) => child.row.how.value === "linked")) links.push({ d: `M${joint.x} ${joint.y}L${made.x + WIDTH} ${middle}`, tip: `M${made.x + WIDTH} ${middle}l8 -4v8z`, dot: joint });
      for (const child of below) {
        const how = child.row.how.value;
        const against = how === "attacks" || how === "undercuts";
        const end = how === "linked" ? joint : { x: made.x + WIDTH, y: against ? made.y + height - 10 : middle };
        links.push({ d: `M${child.x} ${child.middle}C${child.x - 18} ${child.middle} ${end.x + 18} ${end.y} ${end.x} ${end.y}`, against,
          tip: how === "linked" ? null : against ? `M${end.x + 5} ${end.y - 7}v14` : `M${end.x} ${end.y}l8 -4v8z` });
      }
      cards.push({ ...made, depth });
      return made;
    };
    under(MAIN).forEach((row) => place(row, 0));
    const width = Math.max(0, ...cards.map(({ x }) => x + WIDTH)) + 2;
    return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: bottom, viewBox: `0 0 ${width} ${bottom}`, role: "img", "aria-label": say("picture_label") },
      ...links.flatMap(({ d, tip, against, dot }) => [
        svg("path", { d, class: against ? "attack broken" : "support", fill: "none", stroke: "#555", ...(against ? { "stroke-dasharray": "5 4" } : {}) }),
        ...(tip ? [svg("path", { d: tip, class: against ? "attack tip" : "conclusion tip", fill: against ? "none" : "#555", stroke: "#555" })] : []),
        ...(dot ? [svg("circle", { cx: dot.x, cy: dot.y, r: 3.5 })] : [])]),
      ...cards.map(({ row, x, y, height, lines, depth }) => svg("g", {},
        svg("rect", { x, y, width: WIDTH, height, rx: 5, fill: "#fff", stroke: "#1a1a1a" }),
        ...[letters.get(row.card.id), ...(depth ? [say(`relation_short_${row.how.value}`)] : []), ...lines].map((line, n) =>
          svg("text", { x: x + PAD, y: y + PAD + 12 + n * LINE, "font-family": "DejaVu Sans, sans-serif", "font-size": 12.5, ...(n === 0 ? { "font-weight": 700, class: "head" } : {}) }, line)))));
  }

  function redraw() {
    const hung = hanging();
    const loose = rows.filter((row) => !hung.has(row));
    outline.replaceChildren(...[nested(MAIN), loose.length ? make("p", { class: "opedlab-aside" }, say("map_loose", { cards: loose.map(({ card }) => letters.get(card.id)).join(", ") })) : null].filter(Boolean));
    frame.hidden = !hung.size;
    frame.replaceChildren(...(hung.size ? [drawing()] : []));
  }

  function save(ending, type, text) {
    handOver(`${content.id}-map.${ending}`, type, [text]);
  }

  let wrong = []; // the cards that the last marking counted as not quite
  redraw();
  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => { const row = rows.find((one) => !done(one)) ?? rows[0]; return row.where.value === "" || row.how.disabled ? row.where : row.how; },
    read() {
      if (!rows.every(done)) return { missing: "map_first" };
      const main = under(MAIN);
      if (main.length !== 1) return { missing: "map_one_main", at: (main[1] ?? rows[0]).where };
      const hung = hanging();
      const lost = rows.find((row) => !hung.has(row));
      if (lost) return { missing: "map_circle", at: lost.where };
      const place = ({ where, how }) => ({ parent: where.value, relation: where.value === MAIN ? null : how.value });
      return { response: { places: Object.fromEntries(rows.map((row) => [row.card.id, place(row)])) }, confidence: null };
    },
    restore(answer) {
      const given = answer ? answer.response.places ?? {} : {};
      for (const { card, where, how } of rows) {
        where.value = given[card.id]?.parent ?? "";
        how.value = given[card.id]?.relation ?? "";
        how.disabled = where.value === "" || where.value === MAIN;
      }
      redraw();
    },
    // Trying again keeps the cards that stood; only the others are taken off the map.
    clear() {
      for (const { where, how } of wrong) { where.value = how.value = ""; how.disabled = true; }
      redraw();
    },
    extra(marking) {
      unmark();
      wrong = [];
      for (const row of rows) {
        const outcome = marking.details.cards[row.card.id];
        if (outcome === "not quite") wrong.push(row);
        row.mark.textContent = `${SIGNS[outcome]} ${say("outcome_" + outcome.replace(" ", "_"))}`;
        row.line.setAttribute("data-outcome", outcome);
      }
      const button = (label, act) => make("button", { type: "button", onclick: act }, say(label));
      return make("div", { class: "opedlab-buttons", role: "group", "aria-label": say("map_save") },
        button("map_save_svg", () => save("svg", "image/svg+xml", new XMLSerializer().serializeToString(drawing()))),
        button("map_save_argdown", () => save("argdown", "text/plain", marking.details.argdown)),
        button("map_save_aif", () => save("json", "application/json", marking.details.aif)));
    },
  };
};
