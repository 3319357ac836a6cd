// The opened ledger: outcomes beside one's own forecasts, the scores, what the score is made of, and the class. Every picture is said in words above it.

const two = (n) => n.toFixed(2);
const three = (n) => n.toFixed(3);
const signed = (n) => `${n < 0 ? "−" : "+"} ${three(Math.abs(n))}`;
const percent = (share) => Math.round(100 * share);

// Scores on one line from 0 (left, best) to the worst one drawn; at least to 0.5.
function strip(always, mine, pool) {
  const all = [always, mine, pool?.of_mean, ...(pool?.members ?? [])].filter((n) => n !== undefined && n !== null);
  const end = Math.max(0.5, ...all);
  const x = (score) => 8 + (score / end) * 344;
  const parts = [svg("line", { x1: 8, x2: 352, y1: 16, y2: 16, class: "track" }), svg("line", { x1: x(always), x2: x(always), y1: 4, y2: 28, class: "open" })];
  for (const score of pool?.members ?? []) parts.push(svg("circle", { cx: x(score), cy: 16, r: 5, class: "later" }));
  if (pool) parts.push(svg("path", { d: `M ${x(pool.of_mean)} 7 l 7 9 l -7 9 l -7 -9 Z`, class: "later" }));
  if (mine !== null) parts.push(svg("circle", { cx: x(mine), cy: 16, r: 6, class: "then" }));
  return svg("svg", { viewBox: "0 0 360 32", "aria-hidden": "true", class: "opedlab-reach opedlab-strip" }, ...parts);
}

function plot(bins) {
  const at = (share) => 10 + 180 * share;
  const parts = [svg("rect", { x: 10, y: 10, width: 180, height: 180, class: "frame" }), svg("line", { x1: 10, y1: 190, x2: 190, y2: 10, class: "track" })];
  for (const bin of bins) {
    parts.push(svg("line", { x1: at(bin.mean), x2: at(bin.mean), y1: 200 - at(bin.interval[0]), y2: 200 - at(bin.interval[1]), class: "open" }),
      svg("circle", { cx: at(bin.mean), cy: 200 - at(bin.share), r: 4 + Math.sqrt(bin.count), class: "then" }));
  }
  return svg("svg", { viewBox: "0 0 200 200", "aria-hidden": "true", class: "opedlab-reach opedlab-square" }, ...parts);
}

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const body = make("div", {});
  const status = make("div", { class: "opedlab-feedback", role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const alone = make("button", { type: "button", onclick: () => model.send({ type: "alone" }) }, say("ledger_alone"));
  const outcome = (row) => (row.happened === true ? `✓ ${say("ledger_yes")}` : row.happened === false ? `○ ${say("ledger_no")}` : say("ledger_not_scored"));
  const reach = (partial) => (partial.length === 10 ? date(partial, say) : partial);

  function table(state) {
    const scores = { ...state.fresh?.scores, ...state.known?.scores };
    const head = ["ledger_question", "ledger_yours", "ledger_outcome", "ledger_score", "ledger_settled", "ledger_reach"].map((name) => make("th", { scope: "col" }, say(name)));
    const rows = content.rows.map((row) => {
      const mine = state.mine[row.id];
      return make("tr", {}, make("th", { scope: "row" }, inline(row.title)),
        make("td", { "data-label": say("ledger_yours") }, mine ? `${mine.percent} %` : "–", mine?.knew ? ` (${say("seal_knew")})` : null),
        make("td", { "data-label": say("ledger_outcome") }, outcome(row)),
        make("td", { "data-label": say("ledger_score") }, row.id in scores ? two(scores[row.id]) : "–"),
        make("td", { "data-label": say("ledger_settled") }, `${row.what} (`, sourceList(row.sources), ")"),
        make("td", { "data-label": say("ledger_reach") }, reach(row.reach)));
    });
    return make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, rows));
  }

  function sums(state) {
    const lines = [];
    if (state.seal === "changed" || state.seal === "damaged") lines.push(say("ledger_not_intact"));
    lines.push(state.fresh ? say("ledger_mine", { n: state.fresh.n, score: three(state.fresh.brier) }) : say("ledger_mine_none"));
    lines.push(say("ledger_always", { score: two(content.always) }));
    if (state.known) lines.push(say("ledger_knew", { n: state.known.n, score: three(state.known.brier) }));
    const pool = state.class;
    if (pool) {
      lines.push(say("ledger_class", { n: pool.members.length, of_mean: three(pool.of_mean), best: three(pool.members[0]), worst: three(pool.members.at(-1)), average: three(pool.average), better: pool.better }));
    } else lines.push(say("ledger_class_few", { n: state.classmates, fewest: content.fewest }));
    return lines;
  }

  function parts(fresh) {
    const rows = [["reliability", 1, "ledger_reliability"], ["resolution", -1, "ledger_resolution"], ["uncertainty", 1, "ledger_uncertainty"], ["remainder", 1, "ledger_remainder"]].map(([name, sign, said]) => make("li", {}, make("strong", {}, signed(sign * fresh[name] || 0)), ` ${say(said)}`));
    const bins = fresh.bins.map((bin) => make("li", {}, say("ledger_bin", { low: bin.low, high: bin.high, count: bin.count, happened: bin.happened, from: percent(bin.interval[0]), to: percent(bin.interval[1]) })));
    return [make("p", {}, make("strong", {}, say("ledger_parts"))), make("ul", { class: "opedlab-shift" }, rows, make("li", {}, make("strong", {}, `= ${three(fresh.brier)}`))),
      make("p", {}, make("strong", {}, say("ledger_bins"))), make("ul", { class: "opedlab-shift" }, bins), plot(fresh.bins), make("p", { class: "opedlab-aside" }, say("ledger_plot"))];
  }

  const update = () => {
    const state = model.get("state");
    const lines = state.shown ? sums(state) : [say(state.seal === "open" ? "ledger_none" : "ledger_wait")];
    if (lines.join("\n") !== [...status.children].map((line) => line.textContent).join("\n")) status.replaceChildren(...lines.map((line) => make("p", {}, line)));
    alone.parentElement.hidden = state.shown || state.seal !== "open";
    body.replaceChildren(...(state.shown ? [strip(content.always, state.fresh ? state.fresh.brier : null, state.class),
      make("p", { class: "opedlab-aside" }, say("ledger_strip")), table(state), ...(state.fresh ? parts(state.fresh) : [])] : []));
    foot.textContent = state.not_kept ? say("not_kept", { why: state.not_kept }) : "";
  };

  const buttons = make("div", { class: "opedlab-buttons" }, alone);
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-seal opedlab-data opedlab-scored", "aria-label": say("ledger_title") },
    make("p", {}, make("strong", {}, say("ledger_title"))), make("p", {}, say("ledger_about")), status, buttons, body, foot));
  update();
  model.on("change:state", update);
  return () => model.off("change:state", update);
}

export default { render };
