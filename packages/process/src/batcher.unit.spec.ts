import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Batcher, Overloaded, type BatcherOptions } from './batcher.js';

interface Flight {
  inputs: number[];
  land: (outputs?: (string | Error)[]) => void;
  crash: (error: Error) => void;
}

const echo = (inputs: readonly number[]): string[] => inputs.map((input) => `answer ${String(input)}`);

/** A batcher whose flights land when the test says so. */
function airport(limits: Partial<BatcherOptions<number>> = {}) {
  const flights: Flight[] = [];
  const run = (inputs: number[]): Promise<(string | Error)[]> => {
    const { promise, resolve, reject } = Promise.withResolvers<(string | Error)[]>();
    flights.push({
      inputs,
      land: (outputs = echo(inputs)) => {
        resolve(outputs);
      },
      crash: reject,
    });
    return promise;
  };
  const batcher = new Batcher<number, string>(run, { maxBatch: 100, maxInFlight: 1, maxWaiting: 100, ...limits });
  return { batcher, flights, inTheAir: () => flights.map(({ inputs }) => inputs) };
}

/** Long enough for whatever can take off to take off. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
};

describe('a lone caller', () => {
  it('flies at once and waits for nobody', async () => {
    const { batcher, flights, inTheAir } = airport();
    const answer = batcher.submit(1);
    await nextTurn();
    expect(inTheAir()).toEqual([[1]]);
    flights[0]?.land();
    expect(await answer).toBe('answer 1');
  });

  it('flies as soon as the one before has landed', async () => {
    const { batcher, flights } = airport();
    for (const input of [1, 2, 3]) {
      const answer = batcher.submit(input);
      await settle();
      flights[input - 1]?.land();
      expect(await answer).toBe(`answer ${String(input)}`);
    }
    expect(flights).toHaveLength(3);
  });
});

describe('callers that come together', () => {
  it('share one flight, and each gets its own answer', async () => {
    const { batcher, flights, inTheAir } = airport();
    const answers = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await settle();
    expect(inTheAir()).toEqual([[1, 2, 3]]);
    flights[0]?.land();
    expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
  });

  it('while all flights are out form the next batch', async () => {
    const { batcher, flights, inTheAir } = airport({ maxInFlight: 2 });
    const answers: Promise<string>[] = [];
    for (const input of [1, 2, 3, 4, 5]) {
      answers.push(batcher.submit(input));
      await settle();
    }
    expect(inTheAir()).toEqual([[1], [2]]);
    flights[1]?.land();
    await settle();
    expect(inTheAir()).toEqual([[1], [2], [3, 4, 5]]);
    for (const { land } of flights) land();
    expect(await Promise.all(answers)).toEqual(echo([1, 2, 3, 4, 5]));
  });

  it('fly in the order in which they came, no more at once than a batch holds', async () => {
    const { batcher, flights, inTheAir } = airport({ maxBatch: 2 });
    const answers = Promise.all([1, 2, 3, 4, 5].map((input) => batcher.submit(input)));
    for (let flight = 0; flight < 3; flight++) {
      await settle();
      flights[flight]?.land();
    }
    expect(await answers).toHaveLength(5);
    expect(inTheAir()).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('take off on several flights at once when one is not enough', async () => {
    const { batcher, inTheAir, flights } = airport({ maxBatch: 2, maxInFlight: 2 });
    const answers = Promise.all([1, 2, 3, 4].map((input) => batcher.submit(input)));
    await settle();
    expect(inTheAir()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    for (const { land } of flights) land();
    await answers;
  });
});

describe('beside a flight that is out', () => {
  it('the next leaves as soon as as many are there as that one took', async () => {
    const { batcher, flights, inTheAir } = airport({ maxInFlight: 2 });
    const answers = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await nextTurn();
    const later = Promise.all([4, 5, 6].map((input) => batcher.submit(input)));
    await nextTurn();
    expect(inTheAir()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    for (const { land } of flights) land();
    await Promise.all([answers, later]);
  });

  it('one that comes alone is not kept until that has landed', async () => {
    const { batcher, flights } = airport({ maxInFlight: 2 });
    const stuck = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await nextTurn();
    const alone = batcher.submit(4);
    while (flights.length < 2) await nextTurn();
    flights[1]?.land();
    expect(await alone).toBe('answer 4');
    flights[0]?.land();
    await stuck;
  });

  it('one that waits for company leaves when that has landed', async () => {
    const { batcher, flights, inTheAir } = airport({ maxInFlight: 2 });
    const first = Promise.all([1, 2, 3].map((input) => batcher.submit(input)));
    await nextTurn();
    const next = batcher.submit(4);
    flights[0]?.land();
    await first;
    await settle();
    expect(inTheAir()).toEqual([[1, 2, 3], [4]]);
    flights[1]?.land();
    expect(await next).toBe('answer 4');
  });
});

describe('weights', () => {
  const itself = (input: number): number => input;

  it('bound a batch instead of its number of callers', async () => {
    const { batcher, flights, inTheAir } = airport({ maxBatch: 10, weigh: itself });
    const answers = Promise.all([4, 6, 1, 9, 1].map((input) => batcher.submit(input)));
    for (let flight = 0; flight < 3; flight++) {
      await settle();
      flights[flight]?.land();
    }
    await answers;
    expect(inTheAir()).toEqual([[4, 6], [1, 9], [1]]);
  });

  it('too heavy for any batch fly alone', async () => {
    const { batcher, flights, inTheAir } = airport({ maxBatch: 10, weigh: itself });
    const answers = Promise.all([1, 50, 2].map((input) => batcher.submit(input)));
    for (let flight = 0; flight < 3; flight++) {
      await settle();
      flights[flight]?.land();
    }
    await answers;
    expect(inTheAir()).toEqual([[1], [50], [2]]);
  });
});

describe('an error', () => {
  it('of one caller is that caller’s alone', async () => {
    const { batcher, flights } = airport();
    const answers = Promise.allSettled([1, 2, 3].map((input) => batcher.submit(input)));
    await settle();
    const refused = new Error('2 is refused');
    flights[0]?.land(['one', refused, 'three']);
    expect(await answers).toEqual([
      { status: 'fulfilled', value: 'one' },
      { status: 'rejected', reason: refused },
      { status: 'fulfilled', value: 'three' },
    ]);
  });

  it('of a flight is that of everybody on it, and of nobody else', async () => {
    const { batcher, flights } = airport({ maxBatch: 2 });
    const answers = Promise.allSettled([1, 2, 3].map((input) => batcher.submit(input)));
    await settle();
    const crash = new Error('crash');
    flights[0]?.crash(crash);
    await settle();
    flights[1]?.land();
    expect(await answers).toEqual([
      { status: 'rejected', reason: crash },
      { status: 'rejected', reason: crash },
      { status: 'fulfilled', value: 'answer 3' },
    ]);
  });

  it('that is thrown at once does not ground those behind', async () => {
    let calls = 0;
    const batcher = new Batcher<number, string>(
      (inputs) => {
        calls += 1;
        if (calls === 1) throw new Error('at once');
        return Promise.resolve(echo(inputs));
      },
      { maxBatch: 1, maxInFlight: 1, maxWaiting: 10 },
    );
    const answers = await Promise.allSettled([batcher.submit(1), batcher.submit(2)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('a full queue', () => {
  it('refuses the next caller at once, and takes callers again when it has emptied', async () => {
    const { batcher, flights } = airport({ maxWaiting: 2 });
    const flying = batcher.submit(1);
    await settle();
    const waiting = [batcher.submit(2), batcher.submit(3)];
    await expect(batcher.submit(4)).rejects.toThrow(Overloaded);
    flights[0]?.land();
    await settle();
    const later = batcher.submit(5);
    flights[1]?.land();
    await settle();
    flights[2]?.land();
    expect(await Promise.all([flying, ...waiting, later])).toEqual(echo([1, 2, 3, 5]));
  });
});

describe('groups', () => {
  const groupOf = (input: number): string => String(Math.floor(input / 100));

  it('take turns in the next batch, whoever came first', async () => {
    const { batcher, flights, inTheAir } = airport({ maxBatch: 10, maxWaiting: 1_000, groupOf });
    const flying = batcher.submit(0);
    await settle();
    const flood = Promise.all(Array.from({ length: 30 }, (_, n) => batcher.submit(100 + n)));
    const other = batcher.submit(200);
    flights[0]?.land();
    await settle();
    expect(inTheAir()[1]).toContain(200);
    flights[1]?.land();
    expect(await other).toBe('answer 200');
    for (let flight = 2; flight < 5; flight++) {
      await settle();
      flights[flight]?.land();
    }
    await Promise.all([flying, flood]);
  });

  it('fill their share of the waiting places, and others are still taken', async () => {
    const { batcher, flights } = airport({ maxWaiting: 3, maxWaitingOfGroup: 2, groupOf });
    const flying = batcher.submit(0);
    await settle();
    const waiting = [batcher.submit(100), batcher.submit(101)];
    await expect(batcher.submit(102)).rejects.toEqual(new Overloaded(2, 'group'));
    waiting.push(batcher.submit(200));
    await expect(batcher.submit(201)).rejects.toEqual(new Overloaded(3, 'all'));
    flights[0]?.land();
    await settle();
    flights[1]?.land();
    expect(await Promise.all([flying, ...waiting])).toEqual(echo([0, 100, 101, 200]));
  });

  it('have a first place each, also when the floods of others fill all', async () => {
    const { batcher, flights } = airport({ maxWaiting: 2, groupOf });
    const flying = batcher.submit(0);
    await settle();
    const waiting = [batcher.submit(100), batcher.submit(200), batcher.submit(300)];
    await expect(batcher.submit(301)).rejects.toEqual(new Overloaded(2, 'all'));
    flights[0]?.land();
    await settle();
    flights[1]?.land();
    expect(await Promise.all([flying, ...waiting])).toEqual(echo([0, 100, 200, 300]));
  });
});
