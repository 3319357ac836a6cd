// Advice on a text of one's own: a button, what it looks for, and what was found, each finding with a way to its place.

function advice(area, content, ask, say) {
  const id = uid("advice");
  let shown = null; // which advice stands on the page, and the text that it is about
  const about = make("p", { id, class: "opedlab-aside" }, `${say("advice_looks_for")} ${content.looks_for.join("; ")}. ${say("advice_no_mark")}`);
  const button = make("button", { type: "button", "aria-describedby": id, onclick: () => {
    if (!area.value.trim()) { region.replaceChildren(make("p", {}, say("text_first"))); area.focus(); return; }
    asked = area.value;
    ask({ type: "advise", text: area.value });
  } }, say("advice_ask"));
  let asked = null;
  const region = make("div", { class: "opedlab-advice", role: "status" });
  const old = make("p", { class: "opedlab-aside" });
  area.addEventListener("input", () => { old.textContent = shown !== null && area.value !== asked ? say("advice_old") : ""; });

  // The place as it was, if the text still has it there; else where its words stand now.
  function go({ start, end }) {
    const words = asked.slice(start, end);
    const at = area.value.startsWith(words, start) ? start : area.value.indexOf(words);
    area.focus();
    if (at >= 0) area.setSelectionRange(at, at + words.length);
  }
  function entry(finding) {
    const place = finding.end ? make("q", {}, finding.quote) : make("strong", {}, say("advice_whole"));
    const named = (name, text) => make("p", {}, make("strong", {}, `${say(name)}: `), inline(text));
    const way = finding.end ? make("button", { type: "button", onclick: () => go(finding) }, say("advice_go")) : null;
    return make("li", {}, make("p", {}, place), make("p", {}, inline(finding.what)), named("advice_why", finding.why), named("advice_way_on", finding.way_on), way);
  }
  return {
    button, about, region,
    show(advice) {
      if (!advice) { if (shown !== null) region.replaceChildren(); shown = null; return; }
      if (advice.n === shown) return;
      shown = advice.n;
      asked ??= area.value;
      old.textContent = "";
      const { findings } = advice;
      region.replaceChildren(...(findings.length
        ? [make("p", {}, make("strong", {}, say("advice_found", { n: findings.length })), " ", say("advice_no_mark")), make("ol", {}, findings.map(entry)), old]
        : [make("p", {}, say("advice_nothing")), old]));
    },
  };
}
