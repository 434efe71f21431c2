import type { EndpointEvent } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { append, readStream, readStreams, record, VersionConflict } from './log.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());

const organization_id = newId('organization');
const now = new Date('2026-11-23T10:00:00.123Z');
const described = (description: string): EndpointEvent => ({ type: 'EndpointUpdated', data: { description } });

const streamOf = (expectedVersion = 0, stream_id = newId('endpoint')) => ({
  stream_id,
  organization_id,
  expectedVersion,
});

describe('recording events', () => {
  it('numbers them from the expected version on', () => {
    const stream = streamOf(4);
    expect(record(stream, [described('a'), described('b')], now)).toEqual([
      { stream_id: stream.stream_id, organization_id, version: 5, occurred_at: now, event: described('a') },
      { stream_id: stream.stream_id, organization_id, version: 6, occurred_at: now, event: described('b') },
    ]);
  });
});

describe('the log', () => {
  it('gives back what was appended, in order', async () => {
    const stream = streamOf();
    const first = record(stream, [described('a'), described('b')], now);
    const then = record({ ...stream, expectedVersion: 2 }, [described('c')], new Date());
    await append(test.database, first);
    await append(test.database, then);
    expect(await readStream(test.database, stream.stream_id)).toEqual([...first, ...then]);
  });

  it('gives back many streams at once, each for itself', async () => {
    const [a, b] = [streamOf(), streamOf()];
    await append(test.database, [
      ...record(a, [described('a1')], now),
      ...record(b, [described('b1'), described('b2')], now),
    ]);
    const streams = await readStreams(test.database, [b.stream_id, a.stream_id, newId('endpoint')]);
    expect([...streams.keys()].toSorted()).toEqual([a.stream_id, b.stream_id].toSorted());
    expect(streams.get(b.stream_id)?.map(({ version, event }) => [version, event])).toEqual([
      [1, described('b1')],
      [2, described('b2')],
    ]);
  });

  it('has nothing of a stream that does not exist', async () => {
    expect(await readStream(test.database, newId('endpoint'))).toEqual([]);
    expect((await readStreams(test.database, [])).size).toBe(0);
  });

  it('can be appended nothing', async () => {
    await expect(append(test.database, [])).resolves.toBeUndefined();
  });

  it.each([
    ['NUL characters', 'a\0b'],
    ['halves of surrogate pairs', '\ud83d'],
    ['any script', 'ключ 鍵 😀'],
    ['what looks like SQL', "'); DROP TABLE domain_events; --"],
  ])('keeps %s', async (_, text) => {
    const stream = streamOf();
    await append(test.database, record(stream, [described(text)], now));
    expect((await readStream(test.database, stream.stream_id))[0]?.event).toEqual(described(text));
  });
});

describe('the expected version', () => {
  it('refuses whoever comes second, and appends nothing of theirs', async () => {
    const stream = streamOf();
    await append(test.database, record(stream, [described('first')], now));
    const second = record(stream, [described('second'), described('third')], now);
    await expect(append(test.database, second)).rejects.toThrow(VersionConflict);
    expect(await readStream(test.database, stream.stream_id)).toHaveLength(1);
  });

  it('refuses a whole append for one stream that has moved on', async () => {
    const [moved, fresh] = [streamOf(), streamOf()];
    await append(test.database, record(moved, [described('first')], now));
    const both = [...record(fresh, [described('a')], now), ...record(moved, [described('b')], now)];
    await expect(append(test.database, both)).rejects.toThrow(VersionConflict);
    expect(await readStream(test.database, fresh.stream_id)).toEqual([]);
  });

  it('lets one of many win that decide on the same version at once', async () => {
    const stream = streamOf();
    const attempts = Array.from({ length: 10 }, (_, i) =>
      append(test.database, record(stream, [described(String(i))], now)),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(VersionConflict);
    }
    expect(await readStream(test.database, stream.stream_id)).toHaveLength(1);
  });

  it('is no longer taken once the transaction that took it was rolled back', async () => {
    const stream = streamOf();
    const abandoned = test.database.transaction(async (sql) => {
      await append(sql, record(stream, [described('abandoned')], now));
      throw new Error('changed my mind');
    });
    await expect(abandoned).rejects.toThrow('changed my mind');
    await append(test.database, record(stream, [described('kept')], now));
    expect((await readStream(test.database, stream.stream_id)).map(({ event }) => event)).toEqual([described('kept')]);
  });
});

describe('an event of a newer program', () => {
  it('is refused rather than misread', async () => {
    const stream = streamOf();
    await append(test.database, record(stream, [described('a')], now));
    await test.database.query('UPDATE domain_events SET schema_version = 2 WHERE stream_id = $1', [stream.stream_id]);
    await expect(readStream(test.database, stream.stream_id)).rejects.toThrow(
      'EndpointUpdated has schema version 2, which this program does not know',
    );
  });
});
