// form: fields in a table over given rows, or a block of fields for each row of one's own, with undo for a removed one.

const FORM_TYPES = { text: "form_text", long: "form_long", date: "form_date", choice: "form_choice", url: "form_url" };

function formLimits(field, say) {
  const number = (n) => new Intl.NumberFormat(say("locale")).format(n);
  const unit = field.unit ? ` ${field.unit}` : "";
  if (field.type !== "number") return say(FORM_TYPES[field.type]);
  if (field.low !== null && field.high !== null) return say("form_between", { low: number(field.low), high: number(field.high) + unit });
  if (field.low !== null) return say("form_from", { low: number(field.low) + unit });
  if (field.high !== null) return say("form_up_to", { high: number(field.high) + unit });
  return say("form_number") + (unit ? ` (${field.unit})` : "");
}

// What a field takes, in one line below its label.
function formWanted(field, say) {
  return [field.help, formLimits(field, say), field.words_high ? say("form_words", { high: field.words_high }) : "", field.required ? say("form_needed") : ""].filter(Boolean);
}

function formControl(field, id, attributes, say) {
  const shared = { id, name: field.id, "aria-required": field.required ? "true" : null, ...attributes };
  if (field.type === "choice") {
    return make("select", shared, make("option", { value: "" }, say("form_choose")), field.choices.map((choice) => make("option", { value: choice.id }, choice.text.replaceAll("*", ""))));
  }
  if (field.type === "long") return make("textarea", { ...shared, rows: 3 });
  const type = { date: "date", url: "url" }[field.type] ?? "text";
  const quiet = { autocomplete: "off", spellcheck: field.type === "text" ? null : "false", inputmode: field.type === "number" ? "decimal" : null };
  return make("input", { type, ...shared, ...quiet, class: field.type === "number" ? "opedlab-number" : null });
}

KINDS["form"] = ({ content, say, changed, draft, el }) => {
  const name = uid("form");
  const { fields } = content;
  const given = content.rows.length > 0;
  const wide = fields.length > 5 ? "very" : fields.length > 3 ? "true" : null;
  const single = !given && content.rows_high === 1;
  let serial = 0;
  let rows = []; // { id, controls: {field id: element}, line, title, remove } in the order of the page

  const written = () => rows.map(({ id, controls }, n) => ({ row: given ? id : `r${n + 1}`, ...Object.fromEntries(fields.map((field) => [field.id, controls[field.id].value])) }));
  const keep = (now = false) => {
    const text = JSON.stringify({ rows: written() });
    if (text.length <= 100000) draft(text, now);
  };
  const typed = (event) => {
    event.target.removeAttribute("aria-invalid");
    changed();
    keep();
  };
  const listeners = { oninput: typed, onblur: () => keep(true) };

  // Where the page is wide the heads of the columns are the labels; where it is narrow each field carries its own.
  const wanted = (field) => make("span", { class: "opedlab-aside opedlab-wanted" }, formWanted(field, say).flatMap((part, n) => [n ? " · " : "", ...inline(part)]));

  function cell(field, rowLabel, describe) {
    const id = `${name}-${(serial += 1)}`;
    const about = describe ?? `${id}-about`;
    const control = formControl(field, id, { "aria-describedby": about, "aria-labelledby": rowLabel ? `${rowLabel} ${id}-label` : null, ...listeners }, say);
    const label = make("label", { for: id, id: `${id}-label` }, inline(field.label));
    const note = describe ? null : make("p", { id: about }, wanted(field));
    return { control, label, note };
  }

  function givenRow(row) {
    const id = `${name}-row-${row.id}`;
    const controls = {};
    const cells = fields.map((field, n) => {
      const made = cell(field, id, `${name}-wanted-${n}`);
      controls[field.id] = made.control;
      return make("td", { role: "cell" }, made.label, made.control);
    });
    const line = make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, make("span", { id }, inline(row.label)), row.text ? make("span", { class: "opedlab-said" }, inline(row.text)) : null), cells);
    return { id: row.id, controls, line };
  }

  function ownRow(values = {}) {
    const title = make("legend", {});
    title.id = `${name}-own-${(serial += 1)}`;
    const controls = {};
    const blocks = fields.map((field) => {
      const made = cell(field, null);
      controls[field.id] = made.control;
      made.control.value = values[field.id] ?? "";
      return make("div", { class: field.type === "long" ? "opedlab-field opedlab-field-long" : "opedlab-field" }, made.label, made.note, made.control);
    });
    const row = { controls, title };
    row.remove = single ? null : make("button", { type: "button", onclick: () => take(row) });
    row.line = single ? make("div", { class: "opedlab-fields" }, blocks)
      : make("fieldset", { class: "opedlab-own" }, title, make("div", { class: "opedlab-fields" }, blocks), row.remove);
    return row;
  }

  const holder = make("div", { class: "opedlab-rows" });
  const told = make("p", { class: "opedlab-aside", role: "status" });
  const add = make("button", { type: "button", onclick: () => {
    if (rows.length >= content.rows_high) { told.textContent = say("form_full", { n: content.rows_high }); return; }
    const row = ownRow();
    put(row, rows.length);
    told.textContent = say("form_added", { n: rows.length });
    row.controls[fields[0].id].focus();
    changed();
    keep();
  } }, say("form_add"));
  const undo = make("button", { type: "button", hidden: true, onclick: () => {
    const { row, at } = taken.pop();
    if (rows.length === 1 && rows[0].filler && isEmpty(rows[0])) { rows[0].line.remove(); rows = []; }
    put(row, Math.min(at, rows.length));
    told.textContent = say("form_back", { n: rows.indexOf(row) + 1 });
    row.controls[fields[0].id].focus();
    changed();
    keep();
  } });
  let taken = [];
  const isEmpty = ({ controls }) => fields.every((field) => controls[field.id].value.trim() === "");

  function number() {
    if (single || given) return;
    rows.forEach(({ title, remove }, n) => {
      title.textContent = say("form_row_n", { n: n + 1 });
      remove.textContent = say("form_remove", { n: n + 1 });
    });
    add.setAttribute("aria-disabled", String(rows.length >= content.rows_high));
    undo.hidden = taken.length === 0 || rows.length >= content.rows_high;
    if (taken.length) undo.textContent = say("form_undo", { n: taken.at(-1).at + 1 });
  }
  function put(row, at) {
    if (at < rows.length) rows[at].line.before(row.line);
    else holder.append(row.line);
    rows.splice(at, 0, row);
    number();
  }
  function take(row) {
    const at = rows.indexOf(row);
    row.line.remove();
    rows.splice(at, 1);
    taken.push({ row, at });
    if (!rows.length) put(Object.assign(ownRow(), { filler: true }), 0);
    number();
    told.textContent = say("form_removed", { n: at + 1 });
    undo.focus();
    changed();
    keep();
  }

  if (given) {
    rows = content.rows.map(givenRow);
    const heads = fields.map((field, n) => make("th", { scope: "col", role: "columnheader" }, inline(field.label), make("span", { id: `${name}-wanted-${n}`, class: "opedlab-said" }, wanted(field))));
    holder.append(make("table", { role: "table" },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, make("th", { scope: "col", role: "columnheader" }, say("form_row")), heads)),
      make("tbody", { role: "rowgroup" }, rows.map(({ line }) => line))));
  } else {
    put(ownRow(), 0);
  }
  el.append(make("div", { class: "opedlab-form", "data-wide": wide }, holder,
    given || single ? null : [make("p", { class: "opedlab-aside" }, say("form_rows_most", { n: content.rows_high })), make("div", { class: "opedlab-buttons" }, add, undo), told]));

  const rowName = (n) => (given ? content.rows[n].label.replaceAll("*", "") : single ? "" : say("form_row_n", { n: n + 1 }));
  const first = () => rows[0].controls[fields[0].id];
  return {
    labels: { check: "form_submit", again: "form_submit" },
    first,
    read() {
      for (const [n, { controls }] of rows.entries()) {
        const half = fields.find((field) => controls[field.id].validity.badInput); // a date that is typed in part has no value yet
        if (half) {
          controls[half.id].setAttribute("aria-invalid", "true");
          return { missing: "form_half_date", values: { where: [rowName(n), half.label].filter(Boolean).join(", ") }, at: controls[half.id] };
        }
      }
      if (rows.every(isEmpty)) return { missing: "form_first", at: first() };
      return { response: { rows: written() }, confidence: null };
    },
    restore(answer, kept) {
      let found = answer?.response.rows;
      try {
        if (kept) found = JSON.parse(kept).rows;
      } catch { /* a draft of another edition: the answer stands */ }
      if (!Array.isArray(found)) return;
      if (given) {
        for (const { id, controls } of rows) {
          const values = found.find((row) => row.row === id) ?? {};
          for (const field of fields) controls[field.id].value = values[field.id] ?? "";
        }
        return;
      }
      for (const { line } of rows) line.remove();
      rows = [];
      taken = [];
      for (const values of found.slice(0, content.rows_high)) put(ownRow(values), rows.length);
      if (!rows.length) put(ownRow(), 0);
    },
    clear() {},
    // The field that a message is about: marked, and with the focus on it.
    point([n, field]) {
      const control = rows[n]?.controls[field];
      if (!control) return;
      control.setAttribute("aria-invalid", "true");
      control.focus();
    },
    extra(marking, send, answer) {
      const value = (text, label) => make("td", { role: "cell", "data-label": label?.replaceAll("*", "") }, text ? inline(text) : "–");
      const line = (label, cells) => make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, inline(label)), cells);
      const body = single ? fields.map((field, n) => line(field.label, [value(marking.model[0].cells[n].text)])) : marking.model.map((row) => line(row.label, row.cells.map(({ text }, n) => value(text, fields[n].label))));
      const head = single ? null : make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, [say("form_row"), ...fields.map((field) => field.label)].map((label) => make("th", { scope: "col", role: "columnheader" }, inline(label)))));
      const table = make("table", { role: "table" }, make("caption", {}, say("model_answer")), head, make("tbody", { role: "rowgroup" }, body));
      return make("div", {}, make("div", { class: "opedlab-form opedlab-model", "data-wide": wide }, table), rating(marking.rubric, answer, send, say));
    },
  };
};
