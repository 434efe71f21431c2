import { describe, expect, it } from '@jest/globals';
import { parseDatabaseUrl } from './database-url.js';

describe('a URL of Postgres', () => {
  it('has one server, whose writes are not required', () => {
    const url = 'postgres://u:p%40ss@[::1]:5433/db?sslmode=verify-full&sslrootcert=/ca.pem';
    expect(parseDatabaseUrl(url)).toEqual({ urls: [url], mustBeWritable: false });
  });

  it('has several servers, in their order, of which one must take writes', () => {
    expect(parseDatabaseUrl('postgresql://u:p@a:5432,b,[::1]:5433/db?sslmode=require')).toEqual({
      urls: [
        'postgresql://u:p@a:5432/db?sslmode=require',
        'postgresql://u:p@b/db?sslmode=require',
        'postgresql://u:p@[::1]:5433/db?sslmode=require',
      ],
      mustBeWritable: true,
    });
  });

  it.each([
    ['any', false],
    ['read-write', true],
    ['primary', true],
  ])('has target_session_attrs=%s, which Postgres is not told', (value, mustBeWritable) => {
    expect(parseDatabaseUrl(`postgres://db?target_session_attrs=${value}&sslmode=require`)).toEqual({
      urls: ['postgres://db?sslmode=require'],
      mustBeWritable,
    });
  });

  it.each([
    ['mysql://u:secret@db', 'begins with postgres://'],
    ['postgres://u:secret@a,,b/db', 'expected a host'],
    ['postgres://u:secret@a:1,b:x/db', 'expected a host'],
    ['postgres://u:secret@a,b/db?target_session_attrs=standby', 'read-write, primary, any'],
  ])('is refused without repeating a secret: %s', (url, message) => {
    expect(() => parseDatabaseUrl(url)).toThrow(message);
    expect(() => parseDatabaseUrl(url)).not.toThrow('secret@');
  });
});
