// annotation: words are toggled; words side by side make one mark, and each mark gets a type and a severity from lists.

KINDS["annotation"] = ({ content, say, changed, draft, el }) => {
  const verdicts = {
    found: ["✓", "mark_found"], decoy: ["○", "mark_fine"], wide: ["○", "mark_wide"], unlisted: ["○", "mark_unlisted"], either: ["–", "mark_either"],
  };
  const severities = {
    neutral: ["severity_neutral", "severity_neutral_means"], minor: ["severity_minor", "severity_minor_means"],
    major: ["severity_major", "severity_major_means"], critical: ["severity_critical", "severity_critical_means"],
  };
  let asked = false; // whether a blank answer has been asked about
  const count = make("p", { class: "opedlab-aside", role: "status" });
  const all = () => segments.flatMap((segment) => segment.marks());
  const recount = () => { count.textContent = say("annotation_count", { n: all().length }); };
  const touched = () => {
    asked = false;
    for (const segment of segments) segment.unjudge();
    recount();
    changed();
    draft(JSON.stringify(all()));
  };

  const listOf = (name, options, labels, quote, pick) => {
    const id = uid("pick");
    const select = make("select", { id, "aria-describedby": quote, onchange: () => pick(select.value) },
      make("option", { value: "" }, say("annotation_choose")), options.map((option, n) => make("option", { value: option }, labels[n])));
    return { select, field: make("span", { class: "opedlab-pick" }, make("label", { for: id }, say(name)), select) };
  };

  const segments = content.segments.map((segment) => {
    const { words, positions } = segment;
    const lang = segment.german ? "de" : null;
    const on = words.map(() => false);
    const called = words.map(() => ({ type: "", severity: "" })); // kept per word, so that a mark may grow, shrink and part
    const list = make("ul", { class: "opedlab-marks" });
    let rows = [];

    const buttons = words.map((word, n) => make("button", { type: "button", class: "opedlab-word", lang, "aria-pressed": "false", onclick: () => {
      on[n] = !on[n];
      if (!on[n]) called[n] = { type: "", severity: "" };
      draw();
      touched();
    } }, word));
    const apart = (n) => n > 0 && positions[n] - positions[n - 1] > 1;
    const runs = () => {
      const found = [];
      words.forEach((_, n) => {
        if (!on[n]) return;
        if (n > 0 && on[n - 1] && !apart(n)) found[found.length - 1].end = n + 1;
        else found.push({ start: n, end: n + 1 });
      });
      return found;
    };
    const row = ({ start, end }) => {
      const quote = uid("quote");
      const those = called.slice(start, end);
      const put = (what, value) => { for (let n = start; n < end; n += 1) called[n] = { ...called[n], [what]: value }; };
      const type = listOf("annotation_type", content.types.map(({ id }) => id), content.types.map(({ name }) => name), quote, (value) => { put("type", value); touched(); });
      const severity = listOf("annotation_severity", content.severities, content.severities.map((name) => say(severities[name][0])), quote, (value) => { put("severity", value); touched(); });
      for (const [what, { select }] of [["type", type], ["severity", severity]]) {
        select.value = those.find((one) => one[what])?.[what] ?? "";
        put(what, select.value);
      }
      const verdict = make("span", { class: "opedlab-sign" });
      const remove = make("button", { type: "button", "aria-describedby": quote, onclick: () => {
        for (let n = start; n < end; n += 1) { on[n] = false; called[n] = { type: "", severity: "" }; }
        draw();
        touched();
        buttons[start].focus();
      } }, say("annotation_remove"));
      const line = make("li", {}, make("span", { class: "opedlab-quote", id: quote }, "“", make("span", { lang }, words.slice(start, end).join(" ")), "”", verdict), type.field, severity.field, remove);
      return { start, end, type: type.select, severity: severity.select, verdict, line };
    };
    const draw = () => {
      buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(on[n])));
      rows = runs().map(row);
      list.replaceChildren(...rows.map(({ line }) => line));
    };

    const heading = say("annotation_block", { block: segment.block });
    const line = buttons.flatMap((button, n) => (apart(n) ? [make("span", { class: "opedlab-gap" }, "…"), button] : [button]));
    return {
      node: make("div", { class: "opedlab-segment", role: "group", "aria-label": heading },
        make("p", {}, make("strong", {}, heading, ": "), inline(segment.context)),
        make("div", { class: "opedlab-words" }, line),
        segment.gloss ? make("p", { class: "opedlab-aside" }, say("annotation_gloss"), ": ", inline(segment.gloss)) : null, list),
      first: () => buttons[0],
      marks: () => rows.map(({ start, end, type, severity }) => ({ segment: segment.id, start, end, type: type.value, severity: severity.value })),
      unfinished: () => rows.flatMap(({ type, severity }) => [type, severity]).find((select) => select.value === ""),
      put(marks) {
        on.fill(false);
        for (const mark of marks.filter((one) => one.segment === segment.id)) {
          for (let n = Math.max(0, mark.start); n < Math.min(words.length, mark.end); n += 1) {
            on[n] = true;
            called[n] = { type: String(mark.type ?? ""), severity: String(mark.severity ?? "") };
          }
        }
        draw();
      },
      unjudge: () => { for (const { verdict, line: shown } of rows) { verdict.textContent = ""; shown.removeAttribute("data-verdict"); } },
      judge(told) {
        for (const { start, end, verdict, line: shown } of rows) {
          const one = told.find((judged) => judged.segment === segment.id && judged.start === start && judged.end === end);
          if (!one) continue;
          verdict.textContent = ` ${verdicts[one.verdict][0]} ${say(verdicts[one.verdict][1])}`;
          shown.setAttribute("data-verdict", one.verdict);
        }
      },
    };
  });

  const meanings = make("details", { class: "opedlab-meanings" }, make("summary", {}, say("annotation_meanings")),
    make("dl", {}, content.types.map(({ name, means }) => [make("dt", {}, name), make("dd", {}, inline(means))]).flat(),
      content.severities.map((name) => [make("dt", {}, say(severities[name][0])), make("dd", {}, say(severities[name][1]))]).flat()));
  el.append(make("p", { class: "opedlab-aside" }, say("annotation_how")), meanings, ...segments.map(({ node }) => node), count);
  recount();

  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => segments[0].first(),
    read() {
      const marks = all();
      if (!marks.length && !asked) {
        asked = true;
        return { missing: "annotation_nothing", at: document.activeElement };
      }
      const open = segments.map((segment) => segment.unfinished()).find(Boolean);
      return open ? { missing: "annotation_unfinished", at: open } : { response: { marks }, confidence: null };
    },
    restore(answer, kept) {
      let marks = answer ? answer.response.marks : [];
      try { marks = kept ? JSON.parse(kept) : marks; } catch { /* a torn draft is worth less than the last answer */ }
      for (const segment of segments) segment.put(Array.isArray(marks) ? marks : []);
      recount();
    },
    // A second try starts from the marks that stand: they are there to be reconsidered one by one.
    clear() {
      asked = false;
      for (const segment of segments) segment.unjudge();
    },
    extra(marking) {
      for (const segment of segments) segment.judge(marking.details.verdicts);
      return null;
    },
  };
};
