import { Tooltip } from '@mantine/core';
import { absoluteTime } from './format.js';
import { useRelativeTime } from './relative-time.js';
import classes from './parts.module.css';

interface TimeProps {
  /** ISO 8601. */
  value: string;
}

/** How long ago, or when; the exact time on hover and focus, and for screen readers. */
export function Time({ value }: TimeProps) {
  const at = Date.parse(value);
  const text = useRelativeTime(at);
  return (
    <Tooltip label={absoluteTime(at)}>
      <time dateTime={value} className={classes.time}>
        {text}
      </time>
    </Tooltip>
  );
}

/** "next in 5 min", and "due now" for an attempt that should have begun. */
export function NextAttempt({ at }: { at: string }) {
  const isAhead = useRelativeTime(Date.parse(at)).startsWith('in ');
  return isAhead ? (
    <>
      next <Time value={at} />
    </>
  ) : (
    'due now'
  );
}

/** The exact time, in the reader's time zone. */
export function ExactTime({ value }: TimeProps) {
  return <time dateTime={value}>{absoluteTime(Date.parse(value))}</time>;
}
