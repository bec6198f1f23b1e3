/* The pictures of `quanze serve` in the README: pictures-serve.js QUANZE WORKBOOK FOLDER. Needs tools/deps.sh gates. */
"use strict";
const {spawn} = require("child_process");
const fs = require("fs");
const net = require("net");
const os = require("os");
const path = require("path");
const {start} = require("../tests/gates/browser.js");
const [quanze, list, folder] = process.argv.slice(2);

const freePort = () => new Promise(done => {
	const server = net.createServer().listen(0, "127.0.0.1", () => {
		const {port} = server.address();
		server.close(() => done(port));
	});
});

(async () => {
	const address = `127.0.0.1:${await freePort()}`, base = `http://${address}`;
	const sessions = fs.mkdtempSync(path.join(os.tmpdir(), "quanze-pictures-"));
	const server = spawn(quanze, ["serve", "--quiet", "--listen", address, "--sessions", sessions], {stdio: "ignore"});
	for (let tries = 0, up = false; tries < 100 && !up; tries++) {
		up = await fetch(base + "/healthz").then(answer => answer.ok, () => false);
		await new Promise(done => setTimeout(done, 100));
	}
	const browser = await start();
	const page = await (await browser.newContext({viewport: {width: 1100, height: 720}, locale: "zh-CN", colorScheme: "light"})).newPage();
	const shoot = name => page.screenshot({path: path.join(folder, `serve-${name}.png`)});
	await page.goto(base + "/");
	await shoot("start");
	await page.setInputFiles("#p\\:files", list);
	await page.click("form.card button.main");
	await page.waitForSelector("body.review", {timeout: 60000});
	await page.setViewportSize({width: 1300, height: 900});
	await shoot("review");
	await page.setViewportSize({width: 390, height: 760});
	await page.evaluate(() => document.querySelector("section.item").scrollIntoView());
	await shoot("phone");
	await page.setViewportSize({width: 1100, height: 720});
	await page.click(".apply button[name=all]");
	await page.waitForSelector(".decided");
	await page.click(".verdict a.button");
	await page.waitForSelector("body.take");
	await shoot("take");
	await browser.close();
	server.kill("SIGTERM");
	fs.rmSync(sessions, {recursive: true, force: true});
})().catch(error => { console.error(error.message); process.exit(1); });
