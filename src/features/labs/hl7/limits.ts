/** Most bytes of a file of messages. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** Most messages in it. */
export const MOST_MESSAGES = 10_000;
