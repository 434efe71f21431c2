import { describe, expect, it } from '@jest/globals';
import { Probe, type ProbeState } from './probe.js';

const answers = (): Promise<number> => Promise.resolve(1);
const refuses = (): Promise<never> => Promise.reject(new Error('refused'));
const hangs = (): Promise<never> => new Promise(() => undefined);

describe('a server', () => {
  it.each<[string, ProbeState, () => Promise<unknown>, () => Promise<unknown>]>([
    ['takes a write', 'up', answers, answers],
    ['answers and refuses a write', 'refuses_writes', refuses, answers],
    ['answers and never ends a write', 'refuses_writes', hangs, answers],
    ['refuses everything', 'down', refuses, refuses],
    ['never answers', 'down', hangs, hangs],
  ])('that %s is %s', async (_, state, write, read) => {
    expect(await new Probe({ write, read }).state()).toBe(state);
  });

  it('that is up is asked once by many who ask at the same time', async () => {
    let writes = 0;
    const write = (): Promise<number> => Promise.resolve((writes += 1));
    const probe = new Probe({ write, read: answers });
    expect(await Promise.all([probe.state(), probe.state(), probe.state()])).toEqual(['up', 'up', 'up']);
    expect(writes).toBe(1);
  });

  it('that does not respond is asked no second time before it does', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let reads = 0;
    const read = (): Promise<undefined> => {
      reads += 1;
      return promise;
    };
    const probe = new Probe({ write: answers, read: () => read() });
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
