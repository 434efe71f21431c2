import { Stack } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ContactsCard } from '../contacts/contacts-card.js';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { requestFormatQuery } from '../shared/request-format-query.js';
import { t } from '../texts/texts.js';
import { BrowserOriginsForm } from './browser-origins-form.js';
import { CustomerLimitsForm } from './customer-limits-form.js';
import { PortalSettingsForm } from './portal-settings-form.js';
import { RequestFormatForm } from './request-format-form.js';
import { browserOriginsQuery, customerLimitsQuery, portalSettingsQuery } from './settings-calls.js';

/** What holds for all endpoints and customers of the organization. */
export function SettingsPage() {
  const portal = useQuery(portalSettingsQuery);
  const limits = useQuery(customerLimitsQuery);
  const format = useQuery(requestFormatQuery);
  const browsers = useQuery(browserOriginsQuery);
  return (
    <Page title={t(($) => $.shell.pages.settings)} description={t(($) => $.settings.description)}>
      <Stack gap="md">
        <Card title={t(($) => $.settings.portal.title)} description={t(($) => $.settings.portal.description)}>
          <Loaded query={portal} height={578}>
            {(current) => <PortalSettingsForm current={current} />}
          </Loaded>
        </Card>
        <Card title={t(($) => $.settings.limits.title)} description={t(($) => $.settings.limits.description)}>
          <Loaded query={limits} height={313}>
            {(current) => <CustomerLimitsForm current={current} />}
          </Loaded>
        </Card>
        <ContactsCard />
        <Card title={t(($) => $.settings.format.title)} description={t(($) => $.settings.format.description)}>
          <Loaded query={format} height={344}>
            {(current) => <RequestFormatForm current={current} />}
          </Loaded>
        </Card>
        <Card title={t(($) => $.settings.browsers.title)} description={t(($) => $.settings.browsers.description)}>
          <Loaded query={browsers} height={200}>
            {(current) => <BrowserOriginsForm current={current} />}
          </Loaded>
        </Card>
      </Stack>
    </Page>
  );
}

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** Of what comes, in pixels. */
  height: number;
  children: (data: Data) => ReactNode;
}

function Loaded<Data>({ query, height, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <BlockSkeleton height={height} />;
  return <ErrorState error={query.error} retrying={query.isFetching} onRetry={() => void query.refetch()} />;
}
