import { Button, Group, Popover, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { t } from '../texts/texts.js';
import { fromLocal, toLocal } from '../parts/local-time.js';
import { spanOfTimes } from './custom-range.js';
import type { OverviewSearch } from '../shared/overview-search.js';
import { defaultRange, rangeName, rangeOf, ranges } from '../shared/overview-ranges.js';

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
  const [opened, setOpened] = useState(false);
  const span = since === undefined ? undefined : spanOfTimes(since, until);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          variant={since === undefined ? 'default' : 'light'}
          size="xs"
          leftSection={<IconCalendar size={14} aria-hidden />}
          aria-label={
            span === undefined
              ? t(($) => $.overview.customRange.label)
              : t(($) => $.overview.customRange.chosen, { span })
          }
          onClick={() => {
            setOpened(!opened);
          }}
        >
          {span ?? t(($) => $.overview.customRange.title)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={300} aria-label={t(($) => $.overview.customRange.label)}>
        {opened && (
          <RangeForm
            since={since}
            until={until}
            onChange={(search) => {
              setOpened(false);
              onChange(search);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const keptMs = 8 * 24 * 3_600_000;

function RangeForm({ since, until, onChange }: CustomRangeProps) {
  const [now] = useState(() => Date.now());
  const [from, setFrom] = useState(toLocal(since ?? now - 24 * 3_600_000, 'minute'));
  const [to, setTo] = useState(toLocal(until, 'minute'));
  const limits = { min: toLocal(now - keptMs + 60_000, 'minute'), max: toLocal(now, 'minute') };
  const [start, end] = [fromLocal(from), fromLocal(to)];
  const isBackwards = start !== undefined && Date.parse(start) >= (end === undefined ? now : Date.parse(end));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (start === undefined || isBackwards) return;
    onChange({ since: start, ...(end !== undefined && { until: end }) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          type="datetime-local"
          size="sm"
          label={t(($) => $.overview.customRange.from)}
          required
          {...limits}
          value={from}
          onChange={(event) => {
            setFrom(event.currentTarget.value);
          }}
        />
        <TextInput
          type="datetime-local"
          size="sm"
          label={t(($) => $.overview.customRange.to)}
          {...limits}
          value={to}
          onChange={(event) => {
            setTo(event.currentTarget.value);
          }}
          error={isBackwards && t(($) => $.overview.customRange.backwards)}
        />
        <Text size="xs" c="dimmed">
          {t(($) => $.overview.customRange.hint)}
        </Text>
        <Group justify="flex-end">
          <Button type="submit" size="xs" disabled={isBackwards}>
            {t(($) => $.overview.customRange.apply)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
