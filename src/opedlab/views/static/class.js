// The class's work: what was found, each problem by name; files and codes in, out and back. Files go as bytes over the comm.

function render({ model, el }) {
  const { upload_limit: limit } = model.get("content");
  const say = stringsFor(model);
  const status = make("div", { class: "opedlab-feedback", role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  let kept = []; // files that this page refused, said together with what the kernel says
  const { send, heard } = wire(model, () => { foot.textContent = say("kernel_silent"); }, 15000);
  const part = (name, ...inside) => make("fieldset", {}, make("legend", {}, say(name)), inside);
  const aside = (name) => make("p", { class: "opedlab-aside" }, say(name));
  const tell = (lines) => status.replaceChildren(...lines.map((line) => (typeof line === "string" ? make("p", {}, line) : line)));

  // --- files in
  const fileId = uid("class-file");
  const file = make("input", { type: "file", id: fileId, multiple: true, accept: ".jsonl,.txt", "aria-describedby": `${fileId}-about` });
  const add = make("button", { type: "button", class: "opedlab-main", onclick: async () => {
    const chosen = [...file.files];
    if (!chosen.length) { tell([say("work_choose_file")]); file.focus(); return; }
    kept = [];
    const read = [];
    for (const one of chosen) {
      if (one.size > limit) { kept.push(say("class_too_large", { name: one.name, megabytes: Math.floor(limit / 1e6) })); continue; }
      try {
        read.push([one.name, await one.arrayBuffer()]);
      } catch { // moved or deleted since it was chosen
        kept.push(say("work_unreadable", { name: one.name }));
      }
    }
    if (!read.length) { tell(kept.map((line) => `○ ${line}`)); return; }
    read.forEach(([name, bytes], n) => send({ type: "add", name, goes_on: n > 0, more: n < read.length - 1 }, [bytes]));
    file.value = "";
  } }, say("class_add"));

  // --- codes in
  const pasteId = uid("class-paste");
  const codes = make("textarea", { id: pasteId, rows: 4, spellcheck: "false", class: "opedlab-code" });
  const paste = make("button", { type: "button", onclick: () => {
    if (!codes.value.trim()) { tell([say("class_paste_first")]); codes.focus(); return; }
    send({ type: "paste", text: codes.value });
  } }, say("class_paste"));

  const counts = make("p", {});
  const problems = make("div", {});
  const listed = make("div", {});
  const gone = make("div", {});
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-work", "aria-label": say("class_title") },
    make("p", {}, make("strong", {}, say("class_title"))), aside("class_about"),
    part("class_found", counts, problems, make("div", { class: "opedlab-buttons" }, make("button", { type: "button", onclick: () => send({ type: "look" }) }, say("work_look")))),
    part("class_in", make("label", { for: fileId }, say("class_files")), file, make("p", { id: `${fileId}-about`, class: "opedlab-aside" }, say("class_files_about")),
      make("div", { class: "opedlab-buttons" }, add),
      make("label", { for: pasteId }, say("class_codes")), codes, make("div", { class: "opedlab-buttons" }, paste)),
    status, listed, gone, aside("class_point_stays"), foot));

  const put = (name) => { kept = []; send({ type: "back", name }); };
  const open = (name) => [...el.querySelectorAll("details")].some((one) => one.dataset.part === name && one.open);
  const folded = (name, title, ...inside) => make("details", { "data-part": name, open: open(name) }, make("summary", {}, title), inside);

  function shownProblems(state) {
    const all = state.problems.length + state.more_problems;
    if (!all) return [make("p", {}, state.files ? `✓ ${say("class_no_problems")}` : say("class_empty", { where: state.where }))];
    const rows = state.problems.map(({ file: name, line, cause }) => make("li", {}, make("strong", {}, line ? say("class_place", { name, line }) : name), " ", make("span", { lang: "en" }, cause)));
    if (state.more_problems) rows.push(make("li", {}, say("work_more", { n: state.more_problems })));
    return [make("p", {}, `○ ${say("class_problems", { n: all })}`), make("ul", {}, rows)];
  }

  function shownFiles(state) {
    if (!state.files) return [];
    const head = make("tr", {}, ["class_file", "class_students", "class_answers", "class_problem_count", "class_action"].map((name) => make("th", { scope: "col" }, say(name))));
    const rows = state.listed.map((one) => make("tr", {}, make("th", { scope: "row" }, one.name), make("td", {}, `${one.students}`), make("td", {}, `${one.answers}`),
      make("td", {}, one.problems ? `○ ${one.problems}` : "0"),
      make("td", {}, make("button", { type: "button", "aria-label": say("class_out_one", { name: one.name }), onclick: () => { kept = []; send({ type: "out", name: one.name }); } }, say("class_out")))));
    const more = state.files - state.listed.length;
    return [folded("files", say("class_list", { n: state.files }), make("div", { class: "opedlab-scroll-x", role: "group", tabindex: 0, "aria-label": say("class_list", { n: state.files }) }, make("table", {}, make("thead", {}, head), make("tbody", {}, rows))), more > 0 ? make("p", {}, say("work_more", { n: more })) : null)];
  }

  function said(state) {
    const lines = [
      ...(state.codes ? [`✓ ${say("class_codes_taken", { n: state.codes })}`] : state.added.length ? [`✓ ${say("class_added", { n: state.added.length })}`] : []),
      ...kept.map((line) => `○ ${line}`),
      ...state.refused.map((cause) => make("p", {}, "○ ", make("span", { lang: "en" }, cause)))];
    if (state.out) lines.push(make("p", {}, `✓ ${say("class_taken_out", { name: state.out })} `, make("button", { type: "button", onclick: () => put(state.out) }, say("class_back"))));
    if (state.back) lines.push(`✓ ${say("class_put_back", { name: state.back })}`);
    if (state.codes) codes.value = "";
    tell(lines);
    if (state.out) status.querySelector("button").focus(); // the button that was pressed is gone
    else if (state.back) add.focus();
  }

  let messages = null;
  const update = () => {
    heard();
    const state = model.get("state");
    foot.textContent = "";
    counts.textContent = say("class_counts", { files: state.files, students: state.students, answers: state.answers });
    problems.replaceChildren(...shownProblems(state));
    listed.replaceChildren(...shownFiles(state));
    gone.replaceChildren(...(state.removed.length ? [folded("gone", say("class_gone", { n: state.removed.length }),
      make("ul", {}, state.removed.map((name) => make("li", {}, `${name} `, make("button", { type: "button", "aria-label": say("class_back_one", { name }), onclick: () => put(name) }, say("class_back"))))))] : []));
    if (messages !== null && state.messages !== messages) said(state);
    messages = state.messages;
  };
  update();
  model.on("change:state", update);
  return () => { model.off("change:state", update); heard(); };
}

export default { render };
