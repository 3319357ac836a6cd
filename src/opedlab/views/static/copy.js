// The words of a reader's own copy. They come in a message when asked for, are shown, and are kept nowhere.

// A block of the copy as elements; what the course quotes from it is marked, numbered and glossed below.
function copyShown(found, say) {
  if (!found.found) return [make("p", {}, say("reader_not_in_copy"))];
  const glosses = [];
  const words = found.parts.map(([text, those]) => {
    if (!those.length) return text;
    glosses.push(make("li", {}, make("span", { lang: "de" }, text), " – ", those.join(" · ")));
    return make("mark", {}, text, make("sup", {}, `${glosses.length}`));
  });
  return [
    make("blockquote", { lang: "de" }, words),
    glosses.length ? make("p", {}, say("reader_quoted")) : null,
    glosses.length ? make("ol", {}, glosses) : null,
    found.by_neighbours ? make("p", { class: "opedlab-aside" }, say("reader_by_neighbours")) : null,
  ].filter(Boolean);
}

// Buttons that show an item's blocks in the copy, one at a time; nothing at all while there is no copy.
function copyBeside(blocks, say, send) {
  const own = make("div", { class: "opedlab-copy", role: "status" });
  const alone = blocks.length === 1;
  let open = null; // the block that is shown
  const turn = (block) => {
    open = block;
    own.replaceChildren();
    buttons.forEach((button, n) => {
      const shown = blocks[n] === open;
      button.setAttribute("aria-expanded", shown);
      if (alone) button.textContent = say(shown ? "copy_hide" : "copy_show", { block: blocks[n] });
    });
    if (open !== null) send({ type: "show", block: open });
  };
  const buttons = blocks.map((block) => make("button",
    { type: "button", "aria-label": alone ? null : say("copy_show", { block }), onclick: () => turn(open === block ? null : block) },
    alone ? null : `${block}`));
  const row = make("div", { class: "opedlab-buttons opedlab-copy-row" }, alone ? null : make("span", {}, say("copy_blocks")), buttons);
  const el = make("div", { class: "opedlab-copy-beside", hidden: true }, row, own);
  if (alone) buttons[0].textContent = say("copy_show", { block: blocks[0] });
  return {
    el,
    update(loaded) { // the copy has come or gone
      if (!loaded && open !== null) turn(null);
      el.hidden = !loaded;
    },
    message(found) {
      if (found.type !== "block" || found.block !== open) return; // the reader has closed it meanwhile
      own.replaceChildren(alone ? "" : make("p", {}, make("strong", {}, say("reader_block", { block: open }))), ...copyShown(found, say));
    },
  };
}
