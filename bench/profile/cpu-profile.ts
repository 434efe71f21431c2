/** Reads what `node --cpu-prof` writes: which code a process was in, by samples. */
import { readFile } from 'node:fs/promises';

interface CallFrame {
  functionName: string;
  /** Empty for code of the engine; `node:…` for Node.js. */
  url: string;
  lineNumber: number;
}

interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
  /** Microseconds by the clock of `process.hrtime`. */
  startTime: number;
}

/** A stretch of time, in microseconds by the clock of `process.hrtime`. */
export interface Window {
  from: number;
  to: number;
}

export const monotonicUs = (): number => Number(process.hrtime.bigint() / 1_000n);

/** Part of the work, and the code that does it: matched against `<url> <function>` of a frame. */
export type Stage = readonly [name: string, code: RegExp];

export interface Shares {
  /** Share of the CPU time by stage; what belongs to none is under `rest`. */
  stages: Map<string, number>;
  /** Functions that took the most, with what they do themselves, callees left out. */
  functions: { name: string; share: number }[];
}

/**
 * Where the time in the window went. A sample belongs to the first stage that it meets on its way from the innermost
 * function outwards, so what a library does is charged to the library, and what the engine does to who called it.
 */
export async function sharesOf(file: string, stages: readonly Stage[], window: Window): Promise<Shares> {
  const profile = JSON.parse(await readFile(file, 'utf8')) as CpuProfile;
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stageOf = memoized((id: number): string => {
    const frame = frames.get(id);
    if (frame?.functionName === '(garbage collector)') return 'garbage collection';
    const found = stages.find(([, code]) => frame && code.test(`${frame.url} ${frame.functionName}`));
    if (found) return found[0];
    const parent = parents.get(id);
    return parent === undefined ? 'rest' : stageOf(parent);
  });

  const [byStage, byFunction] = [new Map<string, number>(), new Map<string, number>()];
  let [now, busy] = [profile.startTime, 0];
  for (const [i, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[i] ?? 0;
    now += delta;
    const frame = frames.get(id);
    if (!frame || now < window.from || now > window.to || frame.functionName === '(idle)') continue;
    busy += delta;
    add(byStage, stageOf(id), delta);
    add(byFunction, nameOf(frame), delta);
  }
  const shares = (sums: Map<string, number>): [string, number][] =>
    [...sums].map(([name, sum]): [string, number] => [name, sum / busy]).toSorted((a, b) => b[1] - a[1]);
  return {
    stages: new Map(shares(byStage)),
    functions: shares(byFunction).map(([name, share]) => ({ name, share })),
  };
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const file = url.replace(/^file:\/\//, '').replace(/^.*\/(?=(node_modules|apps|packages)\/)/, '');
  return file === '' ? functionName : `${functionName || '(anonymous)'} ${file}:${String(lineNumber + 1)}`;
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function memoized<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
