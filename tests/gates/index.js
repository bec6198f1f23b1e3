/*
 * Opens the index page of a batch in Chromium: axe (WCAG 2.2 AA) in light, dark
 * and phone width; nothing wider than the screen; the search finds lists and
 * items; without script all can be read.  node index.js index.html
 * (playwright-core and axe-core in out/npm, chromium from the system)
 */
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const modules = path.join(__dirname, "../../out/npm/node_modules");
const {chromium} = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function accessible(page, name) {
	const session = await page.context().newCDPSession(page);
	await session.send("Runtime.evaluate", {expression: axe});
	const run = `axe.run(document, {runOnly: ${JSON.stringify(rules)}}).then(r => r.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 160)))`;
	const found = await session.send("Runtime.evaluate", {expression: run, awaitPromise: true, returnByValue: true});
	assert.deepStrictEqual(found.result.value, [], name);
	const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	assert.ok(over <= 0, `${name}: ${over} px wider than the screen`);
}

const rows = page => page.$$eval("tbody tr", all => all.filter(row => row.checkVisibility()).length);

async function searching(page) {
	const all = await rows(page);
	await page.fill("#search", "第77档案馆");
	assert.strictEqual(await rows(page), 1, "a body by its name");
	const item = await page.$eval("tbody tr:last-child li", li => li.textContent);
	await page.fill("#search", item);
	assert.ok(await rows(page) >= 1 && await page.isVisible("tbody tr:not([hidden]) li:not([hidden])"), "an item by its name");
	await page.fill("#search", "没有这样的事项");
	assert.strictEqual(await rows(page), 0, "nothing");
	const milliseconds = await page.evaluate(() => {
		const search = document.getElementById("search"), start = performance.now();
		search.value = "档案";
		search.dispatchEvent(new Event("input"));
		return performance.now() - start;
	});
	assert.ok(milliseconds < 200, `searching takes ${milliseconds} ms`);
	await page.fill("#search", "");
	assert.strictEqual(await rows(page), all, "all again");
}

(async () => {
	const browser = await chromium.launch({executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags});
	const url = "file://" + path.resolve(process.argv[2]), problems = [];
	const open = async options => {
		const page = await (await browser.newContext(options)).newPage();
		page.on("console", message => problems.push(message.text()));
		page.on("pageerror", error => problems.push(error.message));
		page.on("request", request => { if (request.url().split("#")[0] !== url) { problems.push("asks for " + request.url()); } });
		await page.goto(url);
		return page;
	};
	for (const [width, colorScheme] of [[1400, "light"], [1400, "dark"], [390, "light"], [390, "dark"]]) {
		const page = await open({viewport: {width, height: 900}, colorScheme});
		await accessible(page, `${width} ${colorScheme}`);
		await page.screenshot({path: path.join(path.dirname(process.argv[2]), `index-${width}-${colorScheme}.png`)});
		await page.context().close();
	}
	await searching(await open({viewport: {width: 1400, height: 900}}));
	const plain = await open({viewport: {width: 1400, height: 900}, javaScriptEnabled: false});
	assert.ok(!await plain.isVisible("#tools") && await plain.isVisible("tbody tr:last-child"), "readable without script");
	assert.deepStrictEqual(problems, [], "console, errors, requests");
	await browser.close();
})().catch(error => { console.log(error.message); process.exit(1); });
