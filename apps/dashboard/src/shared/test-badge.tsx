import { StatusBadge } from '../parts/status-badge.js';
import { t } from '../texts/texts.js';

/** Marks a test event and its deliveries. */
export function TestBadge() {
  return <StatusBadge tone="idle">{t(($) => $.shared.test)}</StatusBadge>;
}
