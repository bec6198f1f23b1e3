#!/usr/bin/env node
// json.js MODULES SCHEMA FILE…: do the files fit the JSON Schema (2020-12), by ajv, which also finds what is
// wrong with the schema itself (strict mode). One fault planted in a file of each kind must be found.
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, schemaName, ...files] = process.argv.slice(2);
const Ajv = require(path.resolve(modules, 'ajv/dist/2020')).default;
const read = (name) => JSON.parse(fs.readFileSync(name, 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(read(schemaName));
let passed = 0, failed = 0;
const check = (right, what) => {
  right ? passed++ : failed++;
  if (!right) console.log(`not ok - ${what}`);
};
for (const file of files) {
  const fits = validate(read(file));
  check(fits, `${file}: ${JSON.stringify(validate.errors || []).slice(0, 300)}`);
}
if (files.length) {
  const faults = [(d) => { d.more = 1; }, (d) => { delete d.schema; }, (d) => { (d.tables || [{}])[0].items = 'x'; d.rows = 'x'; }];
  faults.forEach((fault, at) => {
    const document = read(files[0]);
    fault(document);
    check(!validate(document), `${files[0]}: planted fault ${at + 1} is not found`);
  });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
