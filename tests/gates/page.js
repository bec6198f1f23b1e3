/*
 * Opens pages in Chromium and uses them as readers do.  node page.js PAGE.html…
 * (playwright-core and axe-core in out/npm, chromium from the system)
 *
 * For each page: axe (WCAG 2.2 AA) in light, dark and phone width; nothing wider
 * than the screen; the filters, sorting, columns and links do what they say; it
 * prints on A4 landscape; without script all items can be read.
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

const at = id => `[id="page:${id}"]`;
const shown = page => page.$$eval("tbody tr", rows => rows.filter(row => row.checkVisibility()).map(row => row.id));
const status = async page => (await page.textContent(at("shown"))).match(/\d+/g).map(Number);

/* axe runs through the debugger: the page's own policy forbids scripts to be added. */
async function accessible(page, name) {
	const session = await page.context().newCDPSession(page);
	await session.send("Runtime.evaluate", {expression: axe});
	const run = `axe.run(document, {runOnly: ${JSON.stringify(rules)}}).then(r => r.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 120)))`;
	const found = await session.send("Runtime.evaluate", {expression: run, awaitPromise: true, returnByValue: true});
	assert.deepStrictEqual(found.result.value, [], name);
	const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	assert.ok(over <= 0, `${name}: ${over} px wider than the screen`);
}

async function filters(page, all) {
	const word = await page.$eval("tbody tr:last-of-type", row => row.textContent.slice(-6));
	await page.fill(at("search"), word);
	const hits = await shown(page);
	const having = await page.$$eval("tbody tr", (rows, wanted) => rows.filter(row => row.textContent.normalize("NFKC").toLowerCase()
		.includes(wanted.normalize("NFKC").toLowerCase().trim())).map(row => row.id), word);
	if (!/\s/.test(word.trim())) {
		assert.deepStrictEqual(hits, having, "search: rows shown");
	}
	assert.deepStrictEqual(await status(page), [hits.length, all.length], "search: what it says");
	await page.click(at("clear"));
	for (const id of ["type", "law"]) {
		if (!await page.$(at(id))) {
			continue;
		}
		const values = await page.$$eval(at(id) + " option", options => options.map(option => option.value).filter(Boolean));
		const seen = new Set();
		for (const value of values) {
			await page.selectOption(at(id), value);
			const rows = await shown(page);
			assert.ok(rows.length > 0, `${id} ${value}: shows nothing`);
			rows.forEach(row => seen.add(row));
		}
		if (id === "type") {
			assert.strictEqual(seen.size, all.length, "every item has a type to choose, stated or not");
		}
		await page.click(at("clear"));
	}
	assert.deepStrictEqual(await shown(page), all, "cleared");
}

async function sorting(page, all) {
	const button = "thead th:nth-child(2) button";
	const head = "thead th:nth-child(2)";
	await page.click(button);
	assert.strictEqual(await page.getAttribute(head, "aria-sort"), "ascending");
	const up = await page.$$eval("table:first-of-type tbody tr", rows => rows.map(row => row.cells[1].textContent));
	const sorted = up.slice().sort(new Intl.Collator("zh-CN", {numeric: true}).compare);
	assert.deepStrictEqual(up.filter(Boolean), sorted.filter(Boolean), "sorted");
	await page.click(button);
	assert.strictEqual(await page.getAttribute(head, "aria-sort"), "descending");
	await page.click(button);
	assert.deepStrictEqual(await shown(page), all, "the order of the source again");
}

async function columns(page) {
	await page.click(".columns summary");
	await page.uncheck(at("columns") + " label:nth-of-type(2) input");
	assert.ok(!await page.isVisible("thead th:nth-child(2)") && !await page.isVisible("tbody tr:first-child > :nth-child(2)"), "column hidden");
	await page.click(at("clear"));
	assert.ok(await page.isVisible("thead th:nth-child(2)"), "column back");
	await page.click(".columns summary");
}

async function links(page, url, all) {
	const last = all[all.length - 1];
	await page.fill(at("search"), "no item has this");
	assert.deepStrictEqual(await shown(page), []);
	await page.goto(url + "#" + last);
	await page.waitForFunction(id => document.activeElement.id === id, last);
	assert.deepStrictEqual(await shown(page), all, "a link to a hidden item shows it");
	const dead = await page.$$eval("a[href]", anchors => anchors.map(a => a.getAttribute("href"))
		.filter(href => href[0] !== "#" || !document.getElementById(href.slice(1))));
	assert.deepStrictEqual(dead, [], "links that lead nowhere or away");
}

async function narrowing(page, count) {
	const milliseconds = await page.evaluate(() => {
		const search = document.getElementById("page:search"), start = performance.now();
		search.value = document.querySelector("tbody tr").cells[0].textContent.replace("#", "").trim() + " ";
		search.dispatchEvent(new Event("input"));
		document.body.getBoundingClientRect();
		return performance.now() - start;
	});
	if (count >= 2000) {
		assert.ok(milliseconds < 100, `filtering ${count} items takes ${milliseconds} ms`);
	}
}

async function check(browser, file) {
	const url = "file://" + path.resolve(file);
	const problems = [];
	const open = async options => {
		const page = await (await browser.newContext(options)).newPage();
		page.on("console", message => problems.push(message.text()));
		page.on("pageerror", error => problems.push(error.message));
		page.on("dialog", dialog => { problems.push("dialog: " + dialog.message()); dialog.dismiss(); });
		page.on("request", request => { if (request.url().split("#")[0] !== url) { problems.push("asks for " + request.url()); } });
		await page.goto(url);
		return page;
	};
	const desk = {width: 1400, height: 900}, phone = {width: 390, height: 844};
	for (const [viewport, colorScheme] of [[desk, "light"], [desk, "dark"], [{width: 1024, height: 768}, "light"], [phone, "light"], [phone, "dark"]]) {
		const page = await open({viewport, colorScheme});
		await accessible(page, `${viewport.width} ${colorScheme}`);
		await page.context().close();
	}
	const page = await open({viewport: desk});
	const all = await shown(page);
	if (all.length > 0) {
		await filters(page, all);
		await sorting(page, all);
		await columns(page);
		await links(page, url, all);
		await narrowing(page, all.length);
		await page.click(at("clear"));
	}
	const pdf = await page.pdf({preferCSSPageSize: true});
	const box = /\/MediaBox\s*\[([^\]]*)\]/.exec(pdf.toString("latin1"))[1].trim().split(/\s+/).map(Number);
	assert.ok(Math.abs(box[2] - 841.9) < 1.5 && Math.abs(box[3] - 595.3) < 1.5, "prints on A4 landscape, not " + box);
	const plain = await open({viewport: desk, javaScriptEnabled: false});
	assert.ok(!await plain.isVisible(at("tools")) && (all.length === 0 || await plain.isVisible("tbody tr:last-child")), "readable without script");
	assert.deepStrictEqual(problems, [], "console, errors, requests");
}

(async () => {
	const browser = await chromium.launch({executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags});
	let failed = 0;
	for (const file of process.argv.slice(2)) {
		try {
			await check(browser, file);
		} catch (error) {
			failed += 1;
			console.log(`not ok - ${file}: ${error.message}`);
		}
	}
	await browser.close();
	console.log(`${process.argv.length - 2 - failed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
})();
