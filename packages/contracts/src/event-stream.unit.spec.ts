import { describe, expect, it } from '@jest/globals';
import { deadLetterKey, eventStreamKey, StreamEntry } from './event-stream.js';
import { newId } from './ids.js';

const entry = { organization_id: newId('organization', new Date()), type: 'budget.exceeded', data: '{"a":1}' };
const problemsOf = (value: unknown): string[] =>
  StreamEntry.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('the keys of the event stream', () => {
  it('begin with the prefix of all keys', () => {
    expect([eventStreamKey('postrider'), deadLetterKey('postrider')]).toEqual([
      'postrider:events',
      'postrider:events:dead',
    ]);
  });
});

describe('an entry of the event stream', () => {
  it.each([
    ['without an id', entry],
    ['with an id', { ...entry, id: 'invoice-42' }],
  ])('may be %s', (_, value) => {
    expect(StreamEntry.parse(value)).toEqual(value);
  });

  it('names an organization by its id', () => {
    expect(problemsOf({ ...entry, organization_id: newId('event', new Date()) })).toEqual([
      'organization_id: expected the id of an organization',
    ]);
  });

  it('has no other fields', () => {
    expect(problemsOf({ ...entry, secret: 'x' })).toEqual([': Unrecognized key: "secret"']);
  });
});
