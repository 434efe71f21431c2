import { describe, expect, it } from '@jest/globals';
import { respondingWith, json } from './server.fixture.spec.js';
import { Postrider } from './postrider.js';

const page = (ids: string[], next: string | null) => json(200, { data: ids.map((id) => ({ id })), next_cursor: next });
const key = 'mlx_mk_0123456789abcdef';

describe('a list', () => {
  it('iterates over all pages with the same filters', async () => {
    await using server = await respondingWith(page(['3', '2'], 'c1'), page(['1'], null));
    const client = new Postrider({ url: server.url, key });
    const ids: string[] = [];
    for await (const { id } of client.deliveries.list({ status: 'failed', limit: 2 })) ids.push(id);
    expect(ids).toEqual(['3', '2', '1']);
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/manage/v1/webhooks/deliveries?status=failed&limit=2',
      '/manage/v1/webhooks/deliveries?status=failed&limit=2&cursor=c1',
    ]);
  });

  it('requests a page only when it is read', async () => {
    await using server = await respondingWith(page(['3', '2'], 'c1'), page(['1'], null));
    const list = new Postrider({ url: server.url, key }).events.list();
    expect(server.seen).toHaveLength(0);
    for await (const { id } of list) {
      if (id === '2') break;
    }
    expect(server.seen).toHaveLength(1);
  });

  it('returns single pages, also from a cursor, and iterates over pages', async () => {
    await using server = await respondingWith(
      page(['3'], 'c1'),
      page(['2'], 'c2'),
      page(['3'], 'c1'),
      page(['2'], null),
    );
    const client = new Postrider({ url: server.url, key });
    const first = await client.endpoints.list().page();
    expect(first).toEqual({ data: [{ id: '3' }], next_cursor: 'c1' });
    await client.endpoints.list({ cursor: 'c1' }).page();
    const pages = [];
    for await (const { data } of client.endpoints.list().pages()) pages.push(data.length);
    expect(pages).toEqual([1, 1]);
    expect(server.seen.map(({ url }) => new URL(url ?? '', server.url).searchParams.get('cursor'))).toEqual([
      null,
      'c1',
      null,
      'c1',
    ]);
  });
});

describe('waiting for an operation', () => {
  it('polls until it has ended, and reports each poll', async () => {
    const operation = (status: string, processed: number) => json(200, { id: 'blk_1', status, processed });
    await using server = await respondingWith(
      operation('running', 0),
      operation('running', 5),
      operation('completed', 9),
    );
    const client = new Postrider({ url: server.url, key });
    const polls: number[] = [];
    const ended = await client.operations.wait('blk_1', {
      intervalMs: 1,
      onProgress: ({ processed }) => polls.push(processed),
    });
    expect(ended.status).toBe('completed');
    expect(polls).toEqual([0, 5, 9]);
  });

  it('ends when its signal aborts', async () => {
    await using server = await respondingWith(json(200, { id: 'blk_1', status: 'running' }));
    const controller = new AbortController();
    const waiting = new Postrider({ url: server.url, key }).operations.wait('blk_1', {
      signal: controller.signal,
      onProgress: () => {
        controller.abort(new Error('enough'));
      },
    });
    await expect(waiting).rejects.toThrow('enough');
  });
});
