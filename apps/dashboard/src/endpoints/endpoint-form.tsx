import { Button, Group, NativeSelect, NumberInput, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Trans } from 'react-i18next';
import type { Envelope } from '@postrider/contracts';
import { errorsByField } from '../api/api-error.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { endpointTitle } from '../shared/endpoint-title.js';
import { eventTypesQuery } from '../shared/event-types-query.js';
import { t } from '../texts/texts.js';
import { envelopeName, envelopes } from './envelope-name.js';
import { type EndpointFields, fieldNames } from './endpoint-queries.js';
import { suggestions } from './suggestions.js';

interface EndpointFormProps {
  /** Initial values: of the edited endpoint, of a link, or none. */
  initial?: Partial<EndpointFields>;
  action: string;
  pending: boolean;
  /** Error of the call, if any. */
  error: unknown;
  onSubmit: (fields: EndpointFields) => void;
  cancel: ReactNode;
}

/** The settings of an endpoint: URL, event types, description, rate limit and envelope. The server validates them. */
export function EndpointForm({ initial, action, pending, error, onSubmit, cancel }: EndpointFormProps) {
  const [url, setUrl] = useState(initial?.url ?? '');
  const [types, setTypes] = useState(initial?.event_types ?? []);
  const [description, setDescription] = useState(initial?.description ?? '');
  const [rateLimit, setRateLimit] = useState<number | string>(initial?.rate_limit ?? '');
  const [envelope, setEnvelope] = useState(initial?.envelope ?? 'default');
  const catalogue = useQuery(eventTypesQuery).data ?? [];
  const wanted = url.trim();
  const twin = useQuery(allEndpointsQuery).data?.find((other) => other.url === wanted && other.url !== initial?.url);
  const form = useRef<HTMLFormElement>(null);
  const problems = error == null ? { fields: {}, rest: undefined } : errorsByField(error, fieldNames);

  useEffect(() => {
    if (error != null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit({
      url: wanted,
      event_types: types,
      description: description === '' ? null : description,
      rate_limit: rateLimit === '' ? null : Number(rateLimit),
      envelope,
    });
  };

  return (
    <form onSubmit={submit} noValidate ref={form}>
      <Stack gap="md">
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
        <TagsInput
          label={t(($) => $.endpoints.form.events)}
          description={t(($) => $.endpoints.form.eventsHint)}
          placeholder={types.length === 0 ? t(($) => $.endpoints.form.choose) : ''}
          data={suggestions(catalogue.map(({ type }) => type))}
          value={types}
          onChange={(chosen) => {
            setTypes([...new Set(chosen.map((type) => (type.endsWith('.') ? `${type}*` : type)))]);
          }}
          error={problems.fields.event_types}
          renderOption={({ option }) => (option.value === '*' ? t(($) => $.endpoints.form.allEvents) : option.value)}
          acceptValueOnBlur
          openOnFocus={false}
          clearable
          required
          comboboxProps={{ transitionProps: { duration: 0 } }}
          maxDropdownHeight={260}
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
          description={t(($) => $.endpoints.form.envelopeHint)}
          data={envelopes.map((value) => ({ value, label: envelopeName(value) }))}
          value={envelope}
          onChange={(event) => {
            setEnvelope(event.currentTarget.value as Envelope);
          }}
          error={problems.fields.envelope}
          styles={{ wrapper: { maxWidth: 420 } }}
        />
        {problems.rest !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problems.rest}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          {cancel}
          <Button type="submit" loading={pending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
