import { Button, Group, NativeSelect, NumberInput, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Trans } from 'react-i18next';
import type { Endpoint, Envelope } from '@postrider/contracts';
import { errorsByField } from '../api/api-error.js';
import { isPortal } from '../api/permissions.js';
import { repeatsName, pairsOf, recordOf } from '../parts/pairs.js';
import { PairsField } from '../parts/pairs-field.js';
import { useWrongField } from '../parts/use-wrong-field.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { CustomerSelect } from '../shared/customer-select.js';
import { useHasCustomers } from '../shared/customers-query.js';
import { endpointTitle } from '../shared/endpoint-title.js';
import { SubscriptionsInput } from '../shared/subscriptions-input.js';
import { t } from '../texts/texts.js';
import { envelopeName, envelopes } from './envelope-name.js';
import { type EndpointFields, fieldNames } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { stillWrong } from './still-wrong.js';

interface EndpointFormProps {
  /** The endpoint to change; without one it is a new one. */
  current?: Endpoint;
  /** What a link says of a new endpoint. */
  initial?: Pick<Partial<EndpointFields>, 'event_types' | 'customer'>;
  action: string;
  pending: boolean;
  /** Error of the call, if any. */
  error: unknown;
  onSubmit: (fields: EndpointFields) => void;
  cancel: ReactNode;
}

/** The settings of an endpoint, and whose it is. The server validates them. */
export function EndpointForm({ current, initial, action, pending, error, onSubmit, cancel }: EndpointFormProps) {
  const [customer, setCustomer] = useState(initial?.customer);
  const [url, setUrl] = useState(current?.url ?? '');
  const [types, setTypes] = useState(current?.event_types ?? initial?.event_types ?? []);
  const [name, setName] = useState(current?.name ?? '');
  const [description, setDescription] = useState(current?.description ?? '');
  const [rateLimit, setRateLimit] = useState<number | string>(current?.rate_limit ?? '');
  const [envelope, setEnvelope] = useState(current?.envelope ?? 'default');
  const [isForAll, setIsForAll] = useState(current?.customers === 'all');
  const [uid, setUid] = useState(current?.uid ?? '');
  const [metadata, setMetadata] = useState(pairsOf(current?.metadata));
  const hasCustomers = useHasCustomers() || isForAll || customer !== undefined;
  const isOwn = customer === undefined && current?.customer === undefined;
  const wanted = url.trim();
  const owner = current === undefined ? customer : current.customer?.uid;
  const twin = useQuery(allEndpointsQuery).data?.find(
    (other) => other.url === wanted && other.url !== current?.url && isOf(other, owner),
  );
  const form = useWrongField(error);
  const [refused, setRefused] = useState<EndpointFields>();
  const fields: EndpointFields = {
    url: wanted,
    event_types: types,
    name: name.trim() === '' ? null : name.trim(),
    description: description === '' ? null : description,
    rate_limit: rateLimit === '' ? null : Number(rateLimit),
    envelope,
    ...(!isPortal() && { uid: uid.trim() === '' ? null : uid.trim(), metadata: recordOf(metadata) }),
    ...(customer !== undefined && { customer }),
    ...(isOwn && hasCustomers && { customers: isForAll ? 'all' : 'none' }),
  };
  const found = error == null ? { fields: {}, rest: undefined } : errorsByField(error, fieldNames);
  const problems = { ...found, fields: stillWrong(found.fields, fields, refused) };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRefused(fields);
    onSubmit(fields);
  };

  return (
    <form onSubmit={submit} noValidate ref={form}>
      <Stack gap="md">
        {current === undefined && hasCustomers && (
          <CustomerSelect
            label={t(($) => $.endpoints.form.customer)}
            description={t(($) => $.endpoints.form.customerHint)}
            value={customer}
            onChange={setCustomer}
            error={problems.fields.customer}
          />
        )}
        <TextInput
          label={t(($) => $.endpoints.form.url)}
          description={t(($) => $.endpoints.form.urlHint)}
          placeholder="https://your-app.example.com/hooks"
          value={url}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
          }}
          error={problems.fields.url}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          required
          data-autofocus
        />
        {twin !== undefined && (
          <Text size="sm" role="status" mt="-0.5rem">
            <Trans i18nKey={($) => $.endpoints.form.twin} components={{ name: <bdi>{endpointTitle(twin)}</bdi> }} />
          </Text>
        )}
        <SubscriptionsInput
          label={t(($) => $.endpoints.form.events)}
          description={t(($) => $.endpoints.form.eventsHint)}
          value={types}
          onChange={setTypes}
          error={problems.fields.event_types}
          required
          isOfCustomer={!isOwn}
        />
        <TextInput
          label={t(($) => $.endpoints.form.name)}
          description={t(($) => $.endpoints.form.nameHint)}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          error={problems.fields.name}
          autoComplete="off"
          dir="auto"
        />
        <Textarea
          label={t(($) => $.endpoints.form.description)}
          description={t(($) => $.endpoints.form.descriptionHint)}
          value={description}
          onChange={(event) => {
            setDescription(event.currentTarget.value);
          }}
          error={problems.fields.description}
          dir="auto"
          autosize
          minRows={1}
          maxRows={4}
        />
        <NumberInput
          label={t(($) => $.endpoints.form.rateLimit)}
          description={t(($) => $.endpoints.form.rateLimitHint)}
          value={rateLimit}
          onChange={setRateLimit}
          error={problems.fields.rate_limit}
          styles={{ wrapper: { maxWidth: 220 } }}
          allowNegative={false}
        />
        <NativeSelect
          label={t(($) => $.endpoints.form.envelope)}
          description={t(($) =>
            current === undefined ? $.endpoints.form.envelopeHint : $.endpoints.form.envelopeHintChange,
          )}
          data={envelopes.map((value) => ({ value, label: envelopeName(value) }))}
          value={envelope}
          onChange={(event) => {
            setEnvelope(event.currentTarget.value as Envelope);
          }}
          error={problems.fields.envelope}
          styles={{ wrapper: { maxWidth: 420 } }}
        />
        {isOwn && hasCustomers && (
          <Switch
            label={t(($) => $.endpoints.form.allCustomers)}
            description={t(($) => $.endpoints.form.allCustomersHint)}
            checked={isForAll}
            onChange={(event) => {
              setIsForAll(event.currentTarget.checked);
            }}
            error={problems.fields.customers}
          />
        )}
        {!isPortal() && (
          <>
            <TextInput
              label={t(($) => $.endpoints.form.uid)}
              description={t(($) => $.endpoints.form.uidHint)}
              value={uid}
              onChange={(event) => {
                setUid(event.currentTarget.value);
              }}
              error={problems.fields.uid}
              autoComplete="off"
              spellCheck={false}
              dir="ltr"
            />
            <PairsField
              label={t(($) => $.parts.pairs.metadata)}
              description={t(($) => $.parts.pairs.metadataHint)}
              value={metadata}
              onChange={setMetadata}
              error={problems.fields.metadata}
            />
          </>
        )}
        {problems.rest !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problems.rest}
          </Text>
        )}
        <Group justify="flex-end" gap="xs" className={current === undefined ? undefined : classes.end}>
          {cancel}
          <Button type="submit" loading={pending} disabled={repeatsName(metadata)}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Whether an endpoint is of the customer with this id or uid, or of the organization itself. */
const isOf = ({ customer }: Endpoint, owner: string | undefined): boolean =>
  owner === undefined ? customer === undefined : owner === customer?.uid || owner === customer?.id;
