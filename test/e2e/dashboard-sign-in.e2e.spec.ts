import { describe, expect, it } from '@jest/globals';

import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import { operatorPassword, type Postrider } from '../support/postrider.js';

let postrider: Postrider;
let visitor: Visitor;
forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});

const open = (path: string) => visitor.page.goto(postrider.url + path);
const heading = (name: string) => visitor.page.getByRole('heading', { level: 1, name });

describe('signing in to the dashboard', () => {
  it('with a key leads to where one wanted to go, and leaves the key nowhere in the browser', async () => {
    const { page, context } = visitor;
    await open('/endpoints?q=none');
    await heading('Sign in').waitFor();

    await page.getByLabel('Management key').fill('mlx_mk_of_nobody');
    await page.keyboard.press('Enter');
    await page.getByText('The API key is unknown or revoked.').waitFor();

    await page.getByLabel('Management key').fill(postrider.keys.management_key);
    await page.keyboard.press('Enter');
    await heading('Endpoints').waitFor();
    expect(page.url()).toBe(`${postrider.url}/endpoints?q=none`);

    const kept = await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])');
    expect(kept).not.toContain('mlx_');
    const cookies = await context.cookies();
    expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
      { name: 'postrider_session', httpOnly: true, sameSite: 'Strict' },
    ]);
    expect(JSON.stringify(cookies)).not.toContain(postrider.keys.management_key);
  });

  it('with a link from the terminal works once, and its token leaves the address at once', async () => {
    const { page, context } = visitor;
    const link = (await postrider.admin.json('sign-in-link', '--url', postrider.url)) as { url: string };
    await page.goto(link.url);
    await heading('Overview').waitFor();
    expect(page.url()).toBe(`${postrider.url}/`);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading('Sign in').waitFor();
    expect(await context.cookies()).toEqual([]);

    await page.goto(link.url);
    await page.getByText(/link was already used/).waitFor();
    expect(page.url()).toBe(`${postrider.url}/sign-in`);
  });

  it('is asked for again when the key is revoked, and leads back', async () => {
    const { page } = visitor;
    const { organization_id: organization } = postrider.keys;
    const { id, key } = await postrider.admin.createKey(organization, 'management');
    await signIn(visitor, { url: postrider.url, keys: { management_key: key } });
    await open('/event-types');
    await heading('Event types').waitFor();

    await postrider.admin.run('keys', 'revoke', id);
    // The page may have noticed before.
    await page.reload();
    await heading('Sign in').waitFor();
    await page.getByLabel('Management key').fill(postrider.keys.management_key);
    await page.keyboard.press('Enter');
    await heading('Event types').waitFor();
  });

  it('as the operator opens the queues', async () => {
    const { page } = visitor;
    await signIn(visitor, postrider);
    await open('/');
    await page.getByRole('button', { name: 'Queues' }).click();
    const dialog = page.getByRole('dialog', { name: 'Queues' });
    await dialog.getByLabel('Operator password').fill('a guess');
    await page.keyboard.press('Enter');
    await dialog.getByText('The operator password is wrong.').waitFor();

    await dialog.getByLabel('Operator password').fill(operatorPassword);
    await page.keyboard.press('Enter');
    const link = dialog.getByRole('link', { name: 'Open the queues' });
    const queues = await visitor.context.request.get(postrider.url + String(await link.getAttribute('href')));
    expect(queues.status()).toBe(200);
  });
});

describe('while the server is away', () => {
  it('the dashboard says so, and goes on by itself once it is back', async () => {
    const { page } = visitor;
    await signIn(visitor, postrider);
    await open('/endpoints');
    await page.getByText('No endpoints yet').waitFor();

    await postrider.gateway.kill();
    await page.getByText('Connection lost').first().waitFor();
    await page.getByText('No endpoints yet').waitFor();

    await postrider.gateway.start();
    await postrider.manage.createEndpoint({ url: 'http://127.0.0.1:9/back', event_types: ['*'] });
    await page.getByRole('link', { name: '127.0.0.1:9/back' }).waitFor();
    await page.getByText('Connection lost').first().waitFor({ state: 'hidden' });
  });
});
