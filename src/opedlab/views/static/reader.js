// The page block by block. Turning its leaves needs no kernel; the words of an own copy come in a message when asked for.

function render({ model, el }) {
  const { blocks, voices, block: first } = model.get("content");
  const say = stringsFor(model);
  const named = (voice) => `${voices[voice].sign} ${say(voices[voice].name)}`;
  const page = make("div", {});
  const own = make("div", { class: "opedlab-copy", role: "status" });
  const copy = make("div", {});
  const heard = make("p", { class: "opedlab-aside", role: "status" });
  let chosen = blocks.find((one) => one.block === first);
  let open = false; // whether the reader wants to see the copy

  const { send, heard: answered } = wire(model, () => own.replaceChildren(make("p", {}, say("kernel_silent"))));
  const ask = () => {
    own.replaceChildren();
    if (open) send({ type: "show", block: chosen.block });
  };

  const filter = make("select", { onchange: () => { fill(); if (!listed().includes(chosen)) turn(listed()[0]); } },
    make("option", { value: "" }, say("reader_every_voice")), Object.keys(voices).map((voice) => make("option", { value: voice }, named(voice))));
  const listed = () => blocks.filter((one) => !filter.value || one.voice === filter.value);
  const jump = make("select", { onchange: () => turn(blocks.find((one) => one.block === Number(jump.value))) });
  const fill = () => {
    jump.replaceChildren(...listed().map((one) => make("option", { value: one.block }, `${one.block} ${voices[one.voice].sign} ${one.title}`)));
    jump.value = chosen.block;
    ends();
  };
  const step = (by) => {
    const next = listed()[listed().indexOf(chosen) + by];
    if (next) turn(next);
    else heard.textContent = say(by < 0 ? "reader_first" : "reader_last");
  };
  const previous = make("button", { type: "button", onclick: () => step(-1) }, `← ${say("reader_previous")}`);
  const next = make("button", { type: "button", onclick: () => step(1) }, `${say("reader_next")} →`);
  // Not `disabled`: the focus of whoever pages by keyboard would be lost at the end.
  const ends = () => {
    const at = listed().indexOf(chosen);
    previous.setAttribute("aria-disabled", at <= 0);
    next.setAttribute("aria-disabled", at === listed().length - 1);
  };
  const show = make("button", { type: "button", onclick: () => { open = !open; offer(); ask(); } });
  const look = make("button", { type: "button", onclick: () => send({ type: "look" }) }, say("reader_look"));

  function turn(to) {
    chosen = to;
    jump.value = to.block;
    heard.textContent = say("reader_heard", { block: to.block, title: to.title });
    page.replaceChildren(
      make("p", { class: "opedlab-reader-title" }, make("strong", {}, `${say("reader_block", { block: to.block })}: ${to.title}`)),
      make("p", { class: "opedlab-aside" }, `${to.role} · ${say("reader_voice")}: `, make("strong", {}, named(to.voice))),
      make("p", {}, to.summary),
      ...(to.inside.length ? [make("p", {}, `${say("reader_inside")}:`), make("ul", {}, to.inside.map((one) => make("li", {}, one)))] : []),
      ...(to.note ? [make("details", {}, make("summary", {}, say("reader_note")), make("p", {}, to.note))] : []));
    ends();
    ask();
  }
  function offer() {
    const has = model.get("state").copy;
    const hadFocus = copy.contains(document.activeElement);
    show.textContent = say(open ? "reader_hide" : "reader_show");
    copy.replaceChildren(...(has ? [show] : [make("p", { class: "opedlab-aside" }, say("reader_no_copy")), look]));
    if (hadFocus) copy.querySelector("button").focus();
  }

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-reader", "aria-label": say("reader_title") },
    make("p", {}, make("strong", {}, say("reader_title"))),
    make("div", { class: "opedlab-reader-bar" },
      make("label", {}, say("reader_filter"), filter),
      make("label", {}, say("reader_jump"), jump)),
    make("div", { class: "opedlab-buttons" }, previous, next),
    heard, page, copy, own));
  turn(chosen);
  fill();
  heard.textContent = "";
  offer();

  const update = () => {
    answered();
    if (!model.get("state").copy) open = false;
    offer();
    ask();
  };
  const message = (found) => {
    if (found.type !== "block" || found.block !== chosen.block || !open) return; // the reader has turned the leaf meanwhile
    answered();
    own.replaceChildren(...copyShown(found, say));
  };
  model.on("change:state", update);
  model.on("msg:custom", message);
  return () => {
    model.off("change:state", update);
    model.off("msg:custom", message);
    answered();
  };
}

export default { render };
