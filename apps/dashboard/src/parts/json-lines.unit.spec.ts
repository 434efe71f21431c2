import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonLines } from './json-lines.js';

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

describe('the lines of JSON', () => {
  it('tell keys, texts, numbers and words apart', () => {
    const [, line] = jsonLines(pretty({ 'a "b"': ['x: 1', -1.5e-7, null] }), 1000);
    expect(line?.pieces.filter(({ kind }) => kind !== 'mark')).toEqual([{ kind: 'key', text: '"a \\"b\\""' }]);
    const values = jsonLines(pretty(['x: 1', -1.5e-7, null]), 1000).flatMap(({ pieces }) => pieces);
    expect(values.filter(({ kind }) => kind !== 'mark')).toEqual([
      { kind: 'text', text: '"x: 1"' },
      { kind: 'number', text: '-1.5e-7' },
      { kind: 'word', text: 'null' },
    ]);
  });

  it('hold all of the text, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = pretty(value);
        const lines = jsonLines(text, Number.POSITIVE_INFINITY);
        expect(lines.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(text);
      }),
    );
  });

  it('are cut where a value is very long, and say by how much', () => {
    const [, line] = jsonLines(pretty({ a: 'ב'.repeat(1000) }), 100);
    expect(line?.pieces.map(({ text }) => text).join('')).toHaveLength(100);
    expect(line?.hidden).toBe('  "a": ""'.length + 1000 - 100);
  });
});
