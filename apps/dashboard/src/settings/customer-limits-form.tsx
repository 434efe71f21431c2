import { Button, Group, Stack, Text } from '@mantine/core';
import type { CustomerLimits } from '@postrider/contracts';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { LimitFields, type Limits } from '../shared/limit-fields.js';
import { t } from '../texts/texts.js';
import { useUpdateCustomerLimits } from './settings-calls.js';

/** What customers without a limit of their own have. */
export function CustomerLimitsForm({ current }: { current: CustomerLimits }) {
  const { rate_limit, publish_limit, max_endpoints } = current;
  const [limits, setLimits] = useState<Limits>({ rate_limit, publish_limit, max_endpoints });
  const update = useUpdateCustomerLimits();
  const form = useRef<HTMLFormElement>(null);
  const names = ['rate_limit', 'publish_limit', 'max_endpoints'] as const;
  const { fields, rest } = update.isError ? errorsByField(update.error, names) : { fields: {}, rest: undefined };

  useEffect(() => {
    if (update.error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [update.error]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    update.mutate(limits, {
      onSuccess: () => {
        announce(t(($) => $.settings.saved));
      },
    });
  };

  return (
    <form onSubmit={submit} noValidate ref={form}>
      <Stack gap="md">
        <LimitFields
          value={limits}
          onChange={(changed) => {
            setLimits(changed);
            // What is typed next is not saved.
            if (update.isSuccess) update.reset();
          }}
          errors={fields}
          hints={{
            rate_limit: t(($) => $.settings.limits.rateHint),
            publish_limit: t(($) => $.settings.limits.publishHint),
            max_endpoints: t(($) => $.settings.limits.endpointsHint),
          }}
        />
        {rest !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {rest}
          </Text>
        )}
        <Group gap="sm">
          <Button type="submit" loading={update.isPending}>
            {t(($) => $.settings.limits.save)}
          </Button>
          {update.isSuccess && (
            <Text size="sm" c="dimmed">
              {t(($) => $.settings.saved)}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
