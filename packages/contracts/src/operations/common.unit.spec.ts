import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../ids.js';
import { Cursor, EventTypeName, Instant, Limit, Timestamp, toPage } from './common.js';

describe('a limit', () => {
  it.each([
    ['1', 1],
    ['250', 250],
    ['0050', 50],
  ])('may be %j', (text, limit) => {
    expect(Limit.parse(text)).toBe(limit);
  });

  it('is 50 unless given', () => {
    expect(Limit.parse(undefined)).toBe(50);
  });

  it.each(['0', '251', '-1', '1.5', '1e2', ' 5', '', '99999', 50, null])('may not be %j', (value) => {
    const { error } = Limit.safeParse(value);
    expect(error?.issues).toHaveLength(1);
  });

  it('says in which range it must lie', () => {
    expect(Limit.safeParse('251').error?.issues[0]?.message).toBe('expected a whole number from 1 to 250');
  });
});

describe('a page', () => {
  const rows = Array.from({ length: 7 }, () => ({ id: newId('delivery', new Date()) })).reverse();

  it('holds no more than its limit, and leads to the next', () => {
    const { data, next_cursor } = toPage(rows, 6);
    expect(data).toEqual(rows.slice(0, 6));
    expect(Cursor('delivery').parse(next_cursor)).toBe(rows[5]?.id);
  });

  it('leads nowhere when it is the last, also when it is full', () => {
    expect(toPage(rows, 7)).toEqual({ data: rows, next_cursor: null });
    expect(toPage(rows, 50)).toEqual({ data: rows, next_cursor: null });
    expect(toPage([], 50)).toEqual({ data: [], next_cursor: null });
  });

  it('after page shows every row once, in order, whatever the limit', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 8 }), (count, limit) => {
        const all = Array.from({ length: count }, () => ({ id: newId('event', new Date()) })).reverse();
        const seen: string[] = [];
        const show = (cursor: string | undefined): void => {
          const last = cursor === undefined ? undefined : Cursor('event').parse(cursor);
          const behind = all.filter(({ id }) => last === undefined || id < last);
          const { data, next_cursor } = toPage(behind.slice(0, limit + 1), limit);
          seen.push(...data.map(({ id }) => id));
          if (next_cursor !== null) show(next_cursor);
        };
        show(undefined);
        expect(seen).toEqual(all.map(({ id }) => id));
      }),
    );
  });
});

describe('a cursor', () => {
  const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

  it('hides the id of the last row seen', () => {
    const id = newId('endpoint', new Date());
    expect(Cursor('endpoint').parse(cursorOf(id))).toBe(id);
  });

  it.each([
    ['of another list', cursorOf(newId('event', new Date()))],
    ['that is an id in the clear', newId('endpoint', new Date())],
    ['that holds anything else', cursorOf("' OR 1=1 --")],
    ['that is empty', ''],
    ['given twice', [cursorOf(newId('endpoint', new Date())), cursorOf(newId('endpoint', new Date()))]],
  ])('%s is refused', (_, cursor) => {
    expect(Cursor('endpoint').safeParse(cursor).success).toBe(false);
  });
});

describe('an event type', () => {
  it('is a name in parts; patterns are for subscriptions, and which types there are is not known here', () => {
    for (const name of ['budget.exceeded', 'budget.exploded']) expect(EventTypeName.parse(name)).toBe(name);
    for (const other of ['budget.*', '*', 'budget', '', 7]) {
      expect(EventTypeName.safeParse(other).success).toBe(false);
    }
  });
});

describe('a timestamp', () => {
  it('is an instant in UTC with milliseconds', () => {
    expect(Timestamp.safeParse(new Date().toISOString()).success).toBe(true);
    for (const other of [
      '2026-11-23T10:00:00Z',
      '2026-11-23T10:00:00.000+01:00',
      '2026-11-23',
      '2026-02-30T10:00:00.000Z',
    ]) {
      expect(Timestamp.safeParse(other).success).toBe(false);
    }
  });
});

describe('the patterns of times in the OpenAPI document', () => {
  const patternOf = (schema: typeof Instant): RegExp => new RegExp(String(schema.meta()?.pattern), 'u');

  it('take every time that is taken', () => {
    const offset = fc.constantFrom('Z', '+01:00', '-23:59', '+00:00');
    const fraction = fc.constantFrom('', '.1', '.123456');
    const date = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, offset, fraction, (at, zone, part) => {
        const text = `${at.toISOString().slice(0, 19)}${part}${zone}`;
        expect([text, patternOf(Instant).test(text), Instant.safeParse(text).success]).toEqual([text, true, true]);
        expect(patternOf(Timestamp).test(at.toISOString())).toBe(true);
      }),
    );
  });

  it.each(['2026-11-23T08:00:00', '2026-11-23 08:00:00Z', '2026-11-23t08:00:00z', '2026-11-23T08:00:60Z', 'x'])(
    'refuse %j, as the API does',
    (text) => {
      expect([patternOf(Instant).test(text), Instant.safeParse(text).success]).toEqual([false, false]);
    },
  );
});
