import { resolve } from 'node:path';
import type { MailConfig } from '#features/outbox/sender.ts';

/** What the environment says; nothing else configures a server. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where the embedded PostgreSQL keeps its data. */
  readonly dataDirectory: string;
  /** A PostgreSQL of one's own instead; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** How many proxies stand before it and say who the visitor is. */
  readonly trustProxy: number;
  /** Address of the pages for those who use them, where requests do not say it themselves. */
  readonly publicUrl: string | undefined;
  /** Undefined where no mail is sent. */
  readonly mail: MailConfig | undefined;
}

/** What the environment says to every program, with the directory that counts when it does not say. */
export const environmentHelpOf = (directory: string): string => `Configuration, by environment:
  HOST            address to listen on (127.0.0.1)
  PORT            port to listen on (8080; 0 takes a free one)
  CUSTODIAN_DATA  directory of the embedded PostgreSQL (${directory})
  TRUST_PROXY     1 behind a proxy that sets X-Forwarded-For and X-Forwarded-Proto, 2 behind two
  SMTP_URL        mail server, smtps://user:password@host:465; without it, nothing is sent: invitations
                  are handed over as links, and users are told by notices alone
  MAIL_FROM       sender of the mail, "Custodian <no-reply@clinic.example>"
  PUBLIC_URL      address of the pages as users reach them, https://emr.clinic.example: for links in mail, and
                  for passkeys behind a proxy that does not pass the host name on`;

export const environmentHelp = `${environmentHelpOf('var/custodian')}
  DATABASE_URL    a PostgreSQL 15 to 18 of your own instead of the embedded one: the address of
                  the role custodian_app, which owns nothing. Before the first start and after each
                  update, migrate with the owner's address:
                  DATABASE_URL=postgres://owner@host/db npm run custodian -- migrate`;

/** @throws {Error} in a sentence, for what is no port and no database, and for mail that is configured by half. */
export function readConfig(environment: NodeJS.ProcessEnv, defaultDirectory: string): Config {
  const port = Number(environment['PORT'] || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port: ${environment['PORT']}`);
  const databaseUrl = environment['DATABASE_URL'] || undefined;
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new Error('DATABASE_URL is no address of a PostgreSQL: it begins with postgres://');
  return {
    host: environment['HOST'] || '127.0.0.1',
    port,
    dataDirectory: resolve(environment['CUSTODIAN_DATA'] || defaultDirectory),
    databaseUrl,
    trustProxy: Number.parseInt(environment['TRUST_PROXY'] ?? '', 10) || 0,
    publicUrl: readPublicUrl(environment),
    mail: readMail(environment),
  };
}

/** @throws {Error} in a sentence, for what is no address. */
function readPublicUrl({ PUBLIC_URL: publicUrl }: NodeJS.ProcessEnv): string | undefined {
  if (!publicUrl) return undefined;
  if (!/^https?:\/\//.test(publicUrl) || !URL.canParse(publicUrl)) {
    throw new Error('PUBLIC_URL is the address of the pages, like https://emr.clinic.example.');
  }
  return publicUrl;
}

function readMail(environment: NodeJS.ProcessEnv): MailConfig | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = environment;
  const publicUrl = readPublicUrl(environment);
  if (!smtpUrl) return undefined;
  if (!/^smtps?:\/\//.test(smtpUrl)) throw new Error('SMTP_URL begins with smtp:// or smtps://.');
  if (!from) throw new Error('SMTP_URL is set: say in MAIL_FROM whom the mail comes from.');
  if (!publicUrl) {
    throw new Error(
      'SMTP_URL is set: say in PUBLIC_URL where the links in the mail lead, like https://emr.clinic.example.',
    );
  }
  return { smtpUrl, from, publicUrl };
}
