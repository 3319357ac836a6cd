// Load an own copy of the article. Its bytes go to the kernel in a message of their own; nothing of it stays on the page.

function report(found, say) {
  const parts = [];
  if (found.missing.length) {
    parts.push(make("details", { open: found.missing.length < 7 },
      make("summary", {}, `${say("own_copy_missing")} ${found.missing.length}`),
      make("ul", {}, found.missing.map((row) => make("li", {}, say("own_copy_block", row))))));
  }
  if (found.notes.length) parts.push(make("p", {}, say("own_copy_notes")), make("ul", { lang: "en" }, found.notes.map((note) => make("li", {}, note))));
  return parts;
}

function render({ model, el }) {
  const { where, largest } = model.get("content");
  const say = stringsFor(model);
  const status = make("div", { class: "opedlab-feedback", role: "status" });
  const details = make("div", {});
  const kept = make("div", {});
  let pasted = false; // whether the text under way is the pasted one, which goes once it is found

  const tell = (...texts) => {
    details.replaceChildren();
    status.removeAttribute("data-outcome");
    status.replaceChildren(...texts.map((text) => make("p", {}, text)));
  };
  const { send, heard } = wire(model, () => tell(say("kernel_silent")));
  const load = (bytes) => {
    tell(say("own_copy_looking"));
    send({ type: "copy" }, [bytes.buffer]);
  };
  const fits = (size) => {
    if (size <= largest) return true;
    tell(say("own_copy_too_large", { size: (size / 1e6).toFixed(1), largest: largest / 1e6 }));
    return false;
  };

  const file = make("input", { type: "file", onchange: async () => {
    const [chosen] = file.files;
    if (!chosen || !fits(chosen.size)) return;
    tell(say("own_copy_reading"));
    pasted = false;
    try {
      load(new Uint8Array(await chosen.arrayBuffer()));
    } catch {
      tell(say("own_copy_unreadable"));
    }
    file.value = ""; // so that the same file can be chosen again
  } });
  const paste = make("textarea", { rows: 4, spellcheck: "false", autocomplete: "off", autocorrect: "off", lang: "de" });
  const read = make("button", { type: "button", class: "opedlab-main", onclick: () => {
    if (!paste.value.trim()) { tell(say("own_copy_paste_first")); paste.focus(); return; }
    const bytes = new TextEncoder().encode(paste.value);
    if (!fits(bytes.length)) return;
    pasted = true;
    load(bytes);
  } }, say("own_copy_read"));
  const remove = make("button", { type: "button", onclick: () => send({ type: "remove" }) }, say("own_copy_remove"));

  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-own-copy", "aria-label": say("own_copy_title") },
    make("p", {}, make("strong", {}, say("own_copy_title"))),
    make("p", {}, say("own_copy_intro")),
    make("p", {}, say("own_copy_where", { where })),
    make("label", {}, say("own_copy_file"), file),
    make("label", {}, say("own_copy_paste"), paste),
    make("div", { class: "opedlab-buttons" }, read),
    status, details, kept));

  const update = () => {
    heard();
    const state = model.get("state");
    const found = state.kept;
    const good = Boolean(found && found.recognised);
    const shown = state.attempt || found;
    tell();
    if (state.attempt && good) tell(`○ ${say(state.attempt.problem)}`, say("own_copy_earlier_stays"));
    else if (shown && shown.recognised) tell(`✓ ${say("own_copy_found", shown)}`);
    else if (shown) tell(`○ ${say(shown.problem)}`);
    else if (state.removed) tell(say("own_copy_removed"));
    if (state.stays) tell(say("own_copy_cannot_remove", { where, why: state.stays }));
    if (shown) {
      status.setAttribute("data-outcome", shown.recognised ? "right" : "not quite");
      details.replaceChildren(...report(shown, say));
    }
    if (good && !state.attempt && pasted) { paste.value = ""; pasted = false; }
    const place = good ? (state.session_only ? say("own_copy_session", { where, why: state.session_only }) : say("own_copy_kept", { where })) : null;
    const hadFocus = kept.contains(document.activeElement);
    kept.replaceChildren(...(found ? [place ? make("p", {}, place) : null, remove].filter(Boolean) : []));
    if (hadFocus) (found ? remove : paste).focus();
  };
  update();
  model.on("change:state", update);
  return () => {
    model.off("change:state", update);
    heard();
  };
}

export default { render };
