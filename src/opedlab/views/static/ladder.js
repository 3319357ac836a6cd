// The certainty ladder: a range for each place of one claim, drawn on a line from 0 to 100, beside what yardsticks call such a range.

const KEEP_AFTER = 1500; // milliseconds of rest before ranges are sent to be kept

function line(range) {
  const parts = [svg("line", { x1: 4, x2: 204, y1: 9, y2: 9, class: "track" }), ...[0, 50, 100].map((n) => svg("line", { x1: 4 + 2 * n, x2: 4 + 2 * n, y1: 4, y2: 14, class: "track" }))];
  if (range) parts.push(svg("rect", { x: 4 + 2 * range[0], width: Math.max(3, 2 * (range[1] - range[0])), y: 4, height: 10, class: "own" }));
  return svg("svg", { viewBox: "0 0 208 18", "aria-hidden": "true", class: "opedlab-reach" }, ...parts);
}

// The words of a yardstick whose range overlaps one's own; ranges that only touch at an end do not count, single points do.
function wordsAt(bands, [low, high]) {
  return bands.filter((band) => Math.min(high, band.high) > Math.max(low, band.low) || ((low === high || band.low === band.high) && low <= band.high && band.low <= high));
}

const middle = ([low, high]) => (low + high) / 2;
const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const ranges = { ...model.get("state").ranges };
  let waiting = null;
  const id = uid("ladder");
  const choice = make("select", { id }, content.ladders.map((ladder) => make("option", { value: ladder.id }, ladder.claim)));
  const steps = make("div", {});
  const status = make("div", { role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const current = () => content.ladders.find((ladder) => ladder.id === choice.value);

  const send = () => { clearTimeout(waiting); waiting = null; model.send({ type: "ranges", ranges }); };
  const keepSoon = () => { clearTimeout(waiting); waiting = setTimeout(send, KEEP_AFTER); };

  function compare() {
    const ladder = current();
    const given = ladder.steps.filter((step) => ranges[step.id]);
    const finding = model.get("state").findings[ladder.id];
    const told = [];
    const [around, body] = [false, true].map((wanted) => given.filter((step) => step.body === wanted).map((step) => middle(ranges[step.id])));
    if (around.length && body.length) {
      const shift = Math.round(mean(around) - mean(body));
      told.push(make("p", {}, make("strong", {}, say(shift > 0 ? "ladder_surer" : shift < 0 ? "ladder_less" : "ladder_same", { points: Math.abs(shift), around: Math.round(mean(around)), body: Math.round(mean(body)) }))));
    }
    if (finding && given.length === ladder.steps.length) told.push(make("p", {}, make("strong", {}, say("ladder_finding"), ": "), finding));
    if (given.length < ladder.steps.length) told.push(make("p", {}, say("ladder_missing", { n: ladder.steps.length - given.length })));
    const text = told.map((part) => part.textContent).join("\n");
    if (text !== [...status.children].map((part) => part.textContent).join("\n")) status.replaceChildren(...told);
  }

  function row(step) {
    const name = `${id}-${step.id}`;
    const picture = make("div", {});
    const words = make("ul", { id: `${name}-words` });
    const trouble = make("p", { id: `${name}-trouble`, class: "opedlab-trouble" });
    const [low, high] = ["ladder_from", "ladder_to"].map((label, n) => make("input", {
      type: "number", id: `${name}-${n}`, min: 0, max: 100, step: 1, inputmode: "numeric", "aria-describedby": `${name}-place ${name}-trouble`, value: ranges[step.id]?.[n],
    }));
    const draw = () => {
      const own = ranges[step.id];
      picture.replaceChildren(line(own));
      words.replaceChildren(...(own ? content.yardsticks.map((one) => make("li", {}, make("strong", {}, one.name), ": ", wordsAt(one.bands, own).map((band) => `${band.words} (${band.shown})`).join("; ") || say("ladder_gap"))) : []));
    };
    const read = () => {
      const empty = low.value === "" || high.value === "";
      const bad = !empty && (!low.checkValidity() || !high.checkValidity() || Number(low.value) > Number(high.value));
      trouble.textContent = bad ? say("ladder_wrong") : "";
      for (const field of [low, high]) field.setAttribute("aria-invalid", String(bad));
      if (empty || bad) delete ranges[step.id];
      else ranges[step.id] = [Number(low.value), Number(high.value)];
      draw();
      compare();
      keepSoon();
    };
    for (const field of [low, high]) field.addEventListener("input", read);
    draw();
    return make("fieldset", { class: "opedlab-step" },
      make("legend", { id: `${name}-place` }, say(step.body ? "ladder_body" : "ladder_around", { block: step.block }), ": ", make("em", { lang: "de" }, step.word), ` (${step.gloss}) – ${step.claim}`),
      make("div", { class: "opedlab-controls" }, make("label", { for: low.id }, say("ladder_from")), low, make("label", { for: high.id }, say("ladder_to")), high, "%", picture), trouble, words);
  }

  const pick = () => { steps.replaceChildren(...current().steps.map(row)); compare(); };
  choice.addEventListener("change", pick);
  const update = () => {
    const state = model.get("state");
    foot.textContent = state.problem || (state.not_kept ? say("not_kept", { why: state.not_kept }) : "");
    compare();
  };

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data", "aria-label": say("ladder_title") },
    make("p", {}, make("strong", {}, say("ladder_title"))), make("p", {}, say("ladder_ask")),
    make("div", { class: "opedlab-controls" }, make("label", { for: id }, say("ladder_claim")), choice),
    steps, status,
    make("details", {}, make("summary", {}, say("ladder_yardsticks")), make("p", {}, content.about),
      content.yardsticks.map((one) => [make("p", {}, make("strong", {}, one.name)), make("ul", {}, one.bands.map((band) => make("li", {}, `${band.words}: ${band.shown}`)))])),
    foot));
  pick();
  update();
  model.on("change:state", update);
  return () => { model.off("change:state", update); if (waiting) send(); };
}

export default { render };
