// The seal over a lesson's forecasts: what is still missing, one button, the hash to copy; later: is it still the same?

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const titles = new Map(content.rows.map((row) => [row.id, row.title]));
  const named = (ids) => ids.map((id) => titles.get(id) ?? id).join("; ");
  const title = say(content.opens ? "seal_title_open" : "seal_title");
  let asking = false;

  const { send, heard } = wire(model, () => { foot.textContent = say("kernel_silent"); });
  const table = make("div", {});
  const status = make("div", { class: "opedlab-feedback", role: "status", tabindex: -1 });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const main = make("button", { type: "button", class: "opedlab-main", onclick: () => {
    if (content.opens) { send({ type: "open" }); return; }
    const { rows } = model.get("state");
    if (!rows.some((row) => row.kept)) { foot.textContent = say("seal_nothing"); return; }
    asking = true;
    update();
    yes.focus();
  } }, say(content.opens ? "seal_open" : "seal_main"));
  const yes = make("button", { type: "button", class: "opedlab-main", onclick: () => { asking = false; send({ type: "seal" }); status.focus(); } }, say("seal_yes"));
  const no = make("button", { type: "button", onclick: () => { asking = false; update(); main.focus(); } }, say("seal_no"));
  const warning = make("p", {});
  const sure = make("div", { class: "opedlab-second", role: "group", "aria-label": say("seal_main") }, warning, make("div", { class: "opedlab-buttons" }, yes, no));

  const hashId = uid("hash");
  const hash = make("input", { type: "text", id: hashId, readonly: true, class: "opedlab-hash" });
  const copy = make("button", { type: "button", onclick: async () => {
    hash.select(); // for those who have to copy it by hand
    copySaid.textContent = (await toClipboard(hash.value)) ? say("seal_copied") : say("seal_copy_by_hand");
  } }, say("seal_copy"));
  const copySaid = make("span", { class: "opedlab-aside", role: "status" });
  const shown = make("div", { class: "opedlab-scale" }, make("label", { for: hashId }, say("seal_hash")), make("span", { class: "opedlab-measure" }, hash, copy), copySaid);

  const notedId = uid("noted");
  const noted = make("input", { type: "text", id: notedId, class: "opedlab-hash", maxlength: 80, autocomplete: "off", spellcheck: "false" });
  const notedSaid = make("p", { role: "status" });
  const check = make("div", { class: "opedlab-scale" }, make("label", { for: notedId }, say("seal_noted")), make("span", { class: "opedlab-measure" }, noted,
    make("button", { type: "button", onclick: () => send({ type: "compare", hash: noted.value }) }, say("seal_compare"))), notedSaid);

  const verdict = (row, state) => {
    if (!state.seal) return row.kept ? `✎ ${say("seal_row_kept")}` : `… ${say("seal_row_missing")}`;
    if (state.changed.includes(row.id)) return `○ ${say("seal_row_changed")}`;
    if (state.gone.includes(row.id)) return `○ ${say("seal_row_gone")}`;
    if (state.added.includes(row.id)) return `○ ${say("seal_row_added")}`;
    return row.kept ? `✓ ${say("seal_row_same")}` : `… ${say("seal_row_without")}`;
  };
  const forecast = (row) => (row.kept ? [make("strong", {}, row.percent === null ? "?" : `${row.percent} %`), row.knew ? ` (${say("seal_knew")})` : null,
    row.reason ? make("span", { class: "opedlab-aside opedlab-said" }, row.reason) : null] : "–");

  const drawTable = (state) => {
    const head = ["seal_column_forecast", "seal_column_horizon", "seal_column_yours", "seal_column_state"].map((name) => make("th", { scope: "col" }, say(name)));
    const horizon = new Map(content.rows.map((row) => [row.id, row.horizon]));
    const body = state.rows.map((row) => make("tr", {}, make("th", { scope: "row" }, inline(titles.get(row.id) ?? row.id)),
      make("td", { "data-label": say("seal_column_horizon") }, horizon.has(row.id) ? date(horizon.get(row.id), say) : "–"),
      make("td", { "data-label": say("seal_column_yours") }, forecast(row)), make("td", { "data-label": say("seal_column_state") }, verdict(row, state))));
    table.replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, body)));
  };

  const said = (state) => {
    const lines = state.broken.map((one) => say("seal_broken", { when: moment(one.at, say), hash: one.hash || "?" }));
    const missing = state.rows.filter((row) => !row.kept).map((row) => row.id);
    if (state.state === "open") {
      if (content.opens) lines.push(say("seal_none"));
      else lines.push(missing.length ? say("seal_missing", { n: state.rows.length - missing.length, all: state.rows.length, missing: named(missing) }) : say("seal_complete", { all: state.rows.length }));
    } else if (state.state === "damaged") lines.push(say("seal_damaged", { when: moment(state.seal.at, say) }));
    else if (state.state === "intact") lines.push(say("seal_intact", { when: moment(state.seal.at, say), n: state.rows.filter((row) => row.kept).length }));
    else {
      lines.push(say("seal_changed", { when: moment(state.seal.at, say), sealed: state.seal.hash, now: state.hash }));
      for (const [name, ids] of [["seal_list_changed", state.changed], ["seal_list_gone", state.gone], ["seal_list_added", state.added]]) {
        if (ids.length) lines.push(say(name, { which: named(ids) }));
      }
    }
    if (state.opened) lines.push(say("seal_opened", { when: moment(state.opened, say) }));
    return lines;
  };

  const update = () => {
    heard();
    const state = model.get("state");
    const open = state.state === "open";
    if (content.opens && !state.opened) table.replaceChildren();
    else drawTable(state);
    const lines = said(state);
    // A live region speaks whatever is put into it: leave it alone while nothing in it has changed.
    if (lines.join("\n") !== [...status.children].map((line) => line.textContent).join("\n")) status.replaceChildren(...lines.map((line) => make("p", {}, line)));
    status.setAttribute("data-outcome", state.state === "intact" ? "right" : state.state === "changed" || state.state === "damaged" ? "not quite" : "noted");
    main.hidden = content.opens ? open || Boolean(state.opened) : !open || asking;
    sure.hidden = !asking;
    const missing = state.rows.filter((row) => !row.kept).length;
    warning.textContent = missing ? say("seal_sure_missing", { n: missing }) : say("seal_sure");
    hash.value = state.seal?.hash || "";
    shown.hidden = !hash.value;
    check.hidden = open || (content.opens && !state.opened);
    notedSaid.textContent = state.noted === null ? "" : say(state.noted === "same" ? "seal_noted_same" : "seal_noted_other", { now: state.hash });
    foot.textContent = state.not_kept ? say("not_kept", { why: state.not_kept }) : "";
  };

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-seal", "aria-label": title },
    make("fieldset", {}, make("legend", {}, title), make("p", {}, say(content.opens ? "seal_about_open" : "seal_about")), table, status,
      make("div", { class: "opedlab-buttons" }, main), sure, shown, check), foot));
  update();
  model.on("change:state", update);
  return () => { model.off("change:state", update); heard(); };
}

export default { render };
