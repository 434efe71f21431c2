import { RevokeButton } from '../parts/revoke-button.js';
import type { OAuthGrant } from '@postrider/contracts';
import { t } from '../texts/texts.js';
import { useRevokeGrant } from './grant-calls.js';

export function DisconnectGrant({ grant: { id, client_name } }: { grant: OAuthGrant }) {
  const revocation = useRevokeGrant(id);
  const name = client_name ?? t(($) => $.keys.grants.unnamed);
  return (
    <RevokeButton
      action={t(($) => $.keys.grants.disconnect.disconnect)}
      named={t(($) => $.keys.grants.disconnect.named, { name })}
      title={t(($) => $.keys.grants.disconnect.title, { name })}
      done={t(($) => $.keys.grants.disconnect.done, { name })}
      revocation={revocation}
    >
      {t(($) => $.keys.grants.disconnect.effect)}
    </RevokeButton>
  );
}
