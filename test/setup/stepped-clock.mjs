import { readFileSync } from 'node:fs';

/**
 * Loaded into a process with `--import`: its clock is off by the milliseconds that TEST_CLOCK_FILE holds at the moment.
 * Timers and performance.now() go on as they were, as they do when somebody sets the clock of a machine.
 */
const SystemDate = Date;
const file = process.env.TEST_CLOCK_FILE ?? '';
const now = () => SystemDate.now() + Number(readFileSync(file, 'utf8'));

globalThis.Date = new Proxy(SystemDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
