import { describe, expect, it } from '@jest/globals';
import { newId } from '../ids.js';
import { createEndpoint, listEndpoints, sendTest, updateEndpoint } from './endpoints.js';
import { wrongFields } from './wrong-fields.fixture.spec.js';

const valid = { url: 'https://your-app.example.com/hooks/modelux', event_types: ['budget.threshold_reached'] };
const urlOf = (length: number): string => `https://example.com/${'a'.repeat(length - 'https://example.com/'.length)}`;

describe('creating an endpoint', () => {
  it('takes what the specification shows', () => {
    const body = {
      url: 'https://your-app.example.com/hooks/modelux',
      event_types: ['budget.threshold_reached', 'routing_config.updated'],
      description: 'Production webhook',
    };
    expect(createEndpoint.body.parse(body)).toEqual(body);
  });

  it('takes prefixes, the star, and what may be a type of the organization', () => {
    const event_types = ['*', 'budget.*', 'invoice.paid', 'invoice.line_item.*'];
    expect(createEndpoint.body.parse({ ...valid, event_types }).event_types).toEqual(event_types);
  });

  it('needs a URL and event types', () => {
    expect(wrongFields(createEndpoint.body, {})).toEqual(['url', 'event_types']);
    expect(wrongFields(createEndpoint.body, { url: null, event_types: null })).toEqual(['url', 'event_types']);
  });

  it.each([
    ['an IP address and a port', 'http://127.0.0.1:8080/'],
    ['an IPv6 address', 'http://[::1]/'],
    ['a query and a fragment', 'https://example.com/?a=b#c'],
    ['an international host', 'https://bücher.example/ä'],
    ['all the length there is', urlOf(2048)],
  ])('takes a URL with %s', (_, url) => {
    expect(createEndpoint.body.parse({ ...valid, url }).url).toBe(url);
  });

  it.each([
    ['empty', ''],
    ['relative', '/hooks'],
    ['without a scheme', 'example.com/hooks'],
    ['without a host', 'https://'],
    ['for another protocol', 'ftp://example.com'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['with a user name', 'https://user@example.com'],
    ['with a password', 'https://:secret@example.com'],
    ['with a space', 'https://example.com/a b'],
    ['with white space around it', ' https://example.com '],
    ['with a line feed, which parsers drop', 'https://exa\nmple.com'],
    ['with a NUL, which Postgres cannot store', 'https://example.com/\0'],
    ['with a C1 control character', 'https://example.com/\u009b'],
    ['with an override of direction', 'https://example.com/\u202e'],
    ['with a DEL', 'https://example.com/\u007f'],
    ['longer than 2048 characters', urlOf(2049)],
    ['no text', 42],
  ])('refuses a URL that is %s', (_, url) => {
    expect(wrongFields(createEndpoint.body, { ...valid, url })).toContain('url');
  });

  it.each([
    ['none', [], 'event_types'],
    ['one that can be no type', ['budget.exceeded', 'budget'], 'event_types.1'],
    ['a prefix in the middle of a word', ['bud*'], 'event_types.0'],
    ['a number', [1], 'event_types.0'],
    ['text instead of a list', 'budget.exceeded', 'event_types'],
    ['more than a hundred', Array.from({ length: 101 }, () => '*'), 'event_types'],
  ])('refuses event types: %s', (_, event_types, field) => {
    expect(wrongFields(createEndpoint.body, { ...valid, event_types })).toEqual([field]);
  });

  it.each([1, 10_000, null])('takes a rate limit of %s', (rate_limit) => {
    expect(createEndpoint.body.parse({ ...valid, rate_limit }).rate_limit).toBe(rate_limit);
    expect(updateEndpoint.body.parse({ rate_limit }).rate_limit).toBe(rate_limit);
  });

  it.each([0, -1, 10_001, 1.5, '10', Infinity])('refuses a rate limit of %s', (rate_limit) => {
    expect(wrongFields(createEndpoint.body, { ...valid, rate_limit })).toEqual(['rate_limit']);
    expect(wrongFields(updateEndpoint.body, { rate_limit })).toEqual(['rate_limit']);
  });

  it('takes a description of up to 500 characters, or none', () => {
    for (const description of ['', 'a'.repeat(500), '😀', 'two\nlines\tand a tab', 'שלום\u200f', null]) {
      expect(createEndpoint.body.parse({ ...valid, description }).description).toBe(description);
    }
  });

  it.each([
    ['501 characters', 'a'.repeat(501)],
    ['a NUL', 'a\0b'],
    ['an escape', 'a\u001b[2J'],
    ['a carriage return, which hides what is before it', 'a\rb'],
    ['a DEL', 'a\u007f'],
    ['a C1 control, which begins an escape too', 'a\u009b2J'],
    ['an override of direction', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['a line separator', 'a\u2028b'],
    ['half a surrogate pair', '\ud83d'],
    ['a number', 1],
  ])('refuses a description of %s', (_, description) => {
    expect(wrongFields(createEndpoint.body, { ...valid, description })).toEqual(['description']);
  });

  it('names every wrong field at once, and each field that it does not know', () => {
    const body = {
      url: 'nowhere',
      event_types: ['x'],
      description: 1,
      active: 'yes',
      signing_secret: 'whsec_?',
      id: 'whe_1',
    };
    expect(wrongFields(createEndpoint.body, body).toSorted()).toEqual([
      'active',
      'description',
      'event_types.0',
      'id',
      'signing_secret',
      'url',
    ]);
  });
});

describe('updating an endpoint', () => {
  it('takes any of the four fields, or none', () => {
    expect(updateEndpoint.body.parse({})).toEqual({});
    for (const body of [{ url: valid.url }, { event_types: ['*'] }, { description: null }, { active: false }]) {
      expect(updateEndpoint.body.parse(body)).toEqual(body);
    }
  });

  it('refuses for each field what creating refuses', () => {
    expect(wrongFields(updateEndpoint.body, { url: 'ftp://example.com' })).toEqual(['url']);
    expect(wrongFields(updateEndpoint.body, { event_types: [] })).toEqual(['event_types']);
    expect(wrongFields(updateEndpoint.body, { description: 'a'.repeat(501) })).toEqual(['description']);
    expect(wrongFields(updateEndpoint.body, { active: 1 })).toEqual(['active']);
    expect(wrongFields(updateEndpoint.body, { url: null })).toEqual(['url']);
  });

  it('cannot set what the server decides', () => {
    expect(wrongFields(updateEndpoint.body, { format: 'slack', disabled_reason: null })).toEqual([
      'format',
      'disabled_reason',
    ]);
  });
});

describe('sending a test event', () => {
  it('needs a type', () => {
    expect(sendTest.body.parse({ event_type: 'budget.threshold_reached' })).toEqual({
      event_type: 'budget.threshold_reached',
    });
    expect(wrongFields(sendTest.body, {})).toEqual(['event_type']);
    expect(wrongFields(sendTest.body, { event_type: 'budget.*' })).toEqual(['event_type']);
    expect(wrongFields(sendTest.body, { event_type: 'budget.exceeded', data: [] })).toEqual(['data']);
  });
});

describe('listing endpoints', () => {
  it('takes a limit and the cursor of this list', () => {
    const id = newId('endpoint', new Date());
    const cursor = Buffer.from(id).toString('base64url');
    expect(listEndpoints.query.parse({ limit: '10', cursor })).toEqual({ limit: 10, cursor: id });
    expect(listEndpoints.query.parse({})).toEqual({ limit: 50 });
    expect(wrongFields(listEndpoints.query, { limit: '0', cursor: 'x', page: '2' }).toSorted()).toEqual([
      'cursor',
      'limit',
      'page',
    ]);
  });
});
