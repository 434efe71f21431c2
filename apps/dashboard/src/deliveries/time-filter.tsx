import { Button, Group, Input, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type SubmitEvent, useId, useState } from 'react';
import type { DeliveryFilters } from '../shared/delivery-filters.js';
import { t } from '../texts/texts.js';
import { fromLocal, toLocal } from '../parts/local-time.js';
import { zoneName } from '../parts/time-zone.js';
import { today, yesterday } from './days.js';
import { rangeInWords } from './range-in-words.js';

type Range = Pick<DeliveryFilters, 'since' | 'until'>;

interface TimeFilterProps {
  range: Range;
  onChange: (range: { since: string | undefined; until: string | undefined }) => void;
}

const minute = 60_000;
const presets = [
  { name: t(($) => $.deliveries.timeFilter.quarter), ms: 15 * minute },
  { name: t(($) => $.deliveries.timeFilter.hour), ms: 60 * minute },
  { name: t(($) => $.deliveries.timeFilter.day), ms: 24 * 60 * minute },
  { name: t(($) => $.deliveries.timeFilter.week), ms: 7 * 24 * 60 * minute },
] as const;

/** When the deliveries were made: a button with the range that opens a menu. */
export function TimeFilter({ range, onChange }: TimeFilterProps) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const words = rangeInWords(range.since, range.until);
  const choose = (since: string | undefined, until: string | undefined): void => {
    setOpened(false);
    onChange({ since, until });
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
            styles={{ label: { whiteSpace: 'normal', lineHeight: 1.15, textAlign: 'start' } }}
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
  onChoose: (since: string | undefined, until: string | undefined) => void;
}

function RangeForm({ range, onChoose }: RangeFormProps) {
  const [from, setFrom] = useState(toLocal(range.since));
  const [to, setTo] = useState(toLocal(range.until));
  const [since, until] = [fromLocal(from), fromLocal(to)];
  const isBackwards = since !== undefined && until !== undefined && since >= until;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBackwards) onChoose(since, until);
  };
  return (
    <Stack gap="sm">
      <Group gap={6}>
        {presets.map(({ name, ms }) => (
          <Button
            key={name}
            variant="default"
            size="compact-sm"
            onClick={() => {
              onChoose(new Date(Date.now() - ms).toISOString(), undefined);
            }}
          >
            {name}
          </Button>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            onChoose(today(Date.now()).since, undefined);
          }}
        >
          {t(($) => $.deliveries.timeFilter.today)}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            const { since, until } = yesterday(Date.now());
            onChoose(since, until);
          }}
        >
          {t(($) => $.deliveries.timeFilter.yesterday)}
        </Button>
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
                onChoose(undefined, undefined);
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
