import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { timeTicks, valueAxis } from './axis.js';
import { span, tick } from './bucket-times.js';
import { ChartMarks } from './chart-marks.js';
import { highestBar, highestPoint, type Series } from './series.js';
import classes from './time-chart.module.css';

export interface TimeChartProps {
  /** What it shows: "Attempts by outcome over time". */
  label: string;
  /** Bars are stacked. */
  kind?: 'bars' | 'lines';
  starts: readonly string[];
  bucketSeconds: number;
  series: readonly Series[];
  format?: (value: number) => string;
}

/**
 * Values over time. The pointer, or the keyboard as on a slider, moves from bucket to bucket and shows its numbers.
 */
export function TimeChart({ label, kind = 'bars', starts, bucketSeconds, series, format = count }: TimeChartProps) {
  const [chosen, setChosen] = useState<number>();
  const { top, lines } = valueAxis(kind === 'bars' ? highestBar(series, starts.length) : highestPoint(series));
  const ticks = timeTicks(starts, bucketSeconds);
  const last = starts.length - 1;
  const choose = (index: number): void => {
    setChosen(Math.min(Math.max(index, 0), last));
  };
  const numbersOf = (index: number): string =>
    t(($) => $.charts.bucket, {
      time: span(starts[index] ?? '', bucketSeconds),
      values: series
        .map(({ name, values }) => t(($) => $.charts.value, { number: shown(values[index], format), name }))
        .join(', '),
    });

  const onPointer = ({ clientX, currentTarget }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    choose(Math.floor(((clientX - left) / width) * starts.length));
  };
  const onKey = (event: KeyboardEvent): void => {
    const to = keyTarget(event.key, chosen ?? last, last);
    if (to === undefined) return;
    event.preventDefault();
    if (to === null) setChosen(undefined);
    else choose(to);
  };
  const leave = (): void => {
    setChosen(undefined);
  };

  return (
    <div className={classes.chart}>
      {lines.map((value) => (
        <div key={value} className={classes.line} style={{ bottom: `${(value / top) * 100}%` }} aria-hidden>
          <span className={classes.value}>{format(value)}</span>
        </div>
      ))}
      <div
        className={classes.plot}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={chosen ?? last}
        aria-valuetext={numbersOf(chosen ?? last)}
        onKeyDown={onKey}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={leave}
        onBlur={leave}
      >
        <svg viewBox={`0 0 ${starts.length} ${top}`} preserveAspectRatio="none" aria-hidden>
          {chosen !== undefined && <rect className={classes.cursor} x={chosen} y={0} width={1} height={top} />}
          <ChartMarks kind={kind} series={series} buckets={starts.length} top={top} />
        </svg>
      </div>
      {chosen !== undefined && (
        <Numbers at={(chosen + 0.5) / starts.length} title={span(starts[chosen] ?? '', bucketSeconds)}>
          {series.map(({ key, name, color, values }) => (
            <div key={key} className={classes.row}>
              <span className={classes.swatch} style={{ background: color }} />
              {name}
              <span className={classes.count}>{shown(values[chosen], format)}</span>
            </div>
          ))}
        </Numbers>
      )}
      {ticks.indexes.map((index) => (
        <span
          key={starts[index]}
          className={classes.time}
          data-late={index / starts.length > lastInNarrow || undefined}
          style={{ left: `${(index / starts.length) * 100}%` }}
          aria-hidden
        >
          {tick(starts[index] ?? '', ticks.byDay)}
        </span>
      ))}
    </div>
  );
}

/** Further to the right, a time would leave a narrow chart. */
const lastInNarrow = 0.89;

const shown = (value: number | null | undefined, format: (value: number) => string): string =>
  value == null ? t(($) => $.charts.unknown) : format(value);

/** The bucket that a key selects: null for none, undefined for a key that the chart does not use. */
function keyTarget(key: string, from: number, last: number): number | null | undefined {
  const targets: Record<string, number | null> = {
    ArrowLeft: from - 1,
    ArrowDown: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - 10,
    PageUp: from + 10,
    Home: 0,
    End: last,
    Escape: null,
  };
  return targets[key];
}

function Numbers({ at, title, children }: { at: number; title: string; children: ReactNode }) {
  const side = at > 0.5 ? { right: `${(1 - at) * 100}%` } : { left: `${at * 100}%` };
  return (
    <div className={classes.numbers} style={side} aria-hidden>
      <strong>{title}</strong>
      {children}
    </div>
  );
}
