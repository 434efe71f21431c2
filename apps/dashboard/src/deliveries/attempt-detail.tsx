import { Stack, Tabs, Text } from '@mantine/core';
import type { Attempt, DeliveryDetail } from '@postrider/contracts';
import { t } from '../texts/texts.js';
import { attemptFailure } from './attempt-failure.js';
import classes from './delivery.module.css';
import { RequestPanel } from './request-panel.js';
import { ResponsePanel } from './response-panel.js';
import { TimingPanel } from './timing-panel.js';

interface AttemptDetailProps {
  delivery: DeliveryDetail;
  attempt: Attempt;
  /** Shows the reason of a failure, unless the page already does. */
  isExplained: boolean;
}

/** One attempt: its failure in words, the response, the request, and where the time went. */
export function AttemptDetail({ delivery, attempt, isExplained }: AttemptDetailProps) {
  const failure = isExplained ? attemptFailure(attempt) : undefined;
  return (
    <Stack gap="sm">
      {failure !== undefined && (
        <Text size="sm">
          {failure.explanation.what} <span className={classes.todo}>{failure.explanation.todo}</span>
        </Text>
      )}
      <Tabs defaultValue="response" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="response">{t(($) => $.deliveries.attemptDetail.response)}</Tabs.Tab>
          <Tabs.Tab value="request">{t(($) => $.deliveries.attemptDetail.request)}</Tabs.Tab>
          <Tabs.Tab value="timing">{t(($) => $.deliveries.attemptDetail.timing)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="response" pt="sm">
          <ResponsePanel attempt={attempt} />
        </Tabs.Panel>
        <Tabs.Panel value="request" pt="sm">
          <RequestPanel delivery={delivery} attempt={attempt} />
        </Tabs.Panel>
        <Tabs.Panel value="timing" pt="sm">
          <TimingPanel attempt={attempt} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
