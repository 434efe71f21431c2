import { describe, expect, it } from '@jest/globals';
import { child } from './child.fixture.spec.js';

/** A process that works until it is stopped, and then runs `stop`. */
const program = (stop: string, start = ''): string => `
  import { run } from '@postrider/process';
  await run(async (settings) => {
    ${start}
    setInterval(() => undefined, 1_000);
    return { stop: async () => { console.log('stopping'); ${stop} } };
  });
  console.log('started');`;

const finishes = program('');
const whole = 'started\nstopping\n';

describe('a process with wrong settings', () => {
  it('reports every problem and ends with status 2 before it starts anything', async () => {
    const { ended } = child(finishes, { DATABASE_URL: '', PORT: 'x', POSTRIDER_PROT: '1' });
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([
      'The settings are wrong:',
      '  DATABASE_URL: is required',
      '  PORT: expected a whole number from 0 to 65535',
      '  POSTRIDER_PROT: there is no such setting',
    ]);
  });
});

describe('a process that cannot start', () => {
  it('reports the error and ends with status 1', async () => {
    const { ended } = child(`
      import { run } from '@postrider/process';
      await run(async () => { throw new Error('the port is taken'); });`);
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^cannot start: Error: the port is taken\n/);
  });
});

describe('a process with an error that nothing catches', () => {
  it.each(["setTimeout(() => { throw new Error('unexpected'); })", "void Promise.reject(new Error('unexpected'))"])(
    'writes its stack trace alone and ends with status 1: %s',
    async (start) => {
      const { code, stderr } = await child(program('', start)).ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^uncaught: Error: unexpected\n( {4}at .*\n)+$/);
    },
  );
});

describe('a process that fails to start with a StartError', () => {
  it('reports it without a stack and ends with its status', async () => {
    const { ended } = child(`
      import { StartError } from '@postrider/contracts';
      import { run } from '@postrider/process';
      await run(async () => { throw new StartError('the schema is too new', 3); });`);
    expect(await ended).toMatchObject({ code: 3, stderr: 'cannot start: the schema is too new\n' });
  });
});

describe('a process that is still starting', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends with status 0 on %s', async (signal) => {
    const { process, started, ended } = child(`
      import { setTimeout as sleep } from 'node:timers/promises';
      import { run } from '@postrider/process';
      await run(async (settings, signal) => {
        await sleep(1);
        console.log('waiting');
        await sleep(60_000, undefined, { signal });
      });`);
    await started;
    process.kill(signal);
    expect(await ended).toMatchObject({ code: 0, stdout: 'waiting\n', stderr: '' });
  });
});

describe('a running process', () => {
  it('gets its settings', async () => {
    const { process, started, ended } = child(program('', "console.log('port', settings.http.port);"), {
      PORT: '8080',
    });
    await started;
    process.kill('SIGKILL');
    expect((await ended).stdout).toContain('port 8080');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('finishes its work on %s and ends with status 0', async (signal) => {
    const { process, started, ended } = child(finishes);
    await started;
    process.kill(signal);
    expect(await ended).toMatchObject({ code: 0, stdout: whole });
  });

  it('finishes when its parent process has ended', async () => {
    const { process, started, ended } = child(finishes);
    await started;
    process.disconnect();
    expect(await ended).toMatchObject({ code: 0, stdout: whole });
  });

  const untilDisconnected = `await new Promise((resolve) => process.once('disconnect', resolve));`;
  it.each([
    ['during its load', untilDisconnected + finishes],
    ['during its start', program('', untilDisconnected)],
  ])('finishes when its parent process ended %s', async (_, source) => {
    const { process, ended } = child(source);
    process.disconnect();
    expect(await ended).toMatchObject({ code: 0, stdout: expect.stringContaining('stopping') });
  });

  it('stops once, however many signals it gets', async () => {
    const { process, started, ended } = child(program('await new Promise((resolve) => setTimeout(resolve, 200));'));
    await started;
    process.kill('SIGTERM');
    process.kill('SIGINT');
    process.disconnect();
    expect(await ended).toMatchObject({ code: 0, stdout: whole });
  });

  it('reports a failed shutdown and ends with status 1', async () => {
    const { process, started, ended } = child(program(`throw new Error('still busy');`));
    await started;
    process.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, stderr: 'the shutdown failed: Error: still busy\n' });
  });

  it('drains before it stops, for as long as that takes', async () => {
    const { process, started, ended } = child(
      `
      import { setTimeout as sleep } from 'node:timers/promises';
      import { run } from '@postrider/process';
      await run(async () => {
        setInterval(() => undefined, 1_000);
        return {
          drain: async () => { console.log('draining'); await sleep(200); },
          stop: async () => { console.log('stopping'); },
        };
      });
      console.log('started');`,
      { POSTRIDER_SHUTDOWN_MS: '100' },
    );
    await started;
    process.kill('SIGTERM');
    process.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stdout: 'started\ndraining\nstopping\n' });
  });

  it('ends with status 1 when it does not finish in time', async () => {
    const never = program('await new Promise(() => undefined);');
    const { process, started, ended } = child(never, { POSTRIDER_SHUTDOWN_MS: '50' });
    await started;
    process.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, stdout: whole });
  });
});
