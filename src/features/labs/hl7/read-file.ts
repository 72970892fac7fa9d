import { decodeFile } from './decode-file.ts';
import { messagesOf } from './messages.ts';
import { type Report, reportsOf } from './reports.ts';

/** What a file of messages comes to. */
export interface FileRead {
  readonly messages: number;
  readonly reports: readonly Report[];
}

/**
 * Bytes → text → segments → checked messages → plain records; no step touches the database or the clock.
 * @throws {Refusal} `labs/message-broken`: a file is read whole or not at all
 */
export function readFile(bytes: Uint8Array, file: string): FileRead {
  const messages = messagesOf(decodeFile(bytes, file), file);
  return { messages: messages.length, reports: reportsOf(messages) };
}
