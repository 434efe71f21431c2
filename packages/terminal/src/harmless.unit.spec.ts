import { describe, expect, it } from '@jest/globals';
import { harmless, harmlessJson, harmlessLines } from './harmless.js';

describe('text of others', () => {
  it('cannot command the terminal', () => {
    expect(harmless('a\u0007b\u009bc\u202ed\u2028e\nf')).toBe('a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f');
    expect(harmlessLines('a\n\tb\r\u001b]0;c')).toBe('a\n\tb\u{fffd}\u{fffd}]0;c');
  });

  it('cannot command it as JSON either, which means the same', () => {
    const value = { name: 'a\u0007\u001b[2J\u007f\u009b2J\u202eb "ü"\n' };
    const json = harmlessJson(value);
    expect(json).toBe(harmless(json));
    expect(JSON.parse(json)).toEqual(value);
  });
});
