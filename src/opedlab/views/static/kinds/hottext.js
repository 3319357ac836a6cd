// hottext: running text whose candidate passages are toggle buttons.

KINDS["hottext"] = ({ content, say, changed, el }) => {
  const verdicts = { found: ["✓", "mark_found"], wrong: ["○", "mark_wrong"], either: ["–", "mark_either"] };
  const passages = [];
  const count = make("span", {});
  const marked = () => passages.filter(({ button }) => button.getAttribute("aria-pressed") === "true");
  const press = (one, on) => {
    one.button.setAttribute("aria-pressed", String(on));
    one.box.textContent = on ? "☑" : "☐";
    count.textContent = say("hottext_count", { n: marked().length });
  };
  const unjudged = () => {
    for (const { button, verdict } of passages) { verdict.textContent = ""; button.removeAttribute("data-verdict"); }
  };
  const passage = (id, text) => {
    const one = { id, box: make("span", { class: "opedlab-box", "aria-hidden": "true" }), verdict: make("span", { class: "opedlab-sign" }) };
    one.button = make("button", { type: "button", class: "opedlab-passage", onclick: () => {
      press(one, one.button.getAttribute("aria-pressed") !== "true");
      unjudged();
      changed();
    } }, one.box, make("span", {}, inline(text)), one.verdict);
    passages.push(one);
    press(one, false);
    return one.button;
  };
  const text = content.paragraphs.map((paragraph) => make("p", {}, paragraph.map((stretch) => (stretch.passage ? passage(stretch.passage, stretch.text) : inline(stretch.text))).flat()));
  el.append(make("p", { class: "opedlab-aside" }, say("hottext_how")), make("div", { class: "opedlab-text" }, text), make("p", { class: "opedlab-aside" }, count));

  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => passages[0].button,
    read() {
      const chosen = marked();
      return chosen.length ? { response: { marked: chosen.map(({ id }) => id) }, confidence: null } : { missing: "hottext_first" };
    },
    restore(answer) {
      const chosen = new Set(answer ? answer.response.marked : []);
      for (const one of passages) press(one, chosen.has(one.id));
    },
    // A second try starts from the marks that stand: they are there to be reconsidered one by one.
    clear: unjudged,
    extra(marking) {
      unjudged();
      for (const { id, button, verdict } of passages) {
        const told = verdicts[marking.details.verdicts[id]];
        if (!told) continue;
        verdict.textContent = ` ${told[0]} ${say(told[1])}`;
        button.setAttribute("data-verdict", marking.details.verdicts[id]);
      }
      return null;
    },
  };
};
