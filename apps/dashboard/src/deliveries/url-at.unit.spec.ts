import { expect, it } from '@jest/globals';
import { urlAt } from './url-at.js';

it('an attempt had the URL that the endpoint had when it began', () => {
  const changes = [
    { occurred_at: '2026-11-23T14:00:00.000Z', data: { url: 'https://new.example.com' } },
    { occurred_at: '2026-11-23T13:00:00.000Z', data: { description: 'of orders' } },
    { occurred_at: '2026-11-23T12:00:00.000Z', data: { url: 'https://old.example.com', event_types: ['*'] } },
  ];
  expect(
    ['2026-11-23T14:00:00.000Z', '2026-11-23T13:59:59.999Z', '2026-11-23T11:00:00.000Z'].map((at) =>
      urlAt(changes, at),
    ),
  ).toEqual(['https://new.example.com', 'https://old.example.com', undefined]);
});
