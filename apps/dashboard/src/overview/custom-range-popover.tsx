import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { OverviewSearch } from '../shared/overview-search.js';
import { fromLocal, toLocal } from '../parts/local-time.js';
import { t } from '../texts/texts.js';

interface RangeFormProps {
  since: string | undefined;
  until: string | undefined;
  onChange: (search: OverviewSearch) => void;
}

interface CustomRangePopoverProps extends RangeFormProps {
  opened: boolean;
  onOpened: (opened: boolean) => void;
  /** The button that opens it. */
  children: ReactNode;
}

export function CustomRangePopover({ opened, onOpened, children, onChange, ...times }: CustomRangePopoverProps) {
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown w={300} aria-label={t(($) => $.overview.customRange.label)}>
        {opened && (
          <RangeForm
            {...times}
            onChange={(search) => {
              onOpened(false);
              onChange(search);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const keptMs = 8 * 24 * 3_600_000;

function RangeForm({ since, until, onChange }: RangeFormProps) {
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
