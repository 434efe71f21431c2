import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { t } from '../texts/texts.js';
import { spanOfTimes } from './custom-range.js';
import type { OverviewSearch } from '../shared/overview-search.js';
import { defaultRange, rangeName, rangeOf, ranges } from '../shared/overview-ranges.js';

const CustomRangePopover = lazy(async () => ({
  default: (await import('./custom-range-popover.js')).CustomRangePopover,
}));

interface RangeControlProps {
  search: OverviewSearch;
  onChange: (search: OverviewSearch) => void;
}

/** Which time the overview is of: the last hour, day or week, or from one time to another. */
export function RangeControl({ search, onChange }: RangeControlProps) {
  const { range = defaultRange, since, until } = search;
  return (
    <Group gap="xs">
      <SegmentedControl
        aria-label={t(($) => $.overview.page.range)}
        size="xs"
        data={ranges.map((value) => ({ value, label: rangeName(value) }))}
        value={since === undefined ? range : ''}
        onChange={(value) => {
          const chosen = rangeOf(value) ?? defaultRange;
          onChange(chosen === defaultRange ? {} : { range: chosen });
        }}
      />
      <CustomRange since={since} until={until} onChange={onChange} />
    </Group>
  );
}

interface CustomRangeProps {
  since: string | undefined;
  until: string | undefined;
  onChange: RangeControlProps['onChange'];
}

function CustomRange({ since, until, onChange }: CustomRangeProps) {
  const [isWanted, setWanted] = useState(false);
  const [opened, setOpened] = useState(false);
  const span = since === undefined ? undefined : spanOfTimes(since, until);
  const button = (
    <Button
      variant={since === undefined ? 'default' : 'light'}
      size="xs"
      leftSection={<IconCalendar size={14} aria-hidden />}
      aria-label={
        span === undefined ? t(($) => $.overview.customRange.label) : t(($) => $.overview.customRange.chosen, { span })
      }
      onClick={() => {
        setWanted(true);
        setOpened(!opened);
      }}
    >
      {span ?? t(($) => $.overview.customRange.title)}
    </Button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <CustomRangePopover opened={opened} onOpened={setOpened} since={since} until={until} onChange={onChange}>
        {button}
      </CustomRangePopover>
    </Suspense>
  );
}
