# quanze serve in Chromium, walked as a clerk does; its pages by the Nu HTML checker. Sourced by run.sh.
mkdir -p "$work/serve"
counted node tests/gates/serve.js "$out/quanze" "$work/serve"
check "pages of quanze serve by the Nu HTML checker" java -jar $checker --errors-only --format gnu "$work"/serve/*.html
check "style of quanze serve by the Nu HTML checker" java -jar $checker --css --errors-only --format gnu xslt/serve/style.css
