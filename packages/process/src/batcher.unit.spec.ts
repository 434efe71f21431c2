import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Batcher, Overloaded, type BatcherOptions } from './batcher.js';

interface Batch {
  inputs: number[];
  finish: (outputs?: (string | Error)[]) => void;
  fail: (error: Error) => void;
}

const echo = (inputs: readonly number[]): string[] => inputs.map((input) => `output ${String(input)}`);

/** A batcher whose batches end when the test says so. */
function newBatcher(limits: Partial<BatcherOptions<number>> = {}) {
  const batches: Batch[] = [];
  const run = (inputs: number[]): Promise<(string | Error)[]> => {
    const { promise, resolve, reject } = Promise.withResolvers<(string | Error)[]>();
    batches.push({
      inputs,
      finish: (outputs = echo(inputs)) => {
        resolve(outputs);
      },
      fail: reject,
    });
    return promise;
  };
  const batcher = new Batcher<number, string>(run, { maxBatch: 100, maxInFlight: 1, maxWaiting: 100, ...limits });
  return { batcher, batches, started: () => batches.map(({ inputs }) => inputs) };
}

/** Long enough for every batch that may start to start. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
};

describe('a single call', () => {
  it('starts a batch at once', async () => {
    const { batcher, batches, started } = newBatcher();
    const output = batcher.submit(1);
    await nextTurn();
    expect(started()).toEqual([[1]]);
    batches[0]?.finish();
    expect(await output).toBe('output 1');
  });

  it('starts a batch as soon as the last one has ended', async () => {
    const { batcher, batches } = newBatcher();
    for (const input of [1, 2, 3]) {
      const output = batcher.submit(input);
      await turns();
      batches[input - 1]?.finish();
      expect(await output).toBe(`output ${String(input)}`);
    }
    expect(batches).toHaveLength(3);
  });

  it('starts a batch before `submit` returns, if `startsAtOnce` is set', async () => {
    const { batcher, batches, started } = newBatcher({ startsAtOnce: true });
    const outputs = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    expect(started()).toEqual([[1]]);
    await turns();
    batches[0]?.finish();
    await turns();
    expect(started()).toEqual([[1], [2, 3]]);
    batches[1]?.finish();
    expect(await outputs).toEqual(echo([1, 2, 3]));
  });
});

describe('calls that come together', () => {
  it('share one batch, and each resolves with its own output', async () => {
    const { batcher, batches, started } = newBatcher();
    const outputs = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await turns();
    expect(started()).toEqual([[1, 2, 3]]);
    batches[0]?.finish();
    expect(await outputs).toEqual(['output 1', 'output 2', 'output 3']);
  });

  it('form the next batch while the maximum of batches is in n', async () => {
    const { batcher, batches, started } = newBatcher({ maxInFlight: 2 });
    const outputs: Promise<string>[] = [];
    for (const input of [1, 2, 3, 4, 5]) {
      outputs.push(batcher.submit(input));
      await turns();
    }
    expect(started()).toEqual([[1], [2]]);
    batches[1]?.finish();
    await turns();
    expect(started()).toEqual([[1], [2], [3, 4, 5]]);
    for (const { finish } of batches) finish();
    expect(await Promise.all(outputs)).toEqual(echo([1, 2, 3, 4, 5]));
  });

  it('are batched in order, up to the maximum size of a batch', async () => {
    const { batcher, batches, started } = newBatcher({ maxBatch: 2 });
    const outputs = Promise.all([1, 2, 3, 4, 5].map((input) => batcher.submit(input)));
    for (let n = 0; n < 3; n++) {
      await turns();
      batches[n]?.finish();
    }
    expect(await outputs).toHaveLength(5);
    expect(started()).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('start several batches when one is too small for them', async () => {
    const { batcher, started, batches } = newBatcher({ maxBatch: 2, maxInFlight: 2 });
    const outputs = Promise.all([1, 2, 3, 4].map((input) => batcher.submit(input)));
    await turns();
    expect(started()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    for (const { finish } of batches) finish();
    await outputs;
  });
});

describe('while a batch is in n', () => {
  it('the next one starts as soon as it has grown to the same size', async () => {
    const { batcher, batches, started } = newBatcher({ maxInFlight: 2 });
    const outputs = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await nextTurn();
    const later = Promise.all([4, 5, 6].map((input) => batcher.submit(input)));
    await nextTurn();
    expect(started()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    for (const { finish } of batches) finish();
    await Promise.all([outputs, later]);
  });

  it('a single call does not wait for its end', async () => {
    const { batcher, batches } = newBatcher({ maxInFlight: 2 });
    const stuck = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await nextTurn();
    const alone = batcher.submit(4);
    while (batches.length < 2) await nextTurn();
    batches[1]?.finish();
    expect(await alone).toBe('output 4');
    batches[0]?.finish();
    await stuck;
  });

  it('a call that waits for the next batch to grow starts when it ends', async () => {
    const { batcher, batches, started } = newBatcher({ maxInFlight: 2 });
    const first = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await nextTurn();
    const next = batcher.submit(4);
    batches[0]?.finish();
    await first;
    await turns();
    expect(started()).toEqual([[1, 2, 3], [4]]);
    batches[1]?.finish();
    expect(await next).toBe('output 4');
  });
});

describe('weights', () => {
  const itself = (input: number): number => input;

  it('limit a batch instead of its number of calls', async () => {
    const { batcher, batches, started } = newBatcher({ maxBatch: 10, weigh: itself });
    const outputs = Promise.all([4, 6, 1, 9, 1].map((input) => batcher.submit(input)));
    for (let n = 0; n < 3; n++) {
      await turns();
      batches[n]?.finish();
    }
    await outputs;
    expect(started()).toEqual([[4, 6], [1, 9], [1]]);
  });

  it('over the limit of a batch get a batch of their own', async () => {
    const { batcher, batches, started } = newBatcher({ maxBatch: 10, weigh: itself });
    const outputs = Promise.all([1, 50, 2].map((input) => batcher.submit(input)));
    for (let n = 0; n < 3; n++) {
      await turns();
      batches[n]?.finish();
    }
    await outputs;
    expect(started()).toEqual([[1], [50], [2]]);
  });
});

describe('an error', () => {
  it('in the outputs rejects its own call alone', async () => {
    const { batcher, batches } = newBatcher();
    const outputs = Promise.allSettled([1, 2, 3].map((input) => batcher.submit(input)));
    await turns();
    const refused = new Error('2 is refused');
    batches[0]?.finish(['one', refused, 'three']);
    expect(await outputs).toEqual([
      { status: 'fulfilled', value: 'one' },
      { status: 'rejected', reason: refused },
      { status: 'fulfilled', value: 'three' },
    ]);
  });

  it('of a batch rejects all its calls and no others', async () => {
    const { batcher, batches } = newBatcher({ maxBatch: 2 });
    const outputs = Promise.allSettled([1, 2, 3].map((input) => batcher.submit(input)));
    await turns();
    const failure = new Error('failed');
    batches[0]?.fail(failure);
    await turns();
    batches[1]?.finish();
    expect(await outputs).toEqual([
      { status: 'rejected', reason: failure },
      { status: 'rejected', reason: failure },
      { status: 'fulfilled', value: 'output 3' },
    ]);
  });

  it('that is thrown synchronously does not stop the batches behind it', async () => {
    let calls = 0;
    const batcher = new Batcher<number, string>(
      (inputs) => {
        calls += 1;
        if (calls === 1) throw new Error('at once');
        return Promise.resolve(echo(inputs));
      },
      { maxBatch: 1, maxInFlight: 1, maxWaiting: 10 },
    );
    const outputs = await Promise.allSettled([batcher.submit(1), batcher.submit(2)]);
    expect(outputs.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('a full queue', () => {
  it('rejects the next call at once, and takes calls again when it has emptied', async () => {
    const { batcher, batches } = newBatcher({ maxWaiting: 2 });
    const first = batcher.submit(1);
    await turns();
    const waiting = [batcher.submit(2), batcher.submit(3)];
    await expect(batcher.submit(4)).rejects.toThrow(Overloaded);
    batches[0]?.finish();
    await turns();
    const later = batcher.submit(5);
    batches[1]?.finish();
    await turns();
    batches[2]?.finish();
    expect(await Promise.all([first, ...waiting, later])).toEqual(echo([1, 2, 3, 5]));
  });
});

describe('groups', () => {
  const groupOf = (input: number): string => String(Math.floor(input / 100));

  it('take turns in the next batch, whichever came first', async () => {
    const { batcher, batches, started } = newBatcher({ maxBatch: 10, maxWaiting: 1_000, groupOf });
    const first = batcher.submit(0);
    await turns();
    const flood = Promise.all(Array.from({ length: 30 }, (_, n) => batcher.submit(100 + n)));
    const other = batcher.submit(200);
    batches[0]?.finish();
    await turns();
    expect(started()[1]).toContain(200);
    batches[1]?.finish();
    expect(await other).toBe('output 200');
    for (let n = 2; n < 5; n++) {
      await turns();
      batches[n]?.finish();
    }
    await Promise.all([first, flood]);
  });

  it('fill no more than their share of the queue, and others are still taken', async () => {
    const { batcher, batches } = newBatcher({ maxWaiting: 3, maxWaitingOfGroup: 2, groupOf });
    const first = batcher.submit(0);
    await turns();
    const waiting = [batcher.submit(100), batcher.submit(101)];
    await expect(batcher.submit(102)).rejects.toEqual(new Overloaded(2, 'group'));
    waiting.push(batcher.submit(200));
    await expect(batcher.submit(201)).rejects.toEqual(new Overloaded(3, 'all'));
    batches[0]?.finish();
    await turns();
    batches[1]?.finish();
    expect(await Promise.all([first, ...waiting])).toEqual(echo([0, 100, 101, 200]));
  });

  it('may each add a first input when floods of others fill the queue', async () => {
    const { batcher, batches } = newBatcher({ maxWaiting: 2, groupOf });
    const first = batcher.submit(0);
    await turns();
    const waiting = [batcher.submit(100), batcher.submit(200), batcher.submit(300)];
    await expect(batcher.submit(301)).rejects.toEqual(new Overloaded(2, 'all'));
    batches[0]?.finish();
    await turns();
    batches[1]?.finish();
    expect(await Promise.all([first, ...waiting])).toEqual(echo([0, 100, 200, 300]));
  });
});
