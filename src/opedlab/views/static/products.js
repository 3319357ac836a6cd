// My products: what each lesson gave to the memo, one's own text or the ready-made one, to copy or to download.

function render({ model, el }) {
  const { products } = model.get("content");
  const say = stringsFor(model);
  const status = make("p", { role: "status" });
  const foot = make("p", { class: "opedlab-aside opedlab-foot", role: "status" });
  const { send, heard } = wire(model, () => { foot.textContent = say("kernel_silent"); });
  const copy = async (title, text) => {
    status.textContent = (await toClipboard(text)) ? `✓ ${say("products_copied", { title })}` : say("products_copy_by_hand");
  };

  const list = make("div", {});
  el.classList.add("opedlab");
  el.replaceChildren(make("section", { class: "opedlab-item opedlab-board opedlab-work", "aria-label": say("products_title") },
    make("fieldset", {}, make("legend", {}, say("products_title")), make("p", { class: "opedlab-aside" }, say("products_about")), list,
      make("div", { class: "opedlab-buttons" },
        make("button", { type: "button", class: "opedlab-main", onclick: () => send({ type: "download" }) }, say("products_download")),
        make("button", { type: "button", onclick: () => send({ type: "look" }) }, say("work_look"))),
      status), foot));

  const update = () => {
    heard();
    foot.textContent = "";
    const { own } = model.get("state");
    const open = new Set([...list.querySelectorAll("details[open]")].map((one) => one.dataset.item));
    list.replaceChildren(...products.map((product, n) => {
      const mine = own[n].text;
      const text = mine ?? product.ready_made;
      const head = `${mine ? "✓" : "○"} ${product.lesson.slice(0, 2)} · ${product.title}: ${mine ? say("products_own") : say("products_ready_made")}`;
      const when = mine ? say("products_when", { when: moment(own[n].at, say), lesson: product.lesson_title }) : say("products_from", { lesson: product.lesson_title });
      return make("details", { "data-item": product.item, open: open.has(product.item) }, make("summary", {}, head),
        make("p", { class: "opedlab-aside" }, when), make("blockquote", {}, mine ? text.split(/\n\s*\n/).map((part) => make("p", {}, part)) : paragraphs(text)),
        make("div", { class: "opedlab-buttons" }, make("button", { type: "button", "aria-label": `${say("work_copy")}: ${product.title}`, onclick: () => copy(product.title, text) }, say("work_copy"))));
    }));
  };
  const message = (found, buffers) => {
    if (found.type !== "file") return;
    handOver(found.name, "text/markdown", buffers);
    status.textContent = `✓ ${say("work_downloaded", { name: found.name })}`;
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
