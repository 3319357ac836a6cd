// extended-text: a text of one's own; the model answer and the rubric come after submission.

KINDS["extended-text"] = ({ content, say, changed, draft, ask, el }) => {
  const id = uid("text");
  const count = make("span", { class: "opedlab-aside" });
  const area = make("textarea", { id, rows: Math.min(28, Math.max(6, Math.ceil(content.words_high / 14))), spellcheck: "true", maxlength: content.max_characters, "aria-describedby": `${id}-wanted` });
  const recount = () => { count.textContent = say("words", { n: words(area.value) }); };
  area.addEventListener("input", () => { recount(); changed(); draft(area.value); });
  area.addEventListener("blur", () => draft(area.value, true));
  area.value = content.starter;
  recount();
  el.append(make("label", { for: id }, say("text_label")), area,
    make("p", { class: "opedlab-aside", id: `${id}-wanted` }, say("words_wanted", { low: content.words_low, high: content.words_high }), " · ", count));
  const bench = content.looks_for.length ? advice(area, content, ask, say) : null;
  if (bench) el.append(bench.button, bench.about, bench.region);
  return {
    labels: { check: "answer_submit", again: "answer_submit" },
    first: () => area,
    read() {
      return area.value.trim() ? { response: { text: area.value }, confidence: null } : { missing: "text_first", at: area };
    },
    restore(answer, kept) {
      const text = kept ?? answer?.response.text;
      if (text !== undefined && text !== null) area.value = text;
      recount();
    },
    clear() {},
    advised: bench?.show,
    extra: (marking, send, answer) => rating(marking.rubric, answer, send, say),
  };
};
