/** A CPU profile of `node --cpu-prof`: samples of the running code. */
import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

interface CallFrame {
  functionName: string;
  /** Empty for the engine's code; `node:…` for Node.js. */
  url: string;
  lineNumber: number;
  columnNumber: number;
}

interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
  /** In microseconds of the clock of `process.hrtime`. */
  startTime: number;
}

/** A time range, in microseconds of the clock of `process.hrtime`. */
export interface Window {
  from: number;
  to: number;
}

export const monotonicUs = (): number => Number(process.hrtime.bigint() / 1_000n);

/** A stage of the work, and a pattern for `<url> <function>` of its frames. */
export type Stage = readonly [name: string, code: RegExp];

export interface Shares {
  /** Share of the CPU time by stage. `rest` has the code without a stage. */
  stages: Map<string, number>;
  /** Share of the CPU time by function, without callees, the largest first. */
  functions: { name: string; share: number }[];
}

/**
 * Returns the shares of the time in the window. A sample counts for the first stage from the innermost function outwards:
 * a library's code counts for the library, and the engine's code for its caller.
 */
export async function sharesOf(file: string, stages: readonly Stage[], window: Window): Promise<Shares> {
  const profile = JSON.parse(await readFile(file, 'utf8')) as CpuProfile;
  const maps = await mapsOf(profile);
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, originalOf(callFrame, maps)]));
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

/** The complete source maps of the bundles in the profile, by URL. */
async function mapsOf({ nodes }: CpuProfile): Promise<Map<string, SourceMap>> {
  const urls = [...new Set(nodes.map(({ callFrame }) => callFrame.url))].filter((url) => url.startsWith('file:'));
  const maps = new Map<string, SourceMap>();
  for (const url of urls) {
    const text = await readFile(`${fileURLToPath(url)}.everything.map`, 'utf8').catch(() => undefined);
    if (text !== undefined) maps.set(url, new SourceMap(JSON.parse(text) as SourceMap['payload']));
  }
  return maps;
}

function originalOf(frame: CallFrame, maps: ReadonlyMap<string, SourceMap>): CallFrame {
  const entry = maps.get(frame.url)?.findEntry(frame.lineNumber, frame.columnNumber);
  if (!entry || !('originalSource' in entry)) return frame;
  const { originalSource, originalLine, originalColumn } = entry;
  const url = new URL(originalSource, frame.url).href;
  return { functionName: frame.functionName, url, lineNumber: originalLine, columnNumber: originalColumn };
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
