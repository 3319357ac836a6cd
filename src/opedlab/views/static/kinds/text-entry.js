// text-entry: one field. What may be typed stands below it; the kernel reads numbers in either spelling.

KINDS["text-entry"] = ({ content, say, changed, el }) => {
  const id = uid("entry");
  const number = content.expects === "number";
  const field = make("input", {
    type: "text", id, maxlength: content.max_characters, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    inputmode: number ? "decimal" : null, "aria-describedby": `${id}-how`, oninput: changed,
  });
  // Enter in a single field sends it, as in a form; pressed again without a change it does nothing.
  let typed = false;
  field.addEventListener("input", () => { typed = true; });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (typed) el.closest(".opedlab-item").querySelector(".opedlab-main").click();
    typed = false;
  });
  el.append(make("div", { class: "opedlab-scale" }, make("label", { for: id }, say(number ? "entry_label_number" : "entry_label_text")),
    make("span", { class: "opedlab-measure" }, field, content.unit ? make("span", {}, content.unit) : null)),
    make("p", { id: `${id}-how`, class: "opedlab-aside" }, say(number ? "entry_how_number" : "entry_how_text")));
  if (number) field.classList.add("opedlab-number");
  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => field,
    read() {
      return field.value.trim() ? { response: { text: field.value }, confidence: null } : { missing: "entry_first", at: field };
    },
    restore(answer) {
      field.value = answer?.response.text ?? "";
    },
    clear() {
      field.value = "";
    },
    extra() {
      return null;
    },
  };
};
