import type { EndpointEvent } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { toRecorded } from './change.js';
import { append, readStream, readStreams, VersionConflict } from './log.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());

const organization_id = newId('organization');
const now = new Date('2026-11-23T10:00:00.123Z');
const described = (description: string): EndpointEvent => ({ type: 'EndpointUpdated', data: { description } });

const streamOf = (version = 0) => ({ id: newId('endpoint'), organization_id, version });

describe('recording events', () => {
  it('continues the numbers of the stream', () => {
    const stream = streamOf(4);
    expect(toRecorded(stream, [described('a'), described('b')], now)).toEqual([
      { stream_id: stream.id, organization_id, version: 5, occurred_at: now, event: described('a') },
      { stream_id: stream.id, organization_id, version: 6, occurred_at: now, event: described('b') },
    ]);
  });
});

describe('the log', () => {
  it('returns appended events in order', async () => {
    const stream = streamOf();
    const first = toRecorded(stream, [described('a'), described('b')], now);
    const then = toRecorded({ ...stream, version: 2 }, [described('c')], new Date());
    await append(test.database, first);
    await append(test.database, then);
    expect(await readStream(test.database, stream.id)).toEqual([...first, ...then]);
  });

  it('returns several streams at once', async () => {
    const [a, b] = [streamOf(), streamOf()];
    await append(test.database, [
      ...toRecorded(a, [described('a1')], now),
      ...toRecorded(b, [described('b1'), described('b2')], now),
    ]);
    const streams = await readStreams(test.database, [b.id, a.id, newId('endpoint')]);
    expect([...streams.keys()].toSorted()).toEqual([a.id, b.id].toSorted());
    expect(streams.get(b.id)?.map(({ version, event }) => [version, event])).toEqual([
      [1, described('b1')],
      [2, described('b2')],
    ]);
  });

  it('returns nothing for a stream that does not exist', async () => {
    expect(await readStream(test.database, newId('endpoint'))).toEqual([]);
    expect((await readStreams(test.database, [])).size).toBe(0);
  });

  it('appends an empty list', async () => {
    await expect(append(test.database, [])).resolves.toBeUndefined();
  });

  it.each([
    ['NUL characters', 'a\0b'],
    ['halves of surrogate pairs', '\ud83d'],
    ['any script', 'ключ 鍵 😀'],
    ['text like SQL', "'); DROP TABLE domain_events; --"],
  ])('keeps %s', async (_, text) => {
    const stream = streamOf();
    await append(test.database, toRecorded(stream, [described(text)], now));
    expect((await readStream(test.database, stream.id))[0]?.event).toEqual(described(text));
  });
});

describe('the expected version', () => {
  it('rejects a second append on the same version and appends none of its events', async () => {
    const stream = streamOf();
    await append(test.database, toRecorded(stream, [described('first')], now));
    const second = toRecorded(stream, [described('second'), described('third')], now);
    await expect(append(test.database, second)).rejects.toThrow(VersionConflict);
    expect(await readStream(test.database, stream.id)).toHaveLength(1);
  });

  it('rejects a whole append if one of its streams has changed', async () => {
    const [moved, fresh] = [streamOf(), streamOf()];
    await append(test.database, toRecorded(moved, [described('first')], now));
    const both = [...toRecorded(fresh, [described('a')], now), ...toRecorded(moved, [described('b')], now)];
    await expect(append(test.database, both)).rejects.toThrow(VersionConflict);
    expect(await readStream(test.database, fresh.id)).toEqual([]);
  });

  it('lets one of several concurrent appends on the same version succeed', async () => {
    const stream = streamOf();
    const attempts = Array.from({ length: 10 }, (_, i) =>
      append(test.database, toRecorded(stream, [described(String(i))], now)),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(VersionConflict);
    }
    expect(await readStream(test.database, stream.id)).toHaveLength(1);
  });

  it('is free again after the transaction that used it is rolled back', async () => {
    const stream = streamOf();
    const abandoned = test.database.transaction(async (sql) => {
      await append(sql, toRecorded(stream, [described('abandoned')], now));
      throw new Error('changed my mind');
    });
    await expect(abandoned).rejects.toThrow('changed my mind');
    await append(test.database, toRecorded(stream, [described('kept')], now));
    expect((await readStream(test.database, stream.id)).map(({ event }) => event)).toEqual([described('kept')]);
  });
});

describe('an event of a newer release', () => {
  it('is rejected', async () => {
    const stream = streamOf();
    await append(test.database, toRecorded(stream, [described('a')], now));
    await test.database.query('UPDATE domain_events SET schema_version = 2 WHERE stream_id = $1', [stream.id]);
    await expect(readStream(test.database, stream.id)).rejects.toThrow(
      'EndpointUpdated has schema version 2, which this release does not know',
    );
  });
});
