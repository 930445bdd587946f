"use strict";
(function () {
	/* Without this script the page is whole: every finding is open, and nothing is left out. */
	const form = document.getElementById("filter");
	const shown = document.getElementById("shown");
	const findings = [];
	const subjects = Array.from(document.querySelectorAll("#findings .subject"));
	const levels = ["clear", "blind", "upcoming", "review", "breach"];
	const severities = ["low", "medium", "high"];
	const words = new Map();
	const total = subjects.reduce((n, s) => n + Number(s.dataset.n), 0);
	const aside = Array.from(document.querySelectorAll("#findings noscript"));

	function lower(text) {
		return text.toLocaleLowerCase("en-GB").trim();
	}

	/* ---- what is built after the page is shown ---- */

	function take(list) {
		for (const f of list) {
			f.removeAttribute("open");
			findings.push(f);
		}
	}

	/* The page's own markup, in a document of its own, where nothing could run. */
	function build(part) {
		const made = new DOMParser().parseFromString(part.textContent, "text/html").body;
		take(made.querySelectorAll(".f"));
		part.replaceWith(...made.childNodes);
	}

	/* Whatever asks about all findings has the rest built first. */
	function whole() {
		aside.splice(0).forEach(build);
	}

	function all() {
		whole();
		return findings;
	}

	/* A twentieth of a second at a time: the page goes on answering. */
	function buildMore() {
		const end = performance.now() + 50;
		while (aside.length > 0 && performance.now() < end) {
			build(aside.shift());
		}
		later();
	}

	function later() {
		if (aside.length === 0) {
			return;
		}
		if (window.requestIdleCallback) {
			requestIdleCallback(buildMore, {timeout: 100});
		} else {
			setTimeout(buildMore, 20);
		}
	}

	/* ---- the filter ---- */

	function levelOf(f) {
		return levels.findIndex((l) => f.classList.contains(l));
	}

	/* Asked for only where words are looked for: it costs more than all the rest. */
	function wordsOf(f) {
		if (!words.has(f)) {
			words.set(f, lower(f.textContent));
		}
		return words.get(f);
	}

	function passes(f, asked) {
		return asked.levels.has(levels[levelOf(f)]) &&
			(asked.order === "" || lower(f.dataset.o).includes(asked.order)) &&
			(asked.condition === "" || lower(f.dataset.c).includes(asked.condition)) &&
			asked.words.every((w) => wordsOf(f).includes(w));
	}

	function filter() {
		whole();
		const given = new FormData(form);
		const asked = {
			levels: new Set(given.getAll("level")),
			order: lower(given.get("order")),
			condition: lower(given.get("condition")),
			words: lower(given.get("text")).split(/\s+/).filter((w) => w !== ""),
		};
		const who = lower(given.get("subject"));
		let n = 0;
		for (const s of subjects) {
			const wanted = who === "" || lower(s.dataset.s).includes(who);
			let left = 0;
			for (const f of s.querySelectorAll(".f")) {
				const pass = wanted && passes(f, asked);
				f.classList.toggle("off", !pass);
				left += pass ? 1 : 0;
			}
			s.classList.toggle("off", left === 0);
			n += left;
		}
		tell(n);
	}

	function tell(n) {
		const count = (k) => k.toLocaleString("en-GB");
		shown.textContent = n === total ? count(n) + (n === 1 ? " finding" : " findings")
			: count(n) + " of " + count(total) + " findings; the filter hides the others";
	}

	/* ---- order ---- */

	function compare(a, b) {
		return a < b ? -1 : a > b ? 1 : 0;
	}

	const byNumber = (name) => (a, b) => Number(a.dataset[name]) - Number(b.dataset[name]);
	const severityOf = (f) => severities.indexOf(f.dataset.v);
	const timeOf = (f) => f.dataset.t === undefined ? -Infinity : Number(f.dataset.t);
	const orders = {
		told: byNumber("i"),
		late: (a, b) => compare(timeOf(b), timeOf(a)) || byNumber("i")(a, b),
		level: (a, b) => levelOf(b) - levelOf(a) || byNumber("i")(a, b),
		severity: (a, b) => severityOf(b) - severityOf(a) || byNumber("i")(a, b),
		condition: (a, b) => compare(a.dataset.o, b.dataset.o) || compare(a.dataset.c, b.dataset.c) || byNumber("i")(a, b),
	};
	const latestOf = (s) => s.dataset.t === undefined ? -Infinity : Number(s.dataset.t);
	const subjectOrders = {
		grave: byNumber("i"),
		id: (a, b) => compare(a.dataset.s, b.dataset.s),
		latest: (a, b) => compare(latestOf(b), latestOf(a)) || byNumber("i")(a, b),
		many: (a, b) => Number(b.dataset.n) - Number(a.dataset.n) || byNumber("i")(a, b),
	};

	function sort() {
		whole();
		const order = orders[form.elements.sort.value];
		for (const s of subjects) {
			const list = s.querySelector(".list");
			list.append(...Array.from(list.children).sort(order));
		}
	}

	function sortSubjects() {
		const place = subjects.length > 0 ? subjects[0].parentNode : null;
		if (place) {
			place.append(...subjects.slice().sort(subjectOrders[form.elements.subjects.value]));
		}
	}

	/* ---- what can be chosen ---- */

	function offer(input, list, values) {
		input.addEventListener("focus", function () {
			const one = new Set();
			values((v) => one.add(v));
			list.replaceChildren(...Array.from(one).sort().slice(0, 2000).map(function (v) {
				const option = document.createElement("option");
				option.value = v;
				return option;
			}));
		}, {once: true});
	}

	/* ---- drawings ---- */

	/* On a narrow screen they are wider than the page, and a keyboard must be able to move them. */
	function letScroll(narrow) {
		for (const figure of document.querySelectorAll("figure")) {
			if (narrow) {
				figure.tabIndex = 0;
			} else {
				figure.removeAttribute("tabindex");
			}
		}
	}

	const narrow = matchMedia("(max-width: 47rem)");
	narrow.addEventListener("change", () => letScroll(narrow.matches));
	if (narrow.matches) {
		letScroll(true);
	}

	/* ---- opening ---- */

	function openAll(open) {
		whole();
		for (const f of findings) {
			if (!open || !f.classList.contains("off")) {
				f.open = open;
			}
		}
	}

	/* What an address or a mark in a drawing points at is opened and shown, also where it was filtered away. */
	function goTo(id, focus) {
		if (!document.getElementById(id)) {
			whole();
		}
		const f = document.getElementById(id);
		if (!f || !f.classList.contains("f")) {
			return;
		}
		if (f.classList.contains("off")) {
			form.reset();
			filter();
		}
		f.open = true;
		f.scrollIntoView({block: "start"});
		if (focus) {
			f.querySelector("summary").focus({preventScroll: true});
		}
	}

	let before = [];
	addEventListener("beforeprint", function () {
		whole();
		before = findings.filter((f) => !f.open && !f.classList.contains("off"));
		before.forEach((f) => { f.open = true; });
	});
	addEventListener("afterprint", function () {
		before.forEach((f) => { f.open = false; });
		before = [];
	});

	let waiting = 0;
	form.addEventListener("input", function (e) {
		clearTimeout(waiting);
		if (e.target === form.elements.sort) {
			sort();
		} else if (e.target === form.elements.subjects) {
			sortSubjects();
		} else {
			waiting = setTimeout(filter, 120);
		}
	});
	form.addEventListener("submit", function (e) {
		e.preventDefault();
		filter();
	});
	form.addEventListener("reset", function () {
		setTimeout(function () {
			filter();
			sort();
			sortSubjects();
		});
	});
	document.getElementById("open-all").addEventListener("click", () => openAll(true));
	document.getElementById("close-all").addEventListener("click", () => openAll(false));
	document.getElementById("findings").addEventListener("click", function (e) {
		const mark = e.target.closest("[data-f]");
		if (mark) {
			goTo("f-" + mark.dataset.f, true);
		}
	});
	addEventListener("hashchange", () => goTo(decodeURIComponent(location.hash.slice(1)), false));

	offer(form.elements.subject, document.getElementById("subjects"), (add) => subjects.forEach((s) => add(s.dataset.s)));
	offer(form.elements.order, document.getElementById("orders"), (add) => all().forEach((f) => add(f.dataset.o)));
	offer(form.elements.condition, document.getElementById("conditions"), (add) => all().forEach((f) => add(f.dataset.c)));
	for (const box of form.querySelectorAll("input[type=checkbox]")) {
		box.parentNode.hidden = !document.querySelector("#findings .sum ." + box.value);
	}
	take(document.querySelectorAll("#findings .f"));
	if (total > 0) {
		form.hidden = false;
		tell(total);
	}
	if (location.hash.startsWith("#f-")) {
		goTo(location.hash.slice(1), false);
	}
	later();
})();
