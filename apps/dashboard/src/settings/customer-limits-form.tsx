import { Stack } from '@mantine/core';
import type { CustomerLimits } from '@postrider/contracts';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { useWrongField } from '../parts/use-wrong-field.js';
import { LimitFields, type Limits } from '../shared/limit-fields.js';
import { t } from '../texts/texts.js';
import { SaveRow } from './save-row.js';
import { useUpdateCustomerLimits } from './settings-calls.js';

/** What customers without a limit of their own have. */
export function CustomerLimitsForm({ current }: { current: CustomerLimits }) {
  const { rate_limit, publish_limit, max_endpoints } = current;
  const [limits, setLimits] = useState<Limits>({ rate_limit, publish_limit, max_endpoints });
  const update = useUpdateCustomerLimits();
  const form = useWrongField(update.error);
  const names = ['rate_limit', 'publish_limit', 'max_endpoints'] as const;
  const { fields, rest } = update.isError ? errorsByField(update.error, names) : { fields: {}, rest: undefined };

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
        <SaveRow
          label={t(($) => $.settings.limits.save)}
          error={rest}
          isPending={update.isPending}
          isSaved={update.isSuccess}
        />
      </Stack>
    </form>
  );
}
