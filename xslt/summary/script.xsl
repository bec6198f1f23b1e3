<?xml version="1.0" encoding="UTF-8"?>
<!--
  The script of the index page: search over whose lists they are and what their
  items are called; inline, and its hash for the page's Content-Security-Policy;
  tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="script.hash">sha256-H4qFwHZ3zymj5SPtGLdi3iuRbvdfwOLyMXGawJ95FsM=</xsl:variable>
  <xsl:variable name="script.text"><![CDATA[(function () {
	"use strict";
	function part(id) { return document.getElementById(id); }
	function fold(text) { return text.normalize("NFKC").toLowerCase(); }
	var tools = part("tools"), search = part("search"), shown = part("shown");
	var rows = Array.from(document.querySelectorAll("tbody tr")).map(function (row) {
		var details = row.querySelector("details");
		return {
			row: row, details: details, text: fold(row.cells[0].textContent), items: Array.from(row.querySelectorAll("li")).map(function (item) {
				return {item: item, text: fold(item.textContent)};
			})
		};
	});

	/* A row is shown whose name or one of whose items has all the words; then only such items, if any. */
	function filter() {
		var words = fold(search.value).split(/\s+/).filter(Boolean), lists = 0, items = 0;
		function fits(text) { return words.every(function (word) { return text.includes(word); }); }
		rows.forEach(function (entry) {
			var found = words.length ? entry.items.filter(function (item) { return fits(item.text); }) : [];
			entry.row.hidden = !fits(entry.text);
			if (entry.row.hidden) { return; }
			lists += 1;
			items += found.length;
			entry.items.forEach(function (item) { item.item.hidden = found.length > 0 && !fits(item.text); });
			if (entry.details) { entry.details.open = found.length > 0; }
		});
		shown.textContent = tools.dataset.shown.replace("{n}", lists).replace("{total}", rows.length) +
			(words.length ? tools.dataset.items.replace("{items}", items) : "");
	}

	tools.hidden = false;
	search.addEventListener("input", filter);
	filter();
}());]]></xsl:variable>
</xsl:stylesheet>
