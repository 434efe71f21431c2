import { describe, expect, it } from '@jest/globals';
import type { QueryResult, QueryResultRow } from 'pg';
import { DatabaseClock, type MachineTime } from './database-clock.js';
import { DatabaseUnavailable, type Sql } from './sql.js';

const startedAt = Date.UTC(2026, 10, 18, 12);
const [second, minute, day] = [1_000, 60_000, 24 * 3_600_000];

/** A machine and a Postgres with settable clocks. */
class World implements Sql {
  postgres = startedAt;
  isAway = false;
  /** Response time of Postgres, which reads its clock in the middle. */
  roundTripMs = 0;
  readonly #machine = { wall: startedAt + 3, monotonic: 500, uptime: 90_000 };
  readonly clock = new DatabaseClock(this, this.machine);

  get machine(): MachineTime {
    const { wall, monotonic, uptime } = { wall: 'wall', monotonic: 'monotonic', uptime: 'uptime' } as const;
    return {
      wall: () => this.#machine[wall],
      monotonic: () => this.#machine[monotonic],
      uptime: () => this.#machine[uptime],
    };
  }

  async query<R extends QueryResultRow>(): Promise<QueryResult<R>> {
    this.pass(this.roundTripMs / 2);
    const rows = [{ now: new Date(this.postgres) }] as unknown as R[];
    this.pass(this.roundTripMs / 2);
    if (this.isAway) throw new DatabaseUnavailable('away');
    return Promise.resolve({ rows } as QueryResult<R>);
  }

  pass(ms: number): void {
    this.postgres += ms;
    this.#machine.wall += ms;
    this.#machine.monotonic += ms;
    this.#machine.uptime += ms;
  }

  /** Sets the machine's clock. */
  step(ms: number): void {
    this.#machine.wall += ms;
  }

  /** Suspends the machine, with or without an uptime that counts it and a clock that is right afterwards. */
  suspend(ms: number, { counted, isClockRight }: { counted: boolean; isClockRight: boolean }): void {
    this.postgres += ms;
    if (counted) this.#machine.uptime += ms;
    if (isClockRight) this.#machine.wall += ms;
  }

  errorMs(): number {
    return this.clock.now().getTime() - this.postgres;
  }
}

const readOnce = async (): Promise<World> => {
  const world = new World();
  await world.clock.poll();
  return world;
};

describe('before the first poll', () => {
  it('there is no time and no difference', () => {
    const { clock } = new World();
    expect(clock.offByMs()).toBeUndefined();
    expect(() => clock.now()).toThrow(DatabaseUnavailable);
  });

  it('there is none while Postgres is away either', async () => {
    const world = new World();
    world.isAway = true;
    expect(await world.clock.poll()).toBe(false);
    expect(() => world.clock.now()).toThrow("Postgres's clock has not been read yet");
  });
});

describe('the time', () => {
  it('is Postgres’s, however wrong the machine’s clock is', async () => {
    const world = new World();
    world.step(120 * day);
    await world.clock.poll();
    expect(world.errorMs()).toBe(0);
    expect(world.clock.offByMs()).toBe(120 * day + 3);
  });

  it('goes on between two polls and while Postgres is away', async () => {
    const world = await readOnce();
    world.pass(minute);
    world.isAway = true;
    expect(await world.clock.poll()).toBe(false);
    world.pass(minute);
    expect(world.errorMs()).toBe(0);
  });

  it.each([
    ['forward', 120 * day],
    ['back', -120 * day],
    ['by a moment', 300],
  ])('does not move when the machine’s clock is set %s', async (_, ms) => {
    const world = await readOnce();
    world.step(ms);
    expect(world.errorMs()).toBe(0);
    world.pass(5 * second);
    await world.clock.poll();
    expect(world.errorMs()).toBe(0);
    expect(world.clock.offByMs()).toBe(ms + 3);
    expect(world.clock.steppedMs).toBe(0);
  });

  it('does not jitter with response times', async () => {
    const world = await readOnce();
    for (const roundTripMs of [2, 400, 0, 3_000, 10]) {
      world.roundTripMs = roundTripMs;
      await world.clock.poll();
      expect(world.errorMs()).toBe(0);
    }
    expect(world.clock.steppedMs).toBe(0);
  });

  it('is right after the process was stopped between a response and reading it', async () => {
    const world = await readOnce();
    const reading = world.clock.poll();
    world.pass(10 * minute);
    await reading;
    expect(world.errorMs()).toBe(0);
  });

  it.each([true, false])(
    'is right at once after a suspension of the machine, its clock right after it: %s',
    async (isClockRight) => {
      const world = await readOnce();
      world.suspend(day, { counted: true, isClockRight });
      // Without a difference between the clocks, only the next poll shows the suspension.
      if (isClockRight) expect(world.errorMs()).toBe(0);
      await world.clock.poll();
      expect(world.errorMs()).toBe(0);
    },
  );

  it('is right from the next poll on after a pause that no clock of the machine counts', async () => {
    const world = await readOnce();
    world.suspend(day, { counted: false, isClockRight: false });
    await world.clock.poll();
    expect(world.errorMs()).toBe(0);
    expect(world.clock.offByMs()).toBe(3 - day);
  });

  it('follows Postgres’s clock when it is set, and counts the step', async () => {
    const world = await readOnce();
    world.postgres += 120 * day;
    await world.clock.poll();
    expect(world.errorMs()).toBe(0);
    expect(world.clock.steppedMs).toBe(120 * day);
    world.postgres -= 120 * day;
    await world.clock.poll();
    expect(world.errorMs()).toBeLessThanOrEqual(1);
    expect(Math.abs(world.clock.steppedMs)).toBeLessThanOrEqual(1);
  });
});
