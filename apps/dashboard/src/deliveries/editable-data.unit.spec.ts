import { expect, it } from '@jest/globals';
import { editableData } from './editable-data.js';

it('the data of a payload can be edited, and is empty where there is none', () => {
  expect(editableData({ id: 'evt_1', data: { n: 1 } })).toBe('{\n  "n": 1\n}');
  expect(editableData({ text: 'a message of Slack' })).toBe('{}');
  expect(editableData(null)).toBe('{}');
});
