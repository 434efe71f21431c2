import { markdownTable } from '../report/markdown-table.ts';
import type { Shares } from './cpu-profile.ts';
import type { CpuByProcess } from './process-cpu.ts';
import type { StatementFigures } from './statements.ts';
import type { Wait } from './waits.ts';

export interface Profiled {
  events: number;
  perSecond: number;
  /** CPU time while the events were published and delivered. */
  cpu: CpuByProcess;
  gateway: Shares;
  dispatcher: Shares;
  statements: readonly StatementFigures[];
  waits: readonly Wait[];
}

const functionsShown = 15;
/** In the order of the pipeline, then the rest. */
const stageOrder = [
  ['HTTP in', 'gateway'],
  ['commit', 'gateway'],
  ['enqueue', 'gateway'],
  ['garbage collection', 'gateway'],
  ['rest', 'gateway'],
  ['pick-up', 'dispatcher'],
  ['load', 'dispatcher'],
  ['sign', 'dispatcher'],
  ['send', 'dispatcher'],
  ['record', 'dispatcher'],
  ['load and record', 'dispatcher'],
  ['garbage collection', 'dispatcher'],
  ['rest', 'dispatcher'],
] as const;

/** Formats a profile as Markdown. */
export function profileReport(profiled: Profiled): string {
  return [
    cpuTable(profiled),
    waitTable(profiled.waits),
    statementTable(profiled.statements, profiled.events),
    functionTable('gateway', profiled.gateway),
    functionTable('dispatcher', profiled.dispatcher),
  ].join('\n\n');
}

function cpuTable(profiled: Profiled): string {
  const { events, perSecond, cpu } = profiled;
  const perEvent = (process: string): number => (cpu.get(process) ?? 0) / events;
  const own = stageOrder.map(([stage, app]) => ({
    process: app,
    stage,
    us: perEvent(app) * (profiled[app].stages.get(stage) ?? 0),
  }));
  const others = [...cpu.keys()]
    .filter((process) => process !== 'gateway' && process !== 'dispatcher')
    .map((process) => ({ process, stage: '', us: perEvent(process) }));
  const total = [...cpu.values()].reduce((sum, time) => sum + time, 0) / events;
  const rows = [...own, ...others].map(({ process, stage, us }) => [
    process,
    stage,
    us.toFixed(1),
    percent(us / total),
  ]);
  return `CPU time per event at ${perSecond.toFixed(0)} events per second, profiled:\n\n${markdownTable(
    ['Process', 'Part', 'µs', 'Share'],
    [...rows, ['all', '', total.toFixed(1), percent(1)]],
  )}`;
}

function waitTable(waits: readonly Wait[]): string {
  return `Latency by stage at half of that rate, in milliseconds:\n\n${markdownTable(
    ['From → to', 'p50', 'p99'],
    waits.map(({ stage, p50, p99 }) => [stage, p50.toFixed(1), p99.toFixed(1)]),
  )}`;
}

function statementTable(statements: readonly StatementFigures[], events: number): string {
  return `Statements, without commits:\n\n${markdownTable(
    ['Statement', 'Calls', 'Rows per call', 'ms per call', 'µs per event', 'WAL bytes per call'],
    statements.map(({ statement, calls, rows, mean_ms, total_ms, wal_bytes }) =>
      [
        '`' + statement.replaceAll('|', '\\|') + '`',
        calls,
        rows,
        mean_ms,
        ((total_ms * 1_000) / events).toFixed(1),
        wal_bytes,
      ].map(String),
    ),
  )}`;
}

function functionTable(app: string, { functions }: Shares): string {
  return `Functions of the ${app}, without callees:\n\n${markdownTable(
    ['Function', 'Share'],
    functions.slice(0, functionsShown).map(({ name, share }) => ['`' + name + '`', percent(share)]),
  )}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
