import { describe, expect, it } from '@jest/globals';
import { override, withOverrides } from './set-value.js';

const changed = (data: Record<string, unknown>, ...texts: string[]): string =>
  JSON.stringify(
    withOverrides(
      data,
      texts.reduce((before, text) => override(text, before), override(texts.shift() ?? '')),
    ),
  );

describe('a value that is put into data', () => {
  it('is JSON, or else a text, and keeps the place of the field', () => {
    expect(changed({ a: 1, b: 2 }, 'a=10.50', 'b=bud_8f2k1', 'c=null', 'd={"e":1}')).toBe(
      '{"a":10.50,"b":"bud_8f2k1","c":null,"d":{"e":1}}',
    );
  });

  it('may be inside objects and lists, which are made or extended', () => {
    expect(changed({ items: [{ sku: 'A' }] }, 'data.items.0.sku=B', 'items.1.sku=C', 'of.a.new=true')).toBe(
      '{"items":[{"sku":"B"},{"sku":"C"}],"of":{"a":{"new":true}}}',
    );
  });

  it('changes no data that others have, and no prototype', () => {
    const data = { a: { b: 1 } };
    expect(changed(data, 'a.b=2', '__proto__.x=1')).toBe('{"a":{"b":2},"__proto__":{"x":1}}');
    expect([data, Object.hasOwn(Object.prototype, 'x')]).toEqual([{ a: { b: 1 } }, false]);
  });

  it.each(['a', '=1', 'a..b=1', 'data.=1'])('needs a path: %s', (text) => {
    expect(() => override(text)).toThrow('such as budget.id=bud_8f2k1');
  });

  it.each([
    ['a.b=1', '--set a.b: there is a value, and no object, before b'],
    ['n.b=1', 'no object, before b'],
    ['list.2=1', 'expected the number of an item up to 1, got 2'],
    ['list.x=1', 'got x'],
  ])('fits to the data: %s', (text, message) => {
    expect(() => changed({ a: 'text', n: null, list: [0] }, text)).toThrow(message);
  });
});
