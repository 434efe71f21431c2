import { describe, expect, it } from '@jest/globals';
import { child } from './child.fixture.spec.js';

type Line = Record<string, unknown>;

async function outputOf(calls: string, level: string, format: string): Promise<string> {
  const { ended } = child(`
    import { JsonLogger } from '@postrider/process';
    const logger = await JsonLogger.create({ level: '${level}', format: '${format}', process: 'gateway' });
    ${calls}
    process.disconnect();`);
  const { stdout, stderr } = await ended;
  expect(stderr).toBe('');
  return stdout;
}

async function linesOf(calls: string, level = 'trace'): Promise<Line[]> {
  const stdout = await outputOf(calls, level, 'json');
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Line);
}

describe('a log line', () => {
  it('is JSON with its process, level, time and context', async () => {
    const [line] = await linesOf(`logger.log('the gateway listens', 'gateway');`);
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number),
      process: 'gateway',
      pid: expect.any(Number),
      context: 'gateway',
      msg: 'the gateway listens',
    });
  });

  it('has the level of its method', async () => {
    const names = ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'];
    const lines = await linesOf(names.map((name) => `logger.${name}('${name}', 'c');`).join('\n'));
    // The order differs: pino writes a fatal line at once, before a line still being written.
    expect(new Map(lines.map(({ msg, level }) => [msg, level]))).toEqual(
      new Map([10, 20, 30, 40, 50, 60].map((level, i) => [names[i], level])),
    );
  });

  it('is not written below the configured level', async () => {
    const lines = await linesOf(`logger.log('x', 'c'); logger.warn('y', 'c');`, 'warn');
    expect(lines.map(({ msg }) => msg)).toEqual(['y']);
  });

  it('contains fields beside its text', async () => {
    const [line] = await linesOf(`logger.log({ jobs: 3 }, 'added missing jobs', 'sweep');`);
    expect(line).toMatchObject({ jobs: 3, msg: 'added missing jobs', context: 'sweep' });
  });

  it('contains an error with its stack and cause, and the text beside it', async () => {
    const [line, bare] = await linesOf(`
      const error = new Error('refused', { cause: new Error('no route') });
      logger.warn(error, 'the sweep could not run', 'sweep');
      logger.error(error, 'errors');`);
    expect(line).toMatchObject({ msg: 'the sweep could not run', context: 'sweep', err: { type: 'Error' } });
    expect(JSON.stringify(line)).toContain('no route');
    expect(bare).toMatchObject({
      msg: 'refused',
      context: 'errors',
      err: { stack: expect.stringContaining('Error: refused') },
    });
  });

  it('contains the stack that Nest passes', async () => {
    const [line] = await linesOf(`logger.error('it failed', 'Error: it failed\\n    at …', 'ExceptionsHandler');`);
    expect(line).toMatchObject({
      msg: 'it failed',
      detail: 'Error: it failed\n    at …',
      context: 'ExceptionsHandler',
    });
  });
});

describe('the log for people', () => {
  it('has the level, the text and the fields of a line', async () => {
    const output = await outputOf(`logger.warn({ jobs: 3 }, 'added missing jobs', 'sweep');`, 'info', 'pretty');
    expect(output).toMatch(/WARN.*added missing jobs\n/);
    expect(output).toContain('jobs: 3');
  });
});
