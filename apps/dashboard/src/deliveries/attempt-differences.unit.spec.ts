import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@postrider/contracts';
import { differencesOf } from './attempt-differences.js';

const attempt: Attempt = {
  number: 1,
  trigger: 'initial',
  request_headers: { 'webhook-id': 'order-17', 'x-modelux-attempt': '1' },
  request_headers_complete: true,
  started_at: '2026-11-23T12:51:48.790Z',
  duration_ms: 31,
  response_status: 503,
  response_body: '{"error":"down","n":1}',
  error: null,
  response_headers: [
    { name: 'Date', value: 'today' },
    { name: 'Via', value: 'a' },
    { name: 'Via', value: 'b' },
  ],
  response_headers_truncated: false,
  timing: null,
};

describe('the differences of two attempts', () => {
  it('are none between an attempt and itself, but its facts', () => {
    expect(differencesOf(attempt, attempt)).toMatchObject({
      facts: [
        { name: 'Status', first: '503', second: '503' },
        { name: 'Duration', first: '31 ms', second: '31 ms' },
      ],
      request: [],
      response: [],
    });
  });

  it('begin with the URL and the start', () => {
    const later = { ...attempt, started_at: '2026-11-23T12:52:48.790Z' };
    const { facts } = differencesOf(
      { ...attempt, url: 'https://old.example.com' },
      { ...later, url: 'https://new.example.com' },
    );
    expect(facts.map(({ name }) => name)).toEqual(['URL', 'Started', 'Status', 'Duration']);
    expect(facts[0]).toEqual({ name: 'URL', first: 'https://old.example.com', second: 'https://new.example.com' });
  });

  it('are the headers that differ, whatever the case of their names', () => {
    const other = {
      ...attempt,
      request_headers: { 'webhook-id': 'order-17', 'x-modelux-attempt': '2', traceparent: '00-1-2-01' },
      response_headers: [
        { name: 'date', value: 'today' },
        { name: 'via', value: 'a' },
      ],
    };
    expect(differencesOf(attempt, other)).toMatchObject({
      request: [
        { name: 'x-modelux-attempt', first: '1', second: '2' },
        { name: 'traceparent', first: undefined, second: '00-1-2-01' },
      ],
      response: [{ name: 'via', first: 'a, b', second: 'a' }],
    });
  });

  it('are the lines of JSON that differ', () => {
    const { body } = differencesOf(attempt, { ...attempt, response_body: '{"error":"down","n":2}' });
    expect(body.filter((line) => line.in !== 'both').map(({ text }) => text)).toEqual(['  "n": 1', '  "n": 2']);
  });
});
