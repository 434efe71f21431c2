import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { span } from './bucket-times.js';
import classes from './charts.module.css';
import type { TimeChartProps } from './time-chart.js';

/** The chart in numbers, newest first, without empty buckets. */
export function SeriesTable({ starts, bucketSeconds, series, format = count }: Omit<TimeChartProps, 'kind' | 'label'>) {
  const rows = starts
    .map((start, index) => ({ start, values: series.map(({ values }) => values[index] ?? null) }))
    .filter(({ values }) => values.some((value) => value !== null && value > 0))
    .toReversed();
  return (
    <div className={classes.numbers}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(($) => $.charts.time)}</th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ start, values }) => (
            <tr key={start}>
              <th scope="row">{span(start, bucketSeconds)}</th>
              {series.map(({ key }, index) => {
                const value = values[index] ?? null;
                return <td key={key}>{value === null ? t(($) => $.charts.unknown) : format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
