import { describe, expect, it } from '@jest/globals';
import { dataFilter, httpUrl, list, nullIfNone, parseTime, rateLimit, wholeNumber } from './values.js';

const now = new Date('2026-11-23T12:00:00.000Z');

describe('a time', () => {
  it.each([
    ['45s', '2026-11-23T11:59:15.000Z'],
    ['90m', '2026-11-23T10:30:00.000Z'],
    ['2h', '2026-11-23T10:00:00.000Z'],
    ['7d', '2026-11-16T12:00:00.000Z'],
    ['2w', '2026-11-09T12:00:00.000Z'],
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['2026-11-23T08:00:00+01:00', '2026-11-23T07:00:00.000Z'],
  ])('%s is %s', (text, time) => {
    expect(parseTime(text, now)).toBe(time);
  });

  it.each(['', 'yesterday', '2', '2 h', '-2h', '1', '2026-13-01', '9999999h'])('%j is none', (text) => {
    expect(() => parseTime(text, now)).toThrow('Expected a time');
  });
});

describe('numbers', () => {
  it('are whole, and within their limits', () => {
    expect(wholeNumber(1, 10)('10')).toBe(10);
    for (const text of ['0', '11', '1.5', '-1', 'x', '', '1e1']) {
      expect(() => wholeNumber(1, 10)(text)).toThrow('Expected a whole number from 1 to 10.');
    }
  });

  it('of a rate limit may be none', () => {
    expect([rateLimit('none'), rateLimit('20')].map(nullIfNone)).toEqual([null, 20]);
  });
});

describe('a filter by a value in the payload', () => {
  it.each([
    ['order_id=4711', { 'data.order_id': '4711' }],
    ['data.order_id=4711', { 'data.order_id': '4711' }],
    ['customer.id=a=b', { 'data.customer.id': 'a=b' }],
    ['note=', { 'data.note': '' }],
  ])('%s has a path and a value', (text, filter) => {
    expect(dataFilter(text)).toEqual(filter);
  });

  it.each(['', 'order_id', '=4711'])('%j is none', (text) => {
    expect(() => dataFilter(text)).toThrow('Expected a path and a value');
  });
});

it('a list has commas between, or several options', () => {
  expect(list('budget.*, *', list('a,,b'))).toEqual(['a', 'b', 'budget.*', '*']);
});

describe('the URL of a receiver', () => {
  it.each([
    ['4000', 'http://localhost:4000/'],
    ['4000/hook', 'http://localhost:4000/hook'],
    [':4000/hook', 'http://localhost:4000/hook'],
    ['127.0.0.1:4000/hook', 'http://127.0.0.1:4000/hook'],
    ['localhost:4000/hook', 'http://localhost:4000/hook'],
    ['https://localhost/hook?a=1', 'https://localhost/hook?a=1'],
  ])('%s is %s', (text, url) => {
    expect(httpUrl(text).href).toBe(url);
  });

  it.each(['', 'ftp://localhost', 'http://', '99999'])('%j is none', (text) => {
    expect(() => httpUrl(text)).toThrow('Expected a URL');
  });
});
