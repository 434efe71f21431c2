import { Text, UnstyledButton } from '@mantine/core';
import type { DeliveryDetail } from '@postrider/contracts';
import { useState } from 'react';
import { Card } from '../parts/card.js';
import { ExactTime, Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import classes from './delivery.module.css';

const shownAtFirst = 4;

/** The attempts to come of a pending delivery, if all of them fail. */
export function RetrySchedule({ schedule }: { schedule: NonNullable<DeliveryDetail['retry_schedule']> }) {
  const [all, setAll] = useState(false);
  const { attempts, more } = schedule;
  const shown = all ? attempts : attempts.slice(0, shownAtFirst);
  const hidden = attempts.length - shown.length;
  return (
    <Card title={t(($) => $.deliveries.schedule.title)} description={t(($) => $.deliveries.schedule.description)}>
      <ol className={classes.schedule}>
        {shown.map(({ number, at }) => (
          <li key={number}>
            <span className={classes.scheduleNumber}>#{number}</span> <Time value={at} />
            <span className={classes.scheduleTime}>
              <ExactTime value={at} />
            </span>
          </li>
        ))}
      </ol>
      {hidden > 0 ? (
        <UnstyledButton
          className={classes.more}
          onClick={() => {
            setAll(true);
          }}
        >
          {t(($) => $.deliveries.schedule.showMore, { count: hidden + more })}
        </UnstyledButton>
      ) : (
        more > 0 && (
          <Text size="sm" c="dimmed" mt={6}>
            {t(($) => $.deliveries.schedule.more, { count: more })}
          </Text>
        )
      )}
    </Card>
  );
}
