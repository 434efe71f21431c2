import type { Settings } from '@postrider/contracts';
import type { DigestTimes } from '@postrider/event-store';

const minuteMs = 60_000;

export const digestTimes = ({ delayMs, digestMinutes }: Settings['contacts']): DigestTimes => ({
  delayMs,
  digestMs: digestMinutes * minuteMs,
});
