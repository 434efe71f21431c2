import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import type { Customer } from '@postrider/contracts';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { repeatsName, pairsOf, recordOf } from '../parts/pairs.js';
import { PairsField } from '../parts/pairs-field.js';
import { FormError } from '../parts/form-error.js';
import { useWrongField } from '../parts/use-wrong-field.js';
import { LimitFields, type Limits } from '../shared/limit-fields.js';
import { SubscriptionsInput } from '../shared/subscriptions-input.js';
import { t } from '../texts/texts.js';
import { type CustomerFields, UidTakenError } from './customer-queries.js';

interface CustomerFormProps {
  /** The customer to change; without one it is a new one. */
  current?: Customer;
  action: string;
  pending: boolean;
  /** Error of the call, if any. */
  error: unknown;
  onSubmit: (fields: CustomerFields & { uid: string }) => void;
  cancel: ReactNode;
}

/** The uid of a new customer and the settings of each. The server validates them. */
export function CustomerForm({ current, action, pending, error, onSubmit, cancel }: CustomerFormProps) {
  const [uid, setUid] = useState(current?.uid ?? '');
  const [hasWrongUid, setHasWrongUid] = useState(false);
  const [name, setName] = useState(current?.name ?? '');
  const [metadata, setMetadata] = useState(pairsOf(current?.metadata));
  const [active, setActive] = useState(current?.active ?? true);
  const [limits, setLimits] = useState<Limits>({
    rate_limit: current?.rate_limit ?? null,
    publish_limit: current?.publish_limit ?? null,
    max_endpoints: current?.max_endpoints ?? null,
  });
  const [types, setTypes] = useState(current?.allowed_event_types ?? []);
  const form = useWrongField(error);
  const { fields, rest } = problemsOf(error);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const isWrong = current === undefined && cannotBeUid(uid.trim());
    setHasWrongUid(isWrong);
    if (isWrong) return;
    onSubmit({
      uid: uid.trim(),
      name: name.trim() === '' ? null : name.trim(),
      metadata: recordOf(metadata),
      active,
      ...limits,
      allowed_event_types: types.length === 0 ? null : types,
    });
  };

  return (
    <form onSubmit={submit} noValidate ref={form}>
      <Stack gap="md">
        {current === undefined && (
          <TextInput
            label={t(($) => $.customers.form.uid)}
            description={t(($) => $.customers.form.uidHint)}
            placeholder="acme"
            value={uid}
            onChange={(event) => {
              setUid(event.currentTarget.value);
            }}
            error={hasWrongUid ? t(($) => $.customers.form.uidWrong) : fields.customer}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            required
            data-autofocus
          />
        )}
        <TextInput
          label={t(($) => $.customers.form.name)}
          description={t(($) => $.customers.form.nameHint)}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          error={fields.name}
          autoComplete="off"
          dir="auto"
        />
        <SubscriptionsInput
          label={t(($) => $.customers.form.eventTypes)}
          description={t(($) => $.customers.form.eventTypesHint)}
          value={types}
          onChange={setTypes}
          error={fields.allowed_event_types}
          isOfCustomer
        />
        <LimitFields
          value={limits}
          onChange={setLimits}
          errors={fields}
          hints={{
            rate_limit: t(($) => $.customers.form.rateLimitHint),
            publish_limit: t(($) => $.customers.form.publishLimitHint),
            max_endpoints: t(($) => $.customers.form.maxEndpointsHint),
          }}
        />
        <PairsField
          label={t(($) => $.parts.pairs.metadata)}
          description={t(($) => $.parts.pairs.metadataHint)}
          value={metadata}
          onChange={setMetadata}
          error={fields.metadata}
        />
        {/* One that exists is deactivated by an action that says what happens to its endpoints. */}
        {current === undefined && (
          <Switch
            label={t(($) => $.customers.form.active)}
            description={t(($) => $.customers.form.activeHint)}
            checked={active}
            onChange={(event) => {
              setActive(event.currentTarget.checked);
            }}
          />
        )}
        <FormError message={rest} />
        <Group justify="flex-end" gap="xs">
          {cancel}
          <Button type="submit" loading={pending} disabled={repeatsName(metadata)}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What a path would drop, and what an id looks like. */
const cannotBeUid = (uid: string): boolean =>
  uid === '' || uid === '.' || uid === '..' || /^cus_[0-9a-z]{26}$/.test(uid);

const fieldNames = [
  'customer',
  'name',
  'metadata',
  'rate_limit',
  'publish_limit',
  'max_endpoints',
  'allowed_event_types',
] as const;

/** The API calls the uid `customer`, as it stands in the path. */
function problemsOf(error: unknown): ReturnType<typeof errorsByField<(typeof fieldNames)[number]>> {
  if (error == null) return { fields: {}, rest: undefined };
  if (error instanceof UidTakenError)
    return { fields: { customer: t(($) => $.customers.form.uidTaken) }, rest: undefined };
  return errorsByField(error, fieldNames);
}
