import { expect, it } from '@jest/globals';
import { editableData } from './editable-data.js';

it('the data of a payload can be edited, and is empty where there is none', () => {
  const inData = '{\n  "n": 1\n}';
  expect(editableData({ payload: { id: 'evt_1', data: { n: 1 } }, envelope: 'default' })).toBe(inData);
  expect(editableData({ payload: { specversion: '1.0', data: { n: 1 } }, envelope: 'cloudevents' })).toBe(inData);
  expect(editableData({ payload: { text: 'a message of Slack' }, envelope: null })).toBe('{}');
  expect(editableData({ payload: null, envelope: null })).toBe('{}');
});

it('a payload without an envelope is data as a whole', () => {
  const payload = { data: { n: 1 } };
  const whole = JSON.stringify(payload, null, 2);
  expect(editableData({ payload, envelope: 'data' })).toBe(whole);
  expect(editableData({ payload, envelope: 'cloudevents_binary' })).toBe(whole);
});
