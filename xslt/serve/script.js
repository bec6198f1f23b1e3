/* Pages of quanze serve work without this; with it files can be dropped, a pasted table keeps its structure, and progress is shown. */
"use strict";
(() => {
	const words = document.body.dataset;
	const fill = (text, values) => text.replace(/\{([a-z]+)\}/g, (all, name) => name in values ? values[name] : all);

	/* Files: dropped anywhere into the frame, and named. */
	const drop = document.querySelector(".drop");
	if (drop) {
		const input = drop.querySelector("input[type=file]"), chosen = drop.querySelector(".chosen");
		const tell = () => {
			const names = [...input.files].map(file => file.name);
			const shown = names.slice(0, 8).join("、") + (names.length > 8 ? "……" : "");
			chosen.textContent = names.length ? fill(words.chosen, {n: names.length, names: shown}) : "";
		};
		input.addEventListener("change", tell);
		for (const name of ["dragenter", "dragover"]) {
			drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add("over"); });
		}
		for (const name of ["dragleave", "drop"]) {
			drop.addEventListener(name, () => drop.classList.remove("over"));
		}
		drop.addEventListener("drop", event => {
			event.preventDefault();
			if (event.dataTransfer.files.length) {
				input.files = event.dataTransfer.files;
				tell();
			}
		});
	}

	/* Cells: a spreadsheet puts its table into the clipboard as HTML, too, which keeps line ends and merges. */
	const paste = document.querySelector("textarea[name=paste]"), markup = document.querySelector("input[name=paste-html]");
	if (paste && markup) {
		const note = document.getElementById("p:paste-note"), usual = note.textContent;
		paste.addEventListener("paste", event => {
			const html = event.clipboardData.getData("text/html");
			const rows = (html.match(/<tr[\s>]/gi) || []).length;
			if (!rows || paste.value.trim()) {
				return;
			}
			event.preventDefault();
			paste.value = event.clipboardData.getData("text/plain");
			markup.value = html;
			note.textContent = fill(words.pasted, {n: rows});
		});
		paste.addEventListener("input", () => { markup.value = ""; note.textContent = usual; });
	}

	/* An upload that takes a while is sent once. */
	for (const form of document.querySelectorAll("form[data-busy]")) {
		form.addEventListener("submit", () => {
			const button = form.querySelector("button");
			setTimeout(() => { button.disabled = true; button.textContent = words.sending; }, 0);
		});
	}
	window.addEventListener("pageshow", event => { if (event.persisted) { location.reload(); } });

	/* Progress: asked for, more seldom as time goes by. */
	const wait = document.querySelector("[data-state]");
	if (wait) {
		const doing = wait.querySelector(".doing"), progress = wait.querySelector("progress");
		let pause = 300;
		const look = async () => {
			try {
				const answer = await fetch(wait.dataset.state, {cache: "no-store"});
				const state = answer.ok ? await answer.json() : {state: "failed"};
				if (state.state === "done" || state.state === "failed") {
					location.reload();
					return;
				}
				if (state.state === "queued") {
					doing.textContent = words.queued;
				} else if (state.of > 1) {
					progress.max = state.of;
					progress.value = state.done;
					doing.textContent = fill(words.progress, {n: state.done, m: state.of});
				}
			} catch (error) {
				/* the network: once more, later */
			}
			pause = Math.min(pause * 1.3, 3000);
			setTimeout(look, pause);
		};
		setTimeout(look, pause);
	}

	/* Decisions: writing a value or a reason chooses what it belongs to; how many are chosen is counted. */
	const form = document.querySelector("form.decisions");
	if (form) {
		const chosen = form.querySelector(".apply .chosen");
		const choose = (field, answer) => {
			const radio = field.closest("fieldset").querySelector(`input[type=radio][value=${answer}]`);
			if (radio && field.value) {
				radio.checked = true;
			}
		};
		const count = () => {
			const n = form.querySelectorAll("input[type=radio]:checked:not([value=''])").length;
			if (chosen) {
				chosen.textContent = n ? fill(words.decided, {n}) : "";
			}
		};
		form.addEventListener("input", event => {
			const name = event.target.name || "";
			if (name.endsWith(".change")) {
				choose(event.target, "change");
			} else if (name.endsWith(".reason") && !event.target.closest("fieldset").querySelector("input[value=accept]:checked, input[value=change]:checked")) {
				choose(event.target, "waive");
			}
			count();
		});
		form.addEventListener("submit", event => {
			const all = event.submitter && event.submitter.name === "all";
			const who = form.querySelector("#p\\:who");
			if (!all && form.querySelector("input[value=waive]:checked") && who && !who.value.trim()) {
				event.preventDefault();
				who.focus();
				who.setAttribute("aria-invalid", "true");
			}
		});
		count();
	}
})();
