import { type Series, stretches } from './series.js';
import classes from './time-chart.module.css';

interface ChartMarksProps {
  kind: 'bars' | 'lines';
  series: readonly Series[];
  buckets: number;
  /** The highest value of the axis. */
  top: number;
}

/** The bars or lines of a chart, in an SVG of one unit per bucket and value. */
export function ChartMarks({ kind, series, buckets, top }: ChartMarksProps) {
  if (kind === 'lines') return series.map((each) => <Line key={each.key} series={each} top={top} />);
  return Array.from({ length: buckets }, (_, index) => <Bar key={index} series={series} index={index} top={top} />);
}

function Bar({ series, index, top }: { series: readonly Series[]; index: number; top: number }) {
  let y = top;
  return series.map(({ key, color, values }) => {
    const value = values[index] ?? 0;
    y -= value;
    return value === 0 ? null : (
      <rect key={key} x={index + 0.12} y={y} width={0.76} height={value} style={{ fill: color }} />
    );
  });
}

function Line({ series: { color, values }, top }: { series: Series; top: number }) {
  return stretches(values).map((indexes) => (
    <polyline
      key={indexes[0]}
      className={classes.lineMark}
      style={{ stroke: color }}
      // A single value is a short line.
      points={indexes
        .flatMap((index) => (indexes.length === 1 ? [index + 0.3, index + 0.7] : [index + 0.5]).map((x) => [x, index]))
        .map(([x = 0, index = 0]) => `${x},${top - (values[index] ?? 0)}`)
        .join(' ')}
    />
  ));
}
