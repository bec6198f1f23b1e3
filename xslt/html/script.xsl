<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page's script: filters, sorting, columns, links to items, inline, and its hash for the page's
  Content-Security-Policy; tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="script.hash">sha256-1Z+SEJdEou7QtFV8yu72ivFehHou0mlVpaX7Emge8Gc=</xsl:variable>
  <xsl:variable name="script.text"><![CDATA[(function () {
	"use strict";
	function part(id) { return document.getElementById("page:" + id); }
	function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }
	function make(name, text) {
		var element = document.createElement(name);
		element.textContent = text;
		return element;
	}
	function fold(text) { return text.normalize("NFKC").toLowerCase(); }

	var tools = part("tools"), search = part("search"), type = part("type"), law = part("law"), level = part("level"), sort = part("sort");
	var showColumns, waiting = [], timer = 0;
	var tables = all(".table").map(function (box) {
		return {
			box: box,
			body: box.querySelector("tbody"),
			heads: all("thead th", box),
			labels: all("thead th", box).map(function (head) { return head.textContent; }),
			rows: all("tbody tr", box).map(function (row, place) {
				return {row: row, place: place, text: fold(row.textContent), types: row.dataset.types, laws: row.dataset.laws, levels: row.dataset.levels || ""};
			})
		};
	});
	var total = tables.reduce(function (sum, table) { return sum + table.rows.length; }, 0);

	/* Cards are no table boxes any more; the roles keep the structure for screen readers. */
	function keepRoles() {
		var roles = {TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell"};
		all("table, thead, tbody, tr, td").forEach(function (element) { element.setAttribute("role", roles[element.tagName]); });
		all("tbody th").forEach(function (head) { head.setAttribute("role", "rowheader"); });
	}

	/* To show a row costs half a millisecond: a screenful comes at once, thousands after it while the reader looks and types. */
	function show(most) {
		clearTimeout(timer);
		waiting.splice(0, most).forEach(function (row) { row.hidden = false; });
		timer = waiting.length ? setTimeout(show, 0, 400) : 0;
	}

	function filter() {
		var words = fold(search.value).split(/\s+/).filter(Boolean), count = 0;
		function number(choice) { return choice && choice.value ? " " + choice.value + " " : ""; }
		var wanted = number(type), rests = number(law), graded = number(level);
		waiting = [];
		tables.forEach(function (table) {
			var here = 0;
			table.rows.forEach(function (entry) {
				var shown = entry.types.includes(wanted) && entry.laws.includes(rests) && entry.levels.includes(graded) &&
					words.every(function (word) { return entry.text.includes(word); });
				if (!shown) { entry.row.hidden = true; }
				else if (entry.row.hidden) { waiting.push(entry.row); }
				here += shown ? 1 : 0;
			});
			table.box.hidden = here === 0 && table.rows.length > 0;
			count += here;
		});
		show(50);
		part("shown").textContent = tools.dataset.shown.replace("{n}", count).replace("{total}", total);
	}

	/* Cells by their text, numbers in it by value, empty ones last; rows that are alike keep the order of the source. */
	function order(label, direction) {
		var collator = new Intl.Collator(document.documentElement.lang, {numeric: true});
		tables.forEach(function (table) {
			var column = table.labels.indexOf(label);
			table.heads.forEach(function (head, i) {
				if (i === column && direction) { head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending"); }
				else { head.removeAttribute("aria-sort"); }
			});
			var before = table.rows.slice(), sorted = column >= 0 && direction;
			table.rows.forEach(function (entry) { entry.key = sorted ? entry.row.cells[column].textContent.replace(/^#/, "").trim() : ""; });
			table.rows.sort(function (a, b) {
				if (!a.key !== !b.key) { return a.key ? -1 : 1; }
				return direction * collator.compare(a.key, b.key) || a.place - b.place;
			});
			if (table.rows.some(function (entry, i) { return entry !== before[i]; })) {
				table.rows.forEach(function (entry) { table.body.append(entry.row); });
			}
		});
		sort.value = direction ? (direction > 0 ? "+" : "-") + label : "";
	}

	function offerSorting() {
		var labels = [];
		tables.forEach(function (table) {
			table.heads.forEach(function (head, i) {
				var label = table.labels[i], button = make("button", "");
				button.type = "button";
				button.setAttribute("aria-label", tools.dataset.sort + " " + label);
				button.addEventListener("click", function () {
					var now = head.getAttribute("aria-sort");
					order(label, now === "ascending" ? -1 : now === "descending" ? 0 : 1);
				});
				head.append(" ", button);
				if (!labels.includes(label)) { labels.push(label); }
			});
		});
		labels.forEach(function (label) {
			[["+", tools.dataset.ascending], ["-", tools.dataset.descending]].forEach(function (way) {
				var option = make("option", label + " " + way[1]);
				option.value = way[0] + label;
				sort.append(option);
			});
		});
		sort.addEventListener("change", function () { order(sort.value.slice(1), sort.value ? (sort.value[0] === "+" ? 1 : -1) : 0); });
		return labels;
	}

	/* A hidden column is a class on its table and one rule of the style sheet: cheap, and gone for screen readers too. */
	function offerColumns(labels) {
		var sheet = document.styleSheets[0], boxes = [];
		var most = Math.max.apply(null, tables.map(function (table) { return table.labels.length; }));
		for (var i = 1; i <= most; i += 1) { sheet.insertRule(".quanze .no" + i + " .c" + i + "{display:none}", sheet.cssRules.length); }
		function apply() {
			tables.forEach(function (table) {
				table.labels.forEach(function (label, column) {
					table.box.classList.toggle("no" + (column + 1), !boxes[labels.indexOf(label)].checked);
				});
			});
		}
		labels.forEach(function (label) {
			var line = document.createElement("label"), box = document.createElement("input");
			box.type = "checkbox";
			box.checked = true;
			box.addEventListener("change", apply);
			line.append(box, make("span", label));
			part("columns").append(line);
			boxes.push(box);
		});
		return function () {
			boxes.forEach(function (box) { box.checked = true; });
			apply();
		};
	}

	function clear() {
		search.value = "";
		[type, law, level].forEach(function (choice) { if (choice) { choice.value = ""; } });
		part("said").textContent = "";
		order("", 0);
		showColumns();
		filter();
	}

	/* An item that is linked to is shown, whatever the filters say, and takes the focus. */
	function follow() {
		var row = document.getElementById(location.hash.slice(1));
		if (!row || row.tagName !== "TR") { return; }
		if (row.closest("[hidden]")) { clear(); }
		show(total);
		row.tabIndex = -1;
		row.focus({preventScroll: true});
		row.scrollIntoView();
	}

	function copy(event) {
		var link = event.target.closest("a.self");
		if (link && navigator.clipboard) {
			navigator.clipboard.writeText(link.href).then(function () { part("said").textContent = tools.dataset.copied; }, function () {});
		}
	}

	keepRoles();
	showColumns = offerColumns(offerSorting());
	part("clear").addEventListener("click", clear);
	search.addEventListener("input", filter);
	[type, law, level].forEach(function (choice) { if (choice) { choice.addEventListener("change", filter); } });
	document.addEventListener("click", copy);
	window.addEventListener("hashchange", follow);
	window.addEventListener("beforeprint", function () { show(total); });
	tools.hidden = false;
	filter();
	follow();
}());]]></xsl:variable>
</xsl:stylesheet>
