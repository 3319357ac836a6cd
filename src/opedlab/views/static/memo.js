// The way out for a memo: name, title and language, then Markdown, web page or PDF. The text itself stays in the kernel until it is asked for.

const FORM_NAMES = { markdown: "memo_markdown", html: "memo_html", pdf: "memo_pdf" };
const LANGUAGE_NAMES = { en: "memo_language_en", de: "memo_language_de" };
const SILENT_AFTER = 10000; // milliseconds until the page says that the kernel has not answered

function render({ model, el }) {
  const { title, cards } = model.get("content");
  const say = stringsFor(model);
  const status = make("p", { role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const about = make("div", {});
  let silent = null;
  const send = (message) => {
    clearTimeout(silent);
    status.textContent = "";
    silent = setTimeout(() => { foot.textContent = say("kernel_silent"); }, SILENT_AFTER);
    model.send(message);
  };

  const [writerId, titleId, languageId, cardId] = [uid("writer"), uid("title"), uid("language"), uid("card")];
  const writer = make("input", { type: "text", id: writerId, maxlength: 200, autocomplete: "off" });
  const name = make("input", { type: "text", id: titleId, maxlength: 200, autocomplete: "off" });
  name.value = title;
  const language = make("select", { id: languageId }, Object.entries(LANGUAGE_NAMES).map(([one, label]) => make("option", { value: one }, say(label))));
  const short = (text) => (text.length > 90 ? `${text.slice(0, 88)} …` : text);
  const card = make("select", { id: cardId, "aria-describedby": `${cardId}-about` }, make("option", { value: "" }, say("memo_card_none")), cards.map(([id, text]) => make("option", { value: id }, `${id} · ${short(text)}`)));
  const forms = Object.entries(FORM_NAMES).map(([form, label]) => make("button", { type: "button", class: form === "pdf" ? "opedlab-main" : null,
    onclick: () => send({ type: form, writer: writer.value, title: name.value, language: language.value, card: card.value }) }, say(label)));
  const field = (id, label, control) => make("div", { class: "opedlab-field" }, make("label", { for: id }, say(label)), control);

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-work", "aria-label": `${say("memo_title")}: ${title}` },
    make("fieldset", {}, make("legend", {}, `${say("memo_title")}: ${title}`), make("p", { class: "opedlab-aside" }, say("memo_about")), about,
      field(titleId, "memo_title_of", name), field(writerId, "memo_by", writer), field(languageId, "memo_language", language),
      field(cardId, "memo_card", card), make("p", { id: `${cardId}-about`, class: "opedlab-aside" }, say("memo_card_about")),
      make("div", { class: "opedlab-buttons" }, forms, make("button", { type: "button", onclick: () => send({ type: "look" }) }, say("work_look"))),
      status), foot));

  const update = () => {
    clearTimeout(silent);
    foot.textContent = "";
    const { words: count, at, seal, own, ready_made: ready, writer: pseudonym } = model.get("state");
    if (!writer.value) writer.value = pseudonym;
    forms.forEach((button) => { button.disabled = !count; });
    const listed = (label, titles) => make("p", {}, make("strong", {}, `${say(label)}: `), titles.join("; ") || "–");
    about.replaceChildren(make("p", {}, count ? say("memo_words", { n: count, state: at ? say("memo_handed_in", { when: moment(at, say) }) : say("memo_draft") }) : say("memo_empty")),
      listed("memo_own", own), listed("memo_ready_made", ready), make("p", {}, seal ? say("memo_seal", { hash: seal }) : say("memo_no_seal")));
  };
  const message = (found, buffers) => {
    if (found.type !== "file") return;
    handOver(found.name, found.media, buffers);
    status.textContent = [`✓ ${say("work_downloaded", { name: found.name })}`, found.missing ? say("memo_missing_glyphs", { n: found.missing }) : ""].filter(Boolean).join(" ");
  };
  update();
  model.on("change:state", update);
  model.on("msg:custom", message);
  return () => {
    model.off("change:state", update);
    model.off("msg:custom", message);
    clearTimeout(silent);
  };
}

export default { render };
