import type { EventType, PublishedEvent } from '@postrider/contracts';
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Trans } from 'react-i18next';
import { errorsByField } from '../api/api-error.js';
import { manage } from '../api/request.js';
import { JsonField } from '../parts/json-field.js';
import { parseJsonObject } from '../parts/parse-json-object.js';
import { announce } from '../parts/announcer.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { FormError } from '../parts/form-error.js';
import { CustomerSelect } from '../shared/customer-select.js';
import { useHasCustomers } from '../shared/customers-query.js';
import { publishableTypesQuery } from '../shared/event-types-query.js';
import { t } from '../texts/texts.js';

interface PublishDialogProps {
  type?: string;
  onClose: () => void;
}

/** Publishes a real event: to all endpoints that subscribe to its type. */
export function PublishDialog({ type, onClose }: PublishDialogProps) {
  const { data: types, error, isFetching, refetch } = useQuery(publishableTypesQuery);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.publish.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      {types === undefined && error === null && <BlockSkeleton height={280} />}
      {types === undefined && error !== null && (
        <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
      )}
      {types !== undefined && <PublishForm types={types} type={type ?? types[0]?.type ?? ''} onClose={onClose} />}
    </Modal>
  );
}

interface PublishFormProps {
  types: readonly EventType[];
  type: string;
  onClose: () => void;
}

const exampleOf = (types: readonly EventType[], wanted: string): string =>
  JSON.stringify(types.find(({ type }) => type === wanted)?.example ?? {}, null, 2);

function PublishForm({ types, type: first, onClose }: PublishFormProps) {
  const [type, setType] = useState(first);
  const [id, setId] = useState('');
  const [customer, setCustomer] = useState<string>();
  const hasCustomers = useHasCustomers();
  const [data, setData] = useState(exampleOf(types, first));
  const publication = usePublish();
  const parsed = parseJsonObject(data);
  const { fields, rest } = publication.isError
    ? errorsByField(publication.error, ['type', 'id', 'customer', 'data'])
    : { fields: {}, rest: undefined };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if ('problem' in parsed) return;
    publication.mutate({
      type,
      data: parsed.value,
      ...(id.trim() !== '' && { id: id.trim() }),
      ...(customer !== undefined && { customer }),
    });
  };
  if (publication.data !== undefined) {
    return <Published event={publication.data} onAgain={publication.reset} onClose={onClose} />;
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t(($) => $.publish.what)}</Text>
        <Select
          label={t(($) => $.publish.type)}
          data={types.map((one) => one.type)}
          value={type}
          onChange={(value) => {
            if (value === null) return;
            setType(value);
            // What is typed stays.
            if (data === exampleOf(types, type)) setData(exampleOf(types, value));
          }}
          error={fields.type}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t(($) => $.publish.noType)}
        />
        {hasCustomers && (
          <CustomerSelect
            label={t(($) => $.publish.customer)}
            description={t(($) => $.publish.customerHint)}
            value={customer}
            onChange={setCustomer}
            error={fields.customer}
          />
        )}
        <JsonField
          label={t(($) => $.publish.data)}
          description={t(($) => $.publish.dataHint)}
          value={data}
          onChange={setData}
          error={fields.data}
        />
        <TextInput
          label={t(($) => $.publish.id)}
          description={t(($) => $.publish.idHint)}
          value={id}
          onChange={(event) => {
            setId(event.currentTarget.value);
          }}
          error={fields.id}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
        />
        <FormError message={rest} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.parts.cancel)}
          </Button>
          <Button type="submit" loading={publication.isPending} disabled={'problem' in parsed}>
            {t(($) => $.publish.publish)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface PublishedProps {
  event: PublishedEvent;
  onAgain: () => void;
  onClose: () => void;
}

function Published({ event: { id, deliveries }, onAgain, onClose }: PublishedProps) {
  const event = (
    <RouterAnchor to="/events/$eventId" params={{ eventId: id }} onClick={onClose} fw={600}>
      {id}
    </RouterAnchor>
  );
  return (
    <Stack gap="md">
      <Text size="sm" role="status">
        {deliveries.length === 0 ? (
          <Trans i18nKey={($) => $.publish.toNobody} components={{ event }} />
        ) : (
          <Trans i18nKey={($) => $.publish.done} count={deliveries.length} components={{ event }} />
        )}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onAgain}>
          {t(($) => $.publish.another)}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {t(($) => $.parts.done)}
        </Button>
      </Group>
    </Stack>
  );
}

function usePublish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { type: string; data: object; id?: string; customer?: string }): Promise<PublishedEvent> =>
      manage('POST', '/events', { body }),
    onSuccess: ({ deliveries }) => {
      announce(t(($) => $.publish.announced, { count: deliveries.length }));
      void client.invalidateQueries({ queryKey: ['events'] });
    },
  });
}
