import { describe, expect, it } from '@jest/globals';
import { deadLetterKey, redisIngestKey, RedisIngestEntry } from './redis-ingest.js';
import { newId } from './ids.js';

const entry = { organization_id: newId('organization', new Date()), type: 'budget.exceeded', data: '{"a":1}' };
const problemsOf = (value: unknown): string[] =>
  RedisIngestEntry.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('the Redis keys of redis-ingest', () => {
  it('start with the prefix of all keys', () => {
    expect([redisIngestKey('postrider'), deadLetterKey('postrider')]).toEqual([
      'postrider:events',
      '{postrider:events}:dead',
    ]);
  });
});

describe('an entry of redis-ingest', () => {
  it.each([
    ['has no id', entry],
    ['has an id', { ...entry, id: 'invoice-42' }],
  ])('is valid if it %s', (_, value) => {
    expect(RedisIngestEntry.parse(value)).toEqual(value);
  });

  it('needs the id of an organization', () => {
    expect(problemsOf({ ...entry, organization_id: newId('event', new Date()) })).toEqual([
      'organization_id: expected the id of an organization',
    ]);
  });

  it('has no other fields', () => {
    expect(problemsOf({ ...entry, secret: 'x' })).toEqual([': Unrecognized key: "secret"']);
  });
});
