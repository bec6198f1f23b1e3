<?xml version="1.0" encoding="UTF-8"?>
<!--
  The script of the page of two revisions: filters by words, kind and power type, and
  links to items; inline, and its hash for the page's Content-Security-Policy;
  tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="script.hash">sha256-8yjy0GQcFfWIBk8m+37LTgtTaAvw8mKk+w7rSImIDng=</xsl:variable>
  <xsl:variable name="script.text"><![CDATA[(function () {
	"use strict";
	function part(id) { return document.getElementById("page:" + id); }
	function fold(text) { return text.normalize("NFKC").toLowerCase(); }
	var tools = part("tools"), search = part("search"), kind = part("kind"), type = part("type"), form = part("form"), main = document.querySelector("main");
	var entries = Array.from(document.querySelectorAll("article, .kept li")).map(function (element) {
		return {element: element, text: fold(element.textContent), kind: element.dataset.kind, type: element.dataset.type, form: element.className === "form"};
	});
	var sections = Array.from(document.querySelectorAll(".kind, .kind details"));

	function filter() {
		var words = fold(search.value).split(/\s+/).filter(Boolean), count = 0, chosen = words.length > 0 || kind.value || type.value;
		main.classList.toggle("noform", form !== null && !form.checked);
		entries.forEach(function (entry) {
			var shown = (!kind.value || entry.kind === kind.value) && (!type.value || entry.type === type.value) &&
				!(entry.form && form !== null && !form.checked) && words.every(function (word) { return entry.text.includes(word); });
			entry.element.hidden = !shown;
			count += shown ? 1 : 0;
		});
		sections.forEach(function (section) {
			section.hidden = !section.querySelector("article:not([hidden]), li:not([hidden])");
			if (section.tagName === "DETAILS" && chosen) { section.open = true; }
		});
		part("shown").textContent = tools.dataset.shown.replace("{n}", count).replace("{total}", entries.length);
	}

	function clear() {
		search.value = kind.value = type.value = "";
		if (form) { form.checked = true; }
		filter();
	}

	/* What is linked to is shown, whatever the filters say, and takes the focus. */
	function follow() {
		var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (!target || !target.closest(".kind")) { return; }
		if (target.closest("[hidden]")) { clear(); }
		if (target.closest("details")) { target.closest("details").open = true; }
		target.tabIndex = -1;
		target.focus({preventScroll: true});
		target.scrollIntoView();
	}

	search.addEventListener("input", filter);
	[kind, type, form].forEach(function (choice) { if (choice) { choice.addEventListener("change", filter); } });
	part("clear").addEventListener("click", clear);
	window.addEventListener("hashchange", follow);
	tools.hidden = false;
	filter();
	follow();
}());]]></xsl:variable>
</xsl:stylesheet>
