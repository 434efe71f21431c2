import { Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Card } from '../parts/card.js';
import { t } from '../texts/texts.js';
import classes from './charts.module.css';
import { isEmpty, type Series } from './series.js';
import { SeriesTable } from './series-table.js';
import { TimeChart, type TimeChartProps } from './time-chart.js';

interface ChartCardProps extends TimeChartProps {
  title: string;
  description?: ReactNode;
  /** In the place of the chart while there are no values. */
  none: ReactNode;
  /** What the legend says of a series besides its name. */
  total?: (series: Series) => string;
  /** Beside other charts. */
  small?: boolean;
}

/** Values over time, as a chart or a table. */
export function ChartCard({ title, description, none, total, small = false, ...chart }: ChartCardProps) {
  const [view, setView] = useState('chart');
  return (
    <Card
      title={title}
      description={description}
      actions={
        <SegmentedControl
          size="xs"
          data={[
            { value: 'chart', label: t(($) => $.charts.chart) },
            { value: 'table', label: t(($) => $.charts.table) },
          ]}
          value={view}
          onChange={setView}
          aria-label={t(($) => $.charts.showAs)}
        />
      }
    >
      <div className={classes.view} data-small={small || undefined}>
        {isEmpty(chart.series) ? none : view === 'table' ? <SeriesTable {...chart} /> : <TimeChart {...chart} />}
      </div>
      <Group gap="lg" mt="xs" component="ul" className={classes.legend}>
        {chart.series.map((series) => (
          <li key={series.key}>
            <span className={classes.swatch} style={{ background: series.color }} />
            <Text size="xs" span>
              {series.name}
              {total !== undefined && (
                <Text span inherit c="dimmed">
                  {' '}
                  {total(series)}
                </Text>
              )}
            </Text>
          </li>
        ))}
      </Group>
    </Card>
  );
}
