import { RevokeButton } from '../parts/revoke-button.js';
import type { PortalSession } from '@postrider/contracts';
import { Trans } from 'react-i18next';
import { absoluteTime } from '../parts/format.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { useRevokePortalSession } from './portal-calls.js';

interface RevokePortalSessionProps {
  session: PortalSession;
  customerId: string;
}

export function RevokePortalSession({ session: { id, created_at }, customerId }: RevokePortalSessionProps) {
  const revocation = useRevokePortalSession(customerId, id);
  const time = absoluteTime(Date.parse(created_at));
  return (
    <RevokeButton
      action={t(($) => $.customers.portal.revoke.revoke)}
      named={t(($) => $.customers.portal.revoke.named, { time })}
      title={t(($) => $.customers.portal.revoke.title)}
      done={t(($) => $.customers.portal.revoke.done)}
      revocation={revocation}
    >
      <Trans i18nKey={($) => $.customers.portal.revoke.effect} components={{ time: <Time value={created_at} /> }} />
    </RevokeButton>
  );
}
