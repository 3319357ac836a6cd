// match: a table with a select in every row; the columns and what they mean stand above it.

KINDS["match"] = ({ content, say, changed, el }) => {
  const name = uid("match");
  const touched = () => { unmark(); changed(); };
  const rows = content.rows.map((row, n) => {
    const id = `${name}-${n}`;
    const choose = make("select", { "aria-labelledby": id, onchange: touched },
      make("option", { value: "" }, say("match_choose")),
      content.columns.map((column) => make("option", { value: column.id }, column.text.replaceAll("*", ""))));
    const mark = make("span", { class: "opedlab-verdict" });
    return { row, choose, mark, line: make("tr", { role: "row" },
      make("th", { scope: "row", role: "rowheader" }, make("span", { id }, inline(row.label)), row.text ? make("span", { class: "opedlab-said" }, inline(row.text)) : null),
      make("td", { role: "cell" }, choose, mark)) };
  });
  const unmark = () => {
    for (const { mark, line } of rows) { mark.textContent = ""; line.removeAttribute("data-outcome"); }
  };

  // The roles are those of the elements; they stay when a narrow page lays the cells out one below the other.
  el.append(make("div", { class: "opedlab-match" },
    content.columns.some((column) => column.means)
      ? make("ul", { class: "opedlab-columns", "aria-label": say("match_columns") }, content.columns.map((column) => make("li", {}, make("strong", {}, inline(column.text)), column.means ? [" – ", ...inline(column.means)] : null))) : null,
    make("table", { role: "table" },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" },
        make("th", { scope: "col", role: "columnheader" }, say("match_row")), make("th", { scope: "col", role: "columnheader" }, say("match_column")))),
      make("tbody", { role: "rowgroup" }, rows.map(({ line }) => line)))));

  let wrong = []; // the rows that the last marking counted as not quite
  const empty = () => rows.find(({ choose }) => choose.value === "");
  return {
    labels: { check: "answer_check", again: "answer_again" },
    first: () => (empty() ?? rows[0]).choose,
    read() {
      if (empty()) return { missing: "match_first", at: empty().choose };
      return { response: { rows: Object.fromEntries(rows.map(({ row, choose }) => [row.id, choose.value])) }, confidence: null };
    },
    restore(answer) {
      const given = answer ? answer.response.rows ?? answer.response : {};
      for (const { row, choose } of rows) choose.value = given[row.id] ?? "";
    },
    // Trying again keeps the rows that stood; only the others are emptied.
    clear() {
      unmark();
      for (const { choose } of wrong) choose.value = "";
    },
    extra(marking) {
      unmark();
      wrong = [];
      for (const one of rows) {
        const outcome = marking.details.rows[one.row.id];
        if (outcome === "not quite") wrong.push(one);
        one.mark.textContent = `${SIGNS[outcome]} ${say("outcome_" + outcome.replace(" ", "_"))}`;
        one.line.setAttribute("data-outcome", outcome);
      }
      return null;
    },
  };
};
