import { expect, it } from '@jest/globals';
import { parseProgress } from './first-steps-progress.js';

const untouched = { done: [], dismissed: false };

it.each([
  [null, untouched],
  ['not JSON', untouched],
  ['[]', untouched],
  ['{"done":["verify","unknown",1],"dismissed":"yes"}', { done: ['verify'], dismissed: false }],
  ['{"done":["event"],"dismissed":true}', { done: ['event'], dismissed: true }],
])('the progress kept as %j is read as %j', (text, progress) => {
  expect(parseProgress(text)).toEqual(progress);
});
