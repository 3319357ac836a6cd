// My work: progress, download, restore, work code, starting over. Answers come and go as bytes over the comm.

function render({ model, el }) {
  const { lessons, upload_limit: limit } = model.get("content");
  const say = stringsFor(model);
  const titles = new Map(lessons.map(({ lesson, title }) => [lesson, title]));
  // Each part answers in its own place; only one of them has something to say at a time.
  const region = () => make("div", { class: "opedlab-feedback", role: "status" });
  const [carried, coded, overed] = [region(), region(), region()];
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });

  const { send, heard } = wire(model, () => { foot.textContent = say("kernel_silent"); }, 10000);
  const tell = (where, ...lines) => {
    for (const one of [carried, coded, overed]) if (one !== where) one.replaceChildren();
    where.replaceChildren(...lines.filter(Boolean).map((line) => (typeof line === "string" ? make("p", {}, line) : line)));
  };
  const part = (name, ...inside) => make("fieldset", {}, make("legend", {}, say(name)), inside);
  const aside = (name, values) => make("p", { class: "opedlab-aside" }, say(name, values));
  const picker = () => {
    const id = uid("lesson");
    const select = make("select", { id }, lessons.map(({ lesson, title }) => make("option", { value: lesson }, title)));
    return [make("label", { for: id }, say("work_lesson")), select];
  };

  // --- progress
  const rows = make("tbody", {});
  const total = make("p", {});
  const table = make("table", {}, make("thead", {}, make("tr", {}, ["work_lesson", "work_answered", "work_left"].map((name) => make("th", { scope: "col" }, say(name))))), rows);

  // --- download and restore
  const download = make("button", { type: "button", class: "opedlab-main", onclick: () => send({ type: "download" }) }, say("work_download"));
  const fileId = uid("file");
  const file = make("input", { type: "file", id: fileId, accept: ".jsonl", "aria-describedby": `${fileId}-about` });
  const restore = make("button", { type: "button", onclick: async () => {
    const [chosen] = file.files;
    if (!chosen) { tell(carried, say("work_choose_file")); file.focus(); return; }
    if (chosen.size > limit) { tell(carried, `○ ${say("work_too_large", { name: chosen.name, megabytes: Math.floor(limit / 1e6) })}`); return; }
    let bytes;
    try {
      bytes = await chosen.arrayBuffer();
    } catch { // moved or deleted since it was chosen
      tell(carried, `○ ${say("work_unreadable", { name: chosen.name })}`);
      return;
    }
    send({ type: "restore", name: chosen.name }, [bytes]);
  } }, say("work_restore"));

  // --- work code
  const [codeLabel, codeLesson] = picker();
  const codeId = uid("code");
  const code = make("textarea", { id: codeId, rows: 3, readonly: true, spellcheck: "false", class: "opedlab-code" });
  const copied = make("span", { class: "opedlab-aside", role: "status" });
  const copy = make("button", { type: "button", onclick: async () => {
    code.select(); // for those who have to copy it by hand
    copied.textContent = (await toClipboard(code.value)) ? `✓ ${say("work_copied")}` : say("work_copy_by_hand");
  } }, say("work_copy"));
  const codeNote = make("p", { class: "opedlab-aside" });
  const codeShown = make("div", { hidden: true }, make("label", { for: codeId }, say("work_code_label")), code, make("div", { class: "opedlab-buttons" }, copy, copied), codeNote);
  const makeCode = make("button", { type: "button", onclick: () => { copied.textContent = ""; send({ type: "code", lesson: codeLesson.value }); } }, say("work_code_make"));

  // --- starting over: asks once
  const [overLabel, overLesson] = picker();
  const over = make("button", { type: "button", onclick: () => { asking(true); no.focus(); } }, say("work_over"));
  const question = make("p", {});
  const yes = make("button", { type: "button", onclick: () => { asking(false); over.focus(); send({ type: "start-over", lesson: overLesson.value }); } }, say("work_over_yes"));
  const no = make("button", { type: "button", class: "opedlab-main", onclick: () => { asking(false); over.focus(); } }, say("work_over_no"));
  const sure = make("div", { role: "group", "aria-label": say("work_over"), hidden: true }, question, make("div", { class: "opedlab-buttons" }, no, yes));
  const asking = (on) => {
    question.textContent = say("work_over_sure", { title: titles.get(overLesson.value) });
    sure.hidden = !on;
    over.hidden = on;
    overLesson.disabled = on;
  };

  const skipped = make("div", {});
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-work", "aria-label": say("work_title") },
    part("work_progress", table, total, make("div", { class: "opedlab-buttons" }, make("button", { type: "button", onclick: () => send({ type: "look" }) }, say("work_look")))),
    part("work_carry", aside("work_carry_about"), make("div", { class: "opedlab-buttons" }, download),
      make("label", { for: fileId }, say("work_file")), file, make("p", { id: `${fileId}-about`, class: "opedlab-aside" }, say("work_file_about")),
      make("div", { class: "opedlab-buttons" }, restore), carried),
    part("work_code", aside("work_code_about"), make("div", { class: "opedlab-work-row" }, codeLabel, codeLesson, makeCode), coded, codeShown),
    part("work_over", aside("work_over_about"), make("div", { class: "opedlab-work-row" }, overLabel, overLesson, over), sure, overed),
    skipped, foot));

  const listed = (problems, more) => [...problems, ...(more ? [say("work_more", { n: more })] : [])].map((problem) => make("li", {}, problem));

  function restored(report) {
    const [sign, name] = { whole: ["✓", "work_restored_whole"], damaged: ["…", "work_restored_damaged"] }[report.state] ?? ["○", "work_restored_wrong"];
    const cause = report.cause ? [make("p", {}, `${say("work_cause")} `, make("span", { lang: "en" }, report.cause))] : [];
    if (sign === "○") { tell(carried, `${sign} ${say(name)}`, ...cause); return; }
    tell(carried, `${sign} ${say(name)}`, ...cause,
      report.why_not ? `○ ${say("work_not_written", { why: report.why_not })}` : say("work_restored_counts", { added: report.added, known: report.known }),
      report.who && !report.why_not ? say("work_who_now", { who: report.who }) : null,
      report.problems.length ? make("ul", { lang: "en" }, listed(report.problems, report.more_problems)) : null);
  }

  function said(state) {
    if (state.restored) restored(state.restored);
    else if (state.downloaded) tell(carried, `✓ ${say("work_downloaded", { name: state.downloaded })}`);
    else if (state.stored) tell(carried, state.stored.why ? `○ ${say("work_stored_not", state.stored)}` : `✓ ${say("work_stored", state.stored)}`);
    else if (state.over) tell(overed, `✓ ${say("work_over_done", { title: titles.get(state.over) })}`);
    else tell(coded);
    const made = state.code;
    codeShown.hidden = !made?.code;
    if (!made) return;
    if (!made.code) { tell(coded, `○ ${made.why}`); return; }
    code.value = made.code;
    codeNote.textContent = [say("work_code_carries", { n: made.carried }), made.left_out ? say("work_code_left_out", { n: made.left_out }) : ""].join(" ").trim();
    tell(coded, `✓ ${say("work_code_made", { title: titles.get(made.lesson) })}`);
  }

  let messages = null;
  const update = () => {
    heard();
    const state = model.get("state");
    const done = new Map(state.rows.map((row) => [row.lesson, row]));
    rows.replaceChildren(...lessons.map(({ lesson, title, total: all }) => make("tr", {}, make("th", { scope: "row" }, title),
      make("td", {}, `${done.get(lesson).answered === all ? "✓ " : ""}${say("work_of", { n: done.get(lesson).answered, all })}`), make("td", {}, `${done.get(lesson).left}`))));
    total.textContent = say("work_total", { n: state.rows.reduce((sum, row) => sum + row.answered, 0), all: lessons.reduce((sum, row) => sum + row.total, 0),
      left: state.rows.reduce((sum, row) => sum + row.left, 0), who: state.who, where: state.where });
    if (messages !== null && state.messages !== messages) said(state);
    messages = state.messages;
    const problems = listed(state.problems, state.more_problems);
    skipped.replaceChildren(
      ...(problems.length ? [make("details", {}, make("summary", {}, `○ ${say("work_skipped", { n: state.problems.length + state.more_problems })}`), aside("work_skipped_about"), make("ul", { lang: "en" }, problems))] : []),
      ...(state.foreign ? [aside("work_foreign", { n: state.foreign })] : []));
    foot.textContent = state.not_kept ? say("not_kept", { why: state.not_kept }) : "";
  };
  const message = (found, buffers) => {
    if (found.type === "file") handOver(found.name, "application/jsonl", buffers);
  };
  update();
  model.on("change:state", update);
  model.on("msg:custom", message);
  return () => {
    model.off("change:state", update);
    model.off("msg:custom", message);
    heard();
  };
}

export default { render };
