import { Stack, Text } from '@mantine/core';
import type { BulkOperation } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiError } from '../api/api-error.js';
import { isPortal } from '../api/permissions.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { Facts } from '../parts/facts.js';
import { bytes, count, duration } from '../parts/format.js';
import { Id } from '../parts/id.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { ExactTime } from '../parts/time.js';
import { authorOf } from '../shared/author-of.js';
import { CustomerLink } from '../shared/customer-link.js';
import { operationQuery } from './bulk-queries.js';
import { DownloadExport } from './download-export.js';
import { OperationBadge } from './operation-badge.js';
import { OperationProgress } from './operation-progress.js';
import { deliveriesOf } from './operation-deliveries.js';
import { RequestWords } from './request-words.js';
import { nameOf } from './operation-words.js';
import { t } from '../texts/texts.js';

const route = getRouteApi('/shell/deliveries/bulk/$operationId');
/** The portal has no list of operations. */
const parent = isPortal()
  ? ({ to: '/deliveries', name: t(($) => $.deliveries.title) } as const)
  : ({ to: '/deliveries/bulk', name: t(($) => $.bulk.list.title) } as const);

/** One bulk replay, recovery or export: its progress or its result. */
export function BulkPage() {
  const { operationId } = route.useParams();
  const { data, error, isFetching, refetch } = useQuery(operationQuery(operationId));
  if (data !== undefined) return <Operation operation={data} />;
  return (
    <Page title={t(($) => $.bulk.page.title)} parent={parent}>
      <Card>
        {error === null && <BlockSkeleton height={180} />}
        {error !== null && isUnknown(error) && (
          <EmptyState title={t(($) => $.bulk.page.notFound)} action={<ToDeliveries />}>
            {t(($) => $.bulk.page.notFoundHint)}
          </EmptyState>
        )}
        {error !== null && !isUnknown(error) && (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        )}
      </Card>
    </Page>
  );
}

const isUnknown = (error: Error): boolean => error instanceof ApiError && error.status === 404;

const ToDeliveries = () => (
  <RouterButton to="/deliveries" variant="default">
    {t(($) => $.bulk.page.back)}
  </RouterButton>
);

function Operation({ operation }: { operation: BulkOperation }) {
  const { id, kind, status, total, processed, skipped, actor, created_at, completed_at, file } = operation;
  const { customer } = operation;
  const name = nameOf(operation);
  const took = completed_at === null ? null : duration(Date.parse(completed_at) - Date.parse(created_at));
  return (
    <Page
      title={name}
      heading={
        <>
          {name} <OperationBadge operation={operation} />
        </>
      }
      parent={parent}
    >
      <Stack gap="md">
        <Card>
          <OperationProgress operation={operation} />
          <DownloadExport operation={operation} />
          <ItsDeliveries operation={operation} />
        </Card>
        <Card title={t(($) => $.bulk.page.details)}>
          <Facts
            rows={[
              [t(($) => $.bulk.page.id), <Id key="id" value={id} />],
              [t(($) => $.bulk.page.filter), <RequestWords key="filter" request={operation.request} />],
              [
                t(($) => $.bulk.page.customer),
                customer === undefined || isPortal() ? null : <CustomerLink key="customer" customer={customer} />,
              ],
              [t(($) => $.bulk.page.kind), t(($) => $.bulk.kinds[kind])],
              [t(($) => $.bulk.page.matched[kind]), total === null ? t(($) => $.bulk.page.uncounted) : count(total)],
              [t(($) => $.bulk.page.processed), count(processed)],
              ...(kind === 'export' ? fileFacts(status, file) : [skippedFact(skipped)]),
              [t(($) => $.bulk.page.startedBy), actor === null ? null : <bdi key="actor">{authorOf(actor)}</bdi>],
              [t(($) => $.bulk.page.started), <ExactTime key="started" value={created_at} />],
              [
                t(($) => $.bulk.page.ended),
                completed_at === null ? null : <ExactTime key="ended" value={completed_at} />,
              ],
              [t(($) => $.bulk.page.took), took],
            ]}
          />
        </Card>
      </Stack>
    </Page>
  );
}

function ItsDeliveries({ operation }: { operation: BulkOperation }) {
  const search = deliveriesOf(operation);
  if (search === undefined || operation.processed === 0) return null;
  return (
    <Text size="sm" mt="sm">
      <RouterAnchor to="/deliveries" search={search} size="sm">
        {t(($) => $.bulk.page.itsDeliveries)}
      </RouterAnchor>
    </Text>
  );
}

type Fact = readonly [name: string, value: ReactNode];

const skippedFact = (skipped: number): Fact => [t(($) => $.bulk.page.skipped), count(skipped)];

/** What there is of the file of an export. A cancelled one has none. */
function fileFacts(status: BulkOperation['status'], file: BulkOperation['file']): Fact[] {
  const name = t(($) => $.bulk.page.file);
  if (file === undefined) return status === 'completed' ? [[name, t(($) => $.bulk.page.fileGone)]] : [];
  const { format, expires_at } = file;
  return [
    [name, t(($) => $.bulk.page.fileOf, { format: format.toUpperCase(), size: bytes(file.bytes) })],
    [t(($) => $.bulk.page.expires), expires_at === null ? null : <ExactTime key="expires" value={expires_at} />],
  ];
}
