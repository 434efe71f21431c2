import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstIdAt, idFrom, idKind, idPrefixes, idTime, isId, newId, type IdKind } from './ids.js';

const kinds = Object.keys(idPrefixes) as IdKind[];
const anyKind = fc.constantFrom(...kinds);
/** Every millisecond that the 48 bits of a UUIDv7 can hold. */
const anyInstant = fc.integer({ min: 0, max: 2 ** 48 - 1 }).map((ms) => new Date(ms));

describe('a new id', () => {
  it('is its prefix and 26 characters of base32', () => {
    expect(newId('endpoint', new Date())).toMatch(/^whe_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    expect(newId('event', new Date())).toMatch(/^evt_/);
    expect(newId('delivery', new Date())).toMatch(/^whd_/);
  });

  it('compares greater than every earlier id, even within one millisecond', () => {
    const ids = Array.from({ length: 5_000 }, () => newId('event', new Date()));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('contains the time of its creation', () => {
    const before = Date.now();
    const id = newId('delivery', new Date());
    const after = Date.now();
    expect(idTime(id).getTime()).toBeGreaterThanOrEqual(before);
    expect(idTime(id).getTime()).toBeLessThanOrEqual(after);
  });
});

describe('isId', () => {
  it('accepts what newId made, for its kind alone', () => {
    for (const made of kinds) {
      const id = newId(made, new Date());
      expect(kinds.filter((kind) => isId(kind, id))).toEqual([made]);
    }
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'evt_'],
    ['no prefix', '01h455vb4pex5vsknk084sn02q'],
    ['a character too few', 'evt_01h455vb4pex5vsknk084sn02'],
    ['a character too many', 'evt_01h455vb4pex5vsknk084sn02qq'],
    ['upper case', 'evt_01H455VB4PEX5VSKNK084SN02Q'],
    ['a letter outside the alphabet', 'evt_01h455vb4pex5vsknk084sn02u'],
    ['more than 128 bits', 'evt_81h455vb4pex5vsknk084sn02q'],
    ['a line feed at the end', 'evt_01h455vb4pex5vsknk084sn02\n'],
    ['another separator', 'evt-01h455vb4pex5vsknk084sn02q'],
  ])('refuses %s', (_, value) => {
    expect(isId('event', value)).toBe(false);
  });

  it('refuses an id with any one character replaced by one that base32 lacks', () => {
    const id = newId('event', new Date());
    fc.assert(
      fc.property(fc.nat(id.length - 1), fc.constantFrom('I', 'l', 'o', 'u', ' ', '-', 'é'), (at, character) => {
        expect(isId('event', id.slice(0, at) + character + id.slice(at + 1))).toBe(false);
      }),
    );
  });
});

describe('idKind', () => {
  it('names the kind of a well-formed id', () => {
    for (const kind of kinds) expect(idKind(newId(kind, new Date()))).toBe(kind);
  });

  it('is undefined for anything else', () => {
    expect(idKind('msg_p5jXN8AQM9LWM0D4loKWxJek')).toBeUndefined();
    expect(idKind('')).toBeUndefined();
  });
});

describe('firstIdAt', () => {
  it('is a well-formed id of that very instant', () => {
    fc.assert(
      fc.property(anyKind, anyInstant, (kind, time) => {
        const bound = firstIdAt(kind, time);
        expect(isId(kind, bound)).toBe(true);
        expect(idTime(bound)).toEqual(time);
      }),
    );
  });

  it('orders as time does', () => {
    fc.assert(
      fc.property(anyKind, anyInstant, anyInstant, (kind, a, b) => {
        expect(firstIdAt(kind, a) < firstIdAt(kind, b)).toBe(a < b);
      }),
    );
  });

  it('bounds the ids made at that instant from below, and those of the millisecond before from above', () => {
    for (const kind of kinds) {
      const id = newId(kind, new Date());
      const made = idTime(id).getTime();
      expect(firstIdAt(kind, new Date(made)) < id).toBe(true);
      expect(firstIdAt(kind, new Date(made + 1)) > id).toBe(true);
    }
  });
});

describe('idFrom', () => {
  const random = fc.uint8Array({ minLength: 10, maxLength: 32 });

  it('is a well-formed UUIDv7 of that instant', () => {
    fc.assert(
      fc.property(anyKind, anyInstant, random, (kind, time, bytes) => {
        const id = idFrom(kind, time, bytes);
        expect(isId(kind, id)).toBe(true);
        expect(idTime(id)).toEqual(time);
        // Version 7 is in the bits of the 11th character, the variant in those of the 14th.
        expect(id.split('_')[1]).toMatch(/^.{10}[ef]..[89abrstv]/);
      }),
    );
  });

  it('encodes the example of the TypeID specification, 01890a5d-ac96-774b-bcce-b302099a8057', () => {
    const bytes = Buffer.from('774bbcceb302099a8057', 'hex');
    expect(idFrom('event', new Date(0x01890a5dac96), bytes)).toBe('evt_01h455vb4pex5vsknk084sn02q');
  });

  it('is the same for the same bytes, and different for other bytes', () => {
    const time = new Date('2026-11-23T10:00:00.000Z');
    const idOf = (first: number): string => idFrom('delivery', time, Uint8Array.of(first, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    expect(idOf(1)).toBe(idOf(1));
    expect(idOf(1)).not.toBe(idOf(2));
  });
});
