// The post-editing bench: a version is written or taken, and scored in the kernel. Nothing here is marked.

const DOES_NAMES = { keeps: ["✓", "bench_keeps"], shifts: ["–", "bench_shifts"], reverses: ["○", "bench_reverses"] };

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const id = uid("bench");
  const german = (text) => make("span", { lang: "de" }, text);
  const does = (name) => (name ? DOES_NAMES[name].map((part, n) => (n ? say(part) : part)).join(" ") : say("bench_mine"));

  const choose = make("select", { id: `${id}-sentence` }, content.sentences.map((one) => make("option", { value: one.id }, one.title)));
  const source = make("p", {});
  const reference = make("p", {});
  const versions = make("ul", { class: "opedlab-events" });
  const field = make("textarea", { id: `${id}-text`, rows: 3, lang: "de", maxlength: content.longest, "aria-describedby": `${id}-status` });
  const status = make("p", { id: `${id}-status`, role: "status", class: "opedlab-count" });
  const button = make("button", { type: "button", class: "opedlab-main" }, say("bench_score"));
  const rows = make("tbody", {});
  const table = make("div", { class: "opedlab-scroll", role: "region", tabindex: 0, "aria-label": say("bench_table"), hidden: true },
    make("table", {}, make("thead", {}, make("tr", {}, ["bench_version", "bench_does", "bench_chrf", "bench_ter"].map((name) => make("th", { scope: "col" }, say(name))))), rows));
  const signature = make("p", { class: "opedlab-aside" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });

  const sentence = () => content.sentences.find((one) => one.id === choose.value);
  const written = {}; // what stands in the field, by sentence, so that switching loses nothing
  const scoresOf = (state) => state.rows[choose.value] || [];

  function show() {
    const one = sentence();
    source.replaceChildren(make("strong", {}, say("bench_source")), `: ${one.en}`);
    reference.replaceChildren(make("strong", {}, say("bench_reference")), ": ", german(one.de));
    versions.replaceChildren(...one.versions.map((version) => make("li", {}, german(version.de), ` (${version.gloss}) `,
      make("button", { type: "button", "aria-label": `${say("bench_take")}: ${version.de}`, onclick: () => { field.value = version.de; written[one.id] = version.de; field.focus(); } }, say("bench_take")))));
    field.value = written[one.id] || "";
    status.textContent = "";
    table_();
  }
  function table_() {
    const state = model.get("state");
    const one = sentence();
    const found = scoresOf(state);
    table.hidden = !found.length;
    rows.replaceChildren(...[{ text: one.de, reference: true, chrf: 100, ter: 0 }, ...found].map((row) => make("tr", {}, make("th", { scope: "row" }, german(row.text)),
      make("td", {}, row.reference ? say("bench_reference") : does(row.does)), make("td", {}, row.chrf.toFixed(1)), make("td", {}, row.ter.toFixed(1)))));
    signature.textContent = found.length ? say("bench_signature", { chrf: state.signatures[0], ter: state.signatures[1] }) : "";
  }
  choose.addEventListener("change", show);
  field.addEventListener("input", () => { written[choose.value] = field.value; });
  button.addEventListener("click", () => {
    if (!field.value.trim()) { status.textContent = say("bench_empty"); field.focus(); return; }
    status.textContent = say("bench_working");
    model.send({ type: "score", sentence: choose.value, text: field.value });
  });

  const update = () => {
    const state = model.get("state");
    table_();
    const typed = field.value.split(/\s+/).filter(Boolean).join(" ");
    const mine = scoresOf(state).find((row) => row.text === typed);
    if (state.messages) status.textContent = state.problem || (mine ? say("bench_scored", { chrf: mine.chrf.toFixed(1), ter: mine.ter.toFixed(1), does: does(mine.does) }) : "");
    foot.textContent = state.not_kept ? say("not_kept", { why: state.not_kept }) : "";
  };

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data", "aria-label": say("bench_title") },
    make("p", {}, make("strong", {}, say("bench_title"))), make("p", {}, say("bench_ask")), make("p", { class: "opedlab-aside" }, content.about),
    make("div", { class: "opedlab-controls" }, make("label", { for: choose.id }, say("bench_sentence")), choose),
    source, reference, make("p", {}, say("bench_versions")), versions,
    make("label", { for: field.id }, say("bench_yours")), field, make("div", { class: "opedlab-buttons" }, button), status, table, signature, foot));
  show();
  update();
  model.on("change:state", update);
  return () => model.off("change:state", update);
}

export default { render };
