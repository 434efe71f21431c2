import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { messageOf } from '../api/api-error.js';
import { t } from '../texts/texts.js';
import type { SessionChoice } from './portal-calls.js';
import { optionalCapabilities } from './portal-capabilities.js';

interface PortalSessionFormProps {
  pending: boolean;
  /** Null: nothing is wrong. */
  error: Error | null;
  onSubmit: (choice: SessionChoice) => void;
  onCancel: () => void;
}

const hour = 3_600;
const lifetimes = [
  { seconds: hour / 4, name: t(($) => $.customers.portal.form.minutes, { count: 15 }) },
  ...[1, 8, 24].map((count) => ({
    seconds: count * hour,
    name: t(($) => $.customers.portal.form.hours, { count }),
  })),
];

/** What the customer may do in a session, and how long it lasts. */
export function PortalSessionForm({ pending, error, onSubmit, onCancel }: PortalSessionFormProps) {
  const [chosen, setChosen] = useState<readonly string[]>(optionalCapabilities);
  const [seconds, setSeconds] = useState(hour);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const capabilities = optionalCapabilities.filter((each) => chosen.includes(each));
    onSubmit({ capabilities: ['view', ...capabilities], expires_in: seconds });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t(($) => $.customers.portal.form.what)}</Text>
        <Checkbox.Group
          label={t(($) => $.customers.portal.columns.capabilities)}
          value={['view', ...chosen]}
          onChange={setChosen}
        >
          <Stack gap="xs" mt="xs">
            <Checkbox label={t(($) => $.customers.portal.capabilities.view)} value="view" disabled />
            {optionalCapabilities.map((each) => (
              <Checkbox key={each} value={each} label={t(($) => $.customers.portal.capabilities[each])} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Radio.Group
          label={t(($) => $.customers.portal.form.lifetime)}
          value={String(seconds)}
          onChange={(value) => {
            setSeconds(Number(value));
          }}
        >
          <Group gap="md" mt="xs">
            {lifetimes.map((lifetime) => (
              <Radio key={lifetime.seconds} value={String(lifetime.seconds)} label={lifetime.name} />
            ))}
          </Group>
        </Radio.Group>
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {messageOf(error)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t(($) => $.parts.cancel)}
          </Button>
          <Button type="submit" loading={pending}>
            {t(($) => $.customers.portal.form.create)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
