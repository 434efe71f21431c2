import { describe, expect, it } from '@jest/globals';
import { Probe, type ProbeState } from './probe.js';

const responds = (): Promise<number> => Promise.resolve(1);
const refuses = (): Promise<never> => Promise.reject(new Error('refused'));
const hangs = (): Promise<never> => new Promise(() => undefined);

describe('a server', () => {
  it.each<[string, ProbeState, () => Promise<unknown>, () => Promise<unknown>]>([
    ['takes a write', 'up', responds, responds],
    ['responds and refuses a write', 'refuses_writes', refuses, responds],
    ['responds and never completes a write', 'refuses_writes', hangs, responds],
    ['refuses everything', 'down', refuses, refuses],
    ['never responds', 'down', hangs, hangs],
  ])('that %s is %s', async (_, state, write, read) => {
    expect(await new Probe({ write, read }).state()).toBe(state);
  });

  it('that is up is checked once for concurrent calls', async () => {
    let writes = 0;
    const write = (): Promise<number> => Promise.resolve((writes += 1));
    const probe = new Probe({ write, read: responds });
    expect(await Promise.all([probe.state(), probe.state(), probe.state()])).toEqual(['up', 'up', 'up']);
    expect(writes).toBe(1);
  });

  it('that does not respond is not checked again before it does', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let reads = 0;
    const read = (): Promise<undefined> => {
      reads += 1;
      return promise;
    };
    const probe = new Probe({ write: responds, read: () => read() });
    expect(await probe.state()).toBe('up');
    await new Promise((pass) => setTimeout(pass, 500));
    await probe.state();
    expect(reads).toBe(1);
    resolve(undefined);
    await new Promise((pass) => setImmediate(pass));
    await probe.state();
    expect(reads).toBe(2);
  });
});
