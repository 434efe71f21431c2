import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecretBox, sealedFor, Unreadable } from './secret-box.js';

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const [first, second] = [`k1:${keyOf(1)}`, `k2:${keyOf(2)}`];
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const row = sealedFor.endpoint('whe_1');

describe('a sealed text', () => {
  it('can be opened, whatever it contains', () => {
    const box = SecretBox.parse(first);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(box.open(box.seal(text, row), row)).toBe(text);
      }),
    );
  });

  it('does not show what it holds, and is different each time', () => {
    const box = SecretBox.parse(first);
    const sealed = Array.from({ length: 50 }, () => box.seal(secret, row));
    expect(new Set(sealed).size).toBe(50);
    for (const text of sealed) expect(text).toMatch(/^k1\.[\w-]{16}\.[\w-]+$/);
    expect(sealed.join()).not.toContain(secret.slice(6, 16));
  });

  it('cannot be opened with another key of the same name', () => {
    const sealed = SecretBox.parse(first).seal(secret, row);
    expect(() => SecretBox.parse(`k1:${keyOf(9)}`).open(sealed, row)).toThrow();
  });

  it('cannot be opened when any bit of its nonce, text or tag was changed', () => {
    const box = SecretBox.parse(first);
    fc.assert(
      fc.property(fc.constantFrom(1, 2), fc.nat(), fc.nat(7), (part, at, bit) => {
        const parts = box.seal(secret, row).split('.');
        const bytes = Buffer.from(parts[part] ?? '', 'base64url');
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit);
        parts[part] = bytes.toString('base64url');
        expect(() => box.open(parts.join('.'), row)).toThrow();
      }),
    );
  });

  it('cannot be opened for another row', () => {
    const box = SecretBox.parse(first);
    const sealed = box.seal(secret, row);
    const others = [
      sealedFor.endpoint('whe_2'),
      sealedFor.idempotencyKey('org_1', 'whe_1'),
      sealedFor.idempotencyKey('org_1', 'endpoint_secret:whe_1'),
    ];
    for (const other of others) expect(() => box.open(sealed, other)).toThrow(Unreadable);
    const response = box.seal('{}', sealedFor.idempotencyKey('org_1', 'key'));
    expect(box.open(response, sealedFor.idempotencyKey('org_1', 'key'))).toBe('{}');
    expect(() => box.open(response, sealedFor.idempotencyKey('org_2', 'key'))).toThrow(Unreadable);
    expect(() => box.open(response, sealedFor.idempotencyKey('org_1', 'other'))).toThrow(Unreadable);
  });

  it('cannot be opened when its tag was cut short, which would make it easy to guess', () => {
    const box = SecretBox.parse(first);
    const [id = '', nonce = '', rest = ''] = box.seal('', row).split('.');
    const tag = Buffer.from(rest, 'base64url');
    expect(box.open([id, nonce, rest].join('.'), row)).toBe('');
    for (let length = 0; length < tag.length; length++) {
      expect(() => box.open([id, nonce, tag.subarray(0, length).toString('base64url')].join('.'), row)).toThrow();
    }
  });

  it.each(['', 'k1', 'k1.', 'k1..', 'k1.AAAAAAAAAAAAAAAA.', 'plain text', secret])('cannot be %j', (text) => {
    expect(() => SecretBox.parse(first).open(text, row)).toThrow(Unreadable);
  });
});

describe('rotating the encryption keys', () => {
  it('seals with the new key and opens what the old one sealed', () => {
    const old = SecretBox.parse(first).seal(secret, row);
    const rotated = SecretBox.parse(`${second}, ${first}`);
    expect(rotated.seal(secret, row)).toMatch(/^k2\./);
    expect(rotated.open(old, row)).toBe(secret);
    expect(rotated.open(rotated.seal(secret, row), row)).toBe(secret);
  });

  it('can go on while processes with the old order still run', () => {
    const ahead = SecretBox.parse(`${second},${first}`);
    const behind = SecretBox.parse(`${first},${second}`);
    expect(behind.open(ahead.seal(secret, row), row)).toBe(secret);
    expect(ahead.open(behind.seal(secret, row), row)).toBe(secret);
  });

  it('names the key that is missing when the old one was removed too early', () => {
    const old = SecretBox.parse(first).seal(secret, row);
    expect(() => SecretBox.parse(second).open(old, row)).toThrow('no encryption key with id "k1" is configured');
  });
});

describe('the setting', () => {
  it('takes base64 with or without padding, and its form for URLs', () => {
    const key = Buffer.alloc(32, 0xfb);
    const sealed = SecretBox.parse(`k:${key.toString('base64')}`).seal(secret, row);
    for (const text of [key.toString('base64url'), key.toString('base64').replaceAll('=', '')]) {
      expect(SecretBox.parse(`k:${text}`).open(sealed, row)).toBe(secret);
    }
  });

  it.each([
    ['is empty', ''],
    ['has no id', keyOf(1)],
    ['has an empty id', `:${keyOf(1)}`],
    ['has an id with a full stop, the separator of sealed texts', `k.1:${keyOf(1)}`],
    ['has an id of more than 32 characters', `${'k'.repeat(33)}:${keyOf(1)}`],
    ['has an empty key', 'k1:'],
    ['has a key of 31 bytes', `k1:${randomBytes(31).toString('base64')}`],
    ['has a key of 33 bytes', `k1:${randomBytes(33).toString('base64')}`],
    ['has a key in hex', `k1:${randomBytes(32).toString('hex')}`],
    ['ends with a comma', `${first},`],
    ['separates with a semicolon', `${first};${second}`],
  ])('that %s is refused with what was expected', (_, setting) => {
    expect(() => SecretBox.parse(setting)).toThrow(
      'expected <key id>:<base64 of 32 bytes>, several separated by commas',
    );
  });

  it('with a repeated key id is refused', () => {
    expect(() => SecretBox.parse(`k1:${keyOf(1)},k1:${keyOf(2)}`)).toThrow('expected each key id once');
  });

  it('does not show a key in what it says', () => {
    const short = randomBytes(31).toString('base64');
    const said = (): string => {
      try {
        SecretBox.parse(`k1:${short}`);
        return short;
      } catch (error) {
        return String(error);
      }
    };
    expect(said()).not.toContain(short);
  });

  it('cannot be without keys', () => {
    expect(() => new SecretBox([])).toThrow('at least one encryption key is needed');
  });
});
