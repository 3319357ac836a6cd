// The self-rating by rubric, after work of one's own was handed in; it is sent as the same answer with what it meets.

function rating(rubric, answer, send, say) {
  const met = new Set(answer.response.met || []);
  const boxes = rubric.map((criterion) => {
    const box = make("input", { type: "checkbox", id: uid("met"), value: criterion.id });
    box.checked = met.has(criterion.id);
    return { criterion, box, row: make("div", { class: "opedlab-option" }, box, make("label", { for: box.id }, make("strong", {}, inline(criterion.text)), " ", inline(criterion.met_when))) };
  });
  const button = make("button", { type: "button", onclick: () => {
    send({ ...answer.response, met: boxes.filter(({ box }) => box.checked).map(({ criterion }) => criterion.id) }, null);
  } }, say("rate_save"));
  const rated = answer.response.met ? make("p", { role: "status" }, say("rated", { met: met.size, all: boxes.length })) : null;
  return make("fieldset", { class: "opedlab-second" }, make("legend", {}, say("rate_yourself")), boxes.map(({ row }) => row), button, rated);
}
