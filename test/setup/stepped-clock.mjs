import { readFileSync } from 'node:fs';

/**
 * Loaded with `--import`: shifts the process's clock by the milliseconds in TEST_CLOCK_FILE. Timers and performance.now()
 * are not affected, as when the clock of a machine is set.
 */
const SystemDate = Date;
const file = process.env.TEST_CLOCK_FILE ?? '';
const now = () => SystemDate.now() + Number(readFileSync(file, 'utf8'));

globalThis.Date = new Proxy(SystemDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
