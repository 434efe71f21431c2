import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { Attempt, DeliveryDetail } from '@postrider/contracts';
import { useId, useState } from 'react';
import { Card } from '../parts/card.js';
import { duration } from '../parts/format.js';
import { StatusBadge } from '../parts/status-badge.js';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { AttemptDetail } from './attempt-detail.js';
import { attemptFailure } from './attempt-failure.js';
import { CompareAttempts } from './compare-attempts.js';
import classes from './delivery.module.css';

const shownAtFirst = 10;

/** All attempts, newest first; the newest is open. Below, two of them can be compared. */
export function Attempts({ delivery }: { delivery: DeliveryDetail }) {
  const [all, setAll] = useState(false);
  const [compared, setCompared] = useState(false);
  const newest = delivery.attempts.toReversed();
  const shown = all ? newest : newest.slice(0, shownAtFirst);
  const isComparable = newest.length > 1;
  return (
    <>
      <Card
        title={t(($) => $.deliveries.attempts.title)}
        description={isComparable ? t(($) => $.deliveries.attempts.newestFirst) : undefined}
        actions={
          isComparable && (
            <Button
              variant="default"
              size="xs"
              aria-expanded={compared}
              style={{ flex: 'none' }}
              onClick={() => {
                setCompared(!compared);
              }}
            >
              {t(($) => $.deliveries.compare.open)}
            </Button>
          )
        }
      >
        {newest.length === 0 ? (
          <Text size="sm" c="dimmed">
            {delivery.status === 'pending'
              ? t(($) => $.deliveries.attempts.noneYet)
              : t(($) => $.deliveries.attempts.none)}
          </Text>
        ) : (
          <ol className={classes.timeline} reversed>
            {shown.map((attempt, index) => (
              <AttemptItem key={attempt.number} delivery={delivery} attempt={attempt} isLast={index === 0} />
            ))}
          </ol>
        )}
        {newest.length > shown.length && (
          <UnstyledButton
            className={classes.more}
            onClick={() => {
              setAll(true);
            }}
          >
            {t(($) => $.deliveries.attempts.earlier, { count: newest.length - shown.length })}
          </UnstyledButton>
        )}
      </Card>
      {compared && <CompareAttempts endpointId={delivery.endpoint_id} attempts={delivery.attempts} />}
    </>
  );
}

interface AttemptItemProps {
  delivery: DeliveryDetail;
  attempt: Attempt;
  isLast: boolean;
}

function AttemptItem({ delivery, attempt, isLast }: AttemptItemProps) {
  const { number, trigger, started_at, duration_ms } = attempt;
  // Undefined until the user toggles it, so that each new attempt opens by itself.
  const [chosen, setChosen] = useState<boolean>();
  const opened = chosen ?? isLast;
  const id = useId();
  const failure = attemptFailure(attempt);
  return (
    <li className={classes.attempt} data-tone={failure === undefined ? 'good' : 'bad'}>
      <UnstyledButton
        className={classes.attemptHead}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => {
          setChosen(!opened);
        }}
      >
        <IconChevronRight size={16} aria-hidden className={classes.chevron} />
        <span className={classes.attemptName}>{t(($) => $.deliveries.attempts[trigger], { number })}</span>
        <StatusBadge tone={failure === undefined ? 'good' : 'bad'}>
          {failure?.brief ?? attempt.response_status}
        </StatusBadge>
        <span className={classes.attemptTime}>
          <ExactTime value={started_at} />
        </span>
        <span className={classes.attemptTook}>{duration(duration_ms)}</span>
      </UnstyledButton>
      {opened && (
        <div id={id} className={classes.attemptBody}>
          <AttemptDetail
            delivery={delivery}
            attempt={attempt}
            isExplained={!isLast || delivery.status === 'delivered'}
          />
        </div>
      )}
    </li>
  );
}
