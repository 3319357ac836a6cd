// Marks and sentence pairs as files: asked for by name, they come as bytes over the comm.

function render({ model, el }) {
  const say = stringsFor(model);
  const status = make("p", { role: "status", class: "opedlab-count" });
  const buttons = model.get("content").forms.map(({ id, name }) => make("button", { type: "button", onclick: () => model.send({ type: "export", form: id }) }, say(name)));
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board", "aria-label": say("export_title") },
    make("p", {}, make("strong", {}, say("export_title"))), make("p", {}, say("export_about")), make("div", { class: "opedlab-buttons" }, buttons), status));

  const update = () => {
    const { said } = model.get("state");
    if (said) status.textContent = said.name ? `✓ ${say(said.pairs ? "export_done_tmx" : "export_done", said)}` : `○ ${say("export_none")}`;
  };
  const message = (found, buffers) => {
    if (found.type === "file") handOver(found.name, found.mime, buffers);
  };
  model.on("change:state", update);
  model.on("msg:custom", message);
  return () => { model.off("change:state", update); model.off("msg:custom", message); };
}

export default { render };
