import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { announce } from '../parts/announcer.js';
import { Card } from '../parts/card.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { SecretOnce } from '../parts/secret-once.js';
import { EndpointForm } from './endpoint-form.js';
import { useCreateEndpoint } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { VerifyHelp } from './verify-help.js';

const route = getRouteApi('/shell/endpoints/new');
const parent = { to: '/endpoints', name: 'Endpoints' } as const;

/** Creates an endpoint, then shows its secret once. */
export function NewEndpointPage() {
  const create = useCreateEndpoint();
  const navigate = useNavigate();
  const { event_type } = route.useSearch();

  if (create.data !== undefined) {
    const { id, url, signing_secret } = create.data;
    return (
      <Page title="Save the signing secret" parent={parent} description={url}>
        <div className={classes.form}>
          <Card>
            <SecretOnce
              secret={signing_secret}
              what="the signing secret"
              onSaved={() => void navigate({ to: '/endpoints/$endpointId', params: { endpointId: id } })}
            >
              The endpoint was created. Its receiver uses this secret to verify requests. Store it with the receiver's
              other secrets. It is shown only once.
            </SecretOnce>
          </Card>
          <Card title="Verify requests">
            <VerifyHelp />
          </Card>
        </div>
      </Page>
    );
  }
  return (
    <Page title="New endpoint" parent={parent}>
      <div className={classes.form}>
        <Card>
          <EndpointForm
            action="Create endpoint"
            {...(event_type === undefined ? {} : { initial: { event_types: [event_type] } })}
            pending={create.isPending}
            error={create.error}
            onSubmit={(fields) => {
              create.mutate(fields, {
                onSuccess: () => {
                  announce('Endpoint created. Save its signing secret.');
                },
              });
            }}
            cancel={
              <RouterButton to="/endpoints" variant="default">
                Cancel
              </RouterButton>
            }
          />
        </Card>
      </div>
    </Page>
  );
}
