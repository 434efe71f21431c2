import { describe, expect, it } from '@jest/globals';
import { sanitize, sanitizeJson, sanitizeLines } from './sanitize.js';

describe('untrusted text', () => {
  it('loses its control characters', () => {
    expect(sanitize('a\u0007b\u009bc\u202ed\u2028e\nf')).toBe('a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f');
    expect(sanitizeLines('a\n\tb\r\u001b]0;c')).toBe('a\n\tb\u{fffd}\u{fffd}]0;c');
  });

  it('keeps its value as JSON with control characters escaped', () => {
    const value = { name: 'a\u0007\u001b[2J\u007f\u009b2J\u202eb "ü"\n' };
    const json = sanitizeJson(value);
    expect(json).toBe(sanitize(json));
    expect(JSON.parse(json)).toEqual(value);
  });
});
