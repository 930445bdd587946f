/* Pages of the HTML report in a browser: browser.cjs CHROMIUM FOLDER, where FOLDER has example.html, clear.html,
 * hostile.html and many.html. One line for each check; the status is 1 where one fails. */
"use strict";
const path = require("node:path");
const url = require("node:url");
const {chromium} = require("playwright-core");
const axe = require.resolve("axe-core");

const [executablePath, folder] = process.argv.slice(2);
const OPEN_WITHIN = 2000; /* ms */
const MANY = 10000; /* findings of many.html */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
let browser;
let failed = 0;

function address(name) {
	return url.pathToFileURL(path.join(folder, name)).href;
}

function expect(what, is, should) {
	if (JSON.stringify(is) !== JSON.stringify(should)) {
		throw new Error(`${what}: ${JSON.stringify(is)}, and should be ${JSON.stringify(should)}`);
	}
}

/* Opens a page. Whatever it asks for beside itself, an error or a dialog fails the check. */
async function open(name, options) {
	const context = await browser.newContext({viewport: {width: 1200, height: 900}, ...options});
	const page = await context.newPage();
	page.wrong = [];
	page.on("request", (r) => r.url().split("#")[0] === address(name) || page.wrong.push(`asked for ${r.url()}`));
	page.on("console", (m) => page.wrong.push(`console: ${m.text()}`));
	page.on("pageerror", (e) => page.wrong.push(`error: ${e.message}`));
	page.on("dialog", (d) => { page.wrong.push(`dialog: ${d.message()}`); d.dismiss(); });
	await page.goto(address(name) + (options && options.hash || ""));
	return page;
}

async function close(page) {
	expect("what went wrong", page.wrong, []);
	await page.context().close();
}

async function check(what, run) {
	try {
		const more = await run();
		console.log(`passed: ${what}${more ? `: ${more}` : ""}`);
	} catch (e) {
		failed = 1;
		console.log(`FAILED: ${what}: ${e.message}`);
	}
}

/* ---- accessibility ---- */

/* The policy of the page allows no script of ours: the context goes round it for this check alone. */
async function accessible(name, options, prepare) {
	const page = await open(name, {...options, bypassCSP: true});
	if (prepare) {
		await prepare(page);
	}
	await page.addStyleTag({content: ".subject, .f { content-visibility: visible !important; }"});
	await page.addScriptTag({path: axe});
	const found = await page.evaluate((only) => window.axe.run(document, {runOnly: {type: "tag", values: only}}), tags);
	const told = found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)}`);
	expect("violations", told, []);
	await close(page);
	return `${found.passes.length} rules held, ${found.incomplete.length} could not be decided`
		+ (found.incomplete.length > 0 ? ` (${found.incomplete.map((v) => v.id).join(", ")})` : "");
}

const openAll = (page) => page.click("#open-all");

/* ---- use ---- */

const visible = (page, selector) => page.evaluate((s) => Array.from(document.querySelectorAll(s))
	.filter((e) => e.getClientRects().length > 0).length, selector);
const shown = (page) => visible(page, "#findings .f");

async function settled(page, ...asked) {
	await page.waitForTimeout(250);
	return asked.length === 0 ? shown(page) : Promise.all(asked.map((s) => visible(page, s)));
}

async function filters() {
	const page = await open("clear.html");
	const all = await shown(page);
	const of = (s) => page.locator(s).count();
	expect("at first", all, await of("#findings .f"));
	await page.uncheck("input[value=breach]");
	expect("without breaches", await settled(page, "#findings .f.breach", "#findings .f.review"),
		[0, await of("#findings .f.review")]);
	await page.click("button[type=reset]");
	expect("after a reset", await settled(page), all);
	const order = await page.locator("#findings .f").first().getAttribute("data-o");
	await page.fill("#by-order", order.toLowerCase());
	expect("of an order", await settled(page), await of(`#findings .f[data-o="${order}"]`));
	await page.fill("#by-order", "");
	await page.fill("#by-subject", "n-1001");
	expect("of a subject", await settled(page), await of("#findings .subject[data-s^='N-1001'] .f"));
	await page.fill("#by-subject", "");
	await page.fill("#by-condition", "foreign travel");
	expect("of a condition", await settled(page), await of("#findings .f[data-c*='foreign travel' i]"));
	await page.fill("#by-condition", "");
	await page.fill("#by-text", "no such words as these");
	expect("of words that are not there", await settled(page), 0);
	expect("the status", (await page.textContent("#shown")).startsWith("0 of "), true);
	await page.click("button[type=reset]");
	expect("in the end", await settled(page), all);
	expect("hidden ones are told", (await page.textContent("#shown")), `${all} findings`);
	await close(page);
	return `${all} findings`;
}

async function sorts() {
	const page = await open("many.html");
	await page.selectOption("#sort", "late");
	const times = await page.$$eval("#s-1 .f", (list) => list.map((f) => Number(f.dataset.t)));
	expect("latest first", times, times.slice().sort((a, b) => b - a));
	await page.selectOption("#sort-subjects", "id");
	const ids = await page.$$eval(".subject", (list) => list.map((s) => s.dataset.s));
	expect("by id", ids, ids.slice().sort());
	await close(page);
}

async function keyboard() {
	const page = await open("example.html");
	const focused = (f) => page.evaluate(f);
	await page.keyboard.press("Tab");
	expect("first in the page", await focused(() => document.activeElement.className), "skip");
	expect("its outline", await focused(() => getComputedStyle(document.activeElement).outlineStyle), "solid");
	await page.keyboard.press("Enter");
	expect("where it leads", new URL(page.url()).hash, "#findings");
	for (let i = 0; i < 60 && !await focused(() => document.activeElement.matches(".f > summary")); i++) {
		await page.keyboard.press("Tab");
	}
	expect("reached", await focused(() => document.activeElement.matches(".f > summary")), true);
	expect("with an outline", await focused(() => getComputedStyle(document.activeElement).outlineStyle), "solid");
	await page.keyboard.press("Enter");
	expect("opened", await focused(() => document.activeElement.parentNode.open), true);
	await page.keyboard.press("Space");
	expect("closed", await focused(() => document.activeElement.parentNode.open), false);
	await close(page);
}

async function addresses() {
	const first = await open("example.html");
	const id = await first.locator("#findings .f").last().getAttribute("id");
	await first.locator(`[data-f="${id.slice(2)}"]`).first().click();
	expect("opened by its sign", await first.locator(`#${id}`).evaluate((f) => f.open), true);
	await close(first);
	const page = await open("example.html", {hash: `#${id}`});
	expect("opened by its address", await page.locator(`#${id}`).evaluate((f) => f.open), true);
	await close(page);
}

async function withoutScript(name) {
	const page = await open(name, {javaScriptEnabled: false});
	const all = await page.locator("#findings .f").count();
	expect("findings promised", all, await page.$$eval(".subject", (l) => l.reduce((n, s) => n + Number(s.dataset.n), 0)));
	expect("findings", await page.locator("#findings .f[open]").count(), all);
	/* Asking each of many for its place would lay out what the browser leaves for later, one by one. */
	expect("their words", await visible(page, all === MANY ? "#findings .f:last-child > .at" : "#findings .f > .at"),
		all === MANY ? await page.locator(".subject").count() : all);
	expect("the filter", await page.locator("#filter:visible").count(), 0);
	await close(page);
	return `${all} findings`;
}

async function prints() {
	const page = await open("example.html");
	const subjects = await page.locator(".subject").count();
	const pdf = (await page.pdf({preferCSSPageSize: true})).toString("latin1");
	const pages = (pdf.match(/\/Type\s*\/Page\b/g) || []).length;
	expect("A4", /\/MediaBox \[0 0 59[45]\S* 84[12]\S*\]/.test(pdf), true);
	if (pages < subjects + 1) {
		throw new Error(`${pages} pages for ${subjects} subjects`);
	}
	await page.emulateMedia({media: "print"});
	expect("every finding is whole on paper", await visible(page, "#findings .f > .at"), await page.locator("#findings .f").count());
	await close(page);
	return `${pages} pages, ${subjects} subjects`;
}

/* From the start of loading until two frames were drawn; the best of three. */
async function quick() {
	const took = [];
	let whole = 0;
	for (let i = 0; i < 3; i++) {
		const page = await open("many.html");
		took.push(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
			() => done(Math.round(performance.now())))))));
		expect("the status", await page.textContent("#shown"), "10,000 findings");
		await page.waitForFunction((n) => document.querySelectorAll("#findings .f").length === n, MANY);
		whole = await page.evaluate(() => Math.round(performance.now()));
		expect("set aside in the end", await page.locator("noscript").count(), 0);
		await close(page);
	}
	if (Math.min(...took) > OPEN_WITHIN) {
		throw new Error(`${MANY} findings open in ${took.join(", ")} ms`);
	}
	return `${MANY} findings open in ${took.join(", ")} ms; the last time all of them were built after ${whole} ms`;
}

/* What is not built yet is built when it is asked for: by its address, on paper. */
async function late() {
	const names = await open("many.html");
	await names.waitForFunction((n) => document.querySelectorAll("#findings .f").length === n, MANY);
	const id = await names.locator("#findings .f").last().getAttribute("id");
	await close(names);
	const page = await open("many.html", {hash: `#${id}`});
	expect("opened by its address", await page.locator(`#${id}`).evaluate((f) => f.open), true);
	await close(page);
	const paper = await open("many.html");
	const onPaper = await paper.evaluate(function () {
		dispatchEvent(new Event("beforeprint"));
		return document.querySelectorAll("#findings .f[open]").length;
	});
	expect("open on paper", onPaper, MANY);
	await close(paper);
}

async function quickFilter() {
	const page = await open("many.html");
	const ms = await page.evaluate(() => new Promise(function (done) {
		const status = document.getElementById("shown");
		const start = performance.now();
		new MutationObserver(() => requestAnimationFrame(() => done(Math.round(performance.now() - start))))
			.observe(status, {childList: true});
		const words = document.getElementById("by-text");
		words.value = "place 7";
		words.dispatchEvent(new Event("input", {bubbles: true}));
	}));
	if (ms > OPEN_WITHIN) {
		throw new Error(`words are found in ${ms} ms`);
	}
	await close(page);
	return `words are found in ${ms} ms`;
}

async function narrow() {
	const page = await open("example.html", {viewport: {width: 320, height: 700}});
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	if (wide > 320) {
		throw new Error(`the page is ${wide} wide`);
	}
	await close(page);
}

async function main() {
	browser = await chromium.launch({executablePath, args: process.getuid() === 0 ? ["--no-sandbox"] : []});
	console.log(`Chromium ${browser.version()}`);
	await check("WCAG 2.2 AA, light", () => accessible("example.html", {colorScheme: "light"}));
	await check("WCAG 2.2 AA, light, all open", () => accessible("example.html", {colorScheme: "light"}, openAll));
	await check("WCAG 2.2 AA, dark, all open", () => accessible("example.html", {colorScheme: "dark"}, openAll));
	await check("WCAG 2.2 AA, narrow, all open", () => accessible("clear.html", {viewport: {width: 320, height: 700}}, openAll));
	await check("WCAG 2.2 AA, hostile text, all open", () => accessible("hostile.html", {colorScheme: "dark"}, openAll));
	await check("filters", filters);
	await check("order", sorts);
	await check("keyboard", keyboard);
	await check("addresses and signs", addresses);
	await check("without scripting", () => withoutScript("example.html"));
	await check("many without scripting", () => withoutScript("many.html"));
	await check("on paper", prints);
	await check("no wider than a telephone", narrow);
	await check("many findings", quick);
	await check("the last of many", late);
	await check("words among many findings", quickFilter);
	await check("hostile text runs nothing", async () => close(await open("hostile.html")));
	await browser.close();
	process.exit(failed);
}

main();
