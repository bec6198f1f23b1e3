/*
 * Opens the index page of a batch in Chromium: axe and pa11y (WCAG 2.2 AA) in
 * light, dark and phone width; nothing wider than the screen; the search finds
 * lists and items; without script all can be read.  index.js index.html  (see browser.js)
 */
"use strict";
const {assert, path, visit, accessible, sniffer, start} = require("./browser.js");

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
	const file = process.argv[2], browser = await start(), pa11y = await sniffer();
	const page = await visit(browser, file, {});
	await accessible(page, name => page.screenshot({path: path.join(path.dirname(file), `index-${name}.png`)}));
	await searching(page);
	const plain = await visit(browser, file, {javaScriptEnabled: false});
	assert.ok(!await plain.isVisible("#tools") && await plain.isVisible("tbody tr:last-child"), "readable without script");
	assert.deepStrictEqual([...page.problems, ...plain.problems], [], "console, errors, requests");
	await pa11y.check(file);
	await browser.close();
	await pa11y.close();
})().catch(error => { console.log(error.message); process.exit(1); });
