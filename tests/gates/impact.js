/*
 * Opens worklists of amendments in Chromium. impact.js PAGE.html…  (see browser.js)
 *
 * For each page: axe and pa11y (WCAG 2.2 AA) in light, dark and phone width; nothing wider than the screen; every
 * link leads to something that is seen; what was added and deleted can be told without colour; it asks for nothing.
 */
"use strict";
const {assert, path, visit, accessible, sniffer, start} = require("./browser.js");

async function look(browser, check, file) {
	const page = await visit(browser, file);
	await accessible(page);
	await check(file);
	for (const hash of await page.$$eval("a", links => links.map(link => link.hash.slice(1)))) {
		assert.ok(await page.isVisible(`[id="${hash}"]`), `a link leads nowhere: ${hash}`);
	}
	const lines = await page.$$eval("ins, del", marks => marks.map(mark => getComputedStyle(mark).textDecorationLine));
	assert.ok(lines.every(line => line === "underline" || line === "line-through"), "marks are told by colour alone");
	assert.deepStrictEqual(page.problems, []);
	await page.context().close();
}

(async () => {
	const browser = await start(), pa11y = await sniffer();
	let passed = 0, failed = 0;
	for (const file of process.argv.slice(2)) {
		try {
			await look(browser, pa11y.check, file);
			passed++;
		} catch (error) {
			failed++;
			console.log(`not ok - ${path.basename(file)}: ${error.message}`);
		}
	}
	await pa11y.close();
	await browser.close();
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
})();
