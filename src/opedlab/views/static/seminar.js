// Seminar mode: a switch, and where it is on, a field for the code that the instructor shows.

function render({ model, el }) {
  const say = stringsFor(model);
  const [boxId, codeId, aboutId] = [uid("seminar"), uid("code"), uid("about")];
  const status = make("p", { role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const { send, heard } = wire(model, () => { foot.textContent = say("kernel_silent"); });
  const box = make("input", { type: "checkbox", id: boxId, "aria-describedby": aboutId, onchange: () => send({ type: "switch", on: box.checked }) });
  const code = make("input", { type: "text", id: codeId, maxlength: 40, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const release = () => {
    if (!code.value.trim()) { status.textContent = say("seminar_code_first"); code.focus(); return; }
    send({ type: "release", code: code.value });
  };
  code.addEventListener("keydown", (event) => { if (event.key === "Enter") release(); });
  const entry = make("div", { class: "opedlab-work-row" }, make("label", { for: codeId }, say("seminar_code")), code,
    make("button", { type: "button", class: "opedlab-main", onclick: release }, say("seminar_open")));
  const field = make("fieldset", {}, make("legend", {}, say("seminar_title")),
    make("div", { class: "opedlab-option" }, box, make("label", { for: boxId }, say("seminar_switch"))),
    make("p", { id: aboutId, class: "opedlab-aside" }, say("seminar_about")), entry, status, foot);
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-work", "aria-label": say("seminar_title") }, field));

  const update = () => {
    heard();
    const { on, released, wrong, not_kept } = model.get("state");
    const typing = entry.contains(document.activeElement);
    box.checked = on;
    entry.hidden = !on || released;
    if (entry.hidden) code.value = "";
    if (typing && entry.hidden) box.focus();
    status.textContent = wrong ? say("seminar_other_lesson", { lesson: wrong }) : wrong === "" ? say("seminar_wrong") : released ? `✓ ${say("seminar_released")}` : on ? `✎ ${say("seminar_locked")}` : "";
    foot.textContent = not_kept ? say("not_kept", { why: not_kept }) : "";
  };
  update();
  model.on("change:state", update);
  return () => {
    model.off("change:state", update);
    heard();
  };
}

export default { render };
