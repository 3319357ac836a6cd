// The voice painter: a voice for every block, painted as letter and pattern; the kernel compares on request.

const PAINT_AFTER = 1500; // milliseconds of rest before the painting is sent to be kept

const VOICE_NAMES = {
  author: { letter: "voice_letter_author", name: "voice_author" },
  reports: { letter: "voice_letter_reports", name: "voice_reports" },
  around: { letter: "voice_letter_around", name: "voice_around" },
  page: { letter: "voice_letter_page", name: "voice_page" },
  unsettled: { letter: "voice_letter_unsettled", name: "voice_unsettled" },
};

// Lines in a square of 24: each voice has its own pattern beside its letter.
const PATTERNS = { author: "", reports: "M0 6H24M0 12H24M0 18H24", around: "M0 24L24 0M0 12L12 0M12 24L24 12", page: "M6 0V24M12 0V24M18 0V24", unsettled: "M0 0L24 24M0 24L24 0" };

function square(voice, letterOf) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: `opedlab-paint ${voice || "blank"}` },
    svg("rect", { x: 0.5, y: 0.5, width: 23, height: 23, class: "ground" }), svg("path", { d: PATTERNS[voice] || "", class: "pattern" }),
    ...(voice ? [svg("rect", { x: 6, y: 4, width: 12, height: 16, class: "plate" }), Object.assign(svg("text", { x: 12, y: 17, "text-anchor": "middle" }), { textContent: letterOf(voice) })] : []));
}

function render({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const voices = { ...model.get("state").voices };
  const letterOf = (voice) => say(VOICE_NAMES[voice].letter);
  const nameOf = (voice) => say(VOICE_NAMES[voice].name);
  const named = (voice) => `${letterOf(voice)} ${nameOf(voice)}`;
  let waiting = null;
  const id = uid("voices");
  const strip = make("div", { class: "opedlab-painting", "aria-hidden": "true" });
  const counts = make("ul", { class: "opedlab-counts" });
  const status = make("div", { role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });

  const send = (type) => { clearTimeout(waiting); waiting = null; model.send({ type, voices }); };
  function paint() {
    strip.replaceChildren(...content.blocks.map(({ block }) => square(voices[block], letterOf)));
    const of = (voice) => content.blocks.filter(({ block }) => voices[block] === voice).length;
    counts.replaceChildren(...content.voices.map((voice) => make("li", {}, square(voice, letterOf), ` ${nameOf(voice)}: ${of(voice)}`)),
      make("li", {}, square(null, letterOf), ` ${say("voices_blank")}: ${content.blocks.filter(({ block }) => !voices[block]).length}`));
  }
  const rows = content.blocks.map((block) => {
    const select = make("select", { id: `${id}-${block.block}` }, make("option", { value: "" }, say("voices_choose")), content.voices.map((voice) => make("option", { value: voice, selected: voices[block.block] === voice }, named(voice))));
    select.addEventListener("change", () => {
      if (select.value) voices[block.block] = select.value;
      else delete voices[block.block];
      status.replaceChildren();
      paint();
      clearTimeout(waiting);
      waiting = setTimeout(() => send("voices"), PAINT_AFTER);
    });
    return make("li", {}, make("label", { for: select.id }, make("strong", {}, `${say("voices_block", { block: block.block })}, ${block.title}: `), inline(block.summary)), " ", select);
  });
  const button = make("button", { type: "button", class: "opedlab-main", onclick: () => {
    if (!Object.keys(voices).length) { status.replaceChildren(make("p", {}, say("voices_first"))); rows[0].querySelector("select").focus(); return; }
    send("compare");
  } }, say("voices_compare"));

  function told({ agree, settled, apart }) {
    return [make("p", {}, make("strong", {}, say("voices_agree", { agree, settled }))),
      make("ul", {}, apart.map((row) => make("li", {}, make("strong", {}, say("voices_block", { block: row.block })), ": ",
        say("voices_apart", { yours: nameOf(row.yours), course: row.course.map(nameOf).join(" / ") }), row.who.length ? ` (${row.who.join("; ")})` : "", `. ${row.function[0].toUpperCase()}${row.function.slice(1)}.`)))];
  }
  const update = () => {
    const state = model.get("state");
    if (state.compared) status.replaceChildren(...told(state.compared));
    foot.textContent = state.problem || (state.not_kept ? say("not_kept", { why: state.not_kept }) : "");
  };

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-data", "aria-label": say("voices_title") },
    make("p", {}, make("strong", {}, say("voices_title"))), make("p", {}, say("voices_ask")), strip, counts,
    make("div", { class: "opedlab-scroll", role: "region", tabindex: 0, "aria-label": say("voices_list") }, make("ul", { class: "opedlab-events" }, rows)),
    make("div", { class: "opedlab-buttons" }, button), status, foot));
  paint();
  update();
  model.on("change:state", update);
  return () => { model.off("change:state", update); if (waiting) send("voices"); };
}

export default { render };
