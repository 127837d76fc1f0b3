// Scenarios for the pages in a real Chromium: node pages.mjs NAME. Prints "NAME holds" when all of it does.
import assert from 'node:assert/strict';
import { closing } from './browser.mjs';
import axe from './axe.mjs';
import hostile from './hostile.mjs';
import lists from './lists.mjs';
import screenshots from './screenshots.mjs';
import deeds from './deeds.mjs';
import looks from './looks.mjs';

const scenarios = { axe, ...hostile, ...lists, screenshots, ...deeds, ...looks };
const name = process.argv[2];
assert.ok(scenarios[name], 'There is no scenario ' + name);
try {
  await scenarios[name]();
  console.log(name + ' holds');
} finally {
  await closing();
}
