import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { digestHtml, digestSubject, digestText, type DigestContent, type DigestFrame } from '@postrider/domain';
import type { Transporter } from 'nodemailer';
import { SETTINGS } from '../tokens.js';
import type { SendResult } from './send-result.js';

const permanent = 500;

export interface Mail {
  to: string;
  content: DigestContent;
  frame: DigestFrame & { unsubscribeUrl: string };
  /** The same for a repetition, so that mail servers recognize it. */
  id: string;
}

/** Sends e-mail by the operator's SMTP server, one connection for each message. */
@Injectable()
export class Mailer {
  readonly #settings: Settings['contacts'];
  readonly #from: string;
  #transport: Promise<Transporter> | undefined;

  constructor(@Inject(SETTINGS) { contacts }: Pick<Settings, 'contacts'>) {
    this.#settings = contacts;
    this.#from = contacts.mailFrom ?? '';
  }

  async send({ to, content, frame, id }: Mail): Promise<SendResult> {
    const { smtpUrl, mailFrom } = this.#settings;
    if (smtpUrl === undefined || mailFrom === undefined) {
      return { kind: 'failed', reason: 'e-mail is not configured', isUnknown: false };
    }
    this.#transport ??= createTransport(smtpUrl, this.#settings);
    const transport = await this.#transport;
    const domain = this.#from.slice(this.#from.lastIndexOf('@') + 1).replace(/>$/, '');
    try {
      await transport.sendMail({
        from: this.#from,
        // As an object, it is not parsed.
        to: { name: '', address: to },
        subject: digestSubject(content, frame),
        text: digestText(content, frame),
        html: digestHtml(content, frame),
        messageId: `<${id}@${domain}>`,
        headers: {
          'List-Unsubscribe': `<${frame.unsubscribeUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          'Auto-Submitted': 'auto-generated',
        },
      });
      return { kind: 'sent' };
    } catch (error) {
      return failure(error as SmtpError);
    }
  }
}

/** Nodemailer is loaded with the first message: most gateways send none. */
async function createTransport(
  url: string,
  { timeoutMs, requireTls }: Pick<Settings['contacts'], 'timeoutMs' | 'requireTls'>,
): Promise<Transporter> {
  const nodemailer = await import('nodemailer');
  return nodemailer.createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    requireTLS: requireTls,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

interface SmtpError extends Error {
  command?: string;
  responseCode?: number;
}

/** Only what the server says of the recipient disables a contact; all else may be the sender's fault. */
function failure({ command, responseCode, message }: SmtpError): SendResult {
  const isUnreached = command === 'CONN' && responseCode === undefined;
  const reason = isUnreached ? `the mail server could not be reached: ${message}` : message;
  if (command === 'RCPT TO' && responseCode !== undefined && responseCode >= permanent) {
    return { kind: 'refused', reason };
  }
  return { kind: 'failed', reason, isUnknown: responseCode === undefined && command !== 'CONN' };
}
