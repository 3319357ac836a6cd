// choice: radio buttons (boxes where several can hold), a number for how sure one is, and where needed a second question about the reason.

KINDS["choice"] = ({ content, say, changed, el }) => {
  const group = uid("option");
  const radios = content.options.map((option, n) => {
    const radio = make("input", { type: content.multiple ? "checkbox" : "radio", name: group, id: `${group}-${n}`, value: option.id, onchange: changed });
    const label = make("label", { for: `${group}-${n}` }, make("span", { class: "opedlab-letter" }, letter(n)), make("span", {}, inline(option.text)));
    return { option, radio, row: make("div", { class: "opedlab-option" }, radio, label) };
  });
  el.append(...radios.map(({ row }) => row));
  if (content.multiple) el.append(make("p", { class: "opedlab-aside" }, say("choose_all")));

  let sure = null;
  if (content.confidence) {
    const id = uid("sure");
    sure = make("input", { type: "number", id, min: 0, max: 100, step: 1, inputmode: "numeric", "aria-describedby": `${id}-chance`, oninput: changed });
    const slide = make("input", { type: "range", min: 0, max: 100, step: 5, value: content.chance, "aria-label": say("confidence"), list: `${id}-marks` });
    slide.addEventListener("input", () => { sure.value = slide.value; changed(); });
    sure.addEventListener("input", () => { if (sure.value !== "") slide.value = sure.value; });
    el.append(make("div", { class: "opedlab-sure" },
      make("label", { for: id }, say("confidence")), sure, slide,
      make("datalist", { id: `${id}-marks` }, make("option", { value: content.chance })),
      make("span", { id: `${id}-chance`, class: "opedlab-aside" }, say("chance", { chance: content.chance }))));
  }

  let reasons = [];
  const chosen = (rows) => rows.find(({ radio }) => radio.checked);
  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => radios[0].radio,
    // What to send, or the string that says what is still missing.
    read() {
      const picked = chosen(radios);
      if (!picked) return { missing: "choose_first" };
      if (sure && !(sure.value !== "" && sure.checkValidity())) return { missing: "confidence_first", at: sure };
      const response = content.multiple
        ? { options: radios.filter(({ radio }) => radio.checked).map(({ option }) => option.id) }
        : { option: picked.option.id };
      return { response, confidence: sure ? Number(sure.value) : null };
    },
    restore(answer) {
      for (const { option, radio } of radios) radio.checked = Boolean(answer) && (answer.response.options ?? [answer.response.option]).includes(option.id);
      if (sure && answer && answer.confidence !== null) { sure.value = answer.confidence; sure.dispatchEvent(new Event("input")); }
    },
    clear() {
      for (const { radio } of radios) radio.checked = false;
    },
    // The marking's own part: the second question, if one is open.
    extra(marking, send) {
      if (!marking.asks.length) return null;
      const name = uid("reason");
      reasons = marking.asks.map((reason, n) => {
        const radio = make("input", { type: "radio", name, id: `${name}-${n}`, value: reason.id });
        return { option: reason, radio, row: make("div", { class: "opedlab-option" }, radio, make("label", { for: `${name}-${n}` }, inline(reason.text))) };
      });
      const missing = make("span", { class: "opedlab-aside", role: "status" });
      const button = make("button", { type: "button", onclick: () => {
        const reason = chosen(reasons);
        if (!reason) { missing.textContent = say("reason_first"); return; }
        const { response, confidence } = this.read();
        if (response) send({ ...response, reason: reason.option.id }, confidence);
      } }, say("reason_check"));
      return make("fieldset", { class: "opedlab-second" }, make("legend", {}, inline(marking.asks_prompt)), reasons.map(({ row }) => row), button, missing);
    },
  };
};
