import { describe, expect, it } from '@jest/globals';
import { settingGroups } from './catalogue.js';
import { readSettings } from './read-settings.js';
import type { ReadText } from './secret-text.js';
import type { Setting, SettingGroup } from './setting.js';
import { SettingsError } from './settings-error.js';

const key = Buffer.alloc(32, 0xfb).toString('base64');
const required = {
  DATABASE_URL: 'postgres://postrider:secret@db:5432/postrider',
  REDIS_URL: 'redis://:secret@redis:6379/0',
  POSTRIDER_ENCRYPTION_KEYS: `k1:${key}`,
};

function problemsOf(env: Record<string, string | undefined>, readText?: ReadText): readonly string[] {
  try {
    readSettings(env, readText);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

const catalogue = Object.values<SettingGroup>(settingGroups)
  .flatMap((group) => Object.entries(group))
  .map(([field, setting]): [string, string, Setting] => [setting.env, field, setting]);

describe('the catalogue of settings', () => {
  it.each(catalogue)('describes %s with its unit', (env, field, { description }) => {
    expect(env).toMatch(/^[A-Z][A-Z_]*$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    if (env.endsWith('_MS'))
      expect([description, field]).toEqual([expect.stringContaining('in milliseconds'), expect.stringMatching(/Ms$/)]);
    if (env.endsWith('_BYTES')) expect(description).toContain('bytes');
  });

  it('has each name once', () => {
    const names = catalogue.map(([env]) => env);
    expect(names).toEqual([...new Set(names)]);
  });

  it('needs three values; everything else has a default or may be absent', () => {
    expect(problemsOf({})).toEqual([
      'DATABASE_URL: is required',
      'REDIS_URL: is required',
      'POSTRIDER_ENCRYPTION_KEYS: is required',
    ]);
    expect(problemsOf(required)).toEqual([]);
  });

  it('retries as the design says unless told otherwise: from 5 s, three times longer, up to 4 h, ± 20 %, for 24 h', () => {
    expect(readSettings(required)).toMatchObject({
      retries: { baseMs: 5_000, factor: 3, maxMs: 4 * 3_600_000, jitter: 0.2, horizonMs: 24 * 3_600_000 },
    });
  });

  it('keeps a rotated-out secret for 24 hours and allows 60 management calls a minute, as the conventions say', () => {
    expect(readSettings(required)).toMatchObject({
      endpoints: { secretOverlapMs: 24 * 3_600_000 },
      keys: { callsPerMinute: 60 },
    });
  });
});

describe('reading the environment', () => {
  it('makes numbers of digits', () => {
    const read = readSettings({
      ...required,
      PORT: '8080',
      POSTRIDER_RETRY_JITTER: '.5',
      POSTRIDER_RETENTION_DAYS: '007',
    });
    expect(read).toMatchObject({ http: { port: 8080 }, retries: { jitter: 0.5 }, retention: { days: 7 } });
  });

  it('parses flags and lists', () => {
    const read = readSettings({
      ...required,
      POSTRIDER_HTTPS_ONLY: 'true',
      POSTRIDER_MCP_ENABLED: 'false',
      POSTRIDER_TRUSTED_PROXIES: '10.0.0.0/8, 192.168.0.0/16',
      POSTRIDER_MCP_ALLOWED_ORIGINS: 'https://a.example.com,http://localhost:6274',
    });
    expect(read).toMatchObject({
      endpoints: { httpsOnly: true },
      mcp: { enabled: false, readOnly: false, allowedOrigins: ['https://a.example.com', 'http://localhost:6274'] },
      http: { trustedProxies: ['10.0.0.0/8', '192.168.0.0/16'] },
    });
  });

  it('reads OTEL_SDK_DISABLED as OpenTelemetry does: everything but true, in any case, is false', () => {
    const isDisabled = (OTEL_SDK_DISABLED: string): boolean =>
      readSettings({ ...required, OTEL_SDK_DISABLED }).traces.disabled;
    expect(['true', 'TRUE', 'false', '1', ''].map(isDisabled)).toEqual([true, true, false, false, false]);
  });

  it('takes empty for absent', () => {
    expect(readSettings({ ...required, PORT: '', HOST: '', POSTRIDER_OPERATOR_PASSWORD: '' })).toEqual(
      readSettings(required),
    );
    expect(problemsOf({ ...required, DATABASE_URL: '' })).toEqual(['DATABASE_URL: is required']);
    expect(problemsOf({ ...required, POSTRIDER_ENCRYPTION_KEYS: '' })).toEqual([
      'POSTRIDER_ENCRYPTION_KEYS: is required',
    ]);
  });

  it('reads secrets from the files that *_FILE variables name, and nothing else', () => {
    const files = new Map([
      ['/db', `${required.DATABASE_URL}\n`],
      ['/password', 'a pass phrase \r\n'],
    ]);
    const readText = (path: string): string => {
      const text = files.get(path);
      if (text === undefined) throw new Error(`ENOENT: ${path}`);
      return text;
    };
    const { DATABASE_URL, ...others } = required;
    const env = {
      ...others,
      DATABASE_URL_FILE: '/db',
      POSTRIDER_OPERATOR_PASSWORD_FILE: '/password',
      REDIS_URL_FILE: '',
    };
    expect(readSettings(env, readText)).toMatchObject({
      database: { url: DATABASE_URL },
      queuesPage: { operatorPassword: 'a pass phrase ' },
    });
    files.set('/password', 'short').set('/empty', '\n');
    const wrong = {
      ...env,
      DATABASE_URL,
      REDIS_URL: '',
      REDIS_URL_FILE: '/empty',
      POSTRIDER_ENCRYPTION_KEYS: '',
      POSTRIDER_ENCRYPTION_KEYS_FILE: '/none',
      POSTRIDER_RETENTION_DAYS_FILE: '/password',
    };
    expect(problemsOf(wrong, readText)).toEqual([
      'DATABASE_URL_FILE: expected only one of DATABASE_URL and this',
      'REDIS_URL_FILE: /empty is empty',
      'POSTRIDER_ENCRYPTION_KEYS_FILE: the file cannot be read: ENOENT: /none',
      'POSTRIDER_OPERATOR_PASSWORD: expected at least 12 characters',
      'POSTRIDER_RETENTION_DAYS_FILE: there is no such setting',
    ]);
  });

  it('ignores names that are not ours', () => {
    expect(problemsOf({ ...required, PATH: '/bin', postrider_port: '1' })).toEqual([]);
  });

  it('lists every wrong value and every unknown name at once', () => {
    const wrong = {
      REDIS_URL: 'http://redis',
      POSTRIDER_ENCRYPTION_KEYS: `k1:${key}`,
      LOG_LEVEL: 'loud',
      PORT: '65536',
      POSTRIDER_RETRY_FACTOR: '1.5',
      POSTRIDER_RETRY_JITTER: '2',
      POSTRIDER_OPERATOR_PASSWORD: 'short',
      POSTRIDER_RETRY_FACTR: '3',
      POSTRIDER_: '',
    };
    const problems = problemsOf(wrong);
    expect(problems.map((problem) => problem.split(':', 1)[0])).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'LOG_LEVEL',
      'PORT',
      'POSTRIDER_OPERATOR_PASSWORD',
      'POSTRIDER_RETRY_FACTOR',
      'POSTRIDER_RETRY_JITTER',
      'POSTRIDER_RETRY_FACTR',
      'POSTRIDER_',
    ]);
    expect(problems).toContain('PORT: expected a whole number from 0 to 65535');
    expect(problems).toContain('POSTRIDER_RETRY_FACTR: there is no such setting');
    for (const problem of problems) expect(() => readSettings(wrong)).toThrow(problem);
  });

  it('does not repeat a secret in what it says', () => {
    const secrets = { DATABASE_URL: 'mysql://root:hunter2@db', POSTRIDER_OPERATOR_PASSWORD: 'hunter2' };
    expect(problemsOf({ ...required, ...secrets }).join('\n')).not.toContain('hunter2');
  });

  it.each([
    ['POSTRIDER_DATABASE_POOL', ['0', '501', '-1', '+5', '1e2', '0x10', '5 ', ' 5', '1_000', 'ten', '9'.repeat(18)]],
    ['POSTRIDER_RETRY_JITTER', ['1.01', '-0.1', '1.', '.', 'NaN', '0,2']],
    ['DATABASE_URL', ['db:5432', 'mysql://db', 'postgres', '//db']],
    ['REDIS_URL', ['redis', 'https://redis', 'redis+sentinel://redis', 'redis+cluster://redis/1']],
    ['POSTRIDER_ENCRYPTION_KEYS', ['k1', 'k1:AAAA', key, `:${key}`, `k1:${key},`, `k1:${key};k2:${key}`, `k.1:${key}`]],
    ['POSTRIDER_REDIS_PREFIX', ['Post', 'a:b', '{a}', 'a'.repeat(41)]],
    ['NODE_ENV', ['prod', 'Production']],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', ['collector:4318', 'grpc://collector']],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', ['grpc', 'http/json']],
    ['OTEL_TRACES_SAMPLER', ['jaeger_remote', 'parentbased']],
    ['POSTRIDER_OPERATOR_PASSWORD', ['eleven char']],
  ])('refuses wrong values of %s, with one problem each', (name, values) => {
    for (const value of values) {
      const problems = problemsOf({ ...required, [name]: value });
      expect({ value, problems }).toEqual({
        value,
        problems: [expect.stringMatching(`^${name}: (Invalid option: )?expected .+$`)],
      });
    }
  });

  it.each([
    ['POSTRIDER_DATABASE_POOL', ['1', '500']],
    ['POSTRIDER_RETRY_JITTER', ['0', '1', '0.25', '1.0']],
    ['DATABASE_URL', ['postgres://db', 'postgresql://u:p@[::1]:5433/x?sslmode=require']],
    ['POSTRIDER_ENCRYPTION_KEYS', [`k1:${key}`, `k-1:${key},K_2:${key.replace('=', '')}`]],
    ['REDIS_URL', ['redis://redis', 'rediss://u:p@redis:6380/3', 'unix:///redis.sock', 'redis+cluster://a,b']],
  ])('accepts values of %s up to its bounds', (name, values) => {
    for (const value of values) expect(problemsOf({ ...required, [name]: value })).toEqual([]);
  });
});
