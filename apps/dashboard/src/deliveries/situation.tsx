import { Text } from '@mantine/core';
import type { DeliveryDetail } from '@postrider/contracts';
import { duration } from '../parts/format.js';
import { useRelativeTime } from '../parts/relative-time.js';
import { ExactTime, Time } from '../parts/time.js';
import classes from './delivery.module.css';
import { explainFailure } from '../shared/explain-failure.js';

/** The state of a delivery: the last result, what to do, and the time of the next attempt. */
export function Situation({ delivery }: { delivery: DeliveryDetail }) {
  const { status, failure_reason, response_status, attempts } = delivery;
  const tone = status === 'delivered' ? 'good' : status === 'failed' ? 'bad' : 'wait';
  const last = attempts.at(-1);
  const failure =
    failure_reason === null
      ? undefined
      : explainFailure({ reason: failure_reason, status: response_status, error: last?.error });
  return (
    <section className={classes.situation} data-tone={tone} aria-label="How it stands">
      <Text fw={650}>{headline(delivery)}</Text>
      {failure !== undefined && status !== 'delivered' && (
        <>
          <Text size="sm" mt={4}>
            {failure.what}
          </Text>
          <Text size="sm" mt={4}>
            <strong>What to do:</strong> {failure.todo}
          </Text>
        </>
      )}
      <Next delivery={delivery} />
    </section>
  );
}

function headline({ status, attempts, attempt_count }: DeliveryDetail): string {
  const last = attempts.at(-1);
  if (status === 'delivered') {
    const took = last === undefined ? '' : ` in ${duration(last.duration_ms)}`;
    return attempt_count === 1
      ? `Delivered at the first attempt${took}`
      : `Delivered at attempt ${attempt_count}${took}`;
  }
  if (status === 'failed') {
    return attempt_count === 0 ? 'Failed without an attempt' : `Failed after ${attemptsOf(attempt_count)}`;
  }
  return attempt_count === 0
    ? 'Waiting for its first attempt'
    : `Not delivered yet, after ${attemptsOf(attempt_count)}`;
}

const attemptsOf = (count: number): string => (count === 1 ? 'one attempt' : `${count} attempts`);

function Next({ delivery: { next_attempt_at, attempts } }: { delivery: DeliveryDetail }) {
  if (next_attempt_at === null) return null;
  // A delivery without an attempt is due when it is created.
  if (attempts.length === 0) return null;
  return (
    <Text size="sm" mt={4}>
      Next attempt <Countdown at={next_attempt_at} />
    </Text>
  );
}

function Countdown({ at }: { at: string }) {
  const isAhead = useRelativeTime(Date.parse(at)).startsWith('in ');
  if (!isAhead) return <>is due now</>;
  return (
    <>
      <strong>
        <Time value={at} />
      </strong>
      , at <ExactTime value={at} />
    </>
  );
}
