import type { DeliveryDetail, DeliverySummary } from '@postrider/contracts';
import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Trans } from 'react-i18next';
import { lastResponse } from '../shared/last-response.js';
import { announce } from '../parts/announcer.js';
import { duration } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { DeliveryBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { testDeliveryQuery } from './endpoint-queries.js';
import classes from './endpoints.module.css';

/** Result of a test event so far. */
export function TestResult({ sent }: { sent: DeliverySummary }) {
  const delivery = useQuery(testDeliveryQuery(sent.id)).data;
  const attempts = delivery?.attempts.length ?? 0;
  const outcome = delivery === undefined || attempts === 0 ? undefined : outcomeOf(delivery);
  useEffect(() => {
    if (outcome !== undefined) announce(t(($) => $.endpoints.testResult.announced, { outcome }));
  }, [outcome]);

  return (
    <div className={classes.result}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm">
          <DeliveryBadge status={delivery?.status ?? sent.status} />
          <Text size="sm">{outcome ?? t(($) => $.endpoints.testResult.sending)}</Text>
        </Group>
        <RouterAnchor to="/deliveries/$deliveryId" params={{ deliveryId: sent.id }} size="sm" style={{ flex: 'none' }}>
          {t(($) => $.endpoints.testResult.details)}
        </RouterAnchor>
      </Group>
      {delivery?.next_attempt_at != null && attempts > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          <Trans
            i18nKey={($) => $.endpoints.testResult.next}
            components={{ time: <Time value={delivery.next_attempt_at} /> }}
          />
        </Text>
      )}
    </div>
  );
}

function outcomeOf(delivery: DeliveryDetail): string {
  const took = delivery.attempts.at(-1)?.duration_ms ?? 0;
  return t(($) => $.endpoints.testResult.outcome, { response: lastResponse(delivery), time: duration(took) });
}
