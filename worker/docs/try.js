// A form that calls the desk which serves this page. It is fetched when somebody first wants to try an operation.
// What is pasted into it stays in this module's memory and goes nowhere but to the desk; nothing is stored, and the
// console's cookie is never sent.

const response = await fetch("/openapi.json");
if (!response.ok) throw new Error(`The desk answers ${response.status} for its own document.`);
const { paths } = await response.json();

/** Every operation with its method and path, by its id. */
const operations = new Map(
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [operation.operationId, { method, path, operation }]),
  ),
);

/** What has been pasted so far, by the name of the credential; the next form begins with it. */
const pasted = { site: "", visitorToken: "", secretKey: "" };
const labels = { site: "The site's public key", visitorToken: "Visitor token", secretKey: "Secret key" };

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function labelled(text, control, hint) {
  const label = element("label", {}, element("span", {}, text), control);
  if (hint) label.append(element("small", {}, hint));
  return label;
}

/** The credentials that the operation may be given, as fields that keep no history. */
function credentialFields({ security = [] }) {
  const schemes = security.filter((one) => !("console" in one));
  const names = [...new Set(schemes.flatMap((one) => Object.keys(one)))];
  return names.map((name) => {
    const needed = schemes.every((one) => name in one);
    const control = element("input", {
      name,
      value: pasted[name],
      required: needed,
      type: name === "site" ? "text" : "password",
      autocomplete: "off",
      spellcheck: false,
      placeholder: { site: "pk_…", visitorToken: "from your first ticket", secretKey: "from the console" }[name],
    });
    control.addEventListener("input", () => {
      pasted[name] = control.value.trim();
    });
    return labelled(needed ? labels[name] : `${labels[name]}, if you have one`, control);
  });
}

/** What the document says to send, without ids that the sender makes up: each try is a new one. */
function exampleBody(media) {
  const fresh = (value) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key, inner]) => !(key === "id" && String(inner).startsWith("msg_")))
            .map(([key, inner]) => [key, fresh(inner)]),
        )
      : value;
  return JSON.stringify(fresh(media.example ?? {}), null, 2);
}

const parameters = ({ parameters = [] }, place) => parameters.filter((one) => one.in === place);

/** Puts a form for the operation under the button's place, or takes it away again. */
export function toggleTrial(id, button) {
  const open = button.nextElementSibling;
  if (open?.matches("form.trial")) {
    open.remove();
    button.ariaExpanded = "false";
    return;
  }
  const form = trialOf(id);
  button.after(form);
  button.ariaExpanded = "true";
  form.querySelector("input:not([value]), input, textarea, button")?.focus();
}

function trialOf(id) {
  const { method, path, operation } = operations.get(id);
  const content = operation.requestBody?.content ?? {};
  const media = content["application/json"];
  const form = element("form", { className: "trial", noValidate: false });
  const send = element("button", { type: "submit" }, "Send");
  const result = element("div", { className: "result", role: "status" });

  form.append(...credentialFields(operation));
  for (const { name, required } of parameters(operation, "path"))
    form.append(labelled(name, element("input", { name: `path:${name}`, required, autocomplete: "off" })));
  for (const { name, required, description } of parameters(operation, "query"))
    form.append(
      labelled(
        required ? name : `${name}, optional`,
        element("input", { name: `query:${name}`, required: !!required, autocomplete: "off" }),
        description,
      ),
    );
  if (parameters(operation, "header").some(({ name }) => name === "If-Match"))
    form.append(
      labelled(
        "If-Match",
        element("input", { name: "if-match", required: true, inputMode: "numeric", pattern: '"?\\d+"?' }),
        "the seq or version that you read",
      ),
    );
  if (media)
    form.append(
      labelled("Body", element("textarea", { name: "body", rows: 8, spellcheck: false, value: exampleBody(media) })),
    );
  else if (operation.requestBody)
    form.append(labelled("File", element("input", { name: "file", type: "file", required: true })));
  if (method !== "get") form.append(element("p", { className: "real" }, "This is no rehearsal: the desk does it."));
  form.append(send, result);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    result.replaceChildren("Sending …");
    try {
      result.replaceChildren(...(await answerOf(requestOf(form, method, path, operation))));
    } catch (error) {
      result.replaceChildren(element("p", { className: "refused" }, error.message));
    }
    send.disabled = false;
  });
  return form;
}

/** The request that the form describes; throws a sentence for people when something in it cannot be sent. */
function requestOf(form, method, path, operation) {
  const value = (name) => form.elements.namedItem(name)?.value.trim() ?? "";
  const target = new URL(
    path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(value(`path:${name}`))),
    location.origin,
  );
  for (const { name } of parameters(operation, "query"))
    if (value(`query:${name}`)) target.searchParams.set(name, value(`query:${name}`));

  const headers = new Headers();
  if (value("site")) headers.set("Firstline-Site", value("site"));
  const token = value("secretKey") || value("visitorToken");
  if (token) headers.set("Authorization", `Bearer ${token}`);
  if (value("if-match")) headers.set("If-Match", `"${value("if-match").replaceAll('"', "")}"`);
  if (parameters(operation, "header").some(({ name }) => name === "Idempotency-Key"))
    headers.set("Idempotency-Key", crypto.randomUUID());

  const init = { method: method.toUpperCase(), headers, credentials: "omit", cache: "no-store" };
  const file = form.elements.namedItem("file")?.files[0];
  if (file) {
    headers.set("Firstline-File-Name", encodeURIComponent(file.name));
    return new Request(target, { ...init, body: file });
  }
  if (!form.elements.namedItem("body")) return new Request(target, init);
  try {
    JSON.parse(value("body"));
  } catch (error) {
    throw new Error(`The body is no JSON yet: ${error.message}.`);
  }
  headers.set("Content-Type", "application/json");
  return new Request(target, { ...init, body: value("body") });
}

/** Sends it and shows what came back. */
async function answerOf(request) {
  const start = performance.now();
  const answer = await fetch(request).catch(() => {
    throw new Error("The desk cannot be reached.");
  });
  const bytes = await answer.blob();
  const took = Math.round(performance.now() - start);
  const json = /json/.test(answer.headers.get("content-type") ?? "");
  const line = element(
    "p",
    { className: answer.ok ? "answered" : "refused" },
    element("code", { className: "status" }, String(answer.status)),
    ` in ${took} ms, request ${answer.headers.get("firstline-request-id") ?? "unknown"}`,
  );
  if (answer.headers.has("etag")) line.append(`, version ${answer.headers.get("etag")}`);
  if (bytes.size === 0) return [line];
  if (!json) return [line, element("p", {}, `${bytes.size.toLocaleString()} bytes of ${bytes.type || "no type"}.`)];
  const body = JSON.parse(await bytes.text());
  if (body.visitorToken) {
    pasted.visitorToken = body.visitorToken;
    line.append(". The visitor token is kept until you leave this page.");
  }
  const text = element("code", {}, JSON.stringify(body, null, 2));
  return [line, element("pre", { tabIndex: 0, ariaLabel: "Answer" }, text)];
}
