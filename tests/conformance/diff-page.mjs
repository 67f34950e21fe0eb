// The page of `oaxide diff --format html` in headless Chromium: search, filters, keys, both colour schemes, and that its
// policy stops nothing of its own. Without Chromium nothing is checked, which is said.
//
//   node diff-page.mjs                      two small documents that are made here
//   node diff-page.mjs PAGE.html FOLDER     screenshots of a page that exists, into a folder

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const binary = ["chromium", "chromium-browser", "google-chrome"].find((name) => {
  try {
    execFileSync(name, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});
if (!binary) {
  console.log("skipped: there is no Chromium here, so nobody looked at the page of `oaxide diff`");
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "oaxide-page-"));
const [given, shots = folder] = process.argv.slice(2);

const hostile = "</script><img src=x onerror=window.hit=1>\\u202e";
const document = (type, required) => JSON.stringify({
  openapi: "3.0.3",
  info: { title: "Shop", version: "1", description: hostile },
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        parameters: [{ name: "limit", in: "query", required, schema: { type: "integer" } }],
        responses: { 200: { description: "ok", content: { "application/json": { schema: {
          type: "object",
          properties: { id: { type }, [hostile]: { type } },
        } } } } },
      },
    },
    "/orders": { post: { operationId: "order", responses: { 204: { description: required ? "done" : "ok" } } } },
  },
}, null, 2);

function page() {
  const paths = [join(folder, "old.json"), join(folder, "new.json")];
  writeFileSync(paths[0], document("string", false));
  writeFileSync(paths[1], document("integer", true));
  const words = ["run", "--quiet", "-p", "generator", "--", "diff", ...paths, "--format", "html"];
  let text;
  try {
    text = execFileSync("cargo", words, { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  } catch (error) {
    // It exits with 1 where something breaks.
    if (error.status !== 1) throw error;
    text = error.stdout;
  }
  const path = join(folder, "page.html");
  writeFileSync(path, text);
  return path;
}

/** Chromium by its pipe: messages of JSON, each ended by a zero byte. */
class Browser {
  #next = 1;
  #waiting = new Map();
  #listeners = [];

  constructor() {
    const words = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--remote-debugging-pipe", `--user-data-dir=${join(folder, "profile")}`,
    ];
    this.process = spawn(binary, words, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    let rest = "";
    this.process.stdio[4].setEncoding("utf8").on("data", (text) => {
      const parts = (rest + text).split("\0");
      rest = parts.pop();
      for (const part of parts) this.#take(JSON.parse(part));
    });
  }

  #take(message) {
    for (const listener of this.#listeners) listener(message);
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    this.#waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result);
  }

  on(listener) {
    this.#listeners.push(listener);
  }

  send(method, params = {}) {
    const id = this.#next++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`);
    return answer;
  }

  async open(path) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    this.session = sessionId;
    for (const domain of ["Page", "Log", "Runtime", "Network"]) await this.send(`${domain}.enable`);
    await this.load(path);
  }

  async load(path) {
    const loaded = new Promise((resolve) => this.on(({ method }) => method === "Page.loadEventFired" && resolve()));
    await this.send("Page.navigate", { url: pathToFileURL(resolve(path)).href });
    await loaded;
  }

  async value(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async press(key, text) {
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, text });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key });
  }

  async shoot(name, width, scheme) {
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.send("Emulation.setEmulatedMedia", { media: "", features });
    await this.send("Emulation.setDeviceMetricsOverride", { width, height: 1400, deviceScaleFactor: 1, mobile: false });
    const { data } = await this.send("Page.captureScreenshot", { format: "png" });
    mkdirSync(shots, { recursive: true });
    writeFileSync(join(shots, `${name}.png`), Buffer.from(data, "base64"));
    return this.value("getComputedStyle(document.body).backgroundColor");
  }
}

let failed = 0;
let passed = 0;
function check(what, found, expected) {
  if (JSON.stringify(found) === JSON.stringify(expected)) passed += 1;
  else {
    failed += 1;
    console.error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
  }
}

const browser = new Browser();
const limit = setTimeout(() => {
  console.error("Chromium did not answer for a minute");
  browser.process.kill("SIGKILL");
  process.exit(1);
}, 60_000);
try {
  const complaints = [];
  const requests = [];
  browser.on(({ method, params }) => {
    if (method === "Log.entryAdded") complaints.push(params.entry.text);
    if (method === "Runtime.exceptionThrown") complaints.push(params.exceptionDetails.text);
    if (method === "Network.requestWillBeSent" && /^https?:/.test(params.request.url)) requests.push(params.request.url);
  });
  const path = given ?? page();
  await browser.open(path);
  const light = await browser.shoot("light", 1200, "light");
  const dark = await browser.shoot("dark", 1200, "dark");
  await browser.shoot("narrow", 420, "light");
  check("light and dark differ", light === dark, false);
  await browser.shoot("light", 1200, "light");

  if (!given) {
    const shown = "[...document.querySelectorAll('li.change')].filter((one) => one.checkVisibility()).length";
    const all = await browser.value(shown);
    check("there are several changes", all > 3, true);
    check("all are counted", await browser.value("document.getElementById('count').textContent"), `${all} changes`);
    check("nothing of the documents ran", await browser.value("typeof window.hit"), "undefined");
    check("no element came from the documents", await browser.value("document.images.length"), 0);

    await browser.press("/", "/");
    check("/ goes to the search", await browser.value("document.activeElement.id"), "search");
    await browser.send("Input.insertText", { text: "limit" });
    await browser.value("new Promise((resolve) => setTimeout(resolve, 200))");
    const found = await browser.value(shown);
    check("a search narrows the list", found > 0 && found < all, true);
    check("the count is announced", await browser.value("document.getElementById('count').textContent"), `${found} of ${all} changes`);
    await browser.press("Escape");
    check("Escape ends the search", await browser.value(shown), all);

    const press = "document.querySelector('button[data-key=answers][data-verdict=breaking]')";
    await browser.value(`${press}.click()`);
    check("the button is pressed", await browser.value(`${press}.getAttribute('aria-pressed')`), "true");
    const others = "[...document.querySelectorAll('li.change:not([hidden])')].every((one) => one.dataset.answers === 'breaking')";
    check("a verdict narrows the list", [await browser.value(others), await browser.value(shown) < all], [true, true]);
    await browser.value("document.getElementById('reset').click()");
    await browser.value("(() => { const one = document.getElementById('operation'); one.value = '0'; one.dispatchEvent(new Event('change')); })()");
    const paths = "[...document.querySelectorAll('li.change:not([hidden]) .operations')].every((one) => one.textContent.includes('/pets'))";
    check("the first operation", await browser.value("document.getElementById('operation').selectedOptions[0].text"), "GET /pets");
    check("an operation narrows the list", [await browser.value(paths), await browser.value(shown) < all], [true, true]);
    await browser.value("document.getElementById('reset').click()");
    await browser.value("document.getElementById('expand').click()");
    check("everything can be opened", await browser.value("document.querySelectorAll('details:not([open])').length"), 0);
    await browser.value("document.getElementById('collapse').click()");
    check("everything can be closed", await browser.value("document.querySelectorAll('details[open]').length"), 0);

    await browser.send("Emulation.setScriptExecutionDisabled", { value: true });
    await browser.load(path);
    check("without script all is there", await browser.value(shown), all);
    check("without script no control is", await browser.value("document.getElementById('filters').hidden"), true);
  }
  check("no complaint", complaints, []);
  check("no request", requests, []);
} finally {
  clearTimeout(limit);
  const gone = new Promise((resolve) => browser.process.once("exit", resolve));
  browser.process.kill("SIGKILL");
  await gone;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`the page of \`oaxide diff\`: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
