import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { timeTicks, valueAxis } from './axis.js';
import { span, tick } from './bucket-times.js';
import classes from './outcome-chart.module.css';
import { outcomes, totalOf } from './outcomes.js';
import type { Bucket } from './overview-query.js';

interface OutcomeChartProps {
  buckets: readonly Bucket[];
  bucketSeconds: number;
}

/**
 * Bars over time, stacked by outcome. The pointer, or the keyboard as on a slider, moves from bar to
 * bar and shows its numbers.
 */
export function OutcomeChart({ buckets, bucketSeconds }: OutcomeChartProps) {
  const [chosen, setChosen] = useState<number>();
  const { top, lines } = valueAxis(Math.max(...buckets.map(totalOf)));
  const starts = buckets.map(({ start }) => start);
  const last = buckets.length - 1;
  const choose = (index: number): void => {
    setChosen(Math.min(Math.max(index, 0), last));
  };
  const bucket = chosen === undefined ? undefined : buckets[chosen];

  const onPointer = ({ clientX, currentTarget }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    choose(Math.floor(((clientX - left) / width) * buckets.length));
  };
  const onKey = (event: KeyboardEvent): void => {
    const to = keyTarget(event.key, chosen ?? last, last);
    if (to === undefined) return;
    event.preventDefault();
    if (to === null) setChosen(undefined);
    else choose(to);
  };

  return (
    <div className={classes.chart}>
      {lines.map((value) => (
        <div key={value} className={classes.line} style={{ bottom: `${(value / top) * 100}%` }} aria-hidden>
          <span className={classes.value}>{count(value)}</span>
        </div>
      ))}
      <div
        className={classes.plot}
        role="slider"
        tabIndex={0}
        aria-label={t(($) => $.overview.outcomeChart.label)}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={chosen ?? last}
        aria-valuetext={inWords(bucket ?? buckets[last], bucketSeconds)}
        onKeyDown={onKey}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={() => {
          setChosen(undefined);
        }}
        onBlur={() => {
          setChosen(undefined);
        }}
      >
        <svg viewBox={`0 0 ${buckets.length} ${top}`} preserveAspectRatio="none" aria-hidden>
          {chosen !== undefined && <rect className={classes.cursor} x={chosen} y={0} width={1} height={top} />}
          {buckets.map((each, index) => (
            <Bar key={each.start} bucket={each} x={index + 0.12} top={top} />
          ))}
        </svg>
      </div>
      {bucket !== undefined && chosen !== undefined && (
        <BarNumbers bucket={bucket} seconds={bucketSeconds} at={(chosen + 0.5) / buckets.length} />
      )}
      {timeTicks(starts, bucketSeconds).map((index) => (
        <span
          key={starts[index]}
          className={classes.time}
          data-end={index / buckets.length > 0.9 || undefined}
          style={{ left: `${(index / buckets.length) * 100}%` }}
          aria-hidden
        >
          {tick(starts[index] ?? '', bucketSeconds)}
        </span>
      ))}
    </div>
  );
}

/** The bar that a key selects: null for none, undefined for a key that the chart does not use. */
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

function inWords(bucket: Bucket | undefined, seconds: number): string {
  if (bucket === undefined) return '';
  return `${span(bucket.start, seconds)}: ${outcomes.map(({ key, name }) => t(($) => $.overview.outcomeChart.bar, { number: count(bucket[key]), outcome: name })).join(', ')}`;
}

function Bar({ bucket, x, top }: { bucket: Bucket; x: number; top: number }) {
  let y = top;
  return outcomes.map(({ key, color }) => {
    y -= bucket[key];
    return bucket[key] === 0 ? null : (
      <rect key={key} x={x} y={y} width={0.76} height={bucket[key]} style={{ fill: color }} />
    );
  });
}

function BarNumbers({ bucket, seconds, at }: { bucket: Bucket; seconds: number; at: number }) {
  const side = at > 0.5 ? { right: `${(1 - at) * 100}%` } : { left: `${at * 100}%` };
  return (
    <div className={classes.numbers} style={side} aria-hidden>
      <strong>{span(bucket.start, seconds)}</strong>
      {outcomes.map(({ key, name, color }) => (
        <div key={key} className={classes.row}>
          <span className={classes.swatch} style={{ background: color }} />
          {name}
          <span className={classes.count}>{count(bucket[key])}</span>
        </div>
      ))}
    </div>
  );
}
