/*
 * Opens pages of two revisions in Chromium and uses them as readers do.
 * diff.js PAGE.html…  (see browser.js)
 *
 * For each page: axe and pa11y (WCAG 2.2 AA) in light, dark and phone width; nothing wider than the screen; the
 * filters by words, kind, type and form and the links to items do what they say; what was added and deleted can be
 * told without colour; it prints on A4 landscape; without script all items can be read.
 */
"use strict";
const {execFileSync} = require("child_process");
const {assert, fs, path, visit, accessible, sniffer, start} = require("./browser.js");

const at = id => `[id="page:${id}"]`;
const shown = page => page.$$eval("article, .kept li", all => all.filter(entry => !entry.closest("[hidden]") && !entry.hidden && getComputedStyle(entry).display !== "none").map(entry => entry.id));
const status = async page => (await page.textContent(at("shown"))).match(/\d+/g).map(Number);
const fold = text => text.normalize("NFKC").toLowerCase();

async function choosing(page, all) {
	for (const id of ["kind", "type"]) {
		const values = await page.$$eval(at(id) + " option", options => options.map(option => option.value).filter(Boolean));
		const seen = [];
		for (const value of values) {
			await page.selectOption(at(id), value);
			const having = await page.$$eval("article, .kept li", (entries, [name, wanted]) => entries.filter(entry => entry.dataset[name] === wanted).map(entry => entry.id), [id, value]);
			assert.deepStrictEqual(await shown(page), having, `${id} ${value}`);
			assert.deepStrictEqual(await status(page), [having.length, all.length], `${id} ${value}: what it says`);
			seen.push(...having);
		}
		assert.deepStrictEqual(seen.sort(), all.slice().sort(), `every item has one ${id} to choose`);
		await page.click(at("clear"));
	}
}

async function searching(page, all) {
	const texts = await page.$$eval("article, .kept li", entries => entries.map(entry => entry.textContent));
	const words = fold(texts[0]).split(/\s+/).filter(word => word.length > 3 && word.length < 40);
	await page.fill(at("search"), words[words.length >> 1]);
	assert.deepStrictEqual(await shown(page), all.filter((id, i) => fold(texts[i]).includes(words[words.length >> 1])), "search");
	await page.click(at("clear"));
	assert.deepStrictEqual(await shown(page), all, "cleared");
}

async function form(page, all) {
	if (!await page.$(at("form"))) { return; }
	await page.uncheck(at("form"));
	assert.strictEqual(await page.$$eval("main del.form", marks => marks.filter(mark => mark.checkVisibility()).length), 0, "marks of form are gone");
	const left = await page.$$eval("article:not(.form), .kept li", entries => entries.map(entry => entry.id));
	assert.deepStrictEqual(await shown(page), left, "items that differ in form alone are gone");
	await page.click(at("clear"));
	assert.deepStrictEqual(await shown(page), all, "and back");
}

async function links(page, file, all) {
	const last = all[all.length - 1];
	await page.fill(at("search"), "no item has this");
	assert.deepStrictEqual(await shown(page), []);
	await page.goto(page.url().split("#")[0] + "#" + last);
	await page.waitForFunction(id => document.activeElement.id === id, last);
	assert.deepStrictEqual(await shown(page), all, "a link to a hidden item shows it");
	assert.ok(await page.isVisible(`[id="${last}"]`), "also where its section is closed");
	const dead = await page.$$eval("a[href]", anchors => anchors.map(a => a.getAttribute("href"))
		.filter(href => href[0] !== "#" || !document.getElementById(href.slice(1))));
	assert.deepStrictEqual(dead, [], "links that lead nowhere or away");
	const first = await visit(page.context().browser(), file, {}, all[0]);
	await first.waitForFunction(id => document.activeElement.id === id, all[0]);
	await first.context().close();
}

/* A line through what was deleted, one under what was added, and a word for those who hear the page. */
async function cues(page) {
	const looks = await page.$$eval("article ins, article del", marks => marks.map(mark => [mark.tagName, getComputedStyle(mark).textDecorationLine, getComputedStyle(mark, "::before").content]));
	for (const [name, line, word] of looks) {
		assert.ok(line === (name === "INS" ? "underline" : "line-through") && word.length > 3, `${name}: ${line}, ${word}`);
	}
}

async function printing(page, file) {
	const pdf = file.replace(/\.html$/, ".page.pdf");
	fs.writeFileSync(pdf, await page.pdf({preferCSSPageSize: true}));
	for (const size of execFileSync("pdfinfo", ["-f", "1", "-l", "9999", pdf], {encoding: "utf8"}).match(/^Page +\d+ size: .*$/gm)) {
		const [width, height] = size.match(/size: +([\d.]+) x ([\d.]+)/).slice(1).map(Number);
		assert.ok(Math.abs(width - 841.9) < 1.5 && Math.abs(height - 595.3) < 1.5, "prints on A4 landscape, not " + size);
	}
}

async function check(browser, pa11y, file) {
	const page = await visit(browser, file, {});
	await accessible(page, name => page.screenshot({path: file.replace(/\.html$/, `-${name}.png`)}));
	const all = await shown(page);
	assert.strictEqual(all.length, new Set(all).size);
	if (all.length > 0) {
		await choosing(page, all);
		await searching(page, all);
		await form(page, all);
		await links(page, file, all);
	}
	await cues(page);
	await printing(page, file);
	const plain = await visit(browser, file, {javaScriptEnabled: false});
	assert.ok(!await plain.isVisible(at("tools")), "no tools without script");
	assert.strictEqual(await plain.locator("article").count(), await page.locator("article").count());
	assert.ok(await plain.locator("article").count() === 0 || await plain.locator("article").last().isVisible(), "readable without script");
	assert.deepStrictEqual([...page.problems, ...plain.problems], [], "console, errors, requests");
	await page.context().close();
	await plain.context().close();
	await pa11y.check(file);
}

(async () => {
	const browser = await start(), pa11y = await sniffer(), files = process.argv.slice(2);
	let failed = 0;
	for (const file of files) {
		try {
			await check(browser, pa11y, file);
		} catch (error) {
			failed += 1;
			console.log(`not ok - ${file}: ${error.message}`);
		}
	}
	await browser.close();
	await pa11y.close();
	console.log(`${files.length - failed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
})();
