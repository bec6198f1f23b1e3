/*
 * What the gates of pages share: Chromium as the system has it, a page that is
 * watched (errors, dialogs, requests), and the checks of accessibility.
 * (playwright-core, axe-core and pa11y in out/npm: tools/deps.sh gates)
 */
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const {pathToFileURL} = require("url");
const modules = path.join(__dirname, "../../out/npm/node_modules");
const {chromium} = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");

const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const desk = {width: 1400, height: 900}, tablet = {width: 1024, height: 768}, phone = {width: 390, height: 844};
const looks = [[desk, "light"], [desk, "dark"], [tablet, "light"], [phone, "light"], [phone, "dark"]];

/* The page of a file, opened; what it complains of and asks for beyond itself is gathered in page.problems. */
async function visit(browser, file, options, hash) {
	const url = pathToFileURL(path.resolve(file)).href;
	const page = await (await browser.newContext({viewport: desk, ...options})).newPage();
	page.problems = [];
	page.on("console", message => page.problems.push(message.text()));
	page.on("pageerror", error => page.problems.push(error.message));
	page.on("dialog", dialog => { page.problems.push("dialog: " + dialog.message()); dialog.dismiss(); });
	page.on("request", request => { if (request.url().split("#")[0] !== url) { page.problems.push("asks for " + request.url()); } });
	await page.goto(url + (hash ? "#" + hash : ""));
	return page;
}

/* axe in every look. It comes in through the debugger: the page's own policy forbids scripts to be added. */
async function accessible(page, between) {
	const session = await page.context().newCDPSession(page);
	await session.send("Runtime.evaluate", {expression: axe});
	const run = `axe.run(document, {runOnly: ${JSON.stringify(rules)}, resultTypes: ["violations"]})
		.then(r => r.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 160)))`;
	for (const [viewport, colorScheme] of looks) {
		const name = `${viewport.width} ${colorScheme}`;
		await page.setViewportSize(viewport);
		await page.emulateMedia({colorScheme});
		const found = await session.send("Runtime.evaluate", {expression: run, awaitPromise: true, returnByValue: true});
		assert.deepStrictEqual(found.result.value, [], `axe, ${name}`);
		const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		assert.ok(over <= 0, `${name}: ${over} px wider than the screen`);
		if (between) { await between(name.replace(" ", "-")); }
	}
	await session.detach();
	await page.setViewportSize(desk);
	await page.emulateMedia({colorScheme: "light"});
}

/* pa11y (HTML CodeSniffer) on the same Chromium, by its own driver: of addresses, with the cookies of somebody. */
async function sniff() {
	const browser = await require(path.join(modules, "puppeteer")).launch({executablePath, args});
	const pa11y = require(path.join(modules, "pa11y"));
	const check = async (url, cookies) => {
		for (const [viewport, colorScheme] of [[desk, "light"], [desk, "dark"], [phone, "light"]]) {
			const page = await browser.newPage();
			await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: colorScheme}]);
			if (cookies && cookies.length) { await browser.setCookie(...cookies); }
			const found = await pa11y(url, {browser, page, viewport, standard: "WCAG2AA", runners: ["htmlcs"], timeout: 120000});
			await page.close();
			const issues = found.issues.map(issue => `${issue.code}: ${issue.context} ${issue.message}`);
			assert.deepStrictEqual(issues, [], `pa11y, ${viewport.width} ${colorScheme}`);
		}
	};
	return {check, close: () => browser.close()};
}

/* The same of files. */
async function sniffer() {
	const {check, close} = await sniff();
	return {check: file => check(pathToFileURL(path.resolve(file)).href), close};
}

module.exports = {assert, fs, path, desk, phone, visit, accessible, sniff, sniffer, start: () => chromium.launch({executablePath, args})};
