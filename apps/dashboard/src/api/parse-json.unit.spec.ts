import { describe, expect, it } from '@jest/globals';
import { parseJson } from './parse-json.js';

describe('numbers of a response', () => {
  it.each(['{"id":9007199254740993}', '[1.0,1e2,-0,12345678901234567890.123456789]'])(
    'are shown as they were written: %s',
    (text) => {
      expect(JSON.stringify(parseJson(text))).toBe(text);
    },
  );

  it('that JavaScript writes in the same way are numbers', () => {
    expect(parseJson('{"attempt_count":3,"success_rate":0.961,"none":null}')).toEqual({
      attempt_count: 3,
      success_rate: 0.961,
      none: null,
    });
  });
});
