// The certainty ladder: a range for each word or place, drawn on a line from 0 to 100, beside what yardsticks and the class call such a range.

const KEEP_AFTER = 1500; // milliseconds of rest before ranges are sent to be kept
const FEW = 2; // so many expressions of a yardstick are named one by one; more are named by their ends

function line(range, others = []) {
  const bar = (ends, attributes) => svg("rect", { x: 4 + 2 * ends[0], width: Math.max(2, 2 * (ends[1] - ends[0])), ...attributes });
  const step = others.length ? Math.min(4, 16 / others.length) : 0;
  const tall = 18 + Math.ceil(step * others.length);
  const parts = [svg("line", { x1: 4, x2: 204, y1: 9, y2: 9, class: "track" }), ...[0, 25, 50, 75, 100].map((n) => svg("line", { x1: 4 + 2 * n, x2: 4 + 2 * n, y1: 2, y2: 16, class: "track" }))];
  if (range) parts.push(bar(range, { y: 4, height: 10, class: "own" }));
  others.forEach((ends, n) => parts.push(bar(ends, { y: 18 + n * step, height: Math.max(0.7, step - 1), class: "other" })));
  return svg("svg", { viewBox: `0 0 208 ${tall}`, "aria-hidden": "true", class: "opedlab-reach" }, ...parts);
}

// The words of a yardstick whose range overlaps one's own; ranges that only touch at an end do not count, single points do.
function bandsAt(bands, [low, high]) {
  return bands.filter((band) => Math.min(high, band.high) > Math.max(low, band.low) || ((low === high || band.low === band.high) && low <= band.high && band.low <= high));
}

const middle = ([low, high]) => (low + high) / 2;
const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const median = (numbers) => { const sorted = [...numbers].sort((a, b) => a - b); return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2; };
const span = (low, high) => (low === high ? `${low} %` : `${low}–${high} %`);

// Two ranges share a rung where more than half of each lies in the other.
function oneRung(a, b) {
  const shared = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
  return shared > 0 && 2 * shared > a[1] - a[0] && 2 * shared > b[1] - b[0];
}

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const ranges = { ...model.get("state").ranges };
  let waiting = null;
  let shown = content.start;
  const id = uid("ladder");
  const choice = make("select", { id }, content.ladders.map((ladder) => make("option", { value: ladder.id, selected: ladder.id === content.start }, ladder.claim || say("ladder_words"))));
  const ask = make("p", {});
  const steps = make("div", {});
  const status = make("div", { role: "status" });
  const own = make("div", {});
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const current = () => content.ladders.find((ladder) => ladder.id === shown);
  const others = (step) => model.get("state").class[step.id] || [];
  const word = (step) => make("em", { lang: "de" }, step.word);

  const send = () => {
    clearTimeout(waiting);
    waiting = null;
    model.send({ type: "ranges", group: shown, ranges: Object.fromEntries(current().steps.filter((step) => ranges[step.id]).map((step) => [step.id, ranges[step.id]])) });
  };
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
    own.replaceChildren(...ladderOf(given));
  }

  // One's own ladder, the surest on top, with the rungs that two words share and what the class made of each.
  function ladderOf(given) {
    if (given.length < 2) return [];
    const sorted = [...given].sort((a, b) => middle(ranges[b.id]) - middle(ranges[a.id]));
    const rows = sorted.map((step, n) => {
      const mates = sorted.slice(n + 1).filter((other) => oneRung(ranges[step.id], ranges[other.id]));
      const all = others(step);
      return make("li", {}, word(step), ` (${step.gloss}${step.block === null ? "" : `, ${say("card_block", { blocks: step.block })}`}): ${span(...ranges[step.id])}. `,
        mates.length ? [say("ladder_shares"), " ", ...mates.flatMap((mate, k) => [k ? ", " : "", word(mate)]), ". "] : null, all.length ? classOf(all) : null, line(ranges[step.id], all));
    });
    return [make("p", {}, make("strong", {}, say("ladder_yours"))), make("ol", { class: "opedlab-own-ladder" }, rows)];
  }

  const classOf = (all) => say("ladder_class", {
    n: all.length, lows: span(Math.min(...all.map((r) => r[0])), Math.max(...all.map((r) => r[0]))), highs: span(Math.min(...all.map((r) => r[1])), Math.max(...all.map((r) => r[1]))),
    middle: Math.round(median(all.map(middle))),
  });

  function named(one, range) {
    const bands = bandsAt(one.bands, range);
    const shown = (band) => `${band.words} (${band.shown})`;
    if (bands.length <= FEW) return bands.map(shown).join("; ") || say("ladder_gap");
    return say("ladder_swallows", { n: bands.length, first: shown(bands[0]), last: shown(bands[bands.length - 1]) });
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
      const mine = ranges[step.id];
      picture.replaceChildren(line(mine));
      words.replaceChildren(...(mine ? content.yardsticks.map((one) => make("li", {}, make("strong", {}, one.name), ": ", named(one, mine))) : []));
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
      make("legend", { id: `${name}-place` }, step.block === null ? null : `${say(step.body ? "ladder_body" : "ladder_around", { block: step.block })}: `, word(step), ` (${step.gloss})`, step.claim ? ` – ${step.claim}` : null),
      make("div", { class: "opedlab-controls" }, make("label", { for: low.id }, say("ladder_from")), low, make("label", { for: high.id }, say("ladder_to")), high, "%", picture), trouble, words);
  }

  const pick = () => {
    // Two ladders on one page are two landmarks, so each is named after what it rates.
    el.firstElementChild.setAttribute("aria-label", `${say("ladder_title")} ${current().claim || say("ladder_words")}`);
    ask.textContent = say(current().claim ? "ladder_ask" : "ladder_ask_words");
    steps.replaceChildren(...current().steps.map(row));
    compare();
  };
  choice.addEventListener("change", () => { if (waiting) send(); shown = choice.value; pick(); });
  const update = () => {
    const state = model.get("state");
    foot.textContent = state.problem || (state.not_kept ? say("not_kept", { why: state.not_kept }) : "");
    compare();
  };

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data" },
    make("p", {}, make("strong", {}, say("ladder_title"))),
    make("div", { class: "opedlab-controls" }, make("label", { for: id }, say("ladder_claim")), choice),
    ask, steps, status, own,
    make("details", {}, make("summary", {}, say("ladder_yardsticks")), make("p", {}, content.about),
      content.yardsticks.map((one) => [make("p", {}, make("strong", {}, one.name)), make("ul", {}, one.bands.map((band) => make("li", {}, `${band.words}: ${band.shown}`)))])),
    foot));
  pick();
  update();
  model.on("change:state", update);
  return () => { model.off("change:state", update); if (waiting) send(); };
}

export default { render };
