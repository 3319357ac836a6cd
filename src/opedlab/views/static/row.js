// A row of the class as YAML: the course's example, or what the student has kept in the form above.

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const said = make("p", { role: "status" });
  const trouble = make("ul", { class: "opedlab-hints" });
  const id = uid("row");
  const field = make("textarea", { id, readonly: true, rows: 14, spellcheck: "false", class: "opedlab-code" });
  const copied = make("span", { class: "opedlab-aside", role: "status" });
  const copy = make("button", { type: "button", onclick: async () => {
    field.select(); // for those who have to copy it by hand
    copied.textContent = (await toClipboard(field.value)) ? say("row_copied") : say("row_copy_by_hand");
  } }, say("row_copy"));
  const update = () => {
    const state = model.get("state");
    field.value = state.yaml ?? content.yaml;
    said.textContent = say(state.yaml === null ? "row_example" : "row_mine");
    trouble.replaceChildren(...state.trouble.map((what) => make("li", {}, say("row_trouble", { what }))));
    copied.textContent = "";
  };
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-row", "aria-label": say("row_title") },
    make("p", {}, make("strong", {}, say("row_title"))), make("p", {}, say("row_about")), said, trouble, make("label", { for: id }, say("row_text")), field,
    make("div", { class: "opedlab-buttons" }, copy, copied)));
  update();
  model.on("change:state", update);
  return () => model.off("change:state", update);
}

export default { render };
