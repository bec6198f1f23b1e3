/*
 * Walks through `quanze serve` in Chromium as a clerk does: hands in a sample, a
 * workbook, pasted cells and a broken file; looks, filters, decides, takes back,
 * waives; takes files away; a second round, a batch, two revisions, a list that
 * tries to be markup, a long list. With script and without, on a desk and on a
 * phone; axe and pa11y (WCAG 2.2 AA) in light and dark; nothing wider than the
 * screen; no request but to the server itself.  serve.js QUANZE FOLDER [WALK…]  (see browser.js)
 * Leaves pages (for the Nu HTML checker) and pictures in FOLDER.
 */
"use strict";
const {spawn, execFileSync} = require("child_process");
const net = require("net");
const {assert, fs, path, desk, phone, accessible, sniff, start} = require("./browser.js");

const [quanze, folder, ...wanted] = process.argv.slice(2);
const samples = path.join(__dirname, "../../samples");
let base, passed = 0, failed = 0, saved = 0;

const port = () => new Promise(done => {
	const server = net.createServer().listen(0, "127.0.0.1", () => {
		const {port: free} = server.address();
		server.close(() => done(free));
	});
});

async function serve() {
	base = `http://127.0.0.1:${await port()}`;
	const sessions = fs.mkdtempSync(path.join(folder, "sessions-"));
	const server = spawn(quanze, ["serve", "--listen", base.slice(7), "--sessions", sessions], {stdio: ["ignore", "inherit", "inherit"]});
	for (let tries = 0; tries < 100; tries++) {
		try {
			if ((await fetch(base + "/healthz")).ok) {
				return server;
			}
		} catch (error) {
			await new Promise(done => setTimeout(done, 100));
		}
	}
	throw new Error("the server does not answer");
}

/* A browser of its own: another clerk. */
async function clerk(browser, options) {
	const context = await browser.newContext({viewport: desk, locale: "zh-CN", ...options});
	const page = await context.newPage();
	page.problems = [];
	/* (what a framed output has of script is kept from running, and Chromium says so) */
	page.on("console", message => { if (!/sandboxed and the 'allow-scripts'/.test(message.text())) { page.problems.push(message.text()); } });
	page.on("pageerror", error => page.problems.push(error.message));
	page.on("dialog", dialog => { page.problems.push("dialog: " + dialog.message()); dialog.dismiss(); });
	page.on("request", request => { if (!request.url().startsWith(base + "/") && !request.url().startsWith("data:")) { page.problems.push("asks for " + request.url()); } });
	page.script = options.javaScriptEnabled !== false;
	page.thorough = page.script && !options.viewport;
	await page.goto(base + "/");
	return page;
}

/* Asks once more: the server ends connections that were idle, and no browser stands between. */
const ask = page => page.context().request.get(page.url()).catch(() => page.context().request.get(page.url()));

/* The page as it was sent, for the Nu HTML checker. */
async function keep(page, name) {
	const answer = await ask(page);
	fs.writeFileSync(path.join(folder, `${String(++saved).padStart(2, "0")}-${name}.html`), await answer.text());
}

/* All that is folded, opened; by script that the page does not have. */
const unfold = page => page.script ? page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; })) : null;

async function look(page, name) {
	await keep(page, name);
	if (page.thorough) { /* axe: in every width */
		await unfold(page);
		await accessible(page, async kind => page.screenshot({path: path.join(folder, `serve-${name}-${kind}.png`)}));
	} else {
		const over = await page.locator("main").evaluate(main => main.scrollWidth - main.clientWidth).catch(() => 0);
		assert.ok(over <= 0, `${name}: ${over} px too wide`);
	}
}

const arrive = (page, what) => page.waitForURL(url => what.test(url.pathname), {timeout: 30000});
const done = page => page.waitForSelector("body.review, body.index, body.compare, body.error", {timeout: 60000});
const count = (page, level) => page.locator(`.chip.${level} .n`).textContent().then(Number);

async function hand(page, files) {
	await page.setInputFiles("#p\\:files", files);
	await page.click("form.card button.main");
	await done(page);
}

/* Decides: accept, undo, waive. */
async function decide(page) {
	const errors = await count(page, "error"), first = page.locator("section.item").first();
	assert.ok(errors > 0, "the sample has errors");
	assert.match(await first.locator(".level").first().textContent(), /错误/, "errors stand first");
	await first.locator("input[value=accept]").first().check();
	await first.locator("select[name$='.scope']").first().selectOption("one").catch(() => null);
	await page.fill("#p\\:who", "李四");
	await page.click(".apply button.main");
	await done(page);
	assert.strictEqual(await count(page, "error"), errors - 1, "one error less");
	assert.match(await page.textContent(".decided"), /采用.*行政处罚/, "what was decided is listed");
	assert.strictEqual(await page.inputValue("#p\\:who"), "李四", "who is remembered");
	await page.click(".decided form button");
	await done(page);
	assert.strictEqual(await count(page, "error"), errors, "taken back");
	const waive = page.locator("fieldset:has(input[value=waive])").first();
	if (!await waive.isVisible()) {
		await page.locator("details.minor:has(input[value=waive]) > summary").first().click();
	}
	await waive.locator("input[value=waive]").check();
	await waive.locator("input.reason").fill("原文如此");
	await page.fill("#p\\:who", "李四");
	await page.click(".apply button.main");
	await done(page);
	assert.match(await page.textContent(".decided"), /豁免/, "waived");
	await page.click(".apply button[name=all]");
	await done(page);
}

async function take(page, name) {
	await page.click(".verdict a.button");
	await arrive(page, /\/take$/);
	const kinds = await page.$$eval(".files a", all => all.map(one => one.getAttribute("download")));
	for (const kind of [".docx", ".html", ".txt", ".xml", ".xlsx"]) {
		assert.ok(kinds.some(one => one.endsWith(kind)), `${kind} can be taken: ${kinds}`);
	}
	const [download] = await Promise.all([page.waitForEvent("download"), page.click(".files a[download$='.docx'] >> nth=0")]);
	assert.ok(download.suggestedFilename().startsWith(name), download.suggestedFilename());
	assert.strictEqual(fs.readFileSync(await download.path()).subarray(0, 2).toString(), "PK");
	const [all] = await Promise.all([page.waitForEvent("download"), page.click("a.button.main")]);
	assert.ok(fs.statSync(await all.path()).size > 10000, "all in one .zip");
}

async function walkSample(page) {
	await look(page, "start");
	await hand(page, path.join(samples, "jiuquan-wangxin.tsv"));
	await look(page, "review");
	const all = await count(page, "all");
	assert.strictEqual(all, 14);
	await page.click(".chip.error");
	await arrive(page, /review$/);
	assert.ok(await page.locator("section.item").count() === await count(page, "error"), "the filter");
	await page.click(".order a >> nth=1");
	await arrive(page, /review$/);
	await page.click(".chip.all");
	await arrive(page, /review$/);
	assert.match(await page.locator("section.item h2").first().textContent(), /第1项/, "in the order of the source");
	await page.click(".order a >> nth=0");
	await arrive(page, /review$/);
	await decide(page);
	await look(page, "decided");
	await take(page, "jiuquan-wangxin");
	await look(page, "take");
}

async function walkWorkbook(page) {
	const book = path.join(folder, "市网信办.xlsx");
	await hand(page, book);
	await look(page, "workbook");
	assert.match(await page.textContent(".facts"), /市网信办\.xlsx/);
	assert.match(await page.textContent("main"), /![A-Z]\d+/, "places as a workbook has them");
	await take(page, "市网信办");
}

async function walkPasted(page) {
	const cells = [["序号", "事项名称", "权力类型", "实施依据"], ["1", "对甲的处罚", "行政处罚", "《中华人民共和国网络安全法》（2016年11月7日通过）第五十九条"], ["2", "对乙的检查", "", "《中华人民共和国网络安全法》第六十条"]];
	const text = cells.map(row => row.join("\t")).join("\n");
	if (page.script) {
		const html = `<table>${cells.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
		await page.evaluate(([plain, markup]) => {
			const data = new DataTransfer();
			data.setData("text/plain", plain);
			data.setData("text/html", markup);
			document.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
		}, [text, html]);
		assert.match(await page.textContent("#p\\:paste-note"), /3 行/, "the pasted table is counted");
	} else {
		await page.fill("textarea", text);
	}
	await page.click("form.card button.main");
	await done(page);
	assert.strictEqual(await count(page, "all"), 2);
	await look(page, "pasted");
}

async function walkBroken(page) {
	await hand(page, {name: "坏了.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("%PDF-1.7\n%\xe2\xe3\n1 0 obj\n")});
	assert.match(await page.textContent("main"), /没有读出清单/);
	assert.ok(await page.locator(".found li.error").count() > 0, "why is said");
	await look(page, "broken");
}

/* Nothing chosen, a session that is gone, a page that is not there. */
async function walkErrors(page) {
	await page.click("form.card button.main");
	await page.waitForSelector("body.error");
	await look(page, "error-empty");
	await page.goto(base + "/s/0000000000000000000000000000000000000000/");
	await page.waitForSelector("body.error");
	await look(page, "error-gone");
	await page.goto(base + "/nothing");
	await page.waitForSelector("body.error");
	page.problems = page.problems.filter(one => !/Failed to load resource/.test(one));
	await page.goto(base + "/");
}

/* Another day: decisions go out and come back; the second round. */
async function walkLater(page) {
	await hand(page, path.join(samples, "jiuquan-wangxin.tsv"));
	const errors = await count(page, "error");
	await page.click(".apply button[name=all]");
	await done(page);
	const fewer = await count(page, "error");
	assert.ok(fewer < errors, "all suggestions of the page");
	await page.click(".later > summary");
	const [table] = await Promise.all([page.waitForEvent("download"), page.click(".later a")]);
	const decisions = await table.path();
	await page.goto(page.url().replace(/\/s\/([^/]*)\/.*/, "/s/$1/take"));
	const [report] = await Promise.all([page.waitForEvent("download"), page.click(".files a[download$='report.json']")]);
	const first = await report.path();
	await page.goto(base + "/");
	await hand(page, path.join(samples, "jiuquan-wangxin.tsv"));
	assert.strictEqual(await count(page, "error"), errors);
	await page.click(".later > summary");
	await page.setInputFiles("#p\\:send-decisions", {name: "决定.tsv", mimeType: "text/tab-separated-values", buffer: fs.readFileSync(decisions)});
	await page.click("form[action$='/decisions'] button");
	await done(page);
	assert.strictEqual(await count(page, "error"), fewer, "the decisions of another day");
	await page.click(".later > summary");
	await page.setInputFiles("#p\\:send-since", {name: "第一轮.json", mimeType: "application/json", buffer: fs.readFileSync(first)});
	await page.click("form[action$='/since'] button");
	await done(page);
	assert.match(await page.textContent("main"), /与上一轮相比/, "the second round");
	await look(page, "since");
	await page.click(".foot button");
	await page.waitForSelector("body.start, body.error");
}

async function walkBatch(page) {
	await hand(page, ["jiuquan-wangxin.tsv", "county-archives.tsv", "township-services.tsv"].map(name => path.join(samples, name)));
	await page.waitForSelector("body.index");
	assert.strictEqual(await page.locator("tbody tr").count(), 3);
	await look(page, "index");
	await page.click("tbody a >> nth=0");
	await page.waitForSelector("body.review");
	await look(page, "of-several");
	await page.goto(page.url().replace(/\/review.*/, "/take"));
	await look(page, "take-batch");
	const [all] = await Promise.all([page.waitForEvent("download"), page.click("a.button.main")]);
	const zip = path.join(folder, "all.zip");
	await all.saveAs(zip);
	await page.goto(base + "/");
	await hand(page, zip);
	await page.waitForSelector("body.index, body.review");
}

async function walkCompare(page) {
	await page.setInputFiles("#p\\:old", path.join(samples, "jiuquan-wangxin.tsv"));
	await page.setInputFiles("#p\\:new", {name: "新.tsv", mimeType: "text/plain",
		buffer: Buffer.from(fs.readFileSync(path.join(samples, "jiuquan-wangxin.tsv"), "utf8").replace("第五十九条", "第六十一条").replace(/\n14\t[^]*$/, "\n"))});
	await page.click("form.card >> nth=1 >> button");
	await done(page);
	assert.match(await page.textContent(".grid"), /变更/);
	await look(page, "compare");
	const [download] = await Promise.all([page.waitForEvent("download"), page.click(".files a >> nth=0")]);
	assert.ok(fs.statSync(await download.path()).size > 1000);
}

/* A list whose every field tries to be markup. */
async function walkInjected(page) {
	await hand(page, fs.readdirSync(path.join(folder, "injected")).map(name => path.join(folder, "injected", name)));
	for (let number = 1; number < 15; number++) {
		await unfold(page);
		assert.strictEqual(await page.evaluate(() => window.injected), undefined, "no script of the list runs");
		const scripts = await page.$$eval("script, style, base, object, embed, svg, math, meta[http-equiv]:not([http-equiv=Content-Type])", all => all.map(one => one.outerHTML));
		assert.deepStrictEqual(scripts, ['<script src="/script.js" defer=""></script>'], "no element of the list");
		const links = await page.$$eval("a[href], form[action], iframe[src], img, link[href]", all => all.map(one => one.href || one.action || one.src || "img"));
		assert.ok(links.every(one => one.startsWith(base + "/") || one === "data:,"), links.join(" "));
		const handlers = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap(one => one.getAttributeNames().filter(name => name.startsWith("on") || name === "style")));
		assert.deepStrictEqual(handlers, [], "no attribute of the list");
		const next = page.locator(".pager a", {hasText: "下一页"});
		await keep(page, "injected");
		if (!await next.count()) {
			break;
		}
		await next.last().click();
		await page.waitForLoadState();
	}
	await page.goto(page.url().replace(/\/review.*|\/index.*|\/$/, "/take"));
	assert.strictEqual(await page.evaluate(() => window.injected), undefined);
}

/* A thousand items with some thousand findings. */
async function walkLong(page) {
	let list = "序号\t事项名称\t权力类型\t行使主体\t实施依据\n";
	for (let i = 1; i <= 1000; i++) {
		list += `${i}\t对第${i}种违法行为的的处罚\t${i % 3 ? "行政处罚" : ""}\t甲县乙局\t《中华人民共和国网络安全法》（2016年11月7日通过）第五十九条 网络运营者不履行义务的，责令改正。\n`;
	}
	await hand(page, {name: "长表.tsv", mimeType: "text/plain", buffer: Buffer.from(list)});
	assert.strictEqual(await count(page, "all"), 1000);
	const size = (await (await ask(page)).body()).length, from = Date.now();
	await page.click(".pager a >> text=50");
	await page.waitForLoadState();
	const took = Date.now() - from;
	console.log(`# a page of 1,000 items: ${Math.round(size / 1000)} kB, ${took} ms`);
	assert.ok(size < 1000000, `${size} bytes`);
	assert.ok(took < 3000, `${took} ms`);
	await look(page, "long");
}

async function walkEnglish(page) {
	await hand(page, path.join(samples, "county-archives.tsv"));
	assert.strictEqual(await page.getAttribute("html", "lang"), "en");
	assert.match(await page.textContent(".filter"), /With errors/);
}

async function test(browser, name, walk, options) {
	if (wanted.length && !wanted.includes(name.split(",")[0])) {
		return {context: () => ({close: () => null}), url: () => ""};
	}
	const page = await clerk(browser, options);
	try {
		await walk(page);
		assert.deepStrictEqual(page.problems, [], "console, errors, requests");
		passed++;
	} catch (error) {
		failed++;
		console.log(`not ok - ${name}: ${error.message.split("\n").slice(0, 12).join("\n")}`);
		await page.screenshot({path: path.join(folder, `failed-${name.replace(/\W+/g, "-")}.png`)}).catch(() => null);
	}
	return page;
}

/* pa11y needs the clerk's cookies to see a clerk's pages. */
async function sniffed(page, pa11y, paths) {
	const cookies = await page.context().cookies();
	for (const where of paths) {
		try {
			await pa11y.check(where, cookies);
			passed++;
		} catch (error) {
			failed++;
			console.log(`not ok - pa11y ${where}: ${error.message.slice(0, 800)}`);
		}
	}
}

(async () => {
	fs.mkdirSync(folder, {recursive: true});
	execFileSync(quanze, ["convert", "-q", "-t", "xlsx", "-o", folder, path.join(samples, "jiuquan-wangxin.tsv")], {stdio: "ignore"});
	fs.renameSync(path.join(folder, "jiuquan-wangxin.xlsx"), path.join(folder, "市网信办.xlsx"));
	fs.mkdirSync(path.join(folder, "injected"), {recursive: true});
	execFileSync("python3", [path.join(__dirname, "../injection/inert.py"), quanze, "--write", path.join(folder, "injected")], {stdio: "ignore"});
	const server = await serve(), browser = await start(), pa11y = await sniff();
	const ways = [["desk", {}], ["phone", {viewport: phone}], ["desk without script", {javaScriptEnabled: false}], ["phone without script", {viewport: phone, javaScriptEnabled: false}]];
	const walks = [["sample", walkSample], ["workbook", walkWorkbook], ["pasted", walkPasted], ["broken", walkBroken]];
	let sample;
	for (const [way, options] of ways) {
		for (const [name, walk] of walks) {
			const page = await test(browser, `${name}, ${way}`, walk, options);
			if (way === "desk" && name === "sample") {
				sample = page;
			} else {
				await page.context().close();
			}
		}
	}
	for (const [name, walk] of [["errors", walkErrors], ["later", walkLater], ["batch", walkBatch], ["compare", walkCompare], ["long", walkLong]]) {
		for (const [way, options] of [ways[0], ways[3]]) {
			await (await test(browser, `${name}, ${way}`, walk, options)).context().close();
		}
	}
	await (await test(browser, "injected", walkInjected, {})).context().close();
	await (await test(browser, "english", walkEnglish, {locale: "en-GB"})).context().close();
	const session = (/\/s\/[^/]+/.exec(sample.url()) || [""])[0];
	if (session) await sniffed(sample, pa11y, [base + "/", base + session + "/review", base + session + "/take", base + "/nothing"]);
	await browser.close();
	await pa11y.close();
	server.kill("SIGTERM");
	const code = await new Promise(ended => server.on("exit", ended));
	assert.strictEqual(code, 0, "the server ends as it should");
	console.log(`${passed} passed, ${failed} failed`);
})().catch(error => { console.log(error.message); process.exit(1); });
