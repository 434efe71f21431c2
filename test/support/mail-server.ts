import { freePort } from '@postrider/testing';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  to: string;
  /** Whether it came after STARTTLS. */
  isEncrypted: boolean;
  /** Unfolded, by their names in lower case. */
  headers: Readonly<Record<string, string>>;
  text: string;
  html: string;
}

const credentials = { user: 'postrider', pass: 'a password of a test' };

/** An SMTP server on loopback, which asks for a password. It can be stopped and started again, and refuse or keep back messages. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** It offers STARTTLS with these, from its next start. */
  tls: { cert: Buffer; key: Buffer } | undefined;
  /** Number of clients that sent a password. */
  logins = 0;
  /** Number of messages whose text has arrived, accepted or not. */
  seen = 0;
  /** Resolved before a message is accepted. */
  accepts: Promise<unknown> = Promise.resolve();
  readonly #refused = new Set<string>();
  #server: SMTPServer | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<MailServer> {
    const server = new MailServer(await freePort());
    await server.start();
    return server;
  }

  get url(): string {
    const { user, pass } = credentials;
    return `smtp://${user}:${encodeURIComponent(pass)}@127.0.0.1:${String(this.port)}`;
  }

  async start(): Promise<void> {
    const server = new SMTPServer({
      hideSTARTTLS: this.tls === undefined,
      ...this.tls,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        this.logins += 1;
        const isKnown = username === credentials.user && password === credentials.pass;
        done(isKnown ? null : new Error('wrong password'), { user: username });
      },
      onRcptTo: ({ address }, _session, done) => {
        done(this.#refused.has(address) ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.seen += 1;
          void this.accepts.then(() => {
            this.#accept(session, Buffer.concat(chunks).toString('utf8'));
            done();
          });
        });
      },
    });
    // A client that is killed ends its connection.
    server.on('error', () => undefined);
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server)
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
  }

  refuse(address: string): void {
    this.#refused.add(address);
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.to === address);
  }

  #accept({ envelope, secure }: SMTPServerSession, raw: string): void {
    const { headers, body } = split(raw);
    const [, boundary = ''] = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '') ?? [];
    const parts = body.split(`--${boundary}`).map((part) => split(part.trimStart()));
    const content = (type: string): string => {
      const part = parts.find((each) => each.headers['content-type']?.startsWith(type));
      return part ? decoded(part.body, part.headers['content-transfer-encoding']).replaceAll('\r\n', '\n') : '';
    };
    const mail = { isEncrypted: secure, headers, text: content('text/plain'), html: content('text/html') };
    for (const { address } of envelope.rcptTo) this.received.push({ to: address, ...mail });
  }
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: Object.fromEntries(headers), body: raw.slice(end + 4) };
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
