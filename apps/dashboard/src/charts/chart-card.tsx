import { Center, Group, SegmentedControl, Text, VisuallyHidden } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
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
            { value: 'chart', label: <ViewIcon icon={IconChartBar} name={t(($) => $.charts.chart)} /> },
            { value: 'table', label: <ViewIcon icon={IconTable} name={t(($) => $.charts.table)} /> },
          ]}
          value={view}
          onChange={setView}
          aria-label={t(($) => $.charts.showAs)}
          style={{ flex: 'none' }}
        />
      }
    >
      <div className={classes.view} data-small={small || undefined} data-empty={isEmpty(chart.series) || undefined}>
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

/** Small, so that it fits beside the title on a phone. */
function ViewIcon({ icon: Icon, name }: { icon: typeof IconTable; name: string }) {
  return (
    <Center title={name}>
      <Icon size={16} aria-hidden />
      <VisuallyHidden>{name}</VisuallyHidden>
    </Center>
  );
}
