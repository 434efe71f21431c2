import { Button, Group, Input, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type SubmitEvent, useId, useState } from 'react';
import type { UrlFilters } from '../shared/delivery-filters.js';
import { type ListRange, listRanges } from '../shared/list-ranges.js';
import { timesOf } from '../shared/range-times.js';
import { t } from '../texts/texts.js';
import { fromLocal, toLocal } from '../parts/local-time.js';
import { zoneName } from '../parts/time-zone.js';
import { rangeInWords } from './range-in-words.js';

type Range = Pick<UrlFilters, 'range' | 'since' | 'until'>;

/** All of its members: those that are undefined remove a filter. */
type Chosen = { [Name in keyof Required<Range>]: Range[Name] | undefined };

const anyTime: Chosen = { range: undefined, since: undefined, until: undefined };

interface TimeFilterProps {
  range: Range;
  onChange: (chosen: Chosen) => void;
}

const names: Record<ListRange, string> = {
  '15m': t(($) => $.deliveries.timeFilter.quarter),
  '1h': t(($) => $.deliveries.timeFilter.hour),
  '24h': t(($) => $.deliveries.timeFilter.day),
  '7d': t(($) => $.deliveries.timeFilter.week),
  today: t(($) => $.deliveries.timeFilter.today),
  yesterday: t(($) => $.deliveries.timeFilter.yesterday),
};

/** When the deliveries were made: a button with the range that opens a menu. */
export function TimeFilter({ range, onChange }: TimeFilterProps) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const words = range.range === undefined ? rangeInWords(range.since, range.until) : names[range.range];
  const isAny = range.range === undefined && range.since === undefined && range.until === undefined;
  const choose = (chosen: Chosen): void => {
    setOpened(false);
    onChange(chosen);
  };
  return (
    <Input.Wrapper label={t(($) => $.deliveries.timeFilter.title)} labelElement="div">
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <Button
            id={id}
            variant="default"
            fullWidth
            fw={400}
            px="sm"
            justify="space-between"
            // A range of several days takes two lines.
            styles={{
              label: {
                whiteSpace: 'normal',
                lineHeight: 1.15,
                textAlign: 'start',
                ...(isAny && { color: 'var(--mantine-color-placeholder)' }),
              },
            }}
            title={words}
            aria-label={t(($) => $.deliveries.timeFilter.label, { range: words })}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            {words}
          </Button>
        </Popover.Target>
        <Popover.Dropdown w={300} aria-label={t(($) => $.deliveries.timeFilter.menu)}>
          {opened && <RangeForm range={range} onChoose={choose} />}
        </Popover.Dropdown>
      </Popover>
    </Input.Wrapper>
  );
}

interface RangeFormProps {
  range: Range;
  onChoose: (chosen: Chosen) => void;
}

function RangeForm({ range, onChoose }: RangeFormProps) {
  const [times] = useState(() => (range.range === undefined ? range : timesOf(range.range, Date.now())));
  const [from, setFrom] = useState(toLocal(times.since));
  const [to, setTo] = useState(toLocal(times.until));
  const [since, until] = [fromLocal(from), fromLocal(to)];
  const isBackwards = since !== undefined && until !== undefined && since >= until;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBackwards) onChoose({ ...anyTime, since, until });
  };
  return (
    <Stack gap="sm">
      <Group gap={6}>
        {listRanges.map((each) => (
          <Button
            key={each}
            variant={each === range.range ? 'light' : 'default'}
            aria-pressed={each === range.range}
            size="compact-sm"
            onClick={() => {
              onChoose({ ...anyTime, range: each });
            }}
          >
            {names[each]}
          </Button>
        ))}
      </Group>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <TextInput
            type="datetime-local"
            step={1}
            size="sm"
            label={t(($) => $.deliveries.timeFilter.from)}
            value={from}
            onChange={valueTo(setFrom)}
          />
          <TextInput
            type="datetime-local"
            step={1}
            size="sm"
            label={t(($) => $.deliveries.timeFilter.before)}
            value={to}
            onChange={valueTo(setTo)}
            error={isBackwards && t(($) => $.deliveries.timeFilter.backwards)}
          />
          <Text size="xs" c="dimmed">
            {t(($) => $.deliveries.timeFilter.zone, { zone: zoneName() })}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button
              variant="subtle"
              size="xs"
              onClick={() => {
                onChoose(anyTime);
              }}
            >
              {t(($) => $.deliveries.timeFilter.any)}
            </Button>
            <Button type="submit" size="xs" disabled={isBackwards}>
              {t(($) => $.deliveries.timeFilter.apply)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}

const valueTo = (set: (value: string) => void) => (event: { currentTarget: { value: string } }) => {
  set(event.currentTarget.value);
};
