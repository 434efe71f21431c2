import type { Contact } from '@postrider/contracts';

/** The address; of a Slack URL, which is a secret, its host and its end. */
export const contactTarget = ({ address, url_host, url_last_four }: Contact): string =>
  address ?? `${url_host ?? ''} …${url_last_four ?? ''}`;
