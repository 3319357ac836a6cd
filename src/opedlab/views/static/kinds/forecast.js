// forecast: a probability, a reason, and whether the outcome was known. The seal over all of them is a board of its own.

KINDS["forecast"] = ({ content, say, changed, draft, el }) => {
  const number = numberOnScale({
    label: say("forecast_percent"), low: 0, high: 100, step: 1, unit: "%", start: 50, say, changed, ends: [say("forecast_at_zero"), say("forecast_at_hundred")],
  });
  number.row.classList.add("opedlab-asked");
  const id = uid("reason");
  const required = content.reason === "required";
  const reason = make("textarea", { id, rows: 2, maxlength: content.max_characters });
  reason.addEventListener("input", () => { changed(); draft(reason.value); });
  reason.addEventListener("blur", () => draft(reason.value, true));
  const knew = make("input", { type: "checkbox", id: `${id}-knew`, onchange: changed });
  el.append(
    make("p", { class: "opedlab-aside" }, say("forecast_as_of", { asked: date(content.asked_on, say), horizon: date(content.horizon, say) }), " ",
      say("forecast_resolution"), " ", inline(content.resolution)),
    number.row, make("label", { for: id }, say(required ? "forecast_reason_required" : "forecast_reason_optional")), reason,
    make("div", { class: "opedlab-option" }, knew, make("label", { for: knew.id }, say("forecast_knew"))));
  return {
    labels: content.in_ledger ? { check: "forecast_keep", again: "forecast_keep", earlier: "forecast_earlier" } : { check: "answer_check", again: "answer_again" },
    first: () => number.field,
    read() {
      if (!number.given()) return { missing: "forecast_first", at: number.field };
      if (required && !reason.value.trim()) return { missing: "forecast_reason_first", at: reason };
      return { response: { percent: number.value(), reason: reason.value, knew: knew.checked }, confidence: null };
    },
    restore(answer, kept) {
      const given = answer?.response;
      number.set(given?.percent ?? "");
      reason.value = kept ?? given?.reason ?? "";
      knew.checked = given?.knew ?? false;
    },
    clear() {
      number.set("");
    },
    extra() {
      return null;
    },
  };
};
