import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api/api-error.js';
import { originsOf, wrongOrigin } from './origin-lines.js';

const refusal = (field: string) =>
  new ApiError(
    422,
    {
      type: 'invalid_request_error',
      code: 'validation_failed',
      message: 'no',
      fields: [{ field, message: 'expected x' }],
    },
    undefined,
  );

describe('origins', () => {
  it('are the lines that are not empty', () => {
    expect(originsOf(' https://a.example \n\n\thttps://b.example\r\n')).toEqual([
      'https://a.example',
      'https://b.example',
    ]);
    expect(originsOf('')).toEqual([]);
  });

  it('that are refused are named', () => {
    expect(wrongOrigin(refusal('origins.1'), ['https://a.example', 'b'])).toBe('b: expected x.');
  });

  it('are not to blame for other errors', () => {
    expect(wrongOrigin(refusal('origins'), ['a'])).toBeUndefined();
    expect(wrongOrigin(refusal('name'), ['a'])).toBeUndefined();
    expect(wrongOrigin(new Error('down'), ['a'])).toBeUndefined();
  });
});
