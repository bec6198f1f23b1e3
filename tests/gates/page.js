/*
 * Opens pages of lists in Chromium and uses them as readers do.
 * page.js PAGE.html…  (see browser.js)
 *
 * For each page: axe and pa11y (WCAG 2.2 AA) in light, dark and phone width; nothing
 * wider than the screen; filters, sorting, columns, links to items and their copying
 * do what they say; it prints on A4 landscape, headers on each page; without script
 * all items can be read. First a page with faults, which both checkers must find.
 */
"use strict";
const {execFileSync} = require("child_process");
const {assert, fs, path, phone, visit, accessible, sniffer, start} = require("./browser.js");

const at = id => `[id="page:${id}"]`;
const shown = page => page.$$eval("tbody tr", rows => rows.filter(row => row.checkVisibility()).map(row => row.id));
const status = async page => (await page.textContent(at("shown"))).match(/\d+/g).map(Number);
const fold = text => text.normalize("NFKC").toLowerCase();

async function searching(page, all) {
	const texts = await page.$$eval("tbody tr", rows => rows.map(row => row.textContent));
	const words = texts.map(text => fold(text).split(/\s+/).filter(word => word.length > 3 && word.length < 40)).map(list => list[list.length >> 1]);
	for (const word of [words[0], words[words.length - 1]].filter(Boolean)) {
		await page.fill(at("search"), word);
		const having = all.filter((id, i) => fold(texts[i]).includes(word));
		assert.deepStrictEqual(await shown(page), having, `search for ${word}: rows shown`);
		assert.deepStrictEqual(await status(page), [having.length, all.length], "search: what it says");
	}
	await page.click(at("clear"));
}

/* Each choice shows something; by type, all choices together show every item. By law: those whose citations name it. */
async function choosing(page, all) {
	for (const id of ["type", "law", "level"]) {
		if (!await page.$(at(id))) { continue; }
		const values = await page.$$eval(at(id) + " option", options => options.map(option => option.value).filter(Boolean));
		const seen = new Set();
		for (const value of values.length > 30 ? values.filter((_, i) => i % Math.ceil(values.length / 30) === 0) : values) {
			await page.selectOption(at(id), value);
			const rows = await shown(page);
			assert.ok(rows.length > 0 || id === "level", `${id} ${value}: shows nothing`);
			assert.deepStrictEqual(await status(page), [rows.length, all.length], `${id} ${value}: what it says`);
			rows.forEach(row => seen.add(row));
		}
		if (id !== "law" && values.length <= 30) { assert.strictEqual(seen.size, all.length, `every item is in one ${id}, stated or not`); }
		await page.click(at("clear"));
	}
	assert.deepStrictEqual(await shown(page), all, "cleared");
}

/* Of cards, whose labels are no heads of columns, by the list of orders. */
async function sortingCards(page, all) {
	const label = await page.$eval("tbody tr > :nth-child(2)", cell => cell.dataset.label);
	await page.selectOption(at("sort"), "+" + label);
	const up = await page.$$eval(".table:first-of-type tbody tr", rows => rows.map(row => row.cells[1].textContent.trim()).filter(Boolean));
	assert.deepStrictEqual(up, up.slice().sort(new Intl.Collator("zh-CN", {numeric: true}).compare), "sorted");
	await page.selectOption(at("sort"), "");
	assert.deepStrictEqual(await shown(page), all, "the order of the source again");
}

async function sorting(page, all) {
	const head = "thead th:nth-child(2)", button = head + " button";
	if (!await page.isVisible(head)) { return sortingCards(page, all); }
	await page.click(button);
	assert.strictEqual(await page.getAttribute(head, "aria-sort"), "ascending");
	const up = await page.$$eval(".table:first-of-type tbody tr", rows => rows.map(row => row.cells[1].textContent.trim()).filter(Boolean));
	assert.deepStrictEqual(up, up.slice().sort(new Intl.Collator("zh-CN", {numeric: true}).compare), "sorted");
	await page.click(button);
	assert.strictEqual(await page.getAttribute(head, "aria-sort"), "descending");
	await page.click(button);
	assert.deepStrictEqual(await shown(page), all, "the order of the source again");
}

async function columns(page) {
	await page.click(".columns summary");
	await page.uncheck(at("columns") + " label:nth-of-type(2) input");
	const second = "tbody tr:has(> :nth-child(2):not(:empty)) > :nth-child(2)";
	assert.ok(!await page.isVisible("thead th:nth-child(2)") && !await page.isVisible(second), "column hidden");
	await page.click(at("clear"));
	assert.ok(!await page.$(second) || await page.isVisible(second), "column back");
	await page.click(".columns summary");
}

async function links(page, file, all) {
	const last = all[all.length - 1];
	await page.fill(at("search"), "no item has this");
	assert.deepStrictEqual(await shown(page), []);
	await page.goto(page.url().split("#")[0] + "#" + last);
	await page.waitForFunction(id => document.activeElement.id === id, last);
	assert.deepStrictEqual(await shown(page), all, "a link to a hidden item shows it");
	const dead = await page.$$eval("a[href]:not(.downloads a)", anchors => anchors.map(a => a.getAttribute("href"))
		.filter(href => href[0] !== "#" || !document.getElementById(href.slice(1))));
	const offered = await page.$$eval(".downloads a", anchors => anchors.map(a => a.getAttribute("href")));
	offered.forEach(href => assert.ok(fs.existsSync(path.join(path.dirname(file), decodeURIComponent(href))), "offered, but not there: " + href));
	assert.deepStrictEqual(dead, [], "links that lead nowhere or away");
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await page.click(`[id="${last}"] a.self`);
	await page.waitForFunction(() => document.getElementById("page:said").textContent !== "");
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	assert.strictEqual(copied, page.url().split("#")[0] + "#" + last, "the link that was copied");
	const fresh = await visit(page.context().browser(), file, {}, last);
	await fresh.waitForFunction(id => document.activeElement.id === id, last);
	assert.ok(await fresh.$eval(`[id="${last}"]`, row => row.getBoundingClientRect().top < innerHeight), "a link followed from elsewhere leads to its item");
	await fresh.context().close();
}

/* A4 landscape; where the table is printed as one, its labels stand on the first pages that it fills. */
async function printing(page, file) {
	const pdf = file.replace(/\.html$/, ".page.pdf");
	fs.writeFileSync(pdf, await page.pdf({preferCSSPageSize: true}));
	const sizes = execFileSync("pdfinfo", ["-f", "1", "-l", "9999", pdf], {encoding: "utf8"}).match(/^Page +\d+ size: .*$/gm);
	for (const size of sizes) {
		const [width, height] = size.match(/size: +([\d.]+) x ([\d.]+)/).slice(1).map(Number);
		assert.ok(Math.abs(width - 841.9) < 1.5 && Math.abs(height - 595.3) < 1.5, "prints on A4 landscape, not " + size);
	}
	const table = await page.$(".table:not(.wide) tbody tr");
	if (table && await page.$$eval(".table", tables => tables.length) === 1 && sizes.length > 2) {
		const labels = await page.$$eval("thead th", heads => heads.map(head => head.textContent.replace(/\s/g, "")).filter(label => label.length > 1));
		const second = execFileSync("pdftotext", ["-f", "2", "-l", "2", "-raw", pdf, "-"], {encoding: "utf8"}).replace(/\s/g, "").normalize("NFKC");
		labels.forEach(label => assert.ok(second.includes(label.normalize("NFKC")), `page 2 of the print lacks the header ${label}`));
	}
}

async function plain(browser, file, all) {
	for (const viewport of [{width: 1400, height: 900}, phone]) {
		const page = await visit(browser, file, {viewport, javaScriptEnabled: false});
		const rows = await page.locator("tbody tr").count();
		assert.ok(!await page.isVisible(at("tools")) && rows === all.length && (rows === 0 || await page.locator("tbody tr").last().isVisible()), "readable without script");
		await page.context().close();
	}
}

async function check(browser, pa11y, file) {
	const page = await visit(browser, file, {});
	await accessible(page);
	const all = await shown(page);
	if (all.length > 0) {
		await searching(page, all);
		await choosing(page, all);
		await sorting(page, all);
		await columns(page);
		await links(page, file, all);
		await page.click(at("clear"));
	}
	await printing(page, file);
	await plain(browser, file, all);
	assert.deepStrictEqual(page.problems, [], "console, errors, requests");
	await page.context().close();
	await pa11y.check(file);
}

/* Grey on white, a field without a label: checkers that say nothing here are not looking. */
async function controls(browser, pa11y, folder) {
	const file = path.join(folder, "faulty.html");
	fs.writeFileSync(file, "<!doctype html><html lang=zh><title>x</title><main><h1 style='color:#aaa;background:#fff'>看不清的文字</h1><input></main></html>");
	const page = await visit(browser, file, {});
	await assert.rejects(accessible(page), /color-contrast.*label|label.*color-contrast/s, "axe finds nothing on a faulty page");
	await assert.rejects(pa11y.check(file), /1_4_3.*1_3_1|1_3_1.*1_4_3/s, "pa11y finds nothing on a faulty page");
	await page.context().close();
}

(async () => {
	const browser = await start(), pa11y = await sniffer(), files = process.argv.slice(2);
	let failed = 0;
	const one = async (name, work) => {
		const begun = Date.now();
		await work().catch(error => { failed += 1; console.log(`not ok - ${name}: ${error.message}`); });
		if (process.env.VERBOSE) { console.log(`${name}: ${Date.now() - begun} ms`); }
	};
	await one("controls", () => controls(browser, pa11y, path.dirname(files[0])));
	for (const file of files) { await one(path.basename(file), () => check(browser, pa11y, file)); }
	await browser.close();
	await pa11y.close();
	console.log(`${files.length + 1 - failed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
})();
