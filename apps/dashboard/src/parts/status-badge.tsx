import type { DeliveryStatus } from '@postrider/contracts';
import type { ReactNode } from 'react';
import classes from './parts.module.css';
import { t } from '../texts/texts.js';

/** good: it works; wait: it goes on; bad: somebody should look; idle: nothing happens. */
export type Tone = 'good' | 'wait' | 'bad' | 'idle';

interface StatusBadgeProps {
  tone: Tone;
  children: ReactNode;
}

/** A word with a colored mark: color is never the only sign. */
export function StatusBadge({ tone, children }: StatusBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  );
}

const deliveryTones: Record<DeliveryStatus, Tone> = { pending: 'wait', delivered: 'good', failed: 'bad' };
export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  return <StatusBadge tone={deliveryTones[status]}>{t(($) => $.parts.statuses[status])}</StatusBadge>;
}
