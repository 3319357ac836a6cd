// One item: card, question, one button, feedback. The kernel marks; this file shows and asks.

const SIGNS = { right: "✓", defensible: "✓", almost: "…", "not quite": "○", noted: "✎" };
const DRAFT_AFTER = 2000;

function card(content, say) {
  if (!content.card) return null;
  const heading = say(["card_alone", "card"][content.blocks.length] ?? "cards", { blocks: content.blocks.join(", ") });
  const phrases = content.card.phrases.map(({ de, en }) => make("li", {}, make("em", { lang: "de" }, de), " – ", inline(en)));
  return make("div", { class: "opedlab-card", role: "note", "aria-label": heading },
    make("p", {}, make("strong", {}, heading, ": "), inline(content.card.title)), paragraphs(content.card.summary), phrases.length ? make("ul", {}, phrases) : null);
}

function feedback(marking, say) {
  const word = `${SIGNS[marking.outcome]} ${say("outcome_" + marking.outcome.replace(" ", "_"))}`;
  const parts = marking.remarks.map((remark, n) => {
    const head = [n === 0 ? word : "", remark.about].filter(Boolean).join(" – ");
    const body = paragraphs(remark.text);
    if (head) body[0].prepend(make("strong", {}, inline(head), /[.!?…]\**$/.test(head) ? " " : ". "));
    return body;
  });
  return marking.remarks.length ? parts.flat() : [make("p", {}, make("strong", {}, word, "."))];
}

function show({ model, el }) {
  const content = model.get("content");
  const say = stringsFor(model);
  const status = make("div", { class: "opedlab-feedback", role: "status" });
  const extra = make("div", {});
  const hints = make("div", { role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const body = make("div", { class: "opedlab-body" });
  let settled = false; // whether what stands on the page is the answer that the feedback is about
  let waiting = null;

  const { send, heard } = wire(model, () => { foot.textContent = say("kernel_silent"); });
  const answer = (response, confidence) => send({ type: "response", response, confidence });
  const ask = (message) => { // something that is answered and is no answer; what waited to be kept is kept with it
    clearTimeout(waiting?.timer);
    waiting = null;
    send(message);
  };
  const label = () => { main.textContent = say(settled ? kind.labels.again : kind.labels.check); };
  const changed = () => {
    if (!settled) return;
    settled = false;
    status.replaceChildren();
    status.removeAttribute("data-outcome");
    extra.replaceChildren();
    label();
  };
  const draft = (text, now = false) => {
    clearTimeout(waiting?.timer);
    if (now && !waiting) return;
    const keep = () => { waiting = null; model.send({ type: "draft", text }); };
    if (now) keep();
    else waiting = { timer: setTimeout(keep, DRAFT_AFTER), keep };
  };
  const leave = () => { if (document.visibilityState === "hidden" && waiting) { clearTimeout(waiting.timer); waiting.keep(); } };
  document.addEventListener("visibilitychange", leave);

  const kind = KINDS[content.kind]({ content, say, changed, draft, ask, el: body });
  const main = make("button", { type: "button", class: "opedlab-main", onclick: () => {
    if (settled && kind.labels.again !== kind.labels.check) { changed(); kind.clear(); kind.first().focus(); return; }
    const { response, confidence, missing, values, at } = kind.read();
    if (missing) { status.replaceChildren(make("p", {}, say(missing, values))); (at || kind.first()).focus(); return; }
    clearTimeout(waiting?.timer);
    waiting = null;
    answer(response, confidence);
  } });
  const copy = content.blocks.length ? copyBeside(content.blocks, say, send) : null;
  const hint = content.hints ? make("button", { type: "button", onclick: () => send({ type: "hint" }) }) : null;

  const prompt = uid("prompt");
  const field = make("fieldset", { "aria-describedby": prompt }, make("legend", {}, inline(content.title)),
    make("div", { id: prompt }, paragraphs(content.prompt)), body,
    make("div", { class: "opedlab-buttons" }, main, hint));
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item", "aria-label": content.title, "data-item": content.id, "data-kind": content.kind },
    card(content, say), copy && copy.el, field, hints, status, extra, foot));

  let responses = null; // how many answers this page has shown the feedback of
  const update = () => {
    heard();
    const state = model.get("state");
    const marking = state.marking;
    if (copy) copy.update(state.copy);
    if (Boolean(state.locked) !== field.disabled) { // sealed: what was sealed is shown, and nothing can be changed
      field.disabled = Boolean(state.locked);
      responses = null;
    }
    if (state.responses !== responses) {
      const first = responses === null;
      responses = state.responses;
      if (first) kind.restore(state.answer, state.draft);
      const kept = state.withheld && state.answer; // answered, and the feedback opens later
      settled = Boolean(marking || kept) && !(first && state.draft !== null);
      status.replaceChildren(...(!settled ? [] : marking ? feedback(marking, say) : [make("p", {}, `✎ ${say("seminar_kept")}`)]));
      if (settled && marking) status.setAttribute("data-outcome", marking.outcome);
      const held = extra.contains(document.activeElement);
      extra.replaceChildren(...[settled && marking ? kind.extra(marking, answer, state.answer) : null].filter(Boolean));
      label();
      if (held) (extra.querySelector("button") ?? main).focus(); // what had the focus was replaced
    }
    kind.advised?.(state.advice);
    if (state.problem) {
      status.replaceChildren(make("p", {}, state.problem));
      if (state.at.length) kind.point?.(state.at);
    }
    hints.replaceChildren(...(state.hints.length ? [make("ul", { class: "opedlab-hints" }, state.hints.map((text) => make("li", {}, inline(text))))] : []));
    if (hint) hint.textContent = `${say("hint")} (${say("hint_left", { n: content.hints - state.hints.length })})`;
    foot.textContent = state.not_kept ? say("not_kept", { why: state.not_kept }) : state.locked ? say("seal_locked", { when: moment(state.locked.at, say), hash: state.locked.hash }) : state.earlier ? say(kind.labels.earlier ?? "earlier") : "";
  };
  const message = (found) => { heard(); if (copy) copy.message(found); };
  update();
  model.on("change:state", update);
  model.on("msg:custom", message);
  return () => {
    model.off("change:state", update);
    model.off("msg:custom", message);
    document.removeEventListener("visibilitychange", leave);
    heard();
    if (waiting) { clearTimeout(waiting.timer); waiting.keep(); }
  };
}

// The whole item anew wherever the kernel has taken up the log anew: after a restore, a start-over, a release.
function render({ model, el }) {
  let end = show({ model, el });
  let { opened } = model.get("state");
  const reopen = () => {
    if (model.get("state").opened === opened) return;
    ({ opened } = model.get("state"));
    end();
    end = show({ model, el });
  };
  model.on("change:state", reopen);
  return () => {
    model.off("change:state", reopen);
    end();
  };
}

export default { render };
