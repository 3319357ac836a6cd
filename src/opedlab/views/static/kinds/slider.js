// slider: number fields decide; a sliding control beside each is another way to fill it. Published ranges come after.

// One number on a scale: the field, its sliding control, and both ends in words. Empty until something is chosen.
function numberOnScale({ label, low, high, step, unit, start, say, changed, ends }) {
  const id = uid("number");
  const field = make("input", { type: "number", id, min: low, max: high, step, inputmode: "decimal", "aria-describedby": `${id}-ends` });
  const slide = make("input", { type: "range", min: low, max: high, step, value: start, "aria-label": say("slider_slide", { what: label }) });
  const told = () => {
    slide.setAttribute("aria-valuetext", field.value === "" ? say("slider_unset") : `${field.value} ${unit}`.trim());
    slide.toggleAttribute("data-unset", field.value === "");
  };
  const given = () => field.value !== "" && field.checkValidity();
  const set = (value) => { field.value = value; if (given()) slide.value = value; told(); };
  field.addEventListener("input", () => { if (given()) slide.value = field.value; told(); changed(); });
  slide.addEventListener("input", () => { field.value = slide.value; told(); changed(); });
  told();
  const row = make("div", { class: "opedlab-scale" }, make("label", { for: id }, label),
    make("span", { class: "opedlab-measure" }, field, unit ? make("span", {}, unit) : null),
    make("span", { class: "opedlab-slide" }, slide,
      make("span", { id: `${id}-ends`, class: "opedlab-aside opedlab-ends" }, make("span", {}, ends[0]), " ", make("span", {}, ends[1]))));
  return { field, slide, row, given, set, value: () => Number(field.value) };
}

// Ranges drawn to one scale. The sentences above say the same, so the drawing is hidden from screen readers.
function strip(rows, low, high) {
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  return make("div", { class: "opedlab-beside", "aria-hidden": "true" }, rows.map((row) => {
    const bar = make("span", { class: row.mine ? "opedlab-bar opedlab-mine" : "opedlab-bar" });
    bar.style.left = at(row.low);
    bar.style.width = `max(6px, ${at(low + row.high - row.low)})`;
    return make("div", {}, make("span", {}, row.name), make("span", { class: "opedlab-track" }, bar));
  }));
}

KINDS["slider"] = ({ content, say, changed, el }) => {
  const { low, high, step, unit } = content;
  const end = (value, means) => (means ? `${value} = ${means}` : `${value}${unit ? ` ${unit}` : ""}`);
  const ends = [end(low, content.low_means), end(high, content.high_means)];
  const middle = low + Math.round((high - low) / 2 / step) * step;
  const one = (name) => numberOnScale({ label: say(name), low, high, step, unit, start: middle, say, changed, ends });
  const asked = content.ask === "value" ? { value: one("slider_value") } : { low: one("slider_low"), high: one("slider_high") };
  const fields = Object.values(asked);
  if (asked.low) { // a sliding end takes the other one along; typed numbers are left alone until they are sent
    asked.low.slide.addEventListener("input", () => { if (asked.high.given() && asked.high.value() < asked.low.value()) asked.high.set(asked.low.field.value); });
    asked.high.slide.addEventListener("input", () => { if (asked.low.given() && asked.low.value() > asked.high.value()) asked.low.set(asked.high.field.value); });
  }
  el.append(...fields.map(({ row }) => row));
  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => fields[0].field,
    read() {
      const open = fields.find((field) => !field.given());
      if (open?.field.value) return { missing: "slider_off", values: { value: open.field.value, ends: ends.join(" – "), step }, at: open.field };
      if (open) return { missing: asked.low ? "slider_range_first" : "slider_first", at: open.field };
      if (asked.low && asked.low.value() > asked.high.value()) return { missing: "slider_order", at: asked.low.field };
      return { response: Object.fromEntries(Object.entries(asked).map(([name, field]) => [name, field.value()])), confidence: null };
    },
    restore(answer) {
      for (const [name, field] of Object.entries(asked)) field.set(answer?.response[name] ?? "");
    },
    clear() {
      for (const field of fields) field.set("");
    },
    extra(marking, send, answer) {
      const rows = marking.details.compare || [];
      if (!rows.length) return null;
      const mine = answer.response;
      return strip([{ name: say("slider_yours"), low: mine.low ?? mine.value, high: mine.high ?? mine.value, mine: true }, ...rows], low, high);
    },
  };
};
