import { Button, Group, Text } from '@mantine/core';
import type { Customer } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { activityQuery } from '../endpoints/endpoint-queries.js';
import { EndpointsTable } from '../endpoints/endpoints-table.js';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { count } from '../parts/format.js';
import { RowsSkeleton } from '../parts/loading.js';
import { customerEndpointsQuery } from '../shared/customer-endpoints-query.js';
import { t } from '../texts/texts.js';

const rowsAtOnce = 20;

/** The endpoints of a customer, with their state and activity. */
export function CustomerEndpoints({ customer: { id } }: { customer: Customer }) {
  const { data, error, isFetching, refetch } = useQuery(customerEndpointsQuery(id));
  const activities = useQuery(activityQuery).data;
  const [shown, setShown] = useState(rowsAtOnce);
  return (
    <Card title={t(($) => $.customers.endpoints.title)} description={t(($) => $.customers.endpoints.description)} flush>
      {data === undefined &&
        (error === null ? (
          <RowsSkeleton rows={2} height={46} />
        ) : (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        ))}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed" px={18} pb="md">
          {t(($) => $.customers.endpoints.none)}
        </Text>
      )}
      {data !== undefined && data.length > 0 && (
        <EndpointsTable
          rows={data.slice(0, shown).map(({ customer: _, ...endpoint }) => ({
            endpoint,
            activity: activities?.get(endpoint.id),
          }))}
        />
      )}
      {data !== undefined && data.length > shown && (
        <Group justify="center" p="sm">
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setShown(shown + rowsAtOnce);
            }}
          >
            {t(($) => $.customers.endpoints.showMore, { number: count(data.length - shown) })}
          </Button>
        </Group>
      )}
    </Card>
  );
}
