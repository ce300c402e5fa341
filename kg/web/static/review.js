// Decisions of the review: a form's fields are posted, and the page is shown anew with what came of it.
const signature = document.querySelector("form.signature");
const outcome = document.querySelector(".outcome");
const PROPERTIES = ["stance", "issue", "holder", "type", "status", "date"];
const SAID = "standpoint-said";

for (const [field, store] of [["by", localStorage], ["token", sessionStorage]]) {
  const input = signature.elements[field];
  input.value = store.getItem(`standpoint-${field}`) ?? "";
  input.addEventListener("change", () => store.setItem(`standpoint-${field}`, input.value));
}
signature.addEventListener("submit", (event) => event.preventDefault());

function tell(text, failed) {
  outcome.textContent = text;
  outcome.classList.toggle("failed", failed);
  outcome.focus();
}

/** What a form says, as the fields of a decision. */
function read(form, verdict) {
  const text = (name) => form.elements[name]?.value?.trim() ?? "";
  const said = { verdict, by: signature.elements.by.value.trim(), reason: text("reason") };
  if (verdict === "withdraw") return { ...said, withdraws: form.dataset.withdraws };
  if (verdict === "merge") {
    return { ...said, about: [text("about")], into: text("into"), contrary: form.elements.contrary.checked };
  }
  said.about = [form.dataset.about];
  if (verdict === "split") return { ...said, apart_from: text("apart_from"), name: text("name") };
  if (verdict === "correct") {
    said.changes = Object.fromEntries(PROPERTIES.map((name) => [name, text(name)]).filter(([, value]) => value));
  }
  return said;
}

async function decide(said) {
  const answer = await fetch("/review/decisions", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", Authorization: `Bearer ${signature.elements.token.value}` },
    body: JSON.stringify(said),
  });
  const facts = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(facts.detail ?? `the server answered ${answer.status}`);
  return facts;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form.decide")) return;
  event.preventDefault();
  if (!signature.reportValidity()) return;
  const verdict = event.submitter?.value ?? form.querySelector("button").value;
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    const facts = await decide(read(form, verdict));
    sessionStorage.setItem(SAID, `Decision ${facts.id}: ${verdict}. ${facts.changed.length ? `It changed ${facts.changed.join(", ")}.` : "It changed no source."}`);
    location.reload();
  } catch (error) {
    tell(`Not decided: ${error.message}`, true);
    for (const button of buttons) button.disabled = false;
  }
});

const said = sessionStorage.getItem(SAID);
if (said) {
  sessionStorage.removeItem(SAID);
  tell(said, false);
}
