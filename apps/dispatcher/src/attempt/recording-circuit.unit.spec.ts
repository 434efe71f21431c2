import { DatabaseUnavailable, VersionConflict } from '@postrider/event-store';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RecordingCircuit } from './recording-circuit.js';

const outage = (): Error => new DatabaseUnavailable('away');

/** An error that concerns one record only. */
const refused = (): Error => new VersionConflict('another write was first');

const opened: RecordingCircuit[] = [];
afterEach(() => Promise.all(opened.splice(0).map((circuit) => circuit.stop())));

/** Returns a closed circuit whose trial writes succeed. */
async function closed(): Promise<RecordingCircuit> {
  const circuit = new RecordingCircuit(() => Promise.resolve());
  opened.push(circuit);
  circuit.start();
  await circuit.whenClosed();
  return circuit;
}

/** Records something that fails with these errors, and succeeds after `succeed` is called. */
function recordThatFails(
  circuit: RecordingCircuit,
  errors: (() => Error)[],
): { done: Promise<string>; succeed: () => void } {
  let mayPass = false;
  const last = errors.at(-1);
  const done = circuit.persist(() => {
    const error = errors.shift() ?? (mayPass ? undefined : last);
    return error ? Promise.reject(error()) : Promise.resolve('recorded');
  });
  return { done, succeed: () => (mayPass = true) };
}

describe('the circuit', () => {
  it('is open until a trial write succeeds', async () => {
    let isAway = true;
    const circuit = new RecordingCircuit(() => (isAway ? Promise.reject(outage()) : Promise.resolve()));
    opened.push(circuit);
    circuit.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(circuit.isClosed).toBe(false);
    isAway = false;
    expect(await circuit.whenClosed()).toBe(true);
  });

  it('opens when an outage keeps a record waiting, and closes when that is recorded', async () => {
    const circuit = await closed();
    const { done, succeed } = recordThatFails(circuit, [outage]);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(circuit.isClosed).toBe(false);
    succeed();
    expect(await done).toBe('recorded');
    expect(circuit.isClosed).toBe(true);
  });

  it('stays closed when the data of one record is refused', async () => {
    const circuit = await closed();
    const { done, succeed } = recordThatFails(circuit, [refused]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(circuit.isClosed).toBe(true);
    succeed();
    expect(await done).toBe('recorded');
  });

  it('closes after an outage although a waiting record is refused for its data', async () => {
    const circuit = await closed();
    const { done, succeed } = recordThatFails(circuit, [outage, refused]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(circuit.isClosed).toBe(false);
    expect(await circuit.whenClosed()).toBe(true);
    succeed();
    await done;
  });

  it('resolves waiting calls to false when the process stops', async () => {
    const circuit = new RecordingCircuit(() => Promise.reject(outage()));
    circuit.start();
    const waiting = circuit.whenClosed();
    await circuit.stop();
    expect(await waiting).toBe(false);
  });
});
