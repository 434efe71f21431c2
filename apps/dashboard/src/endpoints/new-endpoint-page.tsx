import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { isPortal } from '../api/permissions.js';
import { announce } from '../parts/announcer.js';
import { Card } from '../parts/card.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { SecretOnce } from '../parts/secret-once.js';
import { t } from '../texts/texts.js';
import { EndpointForm } from './endpoint-form.js';
import { useCreateEndpoint } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { SendTest } from './send-test.js';
import { VerifyHelp } from './verify-help.js';

const route = getRouteApi('/shell/endpoints/new');
const parent = { to: '/endpoints', name: t(($) => $.endpoints.page.title) } as const;

/** Creates an endpoint, then shows its secret once. */
export function NewEndpointPage() {
  const create = useCreateEndpoint();
  const navigate = useNavigate();
  const { event_type, customer } = route.useSearch();

  if (create.data !== undefined) {
    const { id, url, signing_secret } = create.data;
    return (
      <Page title={t(($) => $.endpoints.newPage.saveSecret)} parent={parent} description={url}>
        <div className={classes.form}>
          <Card>
            <SecretOnce
              secret={signing_secret}
              what={t(($) => $.endpoints.newPage.theSecret)}
              onSaved={() => void navigate({ to: '/endpoints/$endpointId', params: { endpointId: id } })}
            >
              {t(($) => $.endpoints.newPage.secretMore)}
            </SecretOnce>
          </Card>
          <Card title={t(($) => $.endpoints.newPage.verify)}>
            <VerifyHelp />
          </Card>
          {!isPortal() && <SendTest endpoint={create.data} />}
        </div>
      </Page>
    );
  }
  return (
    <Page title={t(($) => $.endpoints.newPage.title)} parent={parent}>
      <div className={classes.form}>
        <Card>
          <EndpointForm
            action={t(($) => $.endpoints.newPage.create)}
            initial={{
              ...(event_type !== undefined && { event_types: [event_type] }),
              ...(customer !== undefined && { customer }),
            }}
            pending={create.isPending}
            error={create.error}
            onSubmit={(fields) => {
              create.mutate(fields, {
                onSuccess: () => {
                  announce(t(($) => $.endpoints.newPage.created));
                },
              });
            }}
            cancel={
              <RouterButton
                {...(customer === undefined
                  ? { to: '/endpoints' }
                  : { to: '/customers/$customer', params: { customer } })}
                variant="default"
              >
                {t(($) => $.endpoints.form.cancel)}
              </RouterButton>
            }
          />
        </Card>
      </div>
    </Page>
  );
}
